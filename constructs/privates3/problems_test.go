package privates3

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

// Tests whose names begin with TestPlain do not use the CDK: they pass on a machine without Node.

// The stand-ins for objects of the CDK embed them indirectly, because a struct that embeds a nil object counts as nil.
type (
	noPeer  struct{ awsec2.IPeer }
	theVpc  struct{ awsec2.IVpc }
	aSubnet struct{ awsec2.ISubnet }
	aGroup  struct{ awsec2.ISecurityGroup }
	aBucket struct{ awss3.IBucket }

	aStatement struct{ awsiam.PolicyStatement }
)

// peer is a client that needs no CDK.
type peer struct {
	noPeer
	id string
}

func (p *peer) UniqueId() *string { return &p.id }

// noVpc is a VPC that cannot be asked for anything.
type noVpc struct{ theVpc }

type anySubnet struct{ aSubnet }

type anyGroup struct {
	aGroup
	id string
}

func (g *anyGroup) SecurityGroupId() *string { return &g.id }

func clients(ids ...string) *[]awsec2.IPeer {
	peers := make([]awsec2.IPeer, len(ids))
	for i, id := range ids {
		peers[i] = &peer{id: id}
	}
	return &peers
}

func compareProblems(t *testing.T, got problems, want []string) {
	t.Helper()
	var lines []string
	for _, p := range got {
		lines = append(lines, p.String())
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("problems differ (-want +got):\n%s", diff)
	}
}

