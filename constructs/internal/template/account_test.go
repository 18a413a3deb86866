package template

import (
	"slices"
	"strings"
	"testing"
)

// accountFile has a VPC of the stack Net, one of a stack nested in it, and one that no stack of the assembly has created.
const accountFile = `{"Metadata": {"privates3::account": {"Account": "111122223333", "Region": "eu-west-1"}}, "Resources": {
	"vpc-1": {"Type": "AWS::EC2::VPC", "Metadata": {"privates3::created-by": "Net/Vpc"}, "Properties": {"CidrBlock": "10.9.0.0/16"}},
	"vpc-2": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.2.0.0/16"}},
	"vpc-3": {"Type": "AWS::EC2::VPC", "Metadata": {"privates3::created-by": "Net.Nested/Vpc"}, "Properties": {"CidrBlock": "10.3.0.0/16"}},
	"vpc-4": {"Type": "AWS::EC2::VPC", "Metadata": {"privates3::created-by": "Gone/Vpc"}, "Properties": {"CidrBlock": "10.4.0.0/16"}},
	"vpc-1/gateway": {"Type": "AWS::EC2::VPCGatewayAttachment", "Metadata": {"privates3::part-of": "vpc-1"}, "Properties": {"VpcId": "vpc-1", "InternetGatewayId": "igw-1"}},
	"vpc-2/gateway": {"Type": "AWS::EC2::VPCGatewayAttachment", "Metadata": {"privates3::part-of": "vpc-2"}, "Properties": {"VpcId": "vpc-2", "InternetGatewayId": "igw-2"}}}}`

func TestAccountFile(t *testing.T) {
	const nets = `{"Net": {"type": "aws:cloudformation:stack", "environment": "aws://%", "properties": {"templateFile": "Net.json"}}}`
	const net = `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
		"Nested": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "Nested.json"}},
		"Use": {"Type": "T", "Properties": {"Ids": ["vpc-1", "vpc-2", "vpc-3", "vpc-5"], "Text": "not vpc-2"}}}}`
	const nested = `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}}`
	for _, test := range []struct{ name, environment, ids, left string }{
		{"the same account", "111122223333/eu-west-1", "Net/Vpc account/vpc-2 Net.Nested/Vpc vpc-5", "vpc-1/gateway vpc-2 vpc-2/gateway vpc-4"},
		{"any account", "unknown-account/unknown-region", "Net/Vpc account/vpc-2 Net.Nested/Vpc vpc-5", "vpc-1/gateway vpc-2 vpc-2/gateway vpc-4"},
		{"another Region", "111122223333/us-east-1", "account/vpc-1 account/vpc-2 account/vpc-3 vpc-5", "vpc-1 vpc-1/gateway vpc-2 vpc-2/gateway vpc-3 vpc-4"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, map[string]string{"manifest.json": `{"artifacts": ` + strings.Replace(nets, "%", test.environment, 1) + `}`, "Net.json": net, "Nested.json": nested, "account.json": accountFile})
			a, err := Reader{Account: dir + "/account.json"}.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			ids, _ := a.Stack("Net").Resource("Use").Property("Ids").List()
			var got, left []string
			for _, id := range ids {
				if token, ok := id.Token(); ok {
					got = append(got, token.Scope+"/"+token.Name)
				} else {
					got = append(got, id.String())
				}
			}
			for _, r := range a.Stack("account").Resources {
				left = append(left, r.LogicalId)
			}
			if !slices.Equal(got, strings.Fields(test.ids)) {
				t.Errorf("ids are %v, want %s", got, test.ids)
			}
			if !slices.Equal(left, strings.Fields(test.left)) {
				t.Errorf("the account has %v, want %s", left, test.left)
			}
			if text, _ := a.Stack("Net").Resource("Use").Property("Text").Text(); text != "not vpc-2" {
				t.Errorf("a text with an id in it is %q", text)
			}
		})
	}
	dir := write(t, map[string]string{"Net.json": net, "list.json": "[]", "net.yaml": "Resources: {}", "account.json": accountFile, "region.json": strings.Replace(accountFile, "Region", "region", 1)})
	alone := load(t, dir+"/account.json")
	if id, _ := alone.Stack("account").Resource("vpc-2/gateway").Property("VpcId").Token(); id != (Token{Scope: "account", Name: "vpc-2"}) {
		t.Errorf("in an account file alone, an id is %v", id)
	}
	if _, err := (Reader{Account: dir + "/account.json"}).Load(dir + "/account.json"); err == nil || !strings.Contains(err.Error(), "second account file") {
		t.Errorf("two account files: %v", err)
	}
	for _, test := range []struct{ file, want string }{
		{"Net.json", "Metadata: has no privates3::account"},
		{"region.json", "Metadata.privates3::account: has no Account or no Region"},
		{"list.json", `is a JSON array, want an object; pass a file that "privates3 account" wrote`},
		{"net.yaml", `invalid JSON: invalid character 'R' looking for beginning of value; pass a file that "privates3 account" wrote`},
		{"none.json", "no such file"},
	} {
		if _, err := (Reader{Account: dir + "/" + test.file}).Load(dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.file, err, test.want)
		}
	}
}

