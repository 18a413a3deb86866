package rules

import (
	"fmt"
	"strings"
)

// Markdown lists all rules, as it stands in the docs.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# The rules of s3rules\n\n" +
		"An error is a certain failure of the deploy, or a certain loss of the way to S3, and fails the synth. A warning is a risk.\n" +
		"`private-dns` is an error for another reason: private DNS can work, but it is a rule of this library that it is off.\n" +
		"What only the deploy brings is never judged. To acknowledge a finding, use its id with `privates3::` in front.\n\n" +
		"Under \"what happens\", code is the error of AWS, word for word; over CloudFormation it comes after\n" +
		"`Resource handler returned message`.\n\n" +
		"| id | severity | what | what happens | fix |\n|---|---|---|---|---|\n")
	for _, r := range All() {
		happens := cell(r.Effect)
		if r.AwsError != "" {
			happens = "`" + r.AwsError + "`"
		}
		fmt.Fprintf(&b, "| [`%s`](%s) | %s | %s | %s | %s |\n", r.Id, r.Link, r.Severity, cell(r.Title), happens, cell(r.Fix))
	}
	b.WriteString("\nA template, or a value in one, that cannot be read is reported as the warning `unreadable-template`. What depends on it is not checked.\n")
	return b.String()
}

// cell keeps a text from ending its cell, and an asterisk from being markup.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`).Replace(text)
}