func TestPlainGatewayProps(t *testing.T) {
	for _, test := range []struct {
		name  string
		props GatewayS3RouteProps
		want  []string
	}{
		{name: "nothing given"},
		{
			name:  "empty lists",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{}, RouteTableIds: &[]*string{}},
			want: []string{
				"Subnets: the list is empty. Add an element.",
				"RouteTableIds: the list is empty. Add an element.",
			},
		},
		{
			name:  "nil elements",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{nil}, RouteTableIds: &[]*string{nil}},
			want: []string{
				"Subnets[0]: nil is not a SubnetSelection. Remove the element.",
				"RouteTableIds[0]: nil is not the ID of a route table. Pass an ID of the form rtb-…, or a token.",
			},
		},
		{
			name:  "lists in a selection",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{{Subnets: &[]awsec2.ISubnet{}}, {Subnets: &[]awsec2.ISubnet{&anySubnet{}, (*anySubnet)(nil)}}}},
			want: []string{
				"Subnets[0].Subnets: the list is empty. Add an element.",
				"Subnets[1].Subnets[1]: nil is not a subnet. Remove the element.",
			},
		},
		{
			name: "lists of zones and filters in a selection",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{
				{AvailabilityZones: &[]*string{}, SubnetFilters: &[]awsec2.SubnetFilter{}},
				{AvailabilityZones: &[]*string{nil}, SubnetFilters: &[]awsec2.SubnetFilter{nil}},
			}},
			want: []string{
				"Subnets[0].AvailabilityZones: the list is empty. Add an element.",
				"Subnets[0].SubnetFilters: the list is empty. Add an element.",
				"Subnets[1].AvailabilityZones[0]: nil is not an Availability Zone. Remove the element.",
				"Subnets[1].SubnetFilters[0]: nil is not a filter. Remove the element.",
			},
		},
		{
			name: "criteria that the CDK rejects together, or ignores",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{
				{Subnets: &[]awsec2.ISubnet{&anySubnet{}}, SubnetType: awsec2.SubnetType_PUBLIC, SubnetGroupName: jsii.String("Public")},
				{Subnets: &[]awsec2.ISubnet{&anySubnet{}}, AvailabilityZones: jsii.Strings("eu-west-1a")},
			}},
			want: []string{
				`Subnets[0]: the CDK accepts only one of Subnets, SubnetType PUBLIC, SubnetGroupName "Public". Remove the others.`,
				"Subnets[1].Subnets: AvailabilityZones and SubnetFilters do not filter listed subnets. List only the subnets that you want, and remove the filters.",
			},
		},
		{
			name:  "near miss: a type and zones, which the CDK combines",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PUBLIC, AvailabilityZones: jsii.Strings("eu-west-1a")}}},
		},
		{
			name:  "near miss: a list of one of each",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{{Subnets: &[]awsec2.ISubnet{&anySubnet{}}}}, RouteTableIds: jsii.Strings("rtb-0a1b2c3d")},
		},
		{
			name:  "ids of other things, and an id in capitals",
			props: GatewayS3RouteProps{RouteTableIds: jsii.Strings("subnet-0a1b", "", "rtb-", "RTB-0a1b", "rtb-0a1b ")},
			want: []string{
				`RouteTableIds[0]: "subnet-0a1b" is not the ID of a route table. Pass an ID of the form rtb-…, or a token.`,
				`RouteTableIds[1]: "" is not the ID of a route table. Pass an ID of the form rtb-…, or a token.`,
				`RouteTableIds[2]: "rtb-" is not the ID of a route table. Pass an ID of the form rtb-…, or a token.`,
				`RouteTableIds[3]: "RTB-0a1b" is not the ID of a route table. Pass an ID of the form rtb-…, or a token.`,
				`RouteTableIds[4]: "rtb-0a1b " is not the ID of a route table. Pass an ID of the form rtb-…, or a token.`,
			},
		},
		{
			name:  "near miss: tokens are not checked",
			props: GatewayS3RouteProps{RouteTableIds: jsii.Strings("${Token[TOKEN.12]}", "#{Token[TOKEN.13]}", "rtb-${Token[TOKEN.14]}")},
		},
		{
			name:  "a record type that IPv4, the default, does not allow",
			props: GatewayS3RouteProps{DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_DUALSTACK},
			want:  []string{`DnsRecordIpType: "DUALSTACK" does not match the IpAddressType IPV4. Use IPV4 or SERVICE_DEFINED, or another IpAddressType.`},
		},
		{
			name:  "a record type that IPv6 does not allow",
			props: GatewayS3RouteProps{IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_IPV4},
			want:  []string{`DnsRecordIpType: "IPV4" does not match the IpAddressType IPV6. Use IPV6 or SERVICE_DEFINED, or another IpAddressType.`},
		},
		{
			name:  "near miss: a dualstack gateway takes every record type",
			props: GatewayS3RouteProps{IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_IPV6},
		},
		{
			name:  "an address type that does not exist",
			props: GatewayS3RouteProps{IpAddressType: "IPV5"},
			want:  []string{`IpAddressType: "IPV5" is not an IP address type. Use awsec2.VpcEndpointIpAddressType_IPV4, …_IPV6 or …_DUALSTACK.`},
		},
		{
			name:  "a prefix that is not a logical id",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("Prod-S3")},
			want:  []string{`OutputPrefix: "Prod-S3" is not a valid prefix for output keys. Use a letter followed by up to 232 letters and digits, such as "ProdS3".`},
		},
		{
			name:  "a prefix that begins with a digit",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("3S")},
			want:  []string{`OutputPrefix: "3S" is not a valid prefix for output keys. Use a letter followed by up to 232 letters and digits, such as "ProdS3".`},
		},
		{
			name:  "a prefix for outputs that are off",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("Prod"), CreateOutputs: jsii.Bool(false)},
			want:  []string{`OutputPrefix: "Prod" has no effect, because CreateOutputs is false. Leave OutputPrefix out, or set CreateOutputs to true.`},
		},
		{
			name:  "near miss: a prefix of letters and digits, as long as possible",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("Prod3" + strings.Repeat("x", 228)), CreateOutputs: jsii.Bool(true)},
		},
		{
			name:  "a prefix that leaves no room for the key",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String(strings.Repeat("x", 234))},
			want:  []string{`OutputPrefix: "` + strings.Repeat("x", 234) + `" is not a valid prefix for output keys. Use a letter followed by up to 232 letters and digits, such as "ProdS3".`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			test.props.Vpc = &noVpc{}
			planGateway(&found, "", commonProps{}, &test.props)
			compareProblems(t, found, test.want)
		})
	}
}

