// Package plain keeps names from templates from being anything but text where they are printed.
package plain

import (
	"strconv"
	"strings"
	"unicode"
)

// Text escapes as Go does what is not printable, such as control and escape characters, line breaks and bidirectional
// formatting, and the second of two spaces, which separate the columns of a table.
func Text(text string) string {
	var b strings.Builder
	var before rune
	for _, r := range text {
		switch {
		case r == ' ' && before == ' ':
			b.WriteString(`\x20`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
		before = r
	}
	return b.String()
}
