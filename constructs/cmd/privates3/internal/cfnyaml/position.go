package cfnyaml

import (
	"bytes"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Position is a line and a column of a text, both from 1. The zero value is unknown.
type Position struct {
	Line, Column int
}

// File finds places in one template.
type File struct {
	root *yaml.Node
}

// Open reads a template in YAML or JSON.
func Open(data []byte) (*File, error) {
	if text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))); bytes.HasPrefix(text, []byte("{")) {
		if root, err := parseJson(data); err == nil { // else it may be YAML that begins like JSON
			return &File{root}, nil
		}
	}
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	return &File{root}, nil
}

// Position returns where a place such as "Resources.Vpc.Properties.Tags.0" is, or else the innermost part of it that the
// text has.
func (f *File) Position(place string) Position {
	at, node := f.root, f.root
	for rest := strings.Split(place, "."); len(rest) > 0; {
		node = dealias(node)
		if functionOf(node) == rest[0] {
			rest = rest[1:]
			continue
		}
		key, value, taken := child(node, rest)
		if value == nil {
			break
		}
		at, node, rest = key, value, rest[taken:]
	}
	return Position{at.Line, at.Column}
}

// child returns the part of a node that a path begins with, the key that names it, and how many steps of the path it takes:
// a key can have dots.
func child(node *yaml.Node, path []string) (key, value *yaml.Node, taken int) {
	switch node.Kind {
	case yaml.MappingNode:
		for taken := 1; taken <= len(path); taken++ {
			name := strings.Join(path[:taken], ".")
			for i := len(node.Content) - 2; i >= 0; i -= 2 { // of equal keys, the last counts
				if node.Content[i].Value == name {
					return node.Content[i], node.Content[i+1], taken
				}
			}
		}
	case yaml.SequenceNode:
		for i, element := range node.Content {
			if strconv.Itoa(i) == path[0] {
				return element, element, 1
			}
		}
	}
	return nil, nil, 0
}