func TestPlainInterfaceProps(t *testing.T) {
	for _, test := range []struct {
		name  string
		props InterfaceS3LinkProps
		want  []string
	}{
		{name: "nothing given"},
		{
			name:  "an empty list of subnets",
			props: InterfaceS3LinkProps{Subnets: &awsec2.SubnetSelection{Subnets: &[]awsec2.ISubnet{}}},
			want:  []string{"Subnets.Subnets: the list is empty. Add an element."},
		},
		{
			name:  "near miss: no clients but those of AllowFrom",
			props: InterfaceS3LinkProps{Clients: &[]awsec2.IPeer{}},
		},
		{
			name:  "an empty list of security groups",
			props: InterfaceS3LinkProps{SecurityGroups: &[]awsec2.ISecurityGroup{}},
			want:  []string{"SecurityGroups: the list is empty. Add an element."},
		},
		{
			name:  "nil elements, and typed nils",
			props: InterfaceS3LinkProps{Clients: &[]awsec2.IPeer{nil, (*peer)(nil)}, Subnets: &awsec2.SubnetSelection{Subnets: &[]awsec2.ISubnet{nil}}},
			want: []string{
				"Subnets.Subnets[0]: nil is not a subnet. Remove the element.",
				"Clients[0]: nil is not a peer. Remove the element.",
				"Clients[1]: nil is not a peer. Remove the element.",
			},
		},
		{
			name:  "a security group that is nil, and a typed nil",
			props: InterfaceS3LinkProps{SecurityGroups: &[]awsec2.ISecurityGroup{&anyGroup{id: "sg-0a1b2c3d"}, nil, (*anyGroup)(nil)}},
			want: []string{
				"SecurityGroups[1]: nil is not a security group. Remove the element.",
				"SecurityGroups[2]: nil is not a security group. Remove the element.",
			},
		},
		{
			name:  "near miss: a list of one of each",
			props: InterfaceS3LinkProps{Clients: clients("192.168.0.0/16"), Subnets: &awsec2.SubnetSelection{Subnets: &[]awsec2.ISubnet{&anySubnet{}}}},
		},
		{
			name:  "near miss: only security groups",
			props: InterfaceS3LinkProps{SecurityGroups: &[]awsec2.ISecurityGroup{&anyGroup{id: "sg-0a1b2c3d"}}},
		},
		{
			name:  "clients and security groups, which would not get the clients' rules",
			props: InterfaceS3LinkProps{Clients: clients("192.168.0.0/16"), SecurityGroups: &[]awsec2.ISecurityGroup{&anyGroup{id: "sg-0a1b2c3d"}}},
			want:  []string{"Clients: Clients cannot be combined with SecurityGroups, because the construct adds no rules to them. Allow the clients in your security groups and leave Clients out, or leave SecurityGroups out."},
		},
		{
			name:  "several subnets of a zone",
			props: InterfaceS3LinkProps{Subnets: &awsec2.SubnetSelection{OnePerAz: jsii.Bool(false)}},
			want:  []string{"Subnets.OnePerAz: false selects all subnets of an Availability Zone, but an interface endpoint accepts only one per zone. Leave the field out."},
		},
		{
			name:  "near miss: one subnet of a zone, explicitly",
			props: InterfaceS3LinkProps{Subnets: &awsec2.SubnetSelection{OnePerAz: jsii.Bool(true)}},
		},
		{
			name:  "a record type that IPv4, the default, does not allow",
			props: InterfaceS3LinkProps{DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED},
			want:  []string{`DnsRecordIpType: "SERVICE_DEFINED" does not match the IpAddressType IPV4. Use IPV4, or another IpAddressType.`},
		},
		{
			name:  "a record type that IPv6 does not allow",
			props: InterfaceS3LinkProps{IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_IPV4},
			want:  []string{`DnsRecordIpType: "IPV4" does not match the IpAddressType IPV6. Use IPV6, or another IpAddressType.`},
		},
		{
			name:  "near miss: the record type of IPv6",
			props: InterfaceS3LinkProps{IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_IPV6},
		},
		{
			name:  "near miss: a dualstack interface takes every record type",
			props: InterfaceS3LinkProps{IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED},
		},
		{
			name:  "a prefix that is a token, which no logical id can be",
			props: InterfaceS3LinkProps{OutputPrefix: jsii.String("${Token[TOKEN.12]}")},
			want:  []string{`OutputPrefix: "${Token[TOKEN.12]}" is a token, but output keys must be known at synth. Use a letter followed by up to 232 letters and digits, such as "ProdS3".`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			test.props.Vpc = &noVpc{}
			planInterface(&found, "", commonProps{}, &test.props)
			compareProblems(t, found, test.want)
		})
	}
}

