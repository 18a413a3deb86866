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

func TestIdsAreMadeUnique(t *testing.T) {
	const artifact = `"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.json"}}`
	dir := write(t, map[string]string{"A.json": "{}", "manifest.json": `{"artifacts": {` + artifact + `, "Stage": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "stage"}}}}`})
	if err := os.CopyFS(filepath.Join(dir, "stage"), os.DirFS(write(t, map[string]string{"A.json": "{}", "manifest.json": `{"artifacts": {` + artifact + `}}`}))); err != nil {
		t.Fatal(err)
	}
	a := load(t, dir)
	if len(a.Stacks) != 2 || a.Stack("A") == nil || a.Stack("A~") == nil {
		t.Errorf("stacks are %+v", a.Stacks)
	}
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
		"Any.json": strings.Replace(fmt.Sprintf(exporting, "LoneId"), `"Outputs": {`, `"Outputs": {"Same": {"Value": "x", "Export": {"Name": "VpcId"}}, `, 1), "App.json": importing,
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

// TestOutputsOfStacksWithoutANameMayBeMeant has templates whose stacks are named at the deploy, and one whose Region is unknown.
func TestOutputsOfStacksWithoutANameMayBeMeant(t *testing.T) {
	const (
		network  = `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}, "Outputs": {"Id": {"Value": {"Ref": "Vpc"}}}}`
		artifact = `{"artifacts": {"Net": {"type": "aws:cloudformation:stack", "environment": "aws://%s", "properties": {"templateFile": "Net.json"}}}}`
	)
	for _, test := range []struct{ environment, output, want, reason string }{
		{"", "Id", "unknown", "a template whose stack may have the name"},
		{"", "Other", "${Net.Other.us-east-1}", "a template without the output"},
		{"unknown-account/unknown-region", "Id", "unknown", "a stack that may be in the Region"},
		{"111122223333/us-east-1", "Id", "${Vpc}", "a stack of the Region"},
		{"111122223333/eu-west-1", "Id", "${Net.Id.us-east-1}", "a stack of another Region"},
	} {
		dir := write(t, map[string]string{"Net.json": network, "App.json": fmt.Sprintf(`{"Resources": {"E": {"Type": "T", "Properties": {
			"Vpc": {"Fn::GetStackOutput": {"StackName": "Net", "OutputName": %q, "Region": "us-east-1"}}}}}}`, test.output)})
		other := dir + "/Net.json"
		if test.environment != "" {
			other = write(t, map[string]string{"Net.json": network, "manifest.json": fmt.Sprintf(artifact, test.environment)})
		}
		a, err := Reader{}.Load(dir+"/App.json", other)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Stack("App").Resource("E").Property("Vpc").String(); got != test.want {
			t.Errorf("%s: %s, want %s", test.reason, got, test.want)
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
		{"Left", "preset", "a parameter that the parent leaves out has its default"},
		{"Ids", "[subnet-1, subnet-2]", "a list is handed down as a text"},
		{"Mixed", "[${Subnet}, subnet-1]", "also with tokens in it"},
		{"Id", "${Subnet}", "an id alone is the parent's subnet"},
		{"Looked", "${/vpc/id}", "the parent hands down the name of an SSM parameter, not its value"},
	} {
		if got := nested.parameter(test.parameter, site{}).String(); got != test.want {
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

// TestNestedStacksAreFoundByHash loads templates without the CDK's metadata, as they are synthesized in tests.
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

// write makes a directory of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLoadRefusesWhatIsNoAssembly(t *testing.T) {
	for _, test := range []struct{ manifest, want, reason string }{
		{"", `has neither a manifest.json, which "cdk synth" writes to cdk.out, nor a template`, "a directory that is no assembly"},
		{`{`, `manifest.json: line 1, column 1 (byte 1): invalid JSON`, "a manifest cut off"},
		{`{"artifacts": 1}`, `manifest.json: artifacts: is a JSON number, want another type`, "a manifest of another form"},
	} {
		files := map[string]string{"manifest.json": test.manifest}
		if test.manifest == "" {
			files = nil
		}
		if _, err := Load(write(t, files)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.reason, err, test.want)
		}
	}
	if _, err := Load("testdata/none"); err == nil || !strings.Contains(err.Error(), `which "cdk synth" writes`) {
		t.Errorf("a path that is not there: %v", err)
	}
}

// TestGapsOfAnAssemblyAreLocal loads assemblies of which a part cannot be read, beside the stack Net.
func TestGapsOfAnAssemblyAreLocal(t *testing.T) {
	const net = `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
		"Use": {"Type": "T", "Properties": {"Import": {"Fn::ImportValue": "elsewhere"}, "Ssm": "{{resolve:ssm:/elsewhere}}",
			"Output": {"Fn::GetStackOutput": {"StackName": "A", "OutputName": "Vpc"}}}}}}`
	const stack = `"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.json"}}`
	for _, test := range []struct {
		artifacts, template, want string
		stacks                    string
		published, output         bool // whether what other stacks publish, and the output of A, is known
		reason                    string
	}{
		{stack, ``, `A.json: no such file or directory`, "A? Net", false, false, "a template that is missing"},
		{stack, `{`, `A.json: line 1, column 1 (byte 1): invalid JSON`, "A? Net", false, false, "a template cut off"},
		{stack, `{"Resources": {"Vpc": {}}}`, `A.json: Resources.Vpc: has no Type`, "A? Net", false, true, "a resource that cannot be read"},
		{strings.ReplaceAll(stack, "A.json", "../A.json"), ``, `manifest.json: artifacts.A.properties.templateFile: "../A.json" is outside the assembly`, "A? Net", false, false, "a path that leads out"},
		{strings.ReplaceAll(stack, `"A.json"`, "1"), ``, `manifest.json: artifacts.A.properties.templateFile: is a JSON number, want another type`, "A? Net", false, false, "an artifact of another form"},
		{`"S": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}`, ``, `manifest.json: the assembly contains itself`, "Net S?", false, false, "an assembly in itself"},
		{`"S": {"type": 1}`, ``, `manifest.json: artifacts.S.type: is a JSON number, want another type`, "Net S?", false, false, "an artifact of any type"},
		{`"T": {"type": "cdk:tree", "properties": {"file": 1}}`, ``, ``, "Net", true, true, "an artifact that is not read"},
		{stack, `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "A.json"}}}}`, `A.json: Resources.N: the nested stack`, "A Net", false, true, "a stack in itself"},
		{stack, `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "../A.json"}}}}`, `A.json: Resources.N: "../A.json" is outside`, "A Net", false, true, "a nested stack that leads out"},
		{stack, `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "A.yaml"}}}}`, ``, "A Net", false, true, "a nested stack in YAML"},
		{stack, `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "Net.json"}}}}`, ``, "A A.N Net", true, true, "a nested stack that is read"},
	} {
		files := map[string]string{
			"manifest.json": `{"artifacts": {"Net": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Net.json"}}, ` + test.artifacts + `}}`,
			"Net.json":      net,
			"A.yaml":        "Resources: {}",
		}
		if test.template != "" {
			files["A.json"] = test.template
		}
		a := load(t, write(t, files))
		var gaps, stacks []string
		for _, gap := range a.Gaps {
			gaps = append(gaps, gap.String())
		}
		for _, s := range a.Stacks {
			id := s.Id
			if partial(s) {
				id += "?"
			}
			stacks = append(stacks, id)
		}
		if got := strings.Join(gaps, "\n"); !strings.Contains(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s: gaps are %q, want %q", test.reason, got, test.want)
		}
		if got := strings.Join(stacks, " "); got != test.stacks {
			t.Errorf("%s: stacks are %s, want %s", test.reason, got, test.stacks)
		}
		use := a.Stack("Net").Resource("Use")
		for _, property := range []string{"Import", "Ssm"} {
			if got := use.Property(property).Kind() != Unknown; got != test.published {
				t.Errorf("%s: whether %s is of this assembly is known: %t, want %t", test.reason, property, got, test.published)
			}
		}
		if got := use.Property("Output").Kind() != Unknown; got != test.output {
			t.Errorf("%s: the output of A is known: %t, want %t", test.reason, got, test.output)
		}
		if got := a.Stack("Net").Resource("Vpc").Property("CidrBlock").String(); got != "10.1.0.0/16" {
			t.Errorf("%s: the other stack's block is %s", test.reason, got)
		}
	}
}

// TestSsmParametersAreJoinedByName reads a VPC's id from the SSM parameter that another stack keeps it under.
func TestSsmParametersAreJoinedByName(t *testing.T) {
	const vpc = `"Vpc": {"Type": "AWS::EC2::VPC"}, "Subnet": {"Type": "AWS::EC2::Subnet"}`
	const parameter = `"P": {"Type": "AWS::SSM::Parameter", %s "Properties": {"Type": "String", "Name": %s, "Value": %s}}`
	published := fmt.Sprintf(parameter, "", `"/net/vpc"`, `{"Ref": "Vpc"}`)
	const reader = `{"Parameters": {"In": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>", "Default": "/net/vpc"},
		"List": {"Type": "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", "Default": "/net/vpc"}, "Name": {"Type": "String"}},
		"Resources": {"Use": {"Type": "T", "Properties": {"It": %s}}}}`
	const byParameter, byReference = `{"Ref": "In"}`, `"{{resolve:ssm:/net/vpc}}"`
	for _, test := range []struct{ publisher, region, expression, want, reason string }{
		{published, "eu-west-1", byParameter, "${Vpc}", "by the default of a parameter"},
		{published, "eu-west-1", byReference, "${Vpc}", "by a dynamic reference"},
		{published, "eu-west-1", `{"Fn::Join": ["", ["{{resolve:ssm:", "/net/vpc", "}}"]]}`, "${Vpc}", "by one that is put together"},
		{published, "eu-west-1", `"a {{resolve:ssm:/net/vpc}} b"`, "a ${Vpc} b", "inside a text"},
		{published, "eu-west-1", `"{{resolve:ssm:/net/vpc"`, "{{resolve:ssm:/net/vpc", "by half of one, which is text"},
		{published, "eu-west-1", `"{{resolve:ssm:/net/vpc:1}}"`, "unknown", "in a version that may be old"},
		{published, "eu-west-1", `{"Fn::Sub": "{{resolve:ssm:/net/${Name}}}"}`, "unknown", "under a name that the deploy decides"},
		{published, "eu-west-1", `{"Fn::GetAtt": ["Use", "X"]}`, "${Use.X}", "not at all"},
		{published, "us-east-1", byReference, "${/net/vpc}", "from another Region, where it is another parameter"},
		{`"X": {"Type": "T"}`, "eu-west-1", byReference, "${/net/vpc}", "which no stack sets"},
		{fmt.Sprintf(parameter, "", `{"Ref": "Any"}`, `"x"`), "eu-west-1", byReference, "unknown", "which a stack may set"},
		{fmt.Sprintf(parameter, `"Condition": "Any",`, `"/net/vpc"`, `"x"`), "eu-west-1", byReference, "unknown", "which a stack sets under a condition"},
		{`"Fn::ForEach::X": ["N", ["a"], {"P${N}": {"Type": "AWS::SSM::Parameter"}}]`, "eu-west-1", byReference, "unknown", "which a loop may set"},
		{`"Fn::ForEach::X": ["N", ["a"], {"P${N}": {"Type": "AWS::SNS::Topic"}}]`, "eu-west-1", byReference, "${/net/vpc}", "which a loop of other resources does not set"},
		{fmt.Sprintf(parameter, "", `"/net/vpc"`, `{"Fn::Join": [",", [{"Ref": "Vpc"}, {"Ref": "Subnet"}]]}`), "eu-west-1", `{"Ref": "List"}`, "[${Vpc}, ${Subnet}]", "as a list"},
		{fmt.Sprintf(parameter, "", `"/net/vpc"`, `"{{resolve:ssm:/net/vpc}}"`), "eu-west-1", byReference, "unknown", "which refers to itself"},
		{fmt.Sprintf(parameter, "", `"/net/vpc"`, `"}}{{resolve:ssm:/net/vpc"`), "eu-west-1", `"{{resolve:ssm:/net/vpc}}}}}}"`, "}}{{resolve:ssm:/net/vpc}}}}", "which has half of a reference to itself"},
	} {
		const artifact = `"%[1]s": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/%[2]s", "properties": {"templateFile": "%[1]s.json"}}`
		a := load(t, write(t, map[string]string{
			"manifest.json": `{"artifacts": {` + fmt.Sprintf(artifact, "Net", "eu-west-1") + "," + fmt.Sprintf(artifact, "App", test.region) + `}}`,
			"Net.json":      `{"Parameters": {"Any": {"Type": "String"}}, "Resources": {` + vpc + "," + test.publisher + `}}`,
			"App.json":      fmt.Sprintf(reader, test.expression),
		}))
		if got := a.Stack("App").Resource("Use").Property("It").String(); got != test.want {
			t.Errorf("%s is %s, want %s: read %s", test.expression, got, test.want, test.reason)
		}
	}
}