// TestIdsOfTheAccountAreFoundInFinishedValues has the id of a VPC wherever a property can have it from. A function or condition
// on the way takes the text.
func TestIdsOfTheAccountAreFoundInFinishedValues(t *testing.T) {
	const net = `{"Parameters": {"Vpc": {"Type": "AWS::EC2::VPC::Id"}, "Vpcs": {"Type": "List<AWS::EC2::VPC::Id>"}, "Number": {"Type": "String", "Default": "2"}},
		"Conditions": {"HasVpc": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Vpc"}, ""]}]}},
		"Mappings": {"Vpcs": {"By": {"Stage": "vpc-2"}}},
		"Resources": {"Use": {"Type": "T", "Properties": {
			"Literal": "vpc-2", "Ref": {"Ref": "Vpc"}, "List": {"Fn::Select": [1, {"Ref": "Vpcs"}]}, "Map": {"Fn::FindInMap": ["Vpcs", "By", "Stage"]},
			"Sub": {"Fn::Sub": "vpc-${Number}"}, "Join": {"Fn::Join": ["-", ["vpc", 2]]}, "If": {"Fn::If": ["HasVpc", {"Ref": "Vpc"}, "none"]},
			"Split": {"Fn::Select": [1, {"Fn::Split": ["/", "arn/vpc-2"]}]}, "Deep": {"Id": {"Ref": "Vpc"}},
			"Not": {"Fn::Sub": "vpc/${Vpc}"}}}}}`
	dir := write(t, map[string]string{"Net.json": net, "account.json": accountFile})
	a, err := Reader{Account: dir + "/account.json", Parameters: map[string]string{"Vpc": "vpc-2", "Vpcs": "vpc-9,vpc-2"}, Defaults: true}.Load(dir + "/Net.json")
	if err != nil {
		t.Fatal(err)
	}
	use := a.Stack("Net").Resource("Use")
	for _, name := range use.Properties().Fields() {
		v := use.Property(name)
		if name == "Deep" {
			v = use.Property(name, "Id")
		}
		want := Token{Scope: "account", Name: "vpc-2"}
		if name == "Not" {
			want = Token{}
		}
		if got, _ := v.Token(); got != want {
			t.Errorf("%s is %v, want %v", name, v, want)
		}
	}
}

// TestExistingGatewayOfTheAccount has a gateway endpoint that a stack imports, which is not a second one beside that of the account.
func TestExistingGatewayOfTheAccount(t *testing.T) {
	dir := write(t, map[string]string{
		"Net.json": `{"Resources": {}, "Metadata": {"privates3::ExistingGateways": {
			"vpce-1": {"Path": "Net/Gateway", "RouteTableIds": ["rtb-1"]}, "vpce-2": {"Path": "Net/Other", "RouteTableIds": ["rtb-2"]}}}}`,
		"account.json": `{"Metadata": {"privates3::account": {"Account": "111122223333", "Region": "eu-west-1"}},
			"Resources": {"vpce-1": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"RouteTableIds": ["rtb-1"]}}}}`,
	})
	for file, want := range map[string][]string{"": {"vpce-1", "vpce-2"}, dir + "/account.json": {"vpce-2"}} {
		a, err := Reader{Account: file}.Load(dir + "/Net.json")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range a.Stack("Net").Existing {
			got = append(got, r.LogicalId)
		}
		if !slices.Equal(got, want) {
			t.Errorf("with the account file %q, the stack has the existing endpoints %v, want %v", file, got, want)
		}
	}
}