func TestPlainServiceRegion(t *testing.T) {
	for _, test := range []struct {
		name, region  string
		serviceRegion *string
		want          []string
	}{
		{name: "nothing given", region: "eu-west-1"},
		{name: "near miss: another Region of the partition", region: "eu-west-1", serviceRegion: jsii.String("ap-southeast-2")},
		{name: "near miss: the stack's Region is a token", region: "${Token[AWS.Region.6]}", serviceRegion: jsii.String("cn-north-1")},
		{name: "near miss: the stack's Region, which is newer than the CDK", region: "eu-new-1", serviceRegion: jsii.String("eu-new-1")},
		{name: "near miss: a token", region: "eu-west-1", serviceRegion: jsii.String("${Token[TOKEN.12]}")},
		{name: "near miss: both in an isolated partition", region: "us-isob-east-1", serviceRegion: jsii.String("us-isob-west-1")},
		{
			name: "another partition", region: "eu-west-1", serviceRegion: jsii.String("cn-north-1"),
			want: []string{`ServiceRegion: "cn-north-1" is in the partition aws-cn, but the stack is in eu-west-1, in the partition aws. No endpoint connects partitions. Use a Region of the partition aws.`},
		},
		{
			name: "GovCloud begins like a Region of the partition aws", region: "us-gov-west-1", serviceRegion: jsii.String("us-west-1"),
			want: []string{`ServiceRegion: "us-west-1" is in the partition aws, but the stack is in us-gov-west-1, in the partition aws-us-gov. No endpoint connects partitions. Use a Region of the partition aws-us-gov.`},
		},
		{
			name: "an availability zone", region: "eu-west-1", serviceRegion: jsii.String("eu-central-1a"),
			want: []string{`ServiceRegion: "eu-central-1a" is not the name of a Region. Use a name such as "eu-central-1", or leave the field out.`},
		},
		{
			name: "a misspelled Region", region: "eu-west-1", serviceRegion: jsii.String("eu-centrl-1"),
			want: []string{`ServiceRegion: "eu-centrl-1" is not the name of a Region. Use a name such as "eu-central-1", or leave the field out.`},
		},
		{
			name: "an empty string", region: "eu-west-1", serviceRegion: jsii.String(""),
			want: []string{`ServiceRegion: "" is not the name of a Region. Use a name such as "eu-central-1", or leave the field out.`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			readServiceRegion(&found, "ServiceRegion", test.serviceRegion, test.region)
			compareProblems(t, found, test.want)
		})
	}
}

func TestPlainNoScope(t *testing.T) {
	var found problems
	readScope(&found, (*GatewayS3Route)(nil), jsii.String(""))
	compareProblems(t, found, []string{
		"scope: nil is not a construct. Pass a stack, or a construct in a stack.",
		`id: "" is not a construct ID. Pass a name that is unique in the scope, such as jsii.String("S3").`,
	})
}

func TestPlainValidationErrorNamesEverything(t *testing.T) {
	found := problems{
		{Field: "Interface.Clients[1]", Detail: "0.0.0.0/0 opens the endpoint to the whole internet.", Fix: "Use your own CIDRs."},
		{Field: "Vpc", Detail: "nil is not a VPC.", Fix: "Pass the VPC."},
	}
	for _, test := range []struct{ method, want string }{
		{"", "privates3: invalid props for Shop/S3"},
		{"AllowFrom", "privates3: invalid arguments for AllowFrom of Shop/S3"},
	} {
		want := test.want + `
  Interface.Clients[1]: 0.0.0.0/0 opens the endpoint to the whole internet. Use your own CIDRs.
  Vpc: nil is not a VPC. Pass the VPC.`
		err := &ValidationError{ConstructPath: "Shop/S3", Method: test.method, Problems: found}
		if got := err.Error(); got != want {
			t.Errorf("the error is\n%s\nwant\n%s", got, want)
		}
	}
}
