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
	if text := bytes.TrimSpace(data); !json.Valid(data) || text[0] != '{' {
		return nil, invalid(file, data)
	}
	r := &jsonReader{text: string(data)}
	root := r.value().(object)
	if r.twice != nil {
		return nil, Gap{File: file, Place: position(data, r.twice.at+1), Problem: fmt.Sprintf("the key %q occurs twice; remove one of them", r.twice.name)}
	}
	return root, nil
}

// jsonReader reads values of a text that is valid JSON. Unlike encoding/json it finds keys that occur twice, and it makes a fifth of
// the allocations of a loop over its tokens, because strings are parts of the text.
type jsonReader struct {
	text  string
	at    int
	twice *member // the first one whose name its object already has, nil if there is none
}

// next skips spaces, commas and colons, and returns the character behind them.
func (r *jsonReader) next() byte {
	for {
		switch c := r.text[r.at]; c {
		case ' ', '\t', '\r', '\n', ',', ':':
			r.at++
		default:
			return c
		}
	}
}

func (r *jsonReader) value() any {
	switch r.next() {
	case '{':
		return r.object()
	case '[':
		list := []any{}
		for r.at++; r.next() != ']'; {
			list = append(list, r.value())
		}
		r.at++
		return list
	case '"':
		return r.string()
	}
	length := strings.IndexAny(r.text[r.at:], " \t\r\n,]}")
	word := r.text[r.at : r.at+length]
	r.at += length
	switch word {
	case "null":
		return nil
	case "true", "false":
		return word == "true"
	}
	return json.Number(word)
}

func (r *jsonReader) object() object {
	o := object{}
	for r.at++; r.next() != '}'; {
		m := member{at: r.at}
		m.name = r.string()
		m.value = r.value()
		o = append(o, m)
	}
	r.at++
	slices.SortStableFunc(o, func(m, n member) int { return strings.Compare(m.name, n.name) })
	for i := 1; i < len(o); i++ {
		if o[i].name == o[i-1].name && (r.twice == nil || o[i].at < r.twice.at) {
			r.twice = &o[i]
		}
	}
	return o
}

func (r *jsonReader) string() string {
	start := r.at
	isPlain := true
	for r.at++; r.text[r.at] != '"'; r.at++ {
		if c := r.text[r.at]; c == '\\' {
			isPlain = false
			r.at++
		} else if c >= utf8.RuneSelf {
			isPlain = false
		}
	}
	r.at++
	quoted := r.text[start:r.at]
	if isPlain {
		return quoted[1 : len(quoted)-1]
	}
	var text string
	_ = json.Unmarshal([]byte(quoted), &text) // is valid
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
