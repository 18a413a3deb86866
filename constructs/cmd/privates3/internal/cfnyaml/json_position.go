package cfnyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// jsonReader reads JSON into the nodes that YAML has. YAML itself is not asked, because it refuses tabs and some escapes that
// JSON has.
type jsonReader struct {
	data    []byte
	decoder *json.Decoder
	offset  int // of the position
	at      Position
}

func parseJson(data []byte) (*yaml.Node, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := &jsonReader{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), at: Position{1, 1}}
	r.decoder.UseNumber()
	return r.read(0)
}

// maxJsonDepth is that of encoding/json.
const maxJsonDepth = 10_000

// read reads a value, and those in it. Of scalars only keys have their text.
func (r *jsonReader) read(depth int) (*yaml.Node, error) {
	if depth > maxJsonDepth {
		return nil, errors.New("is nested too deep")
	}
	r.next()
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: r.at.Line, Column: r.at.Column}
	token, err := r.decoder.Token()
	switch token := token.(type) {
	case string:
		n.Value = token
		return n, err
	case json.Delim:
		n.Kind = yaml.MappingNode
		if token == '[' {
			n.Kind = yaml.SequenceNode
		}
	default:
		return n, err
	}
	for r.decoder.More() {
		member, err := r.read(depth + 1) // a key or a value
		if err != nil {
			return nil, err
		}
		n.Content = append(n.Content, member)
	}
	_, err = r.decoder.Token()
	return n, err
}

// next moves to where the next token begins.
func (r *jsonReader) next() {
	rest := bytes.TrimLeft(r.data[r.decoder.InputOffset():], " \t\r\n,:")
	passed := r.data[r.offset : len(r.data)-len(rest)]
	r.offset += len(passed)
	if i := bytes.LastIndexByte(passed, '\n'); i >= 0 {
		r.at = Position{r.at.Line + bytes.Count(passed, []byte("\n")), 1}
		passed = passed[i+1:]
	}
	r.at.Column += utf8.RuneCount(passed)
}
