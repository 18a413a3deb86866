// Package rules finds mistakes that would fail a deploy, or cut a workload off from Amazon S3, in templates.
//
// Each [Rule] is in a file of its own, which is named after the rule. A rule gives a [Compliance] for each resource that it
// looks at, and keeps "complies" apart from "cannot know": what only the deploy brings is never judged. [Check] gives the
// violations as findings, in a stable order. [Markdown] lists all rules.
//
// The package knows neither the CDK nor AWS: it works on what packages template and network have read.
package rules
