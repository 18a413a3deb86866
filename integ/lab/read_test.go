//go:build linux

package lab

import (
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestValues evaluates each intrinsic function.
func TestValues(t *testing.T) {
	const template = `{
		"Parameters": {
			"Name": {"Type": "String", "Default": "x"},
			"Given": {"Type": "String"},
			"Published": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/vpc"}
		},
		"Conditions": {
			"Yes": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]},
			"No": {"Fn::Not": [{"Condition": "Yes"}]},
			"Both": {"Fn::And": [{"Condition": "Yes"}, {"Condition": "No"}]},
			"Either": {"Fn::Or": [{"Condition": "No"}, {"Condition": "Yes"}]}
		},
		"Resources": {
			"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
			"Gone": {"Type": "AWS::EC2::Nonsense", "Condition": "Both"},
			"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/vpc", "Value": {"Ref": "Vpc"}}},
			"Bucket": {"Type": "AWS::S3::Bucket"}
		},
		"Outputs": {
			"Exported": {"Value": "of the stack", "Export": {"Name": "name"}},
			"Ref": {"Value": {"Ref": "Vpc"}},
			"Attribute": {"Value": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}},
			"Parameter": {"Value": {"Ref": "Name"}},
			"Given": {"Value": {"Ref": "Given"}},
			"Published": {"Value": {"Ref": "Published"}},
			"Join": {"Value": {"Fn::Join": ["-", [{"Fn::Select": [1, ["a", "b"]]}, {"Fn::Select": ["0", {"Fn::Split": [".", "c.d"]}]}]]}},
			"Sub": {"Value": {"Fn::Sub": "${Name} ${Vpc.CidrBlock} ${!Name} ${AWS::Region} ${AWS::Partition} ${AWS::URLSuffix}"}},
			"If": {"Value": {"Fn::If": ["Yes", {"Fn::If": ["Either", "then", "else"]}, "else"]}},
			"Zone": {"Value": {"Fn::Select": [2, {"Fn::GetAZs": ""}]}},
			"Import": {"Value": {"Fn::ImportValue": "name"}},
			"Stack": {"Value": {"Fn::GetStackOutput": {"StackName": "S", "OutputName": "Exported"}}},
			"Unmet": {"Value": {"Fn::GetAtt": ["Bucket", "Arn"]}}
		}
	}`
	n, err := Read(Options{}, Stack{Name: "S", Template: []byte(template), Parameters: map[string]string{"Given": "by hand"}, Ids: map[string]string{"Vpc": "vpc-1"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Ref": "vpc-1", "Attribute": "10.0.0.0/16", "Parameter": "x", "Given": "by hand", "Published": "vpc-1", "Join": "b-c",
		"Sub": "x 10.0.0.0/16 ${Name} eu-west-1 aws amazonaws.com", "If": "then", "Zone": "eu-west-1c",
		"Import": "of the stack", "Stack": "of the stack",
	} {
		if got, err := n.Output("S", name); err != nil || got != want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, want)
		}
	}
	if got, err := n.Output("S", "Unmet"); err != nil || !strings.HasSuffix(got, ".Arn") {
		t.Errorf("Unmet: got %q, %v", got, err)
	}
}

// TestRefusals names what the lab does not build, and what AWS would not.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		draw func(d *draft)
		want string
	}{
		{func(d *draft) { d.add("Server", "RouteServer", props{}) }, "the lab builds no AWS::EC2::RouteServer"},
		{func(d *draft) { d.resources["Rule"] = props{"Type": "AWS::Route53Resolver::ResolverRule"} }, "the lab builds no AWS::Route53Resolver::ResolverRule"},
		{func(d *draft) { d.resources["Nested"] = props{"Type": "AWS::CloudFormation::Stack"} }, "the lab builds no AWS::CloudFormation::Stack"},
		{func(d *draft) { d.sections = props{"Transform": "AWS::LanguageExtensions"} }, "has a transform, which the lab cannot run"},
		{func(d *draft) { d.properties("AppSub")["EnableDns64"] = true }, `unknown field "EnableDns64"`},
		{func(d *draft) { d.route("AppSub", "0.0.0.0/0", "NetworkInterfaceId", "AppIgw") }, `unknown field "NetworkInterfaceId"`},
		{func(d *draft) { d.properties("AppSub")["VpcId"] = "vpc-0123" }, `names "vpc-0123", which is in none of the templates`},
		{func(d *draft) { d.properties("AppSub")["CidrBlock"] = props{"Fn::Transform": "x"} }, "uses Fn::Transform, which the lab cannot evaluate"},
		{func(d *draft) { d.properties("AppSub")["CidrBlock"] = props{"Fn::Cidr": []any{"10.0.0.0/16", 1, 8}} }, "uses Fn::Cidr, which the lab cannot evaluate"},
		{func(d *draft) { d.properties("AppSub")["CidrBlock"] = ref("Nothing") }, "has no resource Nothing"},
		{func(d *draft) { d.properties("AppSub")["CidrBlock"] = "10.1.0.0" }, `has "10.1.0.0", which is not an IPv4 block`},
		{func(d *draft) {
			delete(d.resources, "AppIgwAttachment")
			d.route("AppSub", "0.0.0.0/0", "GatewayId", "AppIgw")
		}, "is not attached to Case.App"},
		{func(d *draft) { d.route("AppSub", "10.1.0.0/25", "GatewayId", "AppIgw") }, "leads to 10.1.0.0/25 inside its VPC"},
		{func(d *draft) {
			d.gateway("Gw1", "App", "AppSub")
			d.gateway("Gw2", "App", "AppSub")
		}, "which has a gateway endpoint for S3, so AWS refuses it"},
		{func(d *draft) {
			d.subnet("AppSub2", "App", "10.1.1.0/24", "a")
			d.link("If", "App", []string{"AppSub", "AppSub2"})
		}, "has two subnets in eu-west-1a, which AWS refuses"},
		{func(d *draft) {
			d.list("One", "8.0.0.0/8")
			d.list("Two", "8.0.0.0/8")
			d.nat("Nat", "AppSub")
			d.route("AppSub", "One", "GatewayId", "AppIgw")
			d.route("AppSub", "Two", "NatGatewayId", "Nat")
		}, "between which AWS decides at random"},
	} {
		d := newDraft()
		spoke(d)
		d.internet("App")
		c.draw(d)
		if _, err := Read(Options{}, d.app().stacks...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want an error with %q", err, c.want)
		}
	}
}

// TestClose looks for what a lab may leave behind.
func TestClose(t *testing.T) {
	buildable(t)
	open := func() []string {
		var list []string
		files, _ := os.ReadDir("/proc/self/fd")
		for _, f := range files {
			if target, err := os.Readlink("/proc/self/fd/" + f.Name()); err == nil && (strings.HasPrefix(target, "net:") || strings.HasPrefix(target, "socket:")) {
				list = append(list, target)
			}
		}
		return list
	}
	before, threads := open(), runtime.NumGoroutine()
	d := newDraft()
	transited(d, "HubTgw", props{})
	if _, err := compare(d.app(), 100*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	for range 100 { // goroutines end a little later
		if runtime.NumGoroutine() <= threads && reflect.DeepEqual(open(), before) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("before the lab there were %d goroutines and %q, and after it %d and %q", threads, before, runtime.NumGoroutine(), open())
}
