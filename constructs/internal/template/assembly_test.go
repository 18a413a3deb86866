package template

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func load(t *testing.T, path string) *Assembly {
	t.Helper()
	a, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestLoadReadsStagesAndNestedStacks(t *testing.T) {
	var got []string
	for _, s := range load(t, "testdata/weak").Stacks {
		got = append(got, strings.Join([]string{s.Id, s.Name, s.Environment()}, " "))
	}
	want := []string{
		"Endpoints Endpoints aws://111122223333/eu-west-1",
		"Network Network aws://111122223333/eu-west-1",
		"Parent Parent aws://unknown-account/unknown-region",
		"Parent.NestedNestedStackNestedNestedStackResourceDEFDAA4D  aws://unknown-account/unknown-region",
		"Parent.NestedVpcNestedStackNestedVpcNestedStackResource90C61B76  aws://unknown-account/unknown-region",
		"ProdEndpointsCB4E48D3 Prod-Endpoints aws://unknown-account/unknown-region",
		"ProdNetwork2D2E7D69 Prod-Network aws://unknown-account/unknown-region",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("stacks are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestReferencesAreOneAcrossStacks(t *testing.T) {
	const nested = "Parent.NestedNestedStackNestedNestedStackResourceDEFDAA4D"
	const nestedVpc = "Parent.NestedVpcNestedStackNestedVpcNestedStackResource90C61B76"
	for _, test := range []struct{ dir, stack, vpcStack, reason string }{
		{"strong", "Endpoints", "Network", "through an export"},
		{"weak", "Endpoints", "Network", "through a stack output"},
		{"weak", "ProdEndpointsCB4E48D3", "ProdNetwork2D2E7D69", "through a stack output, where the Region is a token"},
		{"weak", nested, "Parent", "through a nested stack's parameter"},
		{"weak", "Parent", nestedVpc, "through a nested stack's output"},
	} {
		gateway := load(t, "testdata/"+test.dir).Stack(test.stack).Resource("Gateway43CB3636")
		want := Token{Scope: test.vpcStack, Name: "Vpc8378EB38"}
		if got, _ := gateway.Property("VpcId").Token(); got != want {
			t.Errorf("%s: VpcId is %+v, want %+v", test.reason, got, want)
		}
		tables, ok := gateway.Property("RouteTableIds").List()
		if !ok || len(tables) != 2 {
			t.Fatalf("%s: RouteTableIds are %v", test.reason, tables)
		}
		for _, table := range tables {
			if got, _ := table.Token(); got.Scope != test.vpcStack || got.Attribute != "" {
				t.Errorf("%s: a route table is %+v, want one of %s", test.reason, got, test.vpcStack)
			}
		}
	}
}

func TestValuesCrossStacks(t *testing.T) {
	for _, dir := range []string{"strong", "weak"} {
		sg := load(t, "testdata/"+dir).Stack("Endpoints").Resource("Clients67031123")
		rules, _ := sg.Property("SecurityGroupIngress").List()
		if got, _ := rules[0].Field("CidrIp").Text(); got != "10.1.0.0/16" {
			t.Errorf("%s: the other stack's CIDR is %q, want the literal that the VPC has there", dir, got)
		}
	}
}

func TestStacksOfOneNameAreToldApartByRegion(t *testing.T) {
	const artifact = `"%[1]s": {"type": "aws:cloudformation:stack", "environment": "aws://%[2]s", "properties": {"stackName": "%[3]s", "templateFile": "%[1]s.json"}}`
	const exporting = `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}, "Outputs": {"Id": {"Value": {"Ref": "Vpc"}, "Export": {"Name": "%s"}}}}`
	const importing = `{"Resources": {"E": {"Type": "T", "Properties": {
		"Export": {"Fn::ImportValue": "VpcId"}, "Lone": {"Fn::ImportValue": "LoneId"},
		"Output": {"Fn::GetStackOutput": {"StackName": "Net", "OutputName": "Id", "Region": "us-east-1"}}}}}}`
	dir := t.TempDir()
	for name, text := range map[string]string{
		"manifest.json": `{"artifacts": {` + strings.Join([]string{
			fmt.Sprintf(artifact, "Eu", "111122223333/eu-west-1", "Net"),
			fmt.Sprintf(artifact, "Us", "111122223333/us-east-1", "Net"),
			fmt.Sprintf(artifact, "Any", "unknown-account/unknown-region", "Any"),
			fmt.Sprintf(artifact, "App", "111122223333/us-east-1", "App"),
		}, ",") + `}}`,
		"Eu.json": fmt.Sprintf(exporting, "VpcId"), "Us.json": fmt.Sprintf(exporting, "VpcId"),
		"Any.json": fmt.Sprintf(exporting, "LoneId"), "App.json": importing,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	app := load(t, dir).Stack("App").Resource("E")
	for _, test := range []struct{ property, scope, reason string }{
		{"Export", "Us", "the export of the importing stack's own Region"},
		{"Output", "Us", "the output of the Region that is named"},
		{"Lone", "Any", "a stack without a Region may be in this one"},
	} {
		if got, _ := app.Property(test.property).Token(); got != (Token{Scope: test.scope, Name: "Vpc"}) {
			t.Errorf("%s is %+v, want the VPC of %s: %s", test.property, got, test.scope, test.reason)
		}
	}
}

func TestOnlyHandedParametersAreKnown(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"manifest.json": `{"artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.json"}}}}`,
		"A.json": `{"Resources": {"Subnet": {"Type": "AWS::EC2::Subnet"}, "N": {"Type": "AWS::CloudFormation::Stack",
			"Metadata": {"aws:asset:path": "N.json"}, "Properties": {"Parameters": {
			"Text": "handed", "Ids": "subnet-1, subnet-2", "Id": {"Ref": "Subnet"}, "Looked": "/vpc/id",
			"Mixed": {"Fn::Join": [",", [{"Ref": "Subnet"}, "subnet-1"]]}}}}}}`,
		"N.json": `{"Parameters": {
			"Text": {"Type": "String", "Default": "preset"}, "Left": {"Type": "String", "Default": "preset"},
			"Ids": {"Type": "List<AWS::EC2::Subnet::Id>"}, "Id": {"Type": "List<AWS::EC2::Subnet::Id>"}, "Mixed": {"Type": "CommaDelimitedList"},
			"Looked": {"Type": "AWS::SSM::Parameter::Value<String>"}}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	nested := load(t, dir).Stack("A.N")
	for _, test := range []struct{ parameter, want, reason string }{
		{"Text", "handed", "the parent's value, not the default"},
		{"Left", "${Left}", "a default is not handed down"},
		{"Ids", "[subnet-1, subnet-2]", "a list is handed down as a text"},
		{"Mixed", "[${Subnet}, subnet-1]", "also with tokens in it"},
		{"Id", "${Subnet}", "an id alone is the parent's subnet"},
		{"Looked", "${Looked}", "the parent hands down the name of an SSM parameter, not its value"},
	} {
		if got := nested.parameter(test.parameter, 0).String(); got != test.want {
			t.Errorf("%s = %s, want %s: %s", test.parameter, got, test.want, test.reason)
		}
	}
}

func TestImportsFromOutsideAreOfTheirEnvironment(t *testing.T) {
	const artifact = `"%[1]s": {"type": "aws:cloudformation:stack", "environment": "aws://%[2]s", "properties": {"templateFile": "%[3]s.json"}}`
	dir := t.TempDir()
	for name, text := range map[string]string{
		"manifest.json": `{"artifacts": {` + strings.Join([]string{
			fmt.Sprintf(artifact, "Dev", "111122223333/eu-west-1", "T"),
			fmt.Sprintf(artifact, "DevToo", "111122223333/eu-west-1", "T"),
			fmt.Sprintf(artifact, "Prod", "444455556666/eu-west-1", "T"),
			fmt.Sprintf(artifact, "Us", "111122223333/us-east-1", "T"),
			fmt.Sprintf(artifact, "Any", "unknown-account/unknown-region", "P"),
			fmt.Sprintf(artifact, "Other", "unknown-account/unknown-region", "T"),
			fmt.Sprintf(artifact, "AnyAccount", "unknown-account/eu-west-1", "T"),
		}, ",") + `}}`,
		"T.json": `{"Resources": {"E": {"Type": "T", "Properties": {"Import": {"Fn::ImportValue": "VpcId"},
			"Output": {"Fn::GetStackOutput": {"StackName": "Net", "OutputName": "Id", "Region": "eu-west-1"}}}}}}`,
		"P.json": `{"Resources": {
			"N": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "T.json"}},
			"E": {"Type": "T", "Properties": {"Import": {"Fn::ImportValue": "VpcId"},
			"Output": {"Fn::GetStackOutput": {"StackName": "Net", "OutputName": "Id", "Region": "eu-west-1"}}}}}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := load(t, dir)
	for _, test := range []struct {
		a, b   string
		want   Truth
		reason string
	}{
		{"Dev", "DevToo", True, "one account and Region"},
		{"Dev", "Prod", Undecided, "two accounts"},
		{"Dev", "Us", Undecided, "two Regions"},
		{"Any", "Other", Undecided, "two stacks that may be in two accounts"},
		{"Any", "Any.N", True, "a nested stack is where its parent is"},
		{"Other", "AnyAccount", Undecided, "a Region in an account that is not known"},
	} {
		for _, property := range []string{"Import", "Output"} {
			if got := a.Stack(test.a).Resource("E").Property(property).Equal(a.Stack(test.b).Resource("E").Property(property)); got != test.want {
				t.Errorf("%s of %s and %s is one: %s, want %s: %s", property, test.a, test.b, got, test.want, test.reason)
			}
		}
	}
}

// TestNestedStacksAreFoundByHash loads templates without the CDK's metadata, as they are synthesised in tests.
func TestNestedStacksAreFoundByHash(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/weak")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "Parent.template.json")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data = []byte(strings.ReplaceAll(string(data), "aws:asset:path", "left out"))
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"NestedNestedStackNestedNestedStackResourceDEFDAA4D", "NestedVpcNestedStackNestedVpcNestedStackResource90C61B76"} {
		if load(t, dir).Stack("Parent").Resource(id).Nested() == nil {
			t.Errorf("%s is not read", id)
		}
	}
}

func TestLoadNamesWhatIsWrong(t *testing.T) {
	const stack = `{"artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.json"}}}}`
	const nested = `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "A.json"}}}}`
	for _, test := range []struct {
		files        map[string]string
		want, reason string
	}{
		{nil, `manifest.json: no such file or directory; is `, "a directory that is no assembly"},
		{map[string]string{"manifest.json": `{`}, `manifest.json: line 1, column 1 (byte 1): not JSON`, "a manifest cut off"},
		{map[string]string{"manifest.json": `{"artifacts": {"A": {"type": 1}}}`}, `manifest.json: artifacts.type: is a JSON number`, "a manifest of another form"},
		{map[string]string{"manifest.json": stack}, `A.json: no such file or directory`, "a template that is missing"},
		{map[string]string{"manifest.json": strings.ReplaceAll(stack, "A.json", "../A.json")}, `manifest.json: artifacts.A.properties.templateFile: "../A.json" leads out of the assembly`, "a path that leads out"},
		{map[string]string{"manifest.json": `{"artifacts": {"S": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}}}`}, `manifest.json: the assembly holds itself`, "an assembly in itself"},
		{map[string]string{"manifest.json": stack, "A.json": nested}, `A.json: Resources.N: the nested stack`, "a stack in itself"},
		{map[string]string{"manifest.json": stack, "A.json": `{"Resources": {"Vpc": {}}}`}, `A.json: Resources.Vpc: has no Type`, "a malformed template"},
	} {
		dir := t.TempDir()
		for name, text := range test.files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.reason, err, test.want)
		}
	}
	if _, err := Load("testdata/none"); err == nil || !strings.Contains(err.Error(), `run "cdk synth" first`) {
		t.Errorf("a path that is not there: %v", err)
	}
}
