package cfnyaml

import "testing"

func TestPosition(t *testing.T) {
	const yaml = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !Join ["", ["10.", "1.0.0/16"]]
      Tags:
        - Key: a.b
        - {Key: c}
  Link: &link
    Properties: {a.b: {c: 1}}
  Same: *link
`
	const json = `{
  "Resources": {
    "Vpc": {"Properties": {"Tags": [{"Key": "a"},
      {"Key": "b"}]}}}}`
	for _, test := range []struct {
		name, text, place string
		want              Position
	}{
		{"the template", yaml, "", Position{1, 1}},
		{"a resource", yaml, "Resources.Vpc", Position{2, 3}},
		{"a property", yaml, "Resources.Vpc.Properties.CidrBlock", Position{5, 7}},
		{"in a short form", yaml, "Resources.Vpc.Properties.CidrBlock.Fn::Join.1.0", Position{5, 30}},
		{"an element", yaml, "Resources.Vpc.Properties.Tags.1.Key", Position{8, 12}},
		{"a property that is left out", yaml, "Resources.Vpc.Properties.EnableDnsSupport", Position{4, 5}},
		{"a key with a dot", yaml, "Resources.Link.Properties.a.b.c", Position{10, 24}},
		{"behind an alias", yaml, "Resources.Same.Properties.a.b", Position{10, 18}},
		{"JSON with tabs, and escapes that YAML lacks", "{\n\t\"A\": {\n\t\t\"B\": \"\\ud83d\\ude00\\/\",\n\t\t\"é\": \"é\", \"C\": [1, {\"D\": 2}]}}", "A.C.1.D", Position{4, 23}},
		{"a key of JSON that occurs twice", "{\"A\": 1,\n\"A\": {\"B.C\": 2}}", "A.B.C", Position{2, 7}},
		{"a place that JSON lacks", json, "Resources.Vpc.Properties.Tags.7", Position{3, 28}},
		{"JSON", json, "Resources.Vpc.Properties.Tags.1.Key", Position{4, 8}},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, err := Open([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := file.Position(test.place); got != test.want {
				t.Errorf("%s is at %v, want %v", test.place, got, test.want)
			}
		})
	}
}
