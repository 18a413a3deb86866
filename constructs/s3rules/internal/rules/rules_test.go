package rules

import (
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// base is a VPC with both endpoints, of which every rule can say that it complies, or that it does not apply.
const base = `{
"Parameters": {"Any": {"Type": "String"}, "AnyList": {"Type": "List<String>"}},
"Conditions": {"Open": {"Fn::Equals": [{"Ref": "Any"}, "yes"]}},
"Resources": {
	"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16", "EnableDnsSupport": true, "EnableDnsHostnames": true}},
	"OtherVpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.2.0.0/16"}},
	"Public": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "AvailabilityZone": "eu-west-1a"}},
	"SubnetA": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "AvailabilityZone": "eu-west-1a"}},
	"SubnetB": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "AvailabilityZone": "eu-west-1b"}},
	"PublicTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"PublicAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Public"}, "RouteTableId": {"Ref": "PublicTable"}}},
	"AssociationA": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "SubnetA"}, "RouteTableId": {"Ref": "Table"}}},
	"AssociationB": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "SubnetB"}, "RouteTableId": {"Ref": "Table"}}},
	"Igw": {"Type": "AWS::EC2::InternetGateway"},
	"Nat": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": {"Ref": "Public"}}},
	"PublicRoute": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PublicTable"}, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Igw"}}},
	"NatRoute": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": {"Ref": "Nat"}}},
	"Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"AclA": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "SubnetA"}, "NetworkAclId": {"Ref": "Acl"}}},
	"AclIn": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 100, "Protocol": -1, "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}},
	"AclOut": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 100, "Protocol": -1, "RuleAction": "allow", "Egress": true, "CidrBlock": "0.0.0.0/0"}},
	"Sg": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "192.168.0.0/16"}]}},
	"Gate": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpcEndpointType": "Gateway", "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "PublicTable"}, {"Ref": "Table"}]}},
	"Link": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpcEndpointType": "Interface", "ServiceName": "com.amazonaws.eu-west-1.s3", "PrivateDnsEnabled": false,
		"SubnetIds": [{"Ref": "SubnetA"}, {"Ref": "SubnetB"}], "SecurityGroupIds": [{"Ref": "Sg"}]}},
	"Bucket": {"Type": "AWS::S3::Bucket"},
	"Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [
		{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [{"Fn::GetAtt": ["Bucket", "Arn"]}], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}}}
}}`

// ruleCase is the base with an edit: properties that are merged into those of a resource (null takes one out), or
// whole resources, which have a Type. An edit of "Outputs" or "Parameters" adds some.
type ruleCase struct {
	rule   string
	edit   string
	want   Compliance
	reason string
}

func edited(t testing.TB, edit string) map[string]any {
	t.Helper()
	var tmpl, changes map[string]any
	if err := json.Unmarshal([]byte(base), &tmpl); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(edit), &changes); err != nil {
		t.Fatalf("%s: %v", edit, err)
	}
	resources := tmpl["Resources"].(map[string]any)
	for id, change := range changes {
		body, _ := change.(map[string]any)
		old, exists := resources[id].(map[string]any)
		switch {
		case id == "Outputs":
			tmpl["Outputs"] = body
		case id == "Parameters":
			maps.Copy(tmpl["Parameters"].(map[string]any), body)
		case change == nil:
			delete(resources, id)
		case body["Type"] != nil:
			resources[id] = body
		case !exists:
			t.Fatalf("%s: there is no resource %s", edit, id)
		default:
			properties, _ := old["Properties"].(map[string]any)
			if properties == nil {
				properties = map[string]any{}
			}
			maps.Copy(properties, body)
			old["Properties"] = properties
		}
	}
	return tmpl
}

// load makes the network of a stack in a Region, which may be empty.
func load(t testing.TB, tmpl map[string]any, region string) (*template.Assembly, *network.Network) {
	t.Helper()
	a, err := template.FromMap("Net.template.json", tmpl)
	if err != nil {
		t.Fatal(err)
	}
	a.Stacks[0].Region = region
	return a, network.New(a, nil)
}

func ruleById(t testing.TB, id string) Rule {
	t.Helper()
	for _, rule := range All() {
		if rule.Id == id {
			return rule
		}
	}
	t.Fatalf("there is no rule %q", id)
	return Rule{}
}

// worst is the compliance that outweighs the others.
func worst(list []Result) Compliance {
	compliance := NotApplicable
	for _, j := range list {
		compliance = max(compliance, j.Compliance)
	}
	return compliance
}

func allCases() []ruleCase {
	return slices.Concat(dnsCases(), endpointCases(), placeCases(), policyCases(), securityCases(), routingCases(), nameCases())
}

func TestCases(t *testing.T) {
	for _, test := range allCases() {
		a, n := load(t, edited(t, test.edit), "eu-west-1")
		list := ruleById(t, test.rule).Check(a, n)
		if got := worst(list); got != test.want {
			t.Errorf("%s: %s, want %s: %s\n%s", test.rule, got, test.want, test.reason, test.edit)
		}
		for _, j := range list {
			if (j.Compliance == NonCompliant) != (j.Message != "") || (j.Compliance == NonCompliant) != (len(j.Locations) > 0) {
				t.Errorf("%s: a compliance %q has the message %q and %d places: %s", test.rule, j.Compliance, j.Message, len(j.Locations), test.reason)
			}
		}
	}
}

func TestEveryRuleHasItsCases(t *testing.T) {
	seen := map[string]bool{}
	for _, test := range allCases() {
		seen[fmt.Sprint(test.rule, test.want)] = true
	}
	for _, rule := range All() {
		for _, compliance := range []Compliance{Compliant, Unknown, NonCompliant} {
			if !seen[fmt.Sprint(rule.Id, compliance)] {
				t.Errorf("no case in which %s says %q", rule.Id, compliance)
			}
		}
	}
}

func TestTheBaseHasNoFinding(t *testing.T) {
	a, n := load(t, edited(t, `{}`), "eu-west-1")
	for _, finding := range Check(a, n) {
		t.Error(finding)
	}
	for _, rule := range All() {
		if got := worst(rule.Check(a, n)); got == Unknown {
			t.Errorf("%s cannot know, of a template that tells everything", rule.Id)
		}
	}
}

func TestRulesAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range All() {
		if seen[rule.Id] {
			t.Errorf("%s is there twice", rule.Id)
		}
		seen[rule.Id] = true
		if rule.Title == "" || (rule.AwsError == "") == (rule.Effect == "") || rule.Fix == "" || rule.Link == "" || rule.Severity == "" {
			t.Errorf("%s lacks something: %+v", rule.Id, rule)
		}
	}
	for i, rule := range All()[1:] {
		if rule.Severity == Error && All()[i].Severity == Warning {
			t.Errorf("the error %s is behind a warning", rule.Id)
		}
	}
}

// The checks build in seconds, without the CDK.
func TestTheCdkIsNotCompiled(t *testing.T) {
	list, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, dependency := range strings.Fields(string(list)) {
		if strings.Contains(dependency, "aws-cdk") || strings.Contains(dependency, "jsii") {
			t.Errorf("%s is compiled", dependency)
		}
	}
}
