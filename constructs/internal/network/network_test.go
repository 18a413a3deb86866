package network

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// build makes the model of a template that has the given resources, without its outermost braces.
func build(t *testing.T, resources string, context ...string) *Network {
	t.Helper()
	a, err := template.Parse("Net.template.json", []byte(`{"Parameters": {"On": {"Type": "String"}, "Sg": {"Type": "String"}},
		"Conditions": {"Open": {"Fn::Equals": [{"Ref": "On"}, "yes"]}, "Never": {"Fn::Equals": ["a", "b"]}},
		"Resources": {`+resources+`}}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(context) == 0 {
		return New(a, nil)
	}
	c, err := ParseContext("cdk.context.json", []byte(context[0]))
	if err != nil {
		t.Fatal(err)
	}
	return New(a, c)
}

const vpcAndSubnet = `
	"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
	"Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.1.0/24"}}`

func TestPartsAreOneAcrossStacks(t *testing.T) {
	for _, dir := range []string{"strong", "weak"} {
		a, err := template.Load("../template/testdata/" + dir)
		if err != nil {
			t.Fatal(err)
		}
		n := New(a, nil)
		for _, e := range n.Endpoints {
			if e.Resource.Stack.Id != "Endpoints" {
				continue
			}
			if e.Vpc == nil || e.Vpc.Key != "Network.Vpc8378EB38" || !e.Vpc.Declared {
				t.Errorf("%s: %s is in %+v, want the other stack's VPC", dir, e.Name(), e.VpcId)
			}
			for _, s := range e.Subnets {
				if !s.Declared || s.Name() != "Network/Vpc/PrivateSubnet1/Subnet" {
					t.Errorf("%s: %s is in the subnet %s", dir, e.Name(), s.Name())
				}
			}
			for _, table := range e.RouteTables {
				if !table.Declared || len(table.GatewayEndpoints) != 1 || len(table.Subnets) != 1 {
					t.Errorf("%s: %s has %d gateway endpoints and %d subnets", dir, table.Name(), len(table.GatewayEndpoints), len(table.Subnets))
				}
			}
		}
	}
}

func TestSubnetsFindTheirRouteTable(t *testing.T) {
	const associate = `"A": {"Type": "AWS::EC2::SubnetRouteTableAssociation", %s "Properties": {"SubnetId": %s, "RouteTableId": {"Ref": "Table"}}}`
	for _, test := range []struct{ resources, want, reason string }{
		{fmt.Sprintf(associate, "", `{"Ref": "Subnet"}`), "Net.Table", "an association"},
		{`"X": {"Type": "T"}`, "Net.Vpc.main", "none: AWS gives the VPC's main table"},
		{fmt.Sprintf(associate, `"Condition": "Never",`, `{"Ref": "Subnet"}`), "Net.Vpc.main", "one that is never made"},
		{fmt.Sprintf(associate, `"Condition": "Open",`, `{"Ref": "Subnet"}`), "", "one that a parameter decides"},
		{fmt.Sprintf(associate, "", `{"Fn::If": ["Open", {"Ref": "Subnet"}, "subnet-1"]}`), "Net.Vpc.main or another", "one of this subnet or another"},
		{fmt.Sprintf(associate, "", `{"Fn::Transform": "x"}`), "Net.Vpc.main or another", "one of an unknown subnet, which may be this"},
		{fmt.Sprintf(associate+","+strings.Replace(associate, `"A"`, `"B"`, 1), "", `{"Ref": "Subnet"}`, "", `{"Ref": "Subnet"}`), "", "two, of which the deploy refuses one"},
		{fmt.Sprintf(associate+","+strings.NewReplacer(`"A"`, `"B"`, `{"Ref": "Table"}`, `"rtb-1"`).Replace(associate), "", `{"Ref": "Subnet"}`, "", `{"Ref": "Subnet"}`), "", "two that do not"},
	} {
		n := build(t, vpcAndSubnet+","+test.resources)
		got := Key("")
		if table := Find(n.Subnets, "Net.Subnet").RouteTable; table != nil {
			got = table.Key
		}
		if len(n.Unplaced) > 0 {
			got += " or another"
		}
		if string(got) != test.want {
			t.Errorf("the table is %q, want %q: %s", got, test.want, test.reason)
		}
	}
}

func TestRoutesKnowTheirTarget(t *testing.T) {
	for _, test := range []struct {
		target string
		want   TargetKind
		reason string
	}{
		{`"GatewayId": {"Ref": "Igw"}`, TargetInternetGateway, "by the resource"},
		{`"GatewayId": {"Ref": "Vgw"}`, TargetVpnGateway, "one property names both"},
		{`"GatewayId": "igw-0123456789abcdef0"`, TargetInternetGateway, "by a literal id"},
		{`"GatewayId": {"Fn::ImportValue": "Attached"}`, TargetVpnGateway, "by its attachment"},
		{`"GatewayId": {"Fn::ImportValue": "Other"}`, TargetUnknown, "an import that may be either"},
		{`"NatGatewayId": {"Ref": "Nat"}`, TargetNatGateway, "by the property"},
		{`"VpcPeeringConnectionId": {"Ref": "Pcx"}`, TargetPeering, "by the property"},
		{`"OdbNetworkArn": "arn:aws:odb:eu-west-1:111122223333:odb-network/odbnet_a1"`, TargetOdbNetwork, "by the property"},
	} {
		n := build(t, vpcAndSubnet+`,
			"Igw": {"Type": "AWS::EC2::InternetGateway"},
			"Vgw": {"Type": "AWS::EC2::VPNGateway"},
			"At": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpnGatewayId": {"Fn::ImportValue": "Attached"}}},
			"R": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"}, "DestinationCidrBlock": "0.0.0.0/0", `+test.target+`}}`)
		if got := Find(n.RouteTables, "Net.Table").Routes[0].Target; got != test.want {
			t.Errorf("%s leads to %q, want %q: %s", test.target, got, test.want, test.reason)
		}
	}
}

