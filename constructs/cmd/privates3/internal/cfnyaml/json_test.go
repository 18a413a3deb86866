package cfnyaml

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestToJson(t *testing.T) {
	for _, test := range []struct{ name, yaml, want string }{
		{"a number with an underscore alone", "a: 0_", `{"a":0}`},
		{"types", "a: 1\nb: 1.5\nc: true\nd: ~\ne: text\nf: '1'\ng: \"yes\"", `{"a":1,"b":1.5,"c":true,"d":null,"e":"text","f":"1","g":"yes"}`},
		{"booleans of YAML 1.1", "a: yes\nb: No\nc: on\nd: OFF\ne: !!str yes", `{"a":true,"b":false,"c":true,"d":false,"e":"yes"}`},
		{"integers of YAML 1.1", "a: 0443\nb: 0x1BB\nc: 1_000\nd: +1\ne: 0b101\nf: 1:30\ng: -1:00:00\nh: 0\ni: -010", `{"a":291,"b":443,"c":1000,"d":1,"e":5,"f":90,"g":-3600,"h":0,"i":-8}`},
		{"floats as CloudFormation passes them on", "a: 1.10\nb: 012345678901\nc: 1e3\nd: .5\ne: 1.\nf: 0.0001\ng: -12345678.9", `{"a":1.1,"b":1.2345678901E10,"c":1000.0,"d":0.5,"e":1.0,"f":1.0E-4,"g":-1.23456789E7}`},
		{"texts that look like numbers", "a: '0443'\nb: !!str 0443\nc: 0o17\nd: .inf\ne: 10.0.0.0/16\nf: 1.2.3\ng: 08:99\nh: 2001:db8::/32\ni: .\nj: 1e\nk: _1\nl: !Ref 010", `{"a":"0443","b":"0443","c":"0o17","d":".inf","e":"10.0.0.0/16","f":"1.2.3","g":"08:99","h":"2001:db8::/32","i":".","j":"1e","k":"_1","l":{"Ref":"010"}}`},
		{"a date", "Version: 2012-10-17", `{"Version":"2012-10-17"}`},
		{"keys that are numbers", "111122223333:\n  true: x", `{"111122223333":{"true":"x"}}`},
		{"Ref and Condition", "a: !Ref Vpc\nb: !Condition On", `{"a":{"Ref":"Vpc"},"b":{"Condition":"On"}}`},
		{"GetAtt as a text", "a: !GetAtt Link.DnsEntries\nb: !GetAtt Nested.Outputs.Vpc", `{"a":{"Fn::GetAtt":["Link","DnsEntries"]},"b":{"Fn::GetAtt":["Nested","Outputs.Vpc"]}}`},
		{"GetAtt as a list", "a: !GetAtt [Link, DnsEntries]", `{"a":{"Fn::GetAtt":["Link","DnsEntries"]}}`},
		{"a short form in a short form", "a: !Select [0, !GetAZs '']", `{"a":{"Fn::Select":[0,{"Fn::GetAZs":""}]}}`},
		{"short and long forms", "a: !Base64\n  Fn::Sub: x\nb: !Sub ['${X}', {X: !Ref Y}]", `{"a":{"Fn::Base64":{"Fn::Sub":"x"}},"b":{"Fn::Sub":["${X}",{"X":{"Ref":"Y"}}]}}`},
		{"a number in a short form", "a: !Ref 1", `{"a":{"Ref":"1"}}`},
		{"texts of several lines", "a: |\n  one\n  two\nb: >\n  one\n  two\n", `{"a":"one\ntwo\n","b":"one two\n"}`},
		{"an alias", "a: &x {b: 1}\nc: *x", `{"a":{"b":1},"c":{"b":1}}`},
		{"a merge", "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3", `{"a":{"b":1,"c":2},"d":{"c":3,"b":1}}`},
		{"a merge of several", "a: &x {b: 1}\ny: &y {b: 2, c: 2}\nd:\n  <<: [*x, *y]", `{"a":{"b":1},"y":{"b":2,"c":2},"d":{"b":1,"c":2}}`},
		{"JSON", `{"a": [1, {"b": "yes"}]}`, `{"a":[1,{"b":"yes"}]}`},
		{"a byte order mark", "\ufeffa: 1", `{"a":1}`},
		{"UTF-16", utf16("a: 1"), `{"a":1}`},
		{"a comment and a marker", "# a template\n---\na: 1\n...\n", `{"a":1}`},
		{"an empty value", "Resources:\n", `{"Resources":null}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ToJson([]byte(test.yaml))
			if err != nil || string(got) != test.want {
				t.Errorf("%s and the error %v, want %s", got, err, test.want)
			}
		})
	}
}

func utf16(text string) string {
	encoded := "\xff\xfe"
	for _, r := range text {
		encoded += string([]byte{byte(r), 0})
	}
	return encoded
}

func TestToJsonRefuses(t *testing.T) {
	multiply := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 9 {
		multiply += strings.NewReplacer("N", string(rune('1'+i)), "M", string(rune('0'+i))).Replace("aN: &aN [*aM, *aM, *aM, *aM, *aM, *aM, *aM, *aM, *aM, *aM]\n")
	}
	for _, test := range []struct{ name, yaml, want string }{
		{"nothing", "", "empty"},
		{"a list", "- a", "line 1, column 1: is not a template"},
		{"a text", "just a text", "line 1, column 1: is not a template"},
		{"a mistake", "a: [1\nb: 2", "line 2"},
		{"a key that is there twice", "a: 1\nb: 2\na: 3", `line 3, column 1: the key "a" occurs twice`},
		{"a key that is a list", "[a]: 1", "line 1, column 1: a key is not a text"},
		{"two documents", "a: 1\n---\nb: 2", "line 2, column 1: a second document begins"},
		{"GetAtt without an attribute", "a:\n  b: !GetAtt Link", "line 2, column 6: !GetAtt Link has no attribute"},
		{"aliases that multiply", multiply, "more than"},
		{"an alias in itself", "a: &a [*a]", "a"},
		{"deep nesting", "a: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "dee"},
		{"a merge of a text", "a: {<<: b}", "line 1, column 9: cannot be merged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ToJson([]byte(test.yaml))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%.100s and the error %v, want %q", got, err, test.want)
			}
		})
	}
}

// JSON is YAML, so that a template in JSON must stay as it is.
func TestTemplatesStayAsTheyAre(t *testing.T) {
	files, err := filepath.Glob("../../../../../examples/*/testdata/*.template.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no templates", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		converted, err := ToJson(data)
		if err != nil {
			t.Fatal(file, err)
		}
		if !reflect.DeepEqual(decode(t, data), decode(t, converted)) {
			t.Errorf("%s differs", file)
		}
	}
}

func decode(t *testing.T, data []byte) (v any) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func FuzzToJson(f *testing.F) {
	f.Add([]byte("a: &x {b: !GetAtt A.B}\nc: {<<: *x, d: !Sub ['${X}', {X: 1}]}"))
	f.Add([]byte(`{"a": [1, 2.5, null, "yes"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		converted, err := ToJson(data)
		if err != nil {
			return
		}
		if !json.Valid(converted) {
			t.Errorf("invalid JSON: %q", converted)
		}
		if file, err := Open(data); err == nil {
			file.Position("a.b.0")
		}
	})
}
