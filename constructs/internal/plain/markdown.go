package plain

import "strings"

// Markdown returns text for a heading or a table cell of GitHub Flavored Markdown. The comments break what GitHub links
// without markup: addresses, mentions and numbers of issues.
// See https://github.github.com/gfm/#autolinks-extension-.
func Markdown(text string) string {
	return strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "|", `\|`, "[", `\[`, "]", `\]`, "$", `\$`,
		"&", "&amp;", "<", "&lt;", ">", "&gt;",
		"://", ":<!-- -->//", "www.", "www<!-- -->.", "@", "&#64;<!-- -->", "#", "&#35;<!-- -->",
	).Replace(Text(text))
}
