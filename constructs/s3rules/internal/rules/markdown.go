package rules

import (
	"fmt"
	"strings"
)

// Markdown returns RULES.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# Rules of s3rules\n\n" +
		"An error means that the deploy certainly fails, or that clients are certainly cut off from S3. It fails the synth.\n" +
		"`private-dns` is an error for another reason: private DNS can work, but this library requires it to be off.\n" +
		"A warning is a risk. Values known only at deploy time are not checked.\n\n" +
		"If a finding is intentional, acknowledge its ID, prefixed with `privates3::`, on the construct that the finding names or on one\n" +
		"above it. An acknowledgment covers that construct and everything below it.\n\n" +
		"In the column \"what happens\", text in code style is AWS's error message, word for word. CloudFormation puts\n" +
		"`Resource handler returned message` in front of it.\n")
	for _, t := range topics() {
		fmt.Fprintf(&b, "\n## %s\n\n| ID | severity | mistake | what happens | fix |\n|---|---|---|---|---|\n", t.title)
		for _, r := range t.rules {
			happens := cell(r.Effect)
			if r.AwsError != "" {
				happens = "`" + r.AwsError + "`"
			}
			fmt.Fprintf(&b, "| [`%s`](%s) | %s | %s | %s | %s |\n", r.Id, r.Page, r.Severity, cell(r.Title), happens, cell(r.Fix))
		}
	}
	b.WriteString("\nIf a template or a value in it cannot be read, the warning `unreadable-template` reports it, and nothing that depends on it is checked.\n")
	return b.String()
}

// cell escapes what would end a cell or be markup.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "<", `\<`).Replace(text)
}
