// Package templatetest writes the templates of tests in a short notation, and hides parts of templates.
package templatetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
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
		name, rest, _ := strings.Cut(line, " ")
		section, isSection := strings.CutSuffix(name, ":")
		removed, isRemoved := strings.CutPrefix(name, "-")
		switch {
		case isSection:
			template[section] = values(t, rest, 1)[0]
		case isRemoved:
			if resources[removed] == nil {
				t.Fatalf("there is no resource %s to remove", removed)
			}
			delete(resources, removed)
		case strings.HasPrefix(name, "Fn::"):
			resources[name] = values(t, rest, 1)[0]
		default:
			resources[name] = resource(t, strings.TrimSpace(rest))
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

func resource(t testing.TB, text string) map[string]any {
	t.Helper()
	resourceType, rest, _ := strings.Cut(text, " ")
	if !strings.Contains(resourceType, ":") {
		resourceType = "AWS::EC2::" + resourceType
	}
	resource := map[string]any{"Type": resourceType}
	for i, value := range values(t, rest, 2) {
		if i == 0 {
			resource["Properties"] = value
		} else {
			maps.Copy(resource, value.(map[string]any))
		}
	}
	return resource
}

// scalar matches a quoted text, or a plain one, which has a colon only in front of something else than a space.
var scalar = regexp.MustCompile(`"(?:\\.|[^"\\])*"|(?:[^\s{}\[\],:"]|:[^\s{}\[\],])(?:[^{}\[\],:]|:[^\s{}\[\],])*`)

// values reads the mappings, lists and scalars of a text, of which it may have so many.
func values(t testing.TB, text string, most int) (list []any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(scalar.ReplaceAllStringFunc(text, toJson)))
	for {
		var value any
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			return list
		}
		if list = append(list, value); err != nil || len(list) > most {
			t.Fatalf("%v: %q; want no more than %d values", err, text, most)
		}
	}
}

// toJson returns a scalar in JSON.
func toJson(text string) string {
	text = strings.TrimSpace(text)
	name, isReference := strings.CutPrefix(text, "@")
	id, attribute, isAttribute := strings.Cut(name, ".")
	number, err := strconv.Atoi(text)
	switch {
	case strings.HasPrefix(text, `"`), text == "true", text == "false":
		return text
	case err == nil:
		return strconv.Itoa(number)
	case isReference && isAttribute:
		return fmt.Sprintf(`{"Fn::GetAtt": [%q, %q]}`, id, attribute)
	case isReference:
		return fmt.Sprintf(`{"Ref": %q}`, name)
	}
	return strconv.Quote(text)
}
