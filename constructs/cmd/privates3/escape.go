package main

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// cell escapes what Markdown would not show as it is in a cell of a table.
func cell(text string) string {
	var b strings.Builder
	for _, r := range plain.Text(text) {
		if strings.ContainsRune("\\`*_{}[]<>()#+!|~&@", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// property and message escape what GitHub's workflow commands give a meaning.
func message(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(message(text))
}
