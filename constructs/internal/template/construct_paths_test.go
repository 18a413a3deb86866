package template

import "testing"

// assemblyWithPaths is an app's assembly as it is synthesized without the CDK CLI: the templates have no paths.
func assemblyWithPaths(t *testing.T, metadataFile, metadata string) *Assembly {
	t.Helper()
	return load(t, write(t, map[string]string{
		"manifest.json": `{"artifacts": {
			"Net": {"type": "aws:cloudformation:stack", "additionalMetadataFile": "` + metadataFile + `", "properties": {"templateFile": "Net.template.json"}},
			"Net.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Net.assets.json"}}
		}}`,
		"Net.assets.json": `{"files": {"0a1b": {"source": {"path": "Nested.template.json"}}}}`,
		"Net.template.json": `{
			"Resources": {
				"Vpc8378EB38": {"Type": "AWS::EC2::VPC"},
				"Named": {"Type": "AWS::EC2::VPC", "Metadata": {"aws:cdk:path": "Net/ByTheTemplate"}},
				"Raw": {"Type": "AWS::EC2::VPC"},
				"Nested": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://s3.amazonaws.com/assets/0a1b.json"}}
			},
			"Outputs": {"Url": {"Value": "https://example.com"}}
		}`,
		"Nested.template.json": `{"Resources": {"Vpc8378EB38": {"Type": "AWS::EC2::VPC"}}}`,
		"Net.metadata.json":    metadata,
	}))
}

func TestConstructPaths(t *testing.T) {
	a := assemblyWithPaths(t, "Net.metadata.json", `{
		"/Net": [{"type": "aws:cdk:templateFile", "data": "Net.template.json"}],
		"/Net/Vpc/Resource": [{"type": "aws:cdk:creationStack", "data": []}, {"type": "aws:cdk:logicalId", "data": "Vpc8378EB38"}],
		"/Net/Named": [{"type": "aws:cdk:logicalId", "data": "Named"}],
		"/Net/Url": [{"type": "aws:cdk:logicalId", "data": "Url"}],
		"/Net/Inner": [{"type": "aws:cdk:templateFile", "data": "Nested.template.json"}],
		"/Net/Inner/Vpc/Resource": [{"type": "aws:cdk:logicalId", "data": "Vpc8378EB38"}],
		"/Elsewhere": [{"type": "aws:cdk:templateFile", "data": "Elsewhere.template.json"}, {"type": "aws:cdk:logicalId", "data": "Raw"}],
		"odd": [{"type": "aws:cdk:logicalId", "data": "Raw"}]
	}`)
	for _, test := range []struct{ name, stack, logicalId, want string }{
		{"a resource", "Net", "Vpc8378EB38", "Net/Vpc/Resource"},
		{"a resource whose template has the path", "Net", "Named", "Net/ByTheTemplate"},
		{"a resource without a construct", "Net", "Raw", ""},
		{"an output", "Net", "Url", "Net/Url"},
		{"a stack", "Net", "", "Net"},
		{"a nested stack", "Net.Nested", "", "Net/Inner"},
		{"a resource of a nested stack with the same id", "Net.Nested", "Vpc8378EB38", "Net/Inner/Vpc/Resource"},
		{"nothing", "Net", "Absent", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := a.Stack(test.stack)
			if got := stack.ConstructPath(test.logicalId); got != test.want {
				t.Errorf("the path is %q, want %q", got, test.want)
			}
			if r := stack.Resource(test.logicalId); r != nil && r.Path != test.want {
				t.Errorf("the path of the resource is %q, want %q", r.Path, test.want)
			}
		})
	}
}

// Only names depend on the paths, so that the assembly is read without them.
func TestConstructPathsThatCannotBeRead(t *testing.T) {
	for _, test := range []struct{ name, file, metadata string }{
		{"no file", "Absent.metadata.json", "{}"},
		{"no name of a file", "", "{}"},
		{"a file of another form", "Net.metadata.json", "[]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := assemblyWithPaths(t, test.file, test.metadata)
			if got := a.Stack("Net").ConstructPath(""); got != "" || len(a.Gaps) > 0 || len(a.Stack("Net").Resources) != 4 {
				t.Errorf("the path is %q, and the gaps are %v", got, a.Gaps)
			}
		})
	}
}

// The CDK CLI has the paths of resources written into the templates. Then the file is read only for those of outputs.
func TestConstructPathsAreReadWhereTheyAreNeeded(t *testing.T) {
	net := load(t, write(t, map[string]string{
		"manifest.json": `{"artifacts": {"Net": {
			"type": "aws:cloudformation:stack", "additionalMetadataFile": "Net.metadata.json", "properties": {"templateFile": "Net.template.json"}
		}}}`,
		"Net.template.json": `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Metadata": {"aws:cdk:path": "Net/Vpc"}}}}`,
		"Net.metadata.json": `{
			"/Net": [{"type": "aws:cdk:templateFile", "data": "Net.template.json"}],
			"/Net/Url": [{"type": "aws:cdk:logicalId", "data": "Url"}]
		}`,
	})).Stack("Net")
	if got := net.ConstructPath("Vpc"); got != "Net/Vpc" || net.paths != nil {
		t.Errorf("the path is %q, and all paths are %v", got, net.paths)
	}
	if got := net.ConstructPath("Url"); got != "Net/Url" {
		t.Errorf("the path of the output is %q", got)
	}
}
