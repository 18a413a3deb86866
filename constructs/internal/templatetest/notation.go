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
	template := map[string]any{"Resources": resources}
	line := ""
	for part := range strings.Lines(text) {
		if line = strings.TrimSpace(line + " " + strings.TrimSpace(part)); line == "" {
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		section, isSection := strings.CutSuffix(name, ":")
		removed, isRemoved := strings.CutPrefix(name, "-")
		isLoop := strings.HasPrefix(name, "Fn::")
		resource := map[string]any{}
		if !isSection && !isLoop {
			resource["Type"], rest, _ = strings.Cut(strings.TrimSpace(rest), " ")
		}
		list, err := values(rest)
		switch {
		case errors.Is(err, io.ErrUnexpectedEOF): // its brackets are not closed
			continue
		case err != nil:
			t.Fatalf("%q: %v", line, err)
		case len(list) > 2:
			t.Fatalf("%q has %d values, want at most 2", line, len(list))
		case isSection:
			template[section] = list[0]
		case isRemoved:
			if resources[removed] == nil {
				t.Fatalf("there is no resource %s to remove", removed)
			}
			delete(resources, removed)
		case isLoop:
			resources[name] = list[0]
		default:
			if !strings.Contains(resource["Type"].(string), ":") {
				resource["Type"] = "AWS::EC2::" + resource["Type"].(string)
			}
			if len(list) > 0 {
				resource["Properties"] = list[0]
			}
			if len(list) > 1 {
				maps.Copy(resource, list[1].(map[string]any))
			}
			resources[name] = resource
		}
		line = ""
	}
	if line != "" {
		t.Fatalf("the brackets are not closed: %q", line)
	}
	return template
}

// scalar matches a quoted text, or a plain one. A colon belongs to a plain text unless a space or a bracket follows it.
var scalar = regexp.MustCompile(`"(?:\\.|[^"\\])*"|(?:[^\s{}\[\],:"]|:[^\s{}\[\],])(?:[^{}\[\],:]|:[^\s{}\[\],])*`)

// values reads the mappings, lists and scalars of a text.
func values(text string) (list []any, err error) {
	decoder := json.NewDecoder(strings.NewReader(scalar.ReplaceAllStringFunc(text, toJson)))
	for {
		var value any
		if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, value)
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
