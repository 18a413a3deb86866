package cfnyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonNode is a value of a text in JSON. YAML is not asked, because it refuses tabs and some escapes that JSON has.
type jsonNode struct {
	key     string // in an object
	offset  int    // of the key, or of the value if it has none
	members []jsonNode
	isList  bool
}

// jsonText finds places in a text in JSON.
type jsonText struct {
	data []byte
	root jsonNode
}

func openJson(data []byte) (*jsonText, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	t := &jsonText{data: data}
	return t, t.read(decoder, &t.root, 0)
}

// maxJsonDepth is that of encoding/json.
const maxJsonDepth = 10_000

// read reads a value, and those in it.
func (t *jsonText) read(decoder *json.Decoder, n *jsonNode, depth int) error {
	if depth > maxJsonDepth {
		return errors.New("is nested too deep")
	}
	if n.key == "" {
		n.offset = t.next(decoder)
	}
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	bracket, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	n.isList = bracket == '['
	for decoder.More() {
		member := jsonNode{offset: t.next(decoder)}
		if !n.isList {
			key, err := decoder.Token()
			if err != nil {
				return err
			}
			member.key, _ = key.(string)
		}
		if err := t.read(decoder, &member, depth+1); err != nil {
			return err
		}
		n.members = append(n.members, member)
	}
	_, err = decoder.Token()
	return err
}

// next returns where the next token begins.
func (t *jsonText) next(decoder *json.Decoder) int {
	at := int(decoder.InputOffset())
	return len(t.data) - len(bytes.TrimLeft(t.data[at:], " \t\r\n,:"))
}

func (t *jsonText) position(path []string) Position {
	n := &t.root
	for len(path) > 0 {
		member, taken := n.child(path)
		if member == nil {
			break
		}
		n, path = member, path[taken:]
	}
	before := t.data[:n.offset]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return Position{bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(line) + 1}
}

// child returns the member that a path begins with, and how many steps of the path it takes. Of equal keys, the last counts.
func (n *jsonNode) child(path []string) (member *jsonNode, taken int) {
	if n.isList {
		if i, err := strconv.Atoi(path[0]); err == nil && i >= 0 && i < len(n.members) {
			return &n.members[i], 1
		}
		return nil, 0
	}
	for taken := 1; taken <= len(path); taken++ {
		name := strings.Join(path[:taken], ".")
		for i := len(n.members) - 1; i >= 0; i-- {
			if n.members[i].key == name {
				return &n.members[i], taken
			}
		}
	}
	return nil, 0
}
