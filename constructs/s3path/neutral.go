package s3path

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// Names in templates can hold any characters. Each form of output has one function, here or in package plain, that keeps them
// from being anything but text: control and escape characters, bidirectional formatting, line breaks, and markup.

// mermaidText returns text for a quoted label of a Mermaid diagram. What could be markup, such as a hyphen that is not in a
// word or a period that is not in a number, is drawn in its full-width form, because Mermaid decodes entity codes before it
// reads labels as Markdown.
func mermaidText(text string) string {
	const fullWidth = '！' - '!'
	var b strings.Builder
	runes := []rune(plain.Text(text))
	within := func(i int, is func(rune) bool) bool {
		return i > 0 && is(runes[i-1]) && i+1 < len(runes) && is(runes[i+1])
	}
	for i, r := range runes {
		switch {
		case r > unicode.MaxASCII, isWord(r), r == ' ', r == '/', r == ',':
			b.WriteRune(r)
		case (r == '-' || r == '_') && within(i, isWord), r == '.' && within(i, unicode.IsDigit):
			b.WriteRune(r)
		default:
			b.WriteRune(r + fullWidth)
		}
	}
	return b.String()
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// jsonText escapes in JSON what is not printable and encoding/json leaves as it is.
func jsonText(data []byte) []byte {
	if !slices.ContainsFunc(data, func(b byte) bool { return b >= 0x7f }) {
		return data // encoding/json escapes the others
	}
	escaped := make([]byte, 0, len(data))
	for _, r := range string(data) {
		if r == '\n' || unicode.IsPrint(r) {
			escaped = utf8.AppendRune(escaped, r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			escaped = fmt.Appendf(escaped, `\u%04x`, unit)
		}
	}
	return escaped
}
