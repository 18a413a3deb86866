package template

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Parse reads one template. The name stands for the file in errors, and for the stack in the ids of its resources, as
// that of a file does: "Network.template.json" holds the stack "Network".
func Parse(name string, data []byte) (*Assembly, error) {
	stack, err := parseStack(name, data)
	if err != nil {
		return nil, err
	}
	stack.Id = stackName(name)
	a := &Assembly{Stacks: []*Stack{stack}}
	a.link()
	return a, nil
}

// FromMap reads one template that a program holds in memory, such as the result of ToJSON of a CDK assertions template.
func FromMap(name string, template map[string]any) (*Assembly, error) {
	data, err := json.Marshal(template)
	if err != nil {
		return nil, fmt.Errorf("%s: not a template: %w", name, err)
	}
	return Parse(name, data)
}

// stackName takes the directory and the endings that CDK gives off a template's file name.
func stackName(file string) string {
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	name = strings.TrimSuffix(name, ".json")
	name = strings.TrimSuffix(name, ".template")
	return strings.TrimSuffix(name, ".nested")
}

// decode reads a JSON object, with its numbers as they were written.
func decode(file string, data []byte) (map[string]any, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // which some editors write
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		err = decodeError(file, data, err)
		if text := bytes.TrimSpace(data); len(text) > 0 && text[0] != '{' && text[0] != '[' {
			err = fmt.Errorf("%w; a template must be JSON, as \"cdk synth\" writes it to cdk.out", err)
		}
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		offset := int(decoder.InputOffset())
		return nil, fmt.Errorf("%s: %s: something follows the end of the JSON object", file, position(data, offset))
	}
	if object == nil {
		return nil, fmt.Errorf("%s: is null, want a JSON object", file)
	}
	return object, nil
}

// decodeError says at which line a file stops being JSON.
func decodeError(file string, data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%s: %s: not JSON: %w", file, position(data, int(syntax.Offset)), err)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%s: %s: is a JSON %s, want another type", file, kind.Field, kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("%s: is a JSON %s, want an object", file, kind.Value)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: %s: not JSON: the file ends too early", file, position(data, len(data)))
	}
	return fmt.Errorf("%s: not JSON: %w", file, err)
}

func position(data []byte, offset int) string {
	before := data[:min(offset, len(data))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return fmt.Sprintf("line %d, column %d (byte %d)", line, max(column, 1), offset)
}

// parseStack reads the sections of a template and checks their form.
func parseStack(file string, data []byte) (*Stack, error) {
	template, err := decode(file, data)
	if err != nil {
		return nil, err
	}
	s := &Stack{
		File:      file,
		resources: map[string]*Resource{},
		memo:      map[memoKey]Value{},
	}
	c := checker{file: file}
	s.parameters = c.section(template, "Parameters")
	s.mappings = c.section(template, "Mappings")
	s.conditions = c.section(template, "Conditions")
	s.outputs = c.section(template, "Outputs")
	s.rewritten = hasMacro(template["Transform"])
	s.Partial = s.rewritten
	resources := c.section(template, "Resources")
	for _, id := range sortedKeys(resources) {
		s.addResource(&c, id, resources[id])
	}
	c.conditions = true
	c.walk(s.conditions, &place{name: "Conditions"}, 0)
	c.conditions = false
	c.walk(s.outputs, &place{name: "Outputs"}, 0)
	if c.err != nil {
		return nil, c.err
	}
	return s, nil
}

// transform is the function that calls a macro on the object that it stands in.
const transform = "Fn::Transform"

// hasMacro tells whether the section Transform has a macro that may change any resource. Those of AWS keep to resources
// of their own, but for AWS::Include.
func hasMacro(section any) bool {
	switch section := section.(type) {
	case nil:
		return false
	case string:
		return !strings.HasPrefix(section, "AWS::") || section == "AWS::Include"
	case []any:
		return slices.ContainsFunc(section, hasMacro)
	}
	return true
}

func (s *Stack) addResource(c *checker, id string, node any) {
	at := &place{parent: &place{name: "Resources"}, name: id}
	if strings.HasPrefix(id, "Fn::") { // a loop, or a transform, which may change its neighbours too
		s.Partial = true
		s.rewritten = s.rewritten || id == transform
		return
	}
	body, ok := node.(map[string]any)
	if !ok {
		c.fail(at, "is %s, want a resource", jsonType(node))
		return
	}
	r := &Resource{Stack: s, LogicalId: id}
	if r.Type, ok = body["Type"].(string); !ok || r.Type == "" {
		c.fail(at, "has no Type, want one such as \"AWS::EC2::VPC\"")
		return
	}
	if node, ok := body["Condition"]; ok {
		if r.condition, ok = node.(string); !ok {
			c.fail(at.child("Condition"), "is %s, want the name of a condition", jsonType(node))
			return
		}
	}
	switch properties := body["Properties"].(type) {
	case nil:
	case map[string]any:
		r.properties = properties
		c.walk(properties, at.child("Properties"), 0)
	default:
		c.fail(at.child("Properties"), "is %s, want an object", jsonType(properties))
		return
	}
	metadata, _ := body["Metadata"].(map[string]any)
	r.Path, _ = metadata["aws:cdk:path"].(string)
	r.assetPath, _ = metadata["aws:asset:path"].(string)
	s.resources[id] = r
	s.Resources = append(s.Resources, r)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// jsonType says what a decoded JSON value is, for errors.
func jsonType(node any) string {
	switch node := node.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%q", node)
	case json.Number:
		return node.String()
	case bool:
		return fmt.Sprint(node)
	case []any:
		return "a list"
	}
	return "an object"
}
