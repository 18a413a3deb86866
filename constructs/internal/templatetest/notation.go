// Package templatetest writes the templates of tests in a short notation, and hides parts of templates.
package templatetest

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// Template reads a template in a notation that has a resource on each line: its logical id, its type without "AWS::EC2::",
// and its properties as in YAML, with @ for Ref and Fn::GetAtt:
//
//	Vpc      VPC          {CidrBlock: 10.0.0.0/16}
//	Private  Subnet       {VpcId: @Vpc, CidrBlock: 10.0.1.0/24}
//	Link     VPCEndpoint  {VpcId: @Vpc, SecurityGroupIds: [@Group.GroupId], PrivateDnsEnabled: false}
//
// After the properties may stand what else a resource has, such as {Condition: Open}. A type with a colon is written in
// full. A line like "Parameters: {…}" is another section, and "Fn::ForEach::Subnets […]" is a loop. A line goes on until its
// brackets are closed. A later line replaces an earlier one of the same name, and "-Private" removes a resource.
func Template(t testing.TB, text string) map[string]any {
	t.Helper()
	resources := map[string]any{}
	template := map[string]any{}
	line := ""
	for part := range strings.Lines(text) {
		line = strings.TrimSpace(line + " " + strings.TrimSpace(part))
		if line == "" || open(line) {
			continue
		}
		r := &reader{t: t, text: line}
		name := r.word()
		switch section, isSection := strings.CutSuffix(name, ":"); {
		case isSection:
			template[section] = r.value()
		case strings.HasPrefix(name, "-"):
			if resources[name[1:]] == nil {
				t.Fatalf("there is no resource %s to remove", name[1:])
			}
			delete(resources, name[1:])
		case strings.HasPrefix(name, "Fn::"):
			resources[name] = r.value()
		default:
			resources[name] = r.resource()
		}
		if r.text != "" {
			t.Fatalf("%q is left of %q", r.text, line)
		}
		line = ""
	}
	if line != "" {
		t.Fatalf("the brackets are not closed: %q", line)
	}
	template["Resources"] = resources
	return template
}

// open reports whether a line has more opening brackets than closing ones.
func open(line string) bool {
	depth, quoted := 0, false
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
	}
	return depth > 0
}

// reader reads one line, of which text is left.
type reader struct {
	t    testing.TB
	text string
}

func (r *reader) word() string {
	word, rest, _ := strings.Cut(r.text, " ")
	r.text = strings.TrimSpace(rest)
	return word
}

func (r *reader) resource() map[string]any {
	resourceType := r.word()
	if !strings.Contains(resourceType, ":") {
		resourceType = "AWS::EC2::" + resourceType
	}
	resource := map[string]any{"Type": resourceType}
	if r.text != "" {
		resource["Properties"] = r.value()
	}
	if r.text != "" {
		for key, value := range r.value().(map[string]any) {
			resource[key] = value
		}
	}
	return resource
}

// value reads a mapping, a list or a scalar.
func (r *reader) value() any {
	r.t.Helper()
	switch {
	case strings.HasPrefix(r.text, "{"):
		mapping := map[string]any{}
		r.elements("}", func() {
			key := r.scalar(": ")
			r.skip(":")
			mapping[key] = r.value()
		})
		return mapping
	case strings.HasPrefix(r.text, "["):
		list := []any{}
		r.elements("]", func() { list = append(list, r.value()) })
		return list
	}
	quoted := strings.HasPrefix(r.text, `"`)
	text := r.scalar(",]}")
	name, isReference := strings.CutPrefix(text, "@")
	number, err := strconv.Atoi(text)
	switch {
	case quoted:
		return text
	case isReference:
		if id, attribute, ok := strings.Cut(name, "."); ok {
			return map[string]any{"Fn::GetAtt": []any{id, attribute}}
		}
		return map[string]any{"Ref": name}
	case text == "true", text == "false":
		return text == "true"
	case err == nil:
		return number
	}
	return text
}

func (r *reader) elements(end string, read func()) {
	r.t.Helper()
	r.text = strings.TrimSpace(r.text[1:])
	for !strings.HasPrefix(r.text, end) {
		if r.text == "" {
			r.t.Fatalf("%q is missing", end)
		}
		read()
		if !strings.HasPrefix(r.text, end) {
			r.skip(",")
		}
	}
	r.skip(end)
}

func (r *reader) skip(mark string) {
	r.t.Helper()
	rest, ok := strings.CutPrefix(r.text, mark)
	if !ok {
		r.t.Fatalf("want %q at %q", mark, r.text)
	}
	r.text = strings.TrimSpace(rest)
}

// scalar reads a quoted text, or a plain one up to an end: ": " or one of the marks.
func (r *reader) scalar(end string) string {
	r.t.Helper()
	if strings.HasPrefix(r.text, `"`) {
		decoder := json.NewDecoder(strings.NewReader(r.text))
		var text string
		if err := decoder.Decode(&text); err != nil {
			r.t.Fatalf("%v: %s", err, r.text)
		}
		r.text = strings.TrimSpace(r.text[decoder.InputOffset():])
		return text
	}
	i := strings.IndexAny(r.text, end)
	if end == ": " {
		i = strings.Index(r.text, end)
	}
	if i < 0 {
		i = len(r.text)
	}
	text := strings.TrimSpace(r.text[:i])
	r.text = r.text[i:]
	return text
}
