package template

import (
	"bytes"
	"encoding/json"
)

// duplicateKey returns the first key that occurs twice in an object of a text, and where it begins. The object is what the
// text was decoded to; only if it has fewer members than the text is the text read again.
func duplicateKey(data []byte, object map[string]any) (key string, offset int, found bool) {
	if members(object) == colons(data) {
		return "", 0, false
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	var open []map[string]bool // the keys of the objects around the next token, nil for a list
	isKey := false
	for {
		before := int(decoder.InputOffset())
		token, err := decoder.Token()
		if err != nil {
			return "", 0, false
		}
		if text, ok := token.(string); ok && isKey {
			keys := open[len(open)-1]
			if keys[text] {
				return text, before + bytes.IndexByte(data[before:], '"'), true
			}
			keys[text] = true
			isKey = false
			continue
		}
		switch token {
		case json.Delim('{'):
			open = append(open, map[string]bool{})
		case json.Delim('['):
			open = append(open, nil)
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
		isKey = len(open) > 0 && open[len(open)-1] != nil
	}
}

// members returns how many members the objects in a value have.
func members(node any) int {
	count := 0
	switch node := node.(type) {
	case []any:
		for _, element := range node {
			count += members(element)
		}
	case map[string]any:
		count = len(node)
		for _, member := range node {
			count += members(member)
		}
	}
	return count
}

// colons returns how many colons a text in JSON has outside of strings, which is one for each member of an object.
func colons(data []byte) int {
	count := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case ':':
			count++
		case '"':
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
		}
	}
	return count
}
