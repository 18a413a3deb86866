package s3path

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// schema is what report.schema.json uses of JSON Schema.
type schema struct {
	Ref         string             `json:"$ref"`
	Defs        map[string]*schema `json:"$defs"`
	Description string             `json:"description"`
	Type        string             `json:"type"`
	Properties  map[string]*schema `json:"properties"`
	Required    []string           `json:"required"`
	Items       *schema            `json:"items"`
	Enum        []any              `json:"enum"`
	Const       any                `json:"const"`
}

func readSchema(t *testing.T) *schema {
	t.Helper()
	data, err := os.ReadFile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	return &s
}

// problems returns how a value differs from a schema. Properties that the schema does not name are problems, which JSON
// Schema allows, so that no field is without a description.
func (s *schema) problems(defs map[string]*schema, at string, value any) []string {
	if s.Ref != "" {
		return defs[strings.TrimPrefix(s.Ref, "#/$defs/")].problems(defs, at, value)
	}
	switch {
	case s.Const != nil && value != s.Const:
		return []string{fmt.Sprintf("%s is %v, want %v", at, value, s.Const)}
	case s.Enum != nil && !slices.Contains(s.Enum, value):
		return []string{fmt.Sprintf("%s is %v, want one of %v", at, value, s.Enum)}
	}
	var found []string
	switch value := value.(type) {
	case map[string]any:
		for _, name := range s.Required {
			if _, ok := value[name]; !ok {
				found = append(found, at+" has no "+name)
			}
		}
		for name, member := range value {
			property := s.Properties[name]
			if property == nil {
				found = append(found, at+" has the unknown property "+name)
				continue
			}
			found = append(found, property.problems(defs, at+"."+name, member)...)
		}
	case []any:
		if s.Type != "array" {
			return []string{at + " is an array"}
		}
		for i, item := range value {
			found = append(found, s.Items.problems(defs, fmt.Sprintf("%s[%d]", at, i), item)...)
		}
	case bool:
		if s.Type != "boolean" {
			return []string{at + " is a boolean"}
		}
	case string:
		if s.Type != "string" && s.Enum == nil {
			return []string{at + " is a string"}
		}
	default:
		if s.Const == nil {
			return []string{fmt.Sprintf("%s is %v", at, value)}
		}
	}
	return found
}

func TestReportsHaveTheSchema(t *testing.T) {
	s := readSchema(t)
	files, err := filepath.Glob("testdata/golden/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var texts [][]byte
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, data)
	}
	everything := analyze(t, experiment+nat+linked+vpn, Options{CrossRegion: true, PeeredVpcs: []string{"10.9.0.0/16"}})
	for _, data := range append(texts, []byte(everything.JSON()), []byte((&Report{Version: SchemaVersion, Vpcs: []Vpc{}, Groups: []Group{}, Gaps: []Gap{{File: "F", Problem: "P"}}}).JSON())) {
		var value any
		if err := json.Unmarshal(data, &value); err != nil {
			t.Fatal(err)
		}
		for _, problem := range s.problems(s.Defs, "report", value) {
			t.Error(problem)
		}
	}
}

// TestSchemaRefuses shows that the check above can fail.
func TestSchemaRefuses(t *testing.T) {
	s := readSchema(t)
	good := `{"version": 1, "vpcs": [{"name": "V", "cidrs": [], "endpoints": [{"name": "E", "kind": "gateway"}]}], "groups": [], "gaps": [{"file": "F", "problem": "P", "hidesSubnets": true, "hidesWorkloads": true}]}`
	for _, change := range [][2]string{
		{"", ""},
		{`"version": 1`, `"version": 2`},
		{`"version": 1, `, ``},
		{`"name": "V", `, ``},
		{`"name": "V"`, `"name": 5`},
		{`"name": "V"`, `"name": ["V"]`},
		{`"cidrs": []`, `"cidrs": [1]`},
		{`"kind": "gateway"`, `"kind": "nat"`},
		{`"hidesSubnets": true`, `"hidesSubnets": "true"`},
		{`"file": "F"`, `"file": true`},
		{`"groups": []`, `"groups": [], "more": ""`},
	} {
		var value any
		if err := json.Unmarshal([]byte(strings.Replace(good, change[0], change[1], 1)), &value); err != nil {
			t.Fatal(err)
		}
		if problems := s.problems(s.Defs, "report", value); (len(problems) == 0) != (change[0] == "") {
			t.Errorf("%s: %v", change[1], problems)
		}
	}
}

// TestSchemaHasEveryField compares the schema with the Go types: fields, which of them can be left out, and values.
func TestSchemaHasEveryField(t *testing.T) {
	s, values := readSchema(t), constants(t)
	var seen []string
	var compare func(goType reflect.Type, of *schema, at string)
	compare = func(goType reflect.Type, of *schema, at string) {
		switch goType.Kind() {
		case reflect.Pointer:
			compare(goType.Elem(), of, at)
		case reflect.Slice:
			compare(goType.Elem(), of.Items, at+"[]")
		case reflect.String:
			want := values[goType.Name()] // none for a string
			switch at {
			case "Endpoint.kind":
				want = []any{string(Gateway), string(Interface)}
			case "Carrier.kind":
				want = []any{string(Transit), string(Peering), string(Firewall)}
			}
			if !reflect.DeepEqual(of.Enum, want) {
				t.Errorf("%s has the values %v, want %v", at, of.Enum, want)
			}
		case reflect.Struct:
			name := goType.Name()
			if of.Ref != "#/$defs/"+name {
				t.Errorf("%s refers to %q, want %s", at, of.Ref, name)
				return
			}
			seen = append(seen, name)
			definition := s.Defs[name]
			var names, required []string
			for _, field := range reflect.VisibleFields(goType) {
				if field.Anonymous || !field.IsExported() {
					continue
				}
				tag, options, _ := strings.Cut(field.Tag.Get("json"), ",")
				names = append(names, tag)
				if options != "omitempty" && options != "omitzero" {
					required = append(required, tag)
				}
				property := definition.Properties[tag]
				if property == nil || property.Description == "" {
					t.Errorf("%s.%s is not described", name, tag)
					continue
				}
				compare(field.Type, property, name+"."+tag)
			}
			if got := slices.Sorted(maps.Keys(definition.Properties)); !slices.Equal(got, slices.Sorted(slices.Values(names))) {
				t.Errorf("%s has the properties %v, want %v", name, got, names)
			}
			if !slices.Equal(definition.Required, required) {
				t.Errorf("%s requires %v, want %v", name, definition.Required, required)
			}
		case reflect.Bool:
			if of.Type != "boolean" {
				t.Errorf("%s is of type %q, want boolean", at, of.Type)
			}
		case reflect.Int:
			if at == "Report.version" && of.Const != float64(SchemaVersion) || at != "Report.version" && of.Type != "integer" {
				t.Errorf("%s is %v of type %q, want version %d or an integer", at, of.Const, of.Type, SchemaVersion)
			}
		default:
			t.Errorf("%s is a %s", at, goType)
		}
	}
	compare(reflect.TypeFor[Report](), s, "report")
	if got := slices.Sorted(maps.Keys(s.Defs)); !slices.Equal(got, slices.Compact(slices.Sorted(slices.Values(seen)))) {
		t.Errorf("the schema defines %v, want %v", got, seen)
	}
}

// constants returns the values of the string constants in report.go, by their type.
func constants(t *testing.T) map[string][]any {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "report.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string][]any{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil || len(spec.Values) != 1 {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		value, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		name := spec.Type.(*ast.Ident).Name
		values[name] = append(values[name], value)
		return true
	})
	return values
}
