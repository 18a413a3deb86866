// Package cfnyaml converts CloudFormation templates in YAML to JSON, and finds the lines of places in templates of either
// format.
package cfnyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// maxNodes bounds a template with its aliases expanded. One that CloudFormation accepts has 1 MB.
const maxNodes = 2_000_000

// maxDepth bounds nesting. CloudFormation documents no limit; real templates have some 20 levels.
const maxDepth = 500

// ToJson converts a template in YAML to JSON: short forms of functions to their long forms, aliases and merges to what they
// stand for, and scalars to the types that they have in YAML 1.1, which CloudFormation reads. Its errors begin with line and
// column.
func ToJson(data []byte) ([]byte, error) {
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	if root.Kind != yaml.MappingNode {
		return nil, at(root, "is not a template, want an object with Resources")
	}
	c := &converter{}
	if err := c.write(root, 0); err != nil {
		return nil, err
	}
	return c.out.Bytes(), nil
}

// parse returns the root of the only document in a text.
func parse(data []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document, second yaml.Node
	err := decoder.Decode(&document)
	if errors.Is(err, io.EOF) || err == nil && len(document.Content) != 1 {
		return nil, errors.New("the text is empty, want a template")
	}
	if err != nil {
		return nil, notYaml(data, err)
	}
	if decoder.Decode(&second) == nil {
		return nil, at(&second, "a second document begins; want one template in a file")
	}
	return document.Content[0], nil
}

// notYaml words an error of the parser. Its reader does not say at which line a byte is that no text has.
func notYaml(data []byte, err error) error {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return errors.New("not YAML: " + strings.TrimPrefix(err.Error(), "yaml: "))
	}
	line, column := load.Mark.Line, load.Mark.Column
	if load.Stage == yaml.ReaderStage {
		before := data[:min(max(load.Mark.Index, 0), len(data))]
		line, column = bytes.Count(before, []byte("\n"))+1, len(before)-bytes.LastIndexByte(before, '\n')
	}
	if line == 0 {
		return errors.New("not YAML: " + load.Message)
	}
	return fmt.Errorf("line %d, column %d: not YAML: %s", line, max(column, 1), load.Message)
}

// at is an error with the place of a node.
func at(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("line %d, column %d: %s", n.Line, n.Column, fmt.Sprintf(format, args...))
}

type converter struct {
	out   bytes.Buffer
	nodes int
}

func (c *converter) write(n *yaml.Node, depth int) error {
	if c.nodes++; c.nodes > maxNodes {
		return at(n, "the aliases expand to more than %d values", maxNodes)
	}
	if depth > maxDepth {
		return at(n, "is nested deeper than %d levels", maxDepth)
	}
	if n.Kind == yaml.AliasNode {
		return c.write(n.Alias, depth+1)
	}
	function := functionOf(n)
	if function == "" {
		return c.writePlain(n, depth)
	}
	fmt.Fprintf(&c.out, "{%s:", quote(function))
	if err := c.writeArgument(function, n, depth+1); err != nil {
		return err
	}
	c.out.WriteByte('}')
	return nil
}

// functionOf returns the function whose short form a node is, empty if it is none.
func functionOf(n *yaml.Node) string {
	name, ok := strings.CutPrefix(n.Tag, "!")
	if !ok || name == "" || strings.HasPrefix(name, "!") {
		return ""
	}
	if name == "Ref" || name == "Condition" {
		return name
	}
	return "Fn::" + name
}

// writeArgument writes what a short form is applied to. The text of !GetAtt is a list in the long form.
func (c *converter) writeArgument(function string, n *yaml.Node, depth int) error {
	if function == "Fn::GetAtt" && n.Kind == yaml.ScalarNode {
		resource, attribute, found := strings.Cut(n.Value, ".")
		if !found {
			return at(n, "!GetAtt %s has no attribute, want Resource.Attribute", n.Value)
		}
		fmt.Fprintf(&c.out, "[%s,%s]", quote(resource), quote(attribute))
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		c.out.WriteString(quote(n.Value))
		return nil
	}
	return c.writePlain(n, depth)
}

// writePlain writes a node whose tag is no function.
func (c *converter) writePlain(n *yaml.Node, depth int) error {
	switch n.Kind {
	case yaml.MappingNode:
		return c.writeMapping(n, depth)
	case yaml.SequenceNode:
		c.out.WriteByte('[')
		for i, element := range n.Content {
			if i > 0 {
				c.out.WriteByte(',')
			}
			if err := c.write(element, depth+1); err != nil {
				return err
			}
		}
		c.out.WriteByte(']')
		return nil
	}
	c.out.WriteString(scalar(n))
	return nil
}

func (c *converter) writeMapping(n *yaml.Node, depth int) error {
	pairs, err := c.pairs(n, depth)
	if err != nil {
		return err
	}
	c.out.WriteByte('{')
	for i, p := range pairs {
		if i > 0 {
			c.out.WriteByte(',')
		}
		c.out.WriteString(quote(p.key) + ":")
		if err := c.write(p.value, depth+1); err != nil {
			return err
		}
	}
	c.out.WriteByte('}')
	return nil
}

type pair struct {
	key   string
	value *yaml.Node
}

// pairs returns the pairs of a mapping, those that it merges behind its own.
func (c *converter) pairs(n *yaml.Node, depth int) ([]pair, error) {
	if depth > maxDepth {
		return nil, at(n, "is nested deeper than %d levels", maxDepth)
	}
	var own []pair
	var merged []*yaml.Node
	keys := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := dealias(n.Content[i]), n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			return nil, at(key, "a key is not a text")
		}
		if key.Value == "<<" && key.Tag == "!!merge" {
			merged = append(merged, value)
			continue
		}
		if keys[key.Value] {
			return nil, at(key, "the key %q occurs twice; remove one of them", key.Value)
		}
		keys[key.Value] = true
		own = append(own, pair{key.Value, value})
	}
	for len(merged) > 0 {
		from := dealias(merged[0])
		merged = merged[1:]
		if c.nodes++; c.nodes > maxNodes {
			return nil, at(n, "the merges expand to more than %d values", maxNodes)
		}
		switch from.Kind {
		case yaml.SequenceNode:
			merged = append(slices.Clone(from.Content), merged...)
		case yaml.MappingNode:
			pairs, err := c.pairs(from, depth+1)
			if err != nil {
				return nil, err
			}
			for _, p := range pairs {
				if !keys[p.key] {
					keys[p.key] = true
					own = append(own, p)
				}
			}
		default:
			return nil, at(from, "cannot be merged, want an object")
		}
	}
	return own, nil
}

func dealias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// scalar returns a scalar in JSON.
func scalar(n *yaml.Node) string {
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return quote(n.Value)
	}
	switch n.ShortTag() {
	case "!!null":
		return "null"
	case "!!bool":
		return strings.ToLower(n.Value)
	case "!!int", "!!float", "!!str":
		if n.Style&yaml.TaggedStyle != 0 {
			break
		}
		if text, ok := number(n.Value); ok {
			return text
		}
		switch strings.ToLower(n.Value) { // the other booleans of YAML 1.1
		case "yes", "on":
			return "true"
		case "no", "off":
			return "false"
		}
	}
	return quote(n.Value)
}

func quote(text string) string {
	quoted, _ := json.Marshal(text) // a string has no error
	return string(quoted)
}