func TestSecurityGroupsHaveTheRulesOfAllResources(t *testing.T) {
	n := build(t, vpcAndSubnet+`,
		"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [
			{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}}]}},
		"Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": {"Fn::GetAtt": ["Group", "GroupId"]},
			"IpProtocol": "-1", "SourceSecurityGroupId": {"Ref": "Sg"}}},
		"Other": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": "sg-1", "IpProtocol": "tcp", "FromPort": 1, "ToPort": 99, "CidrIp": "10.0.0.0/8"}}`)
	var got []string
	for _, g := range n.SecurityGroups {
		for _, r := range g.Ingress {
			got = append(got, fmt.Sprintf("%s shown %t: %s", g.Key, g.IsComplete(), r))
		}
	}
	want := []string{
		"Net.Group shown true: Group SecurityGroupIngress.0 (TCP 443 from 10.1.0.0/16)",
		"Net.Group shown true: Rule (all traffic from security group Net.Sg)",
		"sg-1 shown false: Other (TCP 1-99 from 10.0.0.0/8)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rules are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAclEntriesAreInTheOrderOfTheirNumbers(t *testing.T) {
	const entry = `"E%d": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": %d,
		"Protocol": 6, "RuleAction": "deny", "Egress": true, "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 443, "To": 443}}}`
	n := build(t, vpcAndSubnet+`,"Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"A": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "Subnet"}, "NetworkAclId": {"Fn::GetAtt": ["Acl", "Id"]}}},`+
		fmt.Sprintf(entry, 1, 200)+","+fmt.Sprintf(entry, 2, 100))
	acl := Find(n.Subnets, "Net.Subnet").NetworkAcls[0].Part
	if len(acl.Entries) != 2 || acl.Entries[0].String() != "E2 (rule 100 denies TCP 443 to 0.0.0.0/0)" {
		t.Errorf("entries are %v", acl.Entries)
	}
}

func TestServiceNames(t *testing.T) {
	for _, test := range []struct{ name, service, region, reason string }{
		{`"com.amazonaws.eu-west-1.s3"`, "s3", "eu-west-1", "as AWS writes it"},
		{`"cn.com.amazonaws.cn-north-1.s3"`, "s3", "cn-north-1", "China's interface endpoints"},
		{`{"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".s3"]]}`, "s3", "${AWS::Region}", "as the CDK writes it"},
		{`{"Fn::Join": ["", [{"Fn::If": ["Open", "cn.", ""]}, "com.amazonaws.", {"Ref": "AWS::Region"}, ".s3"]]}`, "s3", "${AWS::Region}", "in a partition that the deploy decides"},
		{`{"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".", {"Ref": "Sg"}]]}`, "", "${AWS::Region}", "of a service that it decides"},
		{`"com.amazonaws.eu-west-1.s3express"`, "s3express", "eu-west-1", "not S3 itself"},
		{`"com.amazonaws.s3-global.accesspoint"`, "accesspoint", "s3-global", "multi-Region access points"},
		{`"com.amazonaws.vpce.eu-west-1.vpce-svc-1"`, "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "absent", "somebody's own service"},
		{`{"Fn::Join": ["", ["com.amazonaws.vpce.", {"Ref": "AWS::Region"}, ".", {"Ref": "Sg"}]]}`, "com.amazonaws.vpce.region.${}", "${AWS::Region}", "of an id that the deploy brings"},
		{`{"Fn::If": ["Open", "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "com.amazonaws.eu-west-1.s3"]}`, "", "absent", "that or S3, as a condition decides"},
		{`"aws.sagemaker.eu-west-1.notebook"`, "aws.sagemaker.eu-west-1.notebook", "absent", "a name of another form"},
		{`{"Fn::Sub": "aws.sagemaker.${AWS::Region}.notebook"}`, "aws.sagemaker.region.notebook", "${AWS::Region}", "the same with a token"},
		{`{"Fn::Sub": "${Name}.notebook"}`, "${}.notebook", "absent", "a token that cannot make it S3"},
		{`{"Fn::Sub": "${Name}.s3"}`, "", "absent", "one that can"},
		{`"com.amazonaws.eu-west-1.{{resolve:ssm:/service}}"`, "", "absent", "a service that a parameter of SSM names"},
		{`"s3"`, "", "absent", "no full name"},
		{`{"Ref": "Name"}`, "", "absent", "a token"},
	} {
		e := build(t, `"E": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": `+test.name+`}}`).Endpoints[0]
		if e.Service.Value != test.service || e.Region.String() != test.region {
			t.Errorf("%s is %q in %q: %s", test.name, e.Service.Value, e.Region, test.reason)
		}
	}
}

func TestIsS3ByType(t *testing.T) {
	for _, test := range []struct {
		kind, name string
		want       template.Truth
		reason     string
	}{
		{`"Gateway"`, `"com.amazonaws.eu-west-1.s3"`, template.True, "S3 by its name"},
		{`"Interface"`, `{"Ref": "Name"}`, template.Undecided, "a name that may be S3's"},
		{`"GatewayLoadBalancer"`, `{"Ref": "Name"}`, template.False, "appliances"},
		{`"ServiceNetwork"`, `null`, template.False, "a network of VPC Lattice"},
		{`"Resource"`, `null`, template.False, "a resource of VPC Lattice"},
		{`{"Ref": "Kind"}`, `{"Ref": "Name"}`, template.Undecided, "a type that the deploy gives"},
	} {
		e := build(t, `"E": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": `+test.kind+`, "ServiceName": `+test.name+`}}`).Endpoints[0]
		if got := e.IsS3(); got != test.want {
			t.Errorf("%s named %s is S3: %s, want %s: %s", test.kind, test.name, got, test.want, test.reason)
		}
	}
}

func TestOwnRegion(t *testing.T) {
	for _, test := range []struct {
		properties string
		want       template.Truth
		reason     string
	}{
		{`"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}`, template.True, "the Region of the stack, whichever it is"},
		{`"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "ServiceRegion": {"Ref": "AWS::Region"}`, template.True, "the same twice"},
		{`"ServiceName": "com.amazonaws.eu-west-1.s3"`, template.Undecided, "a Region that may be the stack's"},
		{`"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "ServiceRegion": {"Ref": "Sg"}`, template.Undecided, "another token"},
	} {
		if got := build(t, `"E": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {`+test.properties+`}}`).Endpoints[0].OwnRegion(); got != test.want {
			t.Errorf("%s serves its own Region: %s, want %s: %s", test.properties, got, test.want, test.reason)
		}
	}
}

func TestVpcsHaveADefaultAcl(t *testing.T) {
	const entry = `"Entry": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Fn::GetAtt": ["%s", "DefaultNetworkAcl"]},
		"RuleNumber": %s, "Protocol": -1, "RuleAction": "deny", "CidrBlock": "0.0.0.0/0"}}`
	for _, test := range []struct{ vpc, number, want, reason string }{
		{"Vpc", "1", "true [1 100 100 101 101]", "an entry before those of AWS"},
		{"Vpc", "200", "true [100 100 101 101 200]", "one behind them"},
		{"Vpc", `{"Ref": "On"}`, "true [0 100 100 101 101]", "one with an unknown number"},
		{"Other", "1", "true [100 100 101 101]", "an entry on another VPC's"},
	} {
		v := Find(build(t, vpcAndSubnet+","+fmt.Sprintf(entry, test.vpc, test.number)).Vpcs, "Net.Vpc")
		var numbers []int
		for _, e := range v.DefaultNetworkAcl.Entries {
			numbers = append(numbers, e.RuleNumber.Value)
		}
		if got := fmt.Sprint(v.DefaultNetworkAcl.Declared, numbers); got != test.want || v.DefaultNetworkAcl.DefaultOf != v {
			t.Errorf("the ACL is %q, want %q: %s", got, test.want, test.reason)
		}
	}
	if acl := build(t, `"S": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": "vpc-1"}}`).Vpcs[0].DefaultNetworkAcl; acl.Declared {
		t.Error("the default ACL of a VPC that no template has is declared")
	}
}

func TestConditionsThatFailLeaveResourcesOut(t *testing.T) {
	n := build(t, `
		"No": {"Type": "AWS::EC2::VPC", "Condition": "Never"},
		"Perhaps": {"Type": "AWS::EC2::VPC", "Condition": "Open"}`)
	if len(n.Vpcs) != 1 || n.Vpcs[0].Name() != "Perhaps" || n.Vpcs[0].Exists != template.Undecided {
		t.Errorf("VPCs are %+v, want the one that may exist", n.Vpcs)
	}
}

const lookedUp = `{"vpc-provider:account=111122223333:filter.vpc-id=vpc-1:region=eu-west-1:returnAsymmetricSubnets=true": {
	"vpcId": "vpc-1", "vpcCidrBlock": "10.1.0.0/16", "availabilityZones": [], "subnetGroups": [
		{"name": "Public", "type": "Public", "subnets": [{"subnetId": "subnet-1", "cidr": "10.1.0.0/24", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-1"}]},
		{"name": "Private", "type": "Private", "subnets": [{"subnetId": "subnet-2", "cidr": "10.1.1.0/24", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-2"}]},
		{"name": "Isolated", "type": "Isolated", "subnets": [{"subnetId": "subnet-3", "cidr": "10.1.2.0/24", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-3"}]}]},
	"availability-zones:account=111122223333:region=eu-west-1": ["eu-west-1a"]}`

func TestContextFillsInVpcsThatWereLookedUp(t *testing.T) {
	const gateway = `"G": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": "vpc-1", "RouteTableIds": ["rtb-2"], "ServiceName": "com.amazonaws.eu-west-1.s3"}}`
	n := build(t, gateway, lookedUp)
	var got []string
	for _, s := range n.Subnets {
		route := TargetKind("no default route")
		for _, r := range s.RouteTable.Routes {
			route = r.Target
		}
		got = append(got, fmt.Sprintf("%s %s %s %s, %d gateway", s.Key, s.Cidr, s.Vpc.Cidrs[0], route, len(s.RouteTable.GatewayEndpoints)))
	}
	want := []string{
		"subnet-1 10.1.0.0/24 10.1.0.0/16 internet gateway, 0 gateway",
		"subnet-2 10.1.1.0/24 10.1.0.0/16 NAT or transit gateway, 1 gateway",
		"subnet-3 10.1.2.0/24 10.1.0.0/16 no default route, 0 gateway",
	}
	if !slices.Equal(got, want) {
		t.Errorf("subnets are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := build(t, vpcAndSubnet, lookedUp); len(n.Vpcs) != 1 {
		t.Errorf("there are %d VPCs, want only the one that the templates refer to", len(n.Vpcs))
	}
}

func TestParseContextNamesWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ input, want, reason string }{
		{`{`, `cdk.context.json: byte 1: invalid JSON`, "a file cut off"},
		{`[]`, `cdk.context.json: not a JSON object`, "JSON of another form"},
	} {
		if _, err := ParseContext("cdk.context.json", []byte(test.input)); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.reason, err, test.want)
		}
	}
}

func TestGapsOfTheContextAreLocal(t *testing.T) {
	n := build(t, vpcAndSubnet+`, "G": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": "vpc-1", "ServiceName": {"Ref": 1}}}`,
		strings.Replace(strings.Replace(lookedUp, "10.1.2.0/24", "10.1.2.0", 1), "{", `{"vpc-provider:x": {"vpcId": 1}, `, 1))
	if !Find(n.Vpcs, "vpc-1").LookedUp {
		t.Error("the other VPC is not read")
	}
	var got []string
	for _, gap := range n.Gaps {
		got = append(got, gap.File+": "+gap.Place)
	}
	if want := []string{"Net.template.json: Resources.G.Properties.ServiceName.Ref", "cdk.context.json: vpc-provider:account=111122223333:filter.vpc-id=vpc-1:region=eu-west-1:returnAsymmetricSubnets=true", "cdk.context.json: vpc-provider:x"}; !slices.Equal(got, want) {
		t.Errorf("gaps are %q, want %q", got, want)
	}
}
