package privates3

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

// Tests whose names begin with TestPlain judge input without the CDK: they pass on a machine that has no Node.

// peer is a client as the CDK would have made it, but without the CDK.
type peer struct {
	awsec2.IPeer
	id string
}

func (p *peer) UniqueId() *string { return &p.id }

type anySubnet struct{ awsec2.ISubnet }

type anyGroup struct{ awsec2.ISecurityGroup }

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
				"Subnets is an empty list; allowed: one element or more; remedy: leave the field out",
				"RouteTableIds is an empty list; allowed: one element or more; remedy: leave the field out",
			},
		},
		{
			name:  "nil elements",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{nil}, RouteTableIds: &[]*string{nil}},
			want: []string{
				"Subnets[0] is nil; allowed: a SubnetSelection; remedy: remove the element",
				"RouteTableIds[0] is nil; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC",
			},
		},
		{
			name:  "lists in a selection",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{{Subnets: &[]awsec2.ISubnet{}}, {Subnets: &[]awsec2.ISubnet{&anySubnet{}, (*anySubnet)(nil)}}}},
			want: []string{
				"Subnets[0].Subnets is an empty list; allowed: one element or more; remedy: leave the field out",
				"Subnets[1].Subnets[1] is nil; allowed: a subnet; remedy: remove the element",
			},
		},
		{
			name: "lists of zones and filters in a selection",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{
				{AvailabilityZones: &[]*string{}, SubnetFilters: &[]awsec2.SubnetFilter{}},
				{AvailabilityZones: &[]*string{nil}, SubnetFilters: &[]awsec2.SubnetFilter{nil}},
			}},
			want: []string{
				"Subnets[0].AvailabilityZones is an empty list; allowed: one element or more; remedy: leave the field out",
				"Subnets[0].SubnetFilters is an empty list; allowed: one element or more; remedy: leave the field out",
				"Subnets[1].AvailabilityZones[0] is nil; allowed: the name of an availability zone, or a token; remedy: remove the element",
				"Subnets[1].SubnetFilters[0] is nil; allowed: a filter; remedy: remove the element",
			},
		},
		{
			name: "criteria that the CDK refuses together, or ignores in silence",
			props: GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{
				{Subnets: &[]awsec2.ISubnet{&anySubnet{}}, SubnetType: awsec2.SubnetType_PUBLIC, SubnetGroupName: jsii.String("Public")},
				{Subnets: &[]awsec2.ISubnet{&anySubnet{}}, AvailabilityZones: jsii.Strings("eu-west-1a")},
			}},
			want: []string{
				"Subnets[0] is a selection by SubnetGroupName and SubnetType and Subnets; allowed: one of them; remedy: keep the one that is meant",
				"Subnets[1].Subnets is given together with AvailabilityZones or SubnetFilters; allowed: Subnets alone, which the CDK does not filter; remedy: list the subnets that are meant",
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
				`RouteTableIds[0] is "subnet-0a1b"; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC`,
				`RouteTableIds[1] is ""; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC`,
				`RouteTableIds[2] is "rtb-"; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC`,
				`RouteTableIds[3] is "RTB-0a1b"; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC`,
				`RouteTableIds[4] is "rtb-0a1b "; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC`,
			},
		},
		{
			name:  "near miss: tokens are never judged",
			props: GatewayS3RouteProps{RouteTableIds: jsii.Strings("${Token[TOKEN.12]}", "#{Token[TOKEN.13]}", "rtb-${Token[TOKEN.14]}")},
		},
		{
			name:  "a record type that IPv4, the default, does not allow",
			props: GatewayS3RouteProps{DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_DUALSTACK},
			want:  []string{`DnsRecordIpType is "DUALSTACK"; allowed: IPV4, SERVICE_DEFINED, because IpAddressType is IPV4; remedy: change one of the two, or leave DnsRecordIpType out`},
		},
		{
			name:  "a record type that IPv6 does not allow",
			props: GatewayS3RouteProps{IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_IPV4},
			want:  []string{`DnsRecordIpType is "IPV4"; allowed: IPV6, SERVICE_DEFINED, because IpAddressType is IPV6; remedy: change one of the two, or leave DnsRecordIpType out`},
		},
		{
			name:  "near miss: a dualstack gateway takes every record type",
			props: GatewayS3RouteProps{IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_IPV6},
		},
		{
			name:  "an address type that does not exist",
			props: GatewayS3RouteProps{IpAddressType: "IPV5"},
			want:  []string{`IpAddressType is "IPV5"; allowed: IPV4, IPV6 or DUALSTACK; remedy: use a constant of awsec2.VpcEndpointIpAddressType`},
		},
		{
			name:  "a prefix that is no logical id",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("Prod-S3")},
			want:  []string{`OutputPrefix is "Prod-S3"; allowed: a letter, then up to 232 letters and digits; remedy: write for example "ProdS3", or leave the field out`},
		},
		{
			name:  "a prefix that begins with a digit",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("3S")},
			want:  []string{`OutputPrefix is "3S"; allowed: a letter, then up to 232 letters and digits; remedy: write for example "ProdS3", or leave the field out`},
		},
		{
			name:  "a prefix for outputs that are off",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("Prod"), Outputs: jsii.Bool(false)},
			want:  []string{`OutputPrefix is "Prod"; allowed: nil, because Outputs is false; remedy: leave one of the two out`},
		},
		{
			name:  "near miss: a prefix of letters and digits, as long as can be",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String("Prod3" + strings.Repeat("x", 228)), Outputs: jsii.Bool(true)},
		},
		{
			name:  "a prefix that leaves no room for the key",
			props: GatewayS3RouteProps{OutputPrefix: jsii.String(strings.Repeat("x", 234))},
			want:  []string{`OutputPrefix is "` + strings.Repeat("x", 234) + `"; allowed: a letter, then up to 232 letters and digits; remedy: write for example "ProdS3", or leave the field out`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			compareProblems(t, checkGatewayProps("", &test.props), test.want)
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
			name:  "empty lists",
			props: InterfaceS3LinkProps{Clients: &[]awsec2.IPeer{}, Subnets: &awsec2.SubnetSelection{Subnets: &[]awsec2.ISubnet{}}},
			want: []string{
				"Subnets.Subnets is an empty list; allowed: one element or more; remedy: leave the field out",
				"Clients is an empty list; allowed: one element or more; remedy: leave the field out",
			},
		},
		{
			name:  "an empty list of security groups",
			props: InterfaceS3LinkProps{SecurityGroups: &[]awsec2.ISecurityGroup{}},
			want:  []string{"SecurityGroups is an empty list; allowed: one element or more; remedy: leave the field out"},
		},
		{
			name:  "nil elements, also in the form of a typed nil",
			props: InterfaceS3LinkProps{Clients: &[]awsec2.IPeer{nil, (*peer)(nil)}, Subnets: &awsec2.SubnetSelection{Subnets: &[]awsec2.ISubnet{nil}}},
			want: []string{
				"Subnets.Subnets[0] is nil; allowed: a subnet; remedy: remove the element",
				"Clients[0] is nil; allowed: a peer; remedy: remove the element",
				"Clients[1] is nil; allowed: a peer; remedy: remove the element",
			},
		},
		{
			name:  "a security group that is nil, also in the form of a typed nil",
			props: InterfaceS3LinkProps{SecurityGroups: &[]awsec2.ISecurityGroup{&anyGroup{}, nil, (*anyGroup)(nil)}},
			want: []string{
				"SecurityGroups[1] is nil; allowed: a security group; remedy: remove the element",
				"SecurityGroups[2] is nil; allowed: a security group; remedy: remove the element",
			},
		},
		{
			name:  "near miss: a list of one of each",
			props: InterfaceS3LinkProps{Clients: clients("192.168.0.0/16"), Subnets: &awsec2.SubnetSelection{Subnets: &[]awsec2.ISubnet{&anySubnet{}}}},
		},
		{
			name:  "near miss: security groups alone",
			props: InterfaceS3LinkProps{SecurityGroups: &[]awsec2.ISecurityGroup{&anyGroup{}}},
		},
		{
			name:  "clients and security groups, which would not get the clients' rules",
			props: InterfaceS3LinkProps{Clients: clients("192.168.0.0/16"), SecurityGroups: &[]awsec2.ISecurityGroup{&anyGroup{}}},
			want:  []string{"Clients is given together with SecurityGroups; allowed: one of the two; remedy: add rules for the clients to your security groups, or leave SecurityGroups out"},
		},
		{
			name:  "the whole internet, in every spelling",
			props: InterfaceS3LinkProps{Clients: clients("0.0.0.0/0", "::/0", "10.0.0.0/0", "000.0.0.0/00")},
			want: []string{
				"Clients[0] is 0.0.0.0/0; allowed: peers narrower than the whole internet; remedy: name the CIDRs of your networks, a prefix list or a security group",
				"Clients[1] is ::/0; allowed: peers narrower than the whole internet; remedy: name the CIDRs of your networks, a prefix list or a security group",
				"Clients[2] is 10.0.0.0/0; allowed: peers narrower than the whole internet; remedy: name the CIDRs of your networks, a prefix list or a security group",
				"Clients[3] is 000.0.0.0/00; allowed: peers narrower than the whole internet; remedy: name the CIDRs of your networks, a prefix list or a security group",
			},
		},
		{
			name:  "near miss: wide, a prefix list, a security group, a token",
			props: InterfaceS3LinkProps{Clients: clients("10.0.0.0/8", "::/1", "pl-0a1b2c3d", "sg-0a1b2c3d", "${Token[TOKEN.12]}")},
		},
		{
			name:  "several subnets of a zone",
			props: InterfaceS3LinkProps{Subnets: &awsec2.SubnetSelection{OnePerAz: jsii.Bool(false)}},
			want:  []string{"Subnets.OnePerAz is false; allowed: true or nil: an interface endpoint takes one subnet per availability zone; remedy: leave the field out"},
		},
		{
			name:  "near miss: one subnet of a zone, said explicitly",
			props: InterfaceS3LinkProps{Subnets: &awsec2.SubnetSelection{OnePerAz: jsii.Bool(true)}},
		},
		{
			name:  "a record type that IPv4, the default, does not allow",
			props: InterfaceS3LinkProps{DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED},
			want:  []string{`DnsRecordIpType is "SERVICE_DEFINED"; allowed: IPV4, because IpAddressType is IPV4; remedy: change one of the two, or leave DnsRecordIpType out`},
		},
		{
			name:  "a record type that IPv6 does not allow",
			props: InterfaceS3LinkProps{IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6, DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_IPV4},
			want:  []string{`DnsRecordIpType is "IPV4"; allowed: IPV6, because IpAddressType is IPV6; remedy: change one of the two, or leave DnsRecordIpType out`},
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
			want:  []string{`OutputPrefix is "${Token[TOKEN.12]}"; allowed: a letter, then up to 232 letters and digits, and no token: it is part of a logical id; remedy: write it out`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			compareProblems(t, checkInterfaceProps("", &test.props), test.want)
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
		{name: "near miss: a token", region: "eu-west-1", serviceRegion: jsii.String("${Token[TOKEN.12]}")},
		{name: "near miss: both in an isolated partition", region: "us-isob-east-1", serviceRegion: jsii.String("us-isob-west-1")},
		{
			name: "another partition", region: "eu-west-1", serviceRegion: jsii.String("cn-north-1"),
			want: []string{`ServiceRegion is "cn-north-1"; allowed: a Region of the partition aws, because the stack is in eu-west-1; remedy: name a Region of that partition: no endpoint reaches across partitions`},
		},
		{
			name: "GovCloud begins like a Region of the partition aws", region: "us-gov-west-1", serviceRegion: jsii.String("us-west-1"),
			want: []string{`ServiceRegion is "us-west-1"; allowed: a Region of the partition aws-us-gov, because the stack is in us-gov-west-1; remedy: name a Region of that partition: no endpoint reaches across partitions`},
		},
		{
			name: "an availability zone", region: "eu-west-1", serviceRegion: jsii.String("eu-central-1a"),
			want: []string{`ServiceRegion is "eu-central-1a"; allowed: the name of a Region, such as "eu-central-1"; remedy: write the Region's name, or leave the field out`},
		},
		{
			name: "an empty string", region: "eu-west-1", serviceRegion: jsii.String(""),
			want: []string{`ServiceRegion is ""; allowed: the name of a Region, such as "eu-central-1"; remedy: write the Region's name, or leave the field out`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			compareProblems(t, checkServiceRegion("", test.serviceRegion, test.region), test.want)
		})
	}
}

func TestPlainPlacement(t *testing.T) {
	compareProblems(t, checkPlacement((*GatewayS3Route)(nil), jsii.String("")), []string{
		"scope is nil; allowed: a construct below a stack; remedy: pass the stack, or a construct in it",
		`id is ""; allowed: a name that is unique in the scope; remedy: pass one, for example jsii.String("S3")`,
	})
	compareProblems(t, checkPlacement(&GatewayS3Route{}, jsii.String("S3")), nil)
}

func TestPlainOtherPanicsPass(t *testing.T) {
	defer func() {
		if r := recover(); r != "not an error" {
			t.Errorf("recovered %v, want the panic that is none of the CDK's", r)
		}
	}()
	_, _ = attempt(func() int { panic("not an error") })
}

func TestPlainServiceNames(t *testing.T) {
	for region, want := range map[string]string{
		"eu-west-1":  "com.amazonaws.eu-west-1.s3",
		"cn-north-1": "cn.com.amazonaws.cn-north-1.s3",
	} {
		if got := new(shared).interfaceServiceName(region); got != want {
			t.Errorf("the service of an interface endpoint in %s is %s, want %s", region, got, want)
		}
	}
}

func TestPlainPropsErrorNamesEverything(t *testing.T) {
	err := &PropsError{ConstructPath: "Shop/S3", Problems: problems{
		{Field: "Interface.Clients[1]", Value: "0.0.0.0/0", Allowed: "narrower peers", Remedy: "name your networks"},
		{Field: "Vpc", Value: "nil", Allowed: "a Vpc", Remedy: "pass one"},
	}}
	want := `privates3: Shop/S3 was given what cannot work
  Interface.Clients[1] is 0.0.0.0/0; allowed: narrower peers; remedy: name your networks
  Vpc is nil; allowed: a Vpc; remedy: pass one`
	if got := err.Error(); got != want {
		t.Errorf("the error is\n%s\nwant\n%s", got, want)
	}
}
