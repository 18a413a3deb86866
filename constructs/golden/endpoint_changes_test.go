package golden

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// resources returns a template with resources in JSON.
func resources(t testing.TB, byId map[string]string) template {
	t.Helper()
	var lines []string
	for id, resource := range byId {
		lines = append(lines, fmt.Sprintf("%q: %s", id, resource))
	}
	parsed, err := parse(`{"Resources": {` + strings.Join(lines, ",") + `}}`)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// interfaceEndpoint returns an interface endpoint with further properties, which may repeat the first ones.
func interfaceEndpoint(properties string) string {
	return `{"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "ServiceName": "com.amazonaws.eu-west-1.s3", "VpcId": "vpc-1"` + properties + `}}`
}

func TestPlainEndpointsByLogicalId(t *testing.T) {
	const gatewayEndpoint = `{"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3", "VpcId": "vpc-1"}}`
	for _, test := range []struct {
		name          string
		before, after map[string]string
		want          []string
	}{
		{
			"a new logical ID replaces",
			map[string]string{"Old": interfaceEndpoint("")},
			map[string]string{"New": interfaceEndpoint("")},
			[]string{"this change REPLACES Network/New: new DNS names and endpoint ID (its logical ID was Old; to keep the endpoint, set LogicalId to it, or call OverrideLogicalId with it)"},
		},
		{
			"a gateway has no names, and its replacement may fail",
			map[string]string{"Old": gatewayEndpoint},
			map[string]string{"New": gatewayEndpoint},
			[]string{"this change REPLACES Network/New: new endpoint ID, and the deploy fails if both endpoints use the same route table, because CloudFormation creates the new one first (its logical ID was Old; to keep the endpoint, set LogicalId to it, or call OverrideLogicalId with it)"},
		},
		{
			"a removal",
			map[string]string{"Old": interfaceEndpoint(""), "Gateway": gatewayEndpoint},
			map[string]string{},
			[]string{
				"this change REMOVES Gateway: its routes are removed, and its endpoint ID is no longer valid",
				"this change REMOVES Old: its DNS names no longer resolve, and its endpoint ID is no longer valid",
			},
		},
		{
			"an endpoint of another type is no replacement",
			map[string]string{"Old": interfaceEndpoint("")},
			map[string]string{"New": gatewayEndpoint},
			[]string{"this change REMOVES Old: its DNS names no longer resolve, and its endpoint ID is no longer valid"},
		},
		{
			"an endpoint of another service is no replacement",
			map[string]string{"Old": interfaceEndpoint("")},
			map[string]string{"New": interfaceEndpoint(`, "ServiceName": "com.amazonaws.eu-west-1.ec2"`)},
			[]string{"this change REMOVES Old: its DNS names no longer resolve, and its endpoint ID is no longer valid"},
		},
		{
			"a logical ID that is of something else now",
			map[string]string{"Old": interfaceEndpoint("")},
			map[string]string{"Old": `{"Type": "AWS::EC2::VPC"}`},
			[]string{"this change REMOVES Old: its DNS names no longer resolve, and its endpoint ID is no longer valid"},
		},
		{
			"an addition",
			map[string]string{"Old": interfaceEndpoint("")},
			map[string]string{"Old": interfaceEndpoint(""), "New": interfaceEndpoint("")},
			nil,
		},
		{
			"a change that no endpoint refers to needs no cdk diff",
			map[string]string{"Old": interfaceEndpoint(""), "Network": `{"Type": "AWS::EC2::VPC"}`},
			map[string]string{"Old": interfaceEndpoint(""), "Network": `{"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}`},
			nil,
		},
		{
			"without npx, what a change of properties does is unknown",
			map[string]string{"Old": interfaceEndpoint(""), "Other": interfaceEndpoint(`, "Tags": []`)},
			map[string]string{"Old": interfaceEndpoint(`, "Tags": []`), "Other": interfaceEndpoint("")},
			[]string{`whether this change replaces Old, Network/Other is unknown: npx aws-cdk@2.1148.1 diff: exec: "npx": executable file not found in $PATH`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("PATH", t.TempDir())
			got := endpointChanges(resources(t, test.before), resources(t, test.after), map[string]string{"New": "Network/New", "Other": "Network/Other"})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// AWS's specification decides which change of a property replaces, and it does so through references too. It is in the CDK CLI,
// which takes seconds to start.
func TestEndpointsByProperty(t *testing.T) {
	if !templatetest.All() {
		t.Skip("runs with -all")
	}
	tests := []struct {
		id, before, after string
		want              string
	}{
		{"Vpc", interfaceEndpoint(""), interfaceEndpoint(`, "VpcId": "vpc-2"`), "REPLACES Vpc: new DNS names and endpoint ID (changed: VpcId)"},
		{"Service", interfaceEndpoint(""), interfaceEndpoint(`, "ServiceName": "com.amazonaws.eu-west-1.s3express"`), "REPLACES Service: new DNS names and endpoint ID (changed: ServiceName)"},
		{"Type", interfaceEndpoint(""), interfaceEndpoint(`, "VpcEndpointType": "Gateway"`), "REPLACES Type: new DNS names and endpoint ID (changed: VpcEndpointType)"},
		{"Reference", interfaceEndpoint(`, "VpcId": {"Ref": "Moved"}`), interfaceEndpoint(`, "VpcId": {"Ref": "Moved"}`), "REPLACES Reference: new DNS names and endpoint ID (changed: VpcId)"},
		{"RouteTables", interfaceEndpoint(""), interfaceEndpoint(`, "RouteTableIds": ["rtb-1"]`), ""},
		{"Policy", interfaceEndpoint(""), interfaceEndpoint(`, "PolicyDocument": {"Statement": []}`), ""},
		{"Tags", interfaceEndpoint(""), interfaceEndpoint(`, "Tags": [{"Key": "team", "Value": "storage (requires replacement)"}]`), ""},
		{"Groups", interfaceEndpoint(""), interfaceEndpoint(`, "SecurityGroupIds": ["sg-1"], "SubnetIds": ["subnet-1"], "PrivateDnsEnabled": false`), ""},
	}
	before, after := map[string]string{}, map[string]string{}
	for _, test := range tests {
		before[test.id], after[test.id] = test.before, test.after
	}
	before["Moved"] = `{"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}`
	after["Moved"] = `{"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}}`

	lines := endpointChanges(resources(t, before), resources(t, after), nil)
	for _, test := range tests {
		at := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, " "+test.id+":") })
		if at < 0 && test.want != "" {
			t.Errorf("%s: nothing is reported, want %s", test.id, test.want)
		}
		if at >= 0 && (test.want == "" || !strings.HasPrefix(lines[at], "this change "+test.want)) {
			t.Errorf("%s: got %q, want %q", test.id, lines[at], test.want)
		}
	}
	if len(lines) != 4 {
		t.Errorf("got %q", lines)
	}
}

func TestReplacementIsReportedFirst(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "cdk.json", `{}`)
	newStack := func(id string) awscdk.Stack {
		stack := awscdk.NewStack(App(t, ".", nil), jsii.String("Network"), nil)
		link := constructs.NewConstruct(stack, &id)
		awscdk.NewCfnResource(link, jsii.String("Resource"), &awscdk.CfnResourceProps{
			Type:       jsii.String("AWS::EC2::VPCEndpoint"),
			Properties: &map[string]any{"VpcEndpointType": "Interface"},
		})
		return stack
	}
	Template(t, true, "network", newStack("Link"))
	got := failure(func(r testing.TB) { Template(r, false, "network", newStack("Line")) })
	want := `this change REPLACES Network/Line: new DNS names and endpoint ID (its logical ID was Link1234EF21; to keep the endpoint, set LogicalId to it, or call OverrideLogicalId with it)
testdata/network.template.json differs (-want +got). If the change is intentional, run the test with -update.
+ Resources.Line6A92B2B2.Properties.VpcEndpointType: "Interface"
`
	if !strings.HasPrefix(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
