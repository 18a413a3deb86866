// Package rules finds mistakes in templates that would fail a deploy, or cut a workload off from Amazon S3.
//
// Each [Rule] has two files that are named after its id, the rule and its test, and one line in topics.go. A rule returns a
// [Result] for each resource that it checks, which distinguishes "compliant" from "unknown": a value that is known only at deploy time
// is never a mistake. [Check] returns the violations in a stable order. [Markdown] lists all rules.
//
// The package does not use the CDK and calls no AWS service. It checks what packages template and network have read.
package rules
