package template

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// decode reads a JSON object, with its numbers as they were written. A key that occurs twice is an error.
func decode(file string, data []byte) (object, error) {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	r := &jsonReader{text: string(data)}
	root, isObject := r.value().(object)
	switch r.next(); {
	case !isObject || r.failed || r.at < len(data):
		return nil, invalid(file, data)
	case r.twice != nil:
		return nil, Gap{File: file, Place: position(data, r.twice.at+1), Problem: fmt.Sprintf("the key %q occurs twice; remove one of them", r.twice.name)}
	}
	return root, nil
}

// jsonReader reads JSON. Unlike encoding/json it finds equal keys, and it takes a third of the time, because strings are parts of the text.
type jsonReader struct {
	text   string
	at     int
	depth  int
	failed bool    // whether the text is not JSON; what is read then is of no use
	twice  *member // the first one whose name its object already has, nil if there is none

	members  object // of the objects that are not complete
	elements []any  // of the lists that are not complete
}

// maxNesting is how deep encoding/json reads.
const maxNesting = 10_000

// next skips spaces, and returns the character behind them, 0 at the end.
func (r *jsonReader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

func (r *jsonReader) value() any {
	switch r.next() {
	case '{':
		return r.object()
	case '[':
		first := len(r.elements)
		for isFirst := true; r.more(']', isFirst); isFirst = false {
			element := r.value()
			r.elements = append(r.elements, element)
		}
		list := append([]any{}, r.elements[first:]...)
		r.elements = r.elements[:first]
		return list
	case '"':
		return r.string()
	case 'n':
		r.skip("null")
		return nil
	case 't':
		r.skip("true")
		return true
	case 'f':
		r.skip("false")
		return false
	}
	start := r.at
	for r.at < len(r.text) && strings.IndexByte("+-.0123456789Ee", r.text[r.at]) >= 0 {
		r.at++
	}
	number := r.text[start:r.at]
	r.failed = r.failed || !json.Valid([]byte(number))
	return json.Number(number)
}

func (r *jsonReader) object() object {
	first := len(r.members)
	for isFirst := true; r.more('}', isFirst); isFirst = false {
		m := member{}
		r.next()
		m.at = r.at
		m.name = r.string()
		r.next()
		r.skip(":")
		m.value = r.value()
		r.members = append(r.members, m)
	}
	o := append(object{}, r.members[first:]...)
	r.members = r.members[:first]
	slices.SortStableFunc(o, func(m, n member) int { return strings.Compare(m.name, n.name) })
	for i := 1; i < len(o); i++ {
		if o[i].name == o[i-1].name && (r.twice == nil || o[i].at < r.twice.at) {
			r.twice = &o[i]
		}
	}
	return o
}

// more skips what is before the next element of a list or object, or behind its last, and reports whether there is one.
func (r *jsonReader) more(end byte, isFirst bool) bool {
	if isFirst {
		r.at++
		r.depth++
		r.failed = r.failed || r.depth > maxNesting
	}
	switch c := r.next(); {
	case c == end:
		r.at++
		r.depth--
		return false
	case !isFirst:
		r.skip(",")
	}
	return !r.failed
}

// skip skips what must be next.
func (r *jsonReader) skip(word string) {
	r.failed = r.failed || !strings.HasPrefix(r.text[r.at:], word)
	r.at = min(r.at+len(word), len(r.text))
}

func (r *jsonReader) string() string {
	start, isPlain, isEscaped := r.at, true, false
	for r.skip(`"`); r.at < len(r.text) && (isEscaped || r.text[r.at] != '"'); r.at++ {
		c := r.text[r.at]
		isEscaped = !isEscaped && c == '\\'
		isPlain = isPlain && c != '\\' && c >= ' ' && c < utf8.RuneSelf
	}
	r.skip(`"`)
	quoted := r.text[start:r.at]
	if isPlain && !r.failed {
		return quoted[1 : len(quoted)-1]
	}
	var text string
	r.failed = json.Unmarshal([]byte(quoted), &text) != nil || r.failed
	return text
}

// invalid returns why a text is no JSON object.
func invalid(file string, data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	var object map[string]json.RawMessage
	if err := decoder.Decode(&object); err != nil {
		g := decodeError(file, data, err)
		if text := bytes.TrimSpace(data); len(text) > 0 && text[0] != '{' && text[0] != '[' {
			return notJson{g}
		}
		return g
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Gap{File: file, Place: position(data, int(decoder.InputOffset())), Problem: "unexpected data after the end of the JSON object"}
	}
	return Gap{File: file, Problem: "is null, want a JSON object"}
}

// notJson is the error of a text in another format, such as YAML.
type notJson struct{ Gap }

// Unwrap returns what to report.
func (e notJson) Unwrap() error { return e.Gap }

// decodeError says at which line a file stops being JSON.
func decodeError(file string, data []byte, err error) Gap {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return Gap{File: file, Place: position(data, int(syntax.Offset)), Problem: "invalid JSON: " + err.Error()}
	case errors.As(err, &kind) && kind.Field == "":
		return Gap{File: file, Problem: "is a JSON " + kind.Value + ", want an object"}
	case errors.As(err, &kind):
		return typeGap(file, "", err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return Gap{File: file, Place: position(data, len(data)), Problem: "invalid JSON: unexpected end of file"}
	}
	return Gap{File: file, Problem: "invalid JSON: " + err.Error()}
}

// typeGap names the field of a JSON object that has another type than it should have.
func typeGap(file, place string, err error) Gap {
	var kind *json.UnmarshalTypeError
	if !errors.As(err, &kind) {
		return Gap{File: file, Place: place, Problem: err.Error()}
	}
	return Gap{File: file, Place: strings.Trim(place+"."+kind.Field, "."), Problem: "is a JSON " + kind.Value + ", want another type"}
}

func position(data []byte, offset int) string {
	before := data[:min(offset, len(data))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return fmt.Sprintf("line %d, column %d (byte %d)", line, max(column, 1), offset)
}
