package privates3

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

func TestBadInputOfInterface(t *testing.T) {
	link := func(stack awscdk.Stack, props InterfaceS3LinkProps) *InterfaceS3Link {
		return NewInterfaceS3Link(stack, jsii.String("Link"), &props)
	}
	publicVpc := func(stack awscdk.Stack) awsec2.Vpc {
		return awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Public"), SubnetType: awsec2.SubnetType_PUBLIC},
		}})
	}
	zone := func(name string) awsec2.SubnetAttributes {
		return awsec2.SubnetAttributes{AvailabilityZone: jsii.String(name)}
	}
	runBadInput(t, []badInput{
		{
			name:     "nil props",
			bad:      func(stack awscdk.Stack) { NewInterfaceS3Link(stack, jsii.String("Link"), nil) },
			want:     []string{"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."},
			nearMiss: func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}) },
		},
		{
			name:     "nil Vpc",
			bad:      func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{}) },
			want:     []string{"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."},
			nearMiss: func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}) },
		},
		{
			name: "the CDK's peers for the whole internet",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Clients: &[]awsec2.IPeer{awsec2.Peer_AnyIpv4(), awsec2.Peer_AnyIpv6()}})
			},
			want: []string{
				"Clients[0]: 0.0.0.0/0 opens the endpoint to the whole internet. Use your own CIDRs, a prefix list or a security group.",
				"Clients[1]: ::/0 opens the endpoint to the whole internet. Use your own CIDRs, a prefix list or a security group.",
			},
			nearMiss: func(stack awscdk.Stack) {
				parameter := awscdk.NewCfnParameter(stack, jsii.String("Office"), nil)
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(parameter.ValueAsString())}})
			},
		},
		{
			name: "an imported VPC without a CIDR",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{})})
			},
			want: []string{"Clients: nil defaults to the CIDR of the VPC, but the CDK does not know the CIDR of Stack/Imported. List the CIDRs of the clients, or import the VPC with its VpcCidrBlock."},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")})})
			},
		},
		{
			name: "an imported VPC whose IPv6 CIDR is unknown",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")}), IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK})
			},
			want: []string{"Clients: nil includes the IPv6 CIDR of the VPC, but this stack cannot refer to an IPv6 CIDR of Stack/Imported. List the CIDRs of the clients, or create the VPC in this stack with IpProtocol DUAL_STACK."},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{}), IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK, Clients: clients6()})
			},
		},
		{
			name: "an imported VPC whose CIDR is the whole internet",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("0.0.0.0/0")})})
			},
			want: []string{"Vpc.VpcCidrBlock: 0.0.0.0/0 opens the endpoint to the whole internet. Use your own CIDRs, a prefix list or a security group."},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: awscdk.Fn_ImportValue(jsii.String("Cidr"))})})
			},
		},
		{
			name: "an imported VPC whose CIDR has host bits",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.9/16")})})
			},
			want: []string{`Vpc.VpcCidrBlock: "10.1.0.9/16" has host bits, which AWS ignores. Use 10.1.0.0/16 for the block or 10.1.0.9/32 for the address.`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.9/16")}), Clients: &[]awsec2.IPeer{}})
			},
		},
		{
			name: "a VPC with only public subnets",
			bad:  func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{Vpc: publicVpc(stack)}) },
			want: []string{"Subnets: nil defaults to private or isolated subnets, but the VPC Stack/Vpc has neither. Add such subnets to the VPC, or select the public ones with SubnetType PUBLIC."},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: publicVpc(stack), Subnets: &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PUBLIC}})
			},
		},
		{
			name: "an imported VPC without subnets",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: bareVpc(stack)})
			},
			want: []string{"Subnets: nil defaults to private or isolated subnets, but the CDK knows no subnets of the VPC Stack/Imported. Select imported subnets with Subnets.Subnets, or import the VPC with its subnets."},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: bareVpc(stack), Subnets: subnets(importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a")))})
			},
		},
		{
			name: "a selection by zone that matches nothing",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: &awsec2.SubnetSelection{AvailabilityZones: jsii.Strings("eu-west-1z")}})
			},
			want: []string{`Subnets: SubnetType PRIVATE_WITH_EGRESS with AvailabilityZones eu-west-1z matches no subnets of the VPC. Change the selection, or add such subnets to the VPC.`},
			nearMiss: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: &awsec2.SubnetSelection{AvailabilityZones: &[]*string{(*vpc.AvailabilityZones())[1]}}})
			},
		},
		{
			name: "two subnets in one zone",
			bad: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a")), importedSubnet(stack, "subnet-0bbb", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(a, b)})
			},
			want: []string{"Subnets.Subnets: subnet-0aaa and subnet-0bbb are both in eu-west-1a, but an interface endpoint accepts only one subnet per Availability Zone. Remove one of them."},
			nearMiss: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a")), importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{})
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(a, b)})
			},
		},
		{
			name: "one subnet listed twice, whose zone is unknown",
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{})
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(subnet, subnet)})
			},
			want: []string{"Subnets.Subnets: subnet-0aaa is listed twice. Remove one of them."},
			nearMiss: func(stack awscdk.Stack) {
				zones := awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("Zones")), nil)
				vpc := awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Imported"), &awsec2.VpcAttributes{
					VpcId: jsii.String("vpc-0a1b2c3d"), VpcCidrBlock: jsii.String("10.1.0.0/16"), AvailabilityZones: zones, PrivateSubnetIds: jsii.Strings("subnet-0aaa", "subnet-0bbb"),
				})
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: subnets(*vpc.PrivateSubnets()...)})
			},
		},
		{
			name: "two subnets whose zone is the same token",
			bad: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: subnets((*vpc.PrivateSubnets())[0], (*vpc.PublicSubnets())[0])})
			},
			want: []string{"Subnets.Subnets: Stack/Vpc/PrivateSubnet1 and Stack/Vpc/PublicSubnet1 are both in the same Availability Zone, but an interface endpoint accepts only one subnet per Availability Zone. Remove one of them."},
			nearMiss: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: subnets((*vpc.PrivateSubnets())[0], (*vpc.PublicSubnets())[1])})
			},
		},
		{
			name: "a lookup of zones in a stack without an environment",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), LookupSupportedAzs: jsii.Bool(true)})
			},
			want: []string{
				"LookupSupportedAzs: true requires a stack whose account and Region are known at synth. Set Account and Region in the Env of the stack, or choose Subnets yourself and leave this field out.",
			},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), LookupSupportedAzs: jsii.Bool(false)})
			},
		},
		{
			name: "a lookup of zones for a subnet whose zone is unknown",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{})
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true)})
			},
			want: []string{"LookupSupportedAzs: true requires subnets whose Availability Zones are known at synth. Import the subnets with their AvailabilityZone, or choose Subnets yourself and leave this field out."},
			nearMiss: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true)})
			},
		},
		{
			name: "a lookup of zones for a service of another Region, which the CDK cannot do",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true), ServiceRegion: jsii.String("eu-central-1")})
			},
			want: []string{`LookupSupportedAzs: true makes the CDK look up zones in the Region of the stack, not in the ServiceRegion "eu-central-1". Choose Subnets yourself and leave this field out.`},
			nearMiss: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true), ServiceRegion: jsii.String("eu-west-1")})
			},
		},
		{
			name: "a lookup of zones in a stack with a Region but no account",
			env:  &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("eu-west-1")}},
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true)})
			},
			want: []string{"LookupSupportedAzs: true requires a stack whose account and Region are known at synth. Set Account and Region in the Env of the stack, or choose Subnets yourself and leave this field out."},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)})
			},
		},
		{
			name: "the IPv6 CIDR of a VPC that has none",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6})
			},
			want: []string{"Clients: nil includes the IPv6 CIDR of the VPC, but this stack cannot refer to an IPv6 CIDR of Stack/Vpc. List the CIDRs of the clients, or create the VPC in this stack with IpProtocol DUAL_STACK."},
			nearMiss: func(stack awscdk.Stack) {
				vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{IpProtocol: awsec2.IpProtocol_DUAL_STACK})
				link(stack, InterfaceS3LinkProps{Vpc: vpc, IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6})
			},
		},
		{
			name: "the IPv6 CIDR of a VPC outside the nested stack, to which the CDK cannot pass it",
			bad: func(stack awscdk.Stack) {
				vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{IpProtocol: awsec2.IpProtocol_DUAL_STACK})
				link(awscdk.NewNestedStack(stack, jsii.String("Nested"), nil), InterfaceS3LinkProps{Vpc: vpc, IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK})
			},
			want: []string{"Clients: nil includes the IPv6 CIDR of the VPC, but this stack cannot refer to an IPv6 CIDR of Stack/Vpc. List the CIDRs of the clients, or create the VPC in this stack with IpProtocol DUAL_STACK."},
			nearMiss: func(stack awscdk.Stack) {
				nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
				vpc := awsec2.NewVpc(nested, jsii.String("Vpc"), &awsec2.VpcProps{IpProtocol: awsec2.IpProtocol_DUAL_STACK})
				link(nested, InterfaceS3LinkProps{Vpc: vpc, IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK})
			},
		},
		{
			name: "a ServiceRegion in another partition",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), ServiceRegion: jsii.String("cn-north-1")})
			},
			want: []string{`ServiceRegion: "cn-north-1" is in the partition aws-cn, but the stack is in eu-west-1, in the partition aws. No endpoint connects partitions. Use a Region of the partition aws.`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), ServiceRegion: jsii.String("us-west-2")})
			},
		},
		{
			name: "a zonal name of a zone that the endpoint is not in",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")})
				link(stack, InterfaceS3LinkProps{Vpc: vpc}).ZonalDnsName(jsii.String("eu-west-1c"))
			},
			want: []string{`availabilityZone: "eu-west-1c" is not a zone of the endpoint, which has subnets in eu-west-1a, eu-west-1b. Use one of these zones, or add a subnet in that zone.`},
			nearMiss: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")})
				link(stack, InterfaceS3LinkProps{Vpc: vpc}).ZonalDnsName(jsii.String("eu-west-1b"))
			},
		},
		{
			name: "a zonal name of a Region",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).ZonalBucketEndpointUrl(jsii.String("eu-west-1"))
			},
			want: []string{`availabilityZone: "eu-west-1" is not the name of an Availability Zone. Use the name of a zone, such as "eu-west-1a", not a Region or the ID of a zone.`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).ZonalBucketEndpointUrl(jsii.String("eu-west-1a"))
			},
		},
		{
			name: "a zonal name without a zone",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).ZonalBucketEndpointUrl(nil)
			},
			want: []string{"availabilityZone: nil is not an Availability Zone. Pass the zone of one of the endpoint's subnets."},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).ZonalBucketEndpointUrl(awscdk.Fn_Select(jsii.Number(0), awscdk.Fn_GetAzs(nil)))
			},
		},
		{
			name: "a zonal name of an endpoint for another Region",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), ServiceRegion: jsii.String("eu-central-1")}).ZonalDnsName(jsii.String("eu-west-1a"))
			},
			want: []string{`availabilityZone: "eu-west-1a" has no DNS name, because an endpoint whose ServiceRegion is another Region has no zonal names. Use DnsName.`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack), ServiceRegion: jsii.String("eu-west-1")}).ZonalDnsName(jsii.String("dummy1a"))
			},
		},
		{
			name: "the URL of what is not a bucket name",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).BucketUrl(jsii.String("s3://my-bucket"))
			},
			want: []string{`bucketName: "s3://my-bucket" is not a bucket name. Pass a name, such as bucket.BucketName().`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).BucketUrl(jsii.String("my-bucket"))
			},
		},
	})
}

// The rules count what the security group of the construct has, with prefix lists of the app by their MaxEntries.
func TestClientsAreCountedAgainstTheQuota(t *testing.T) {
	for count, want := range map[int]int{10: 0, 11: 1} {
		stack := awscdk.NewStack(testApp(t, map[string]any{"@aws-cdk/core:strictCfnValidateErrors": false}), jsii.String("Stack"), nil)
		list := awsec2.NewPrefixList(stack, jsii.String("List"), &awsec2.PrefixListProps{MaxEntries: jsii.Number(50)})
		clients := []awsec2.IPeer{awsec2.Peer_PrefixList(list.PrefixListId())}
		for i := range count {
			clients = append(clients, awsec2.Peer_Ipv4(jsii.String(fmt.Sprintf("10.%d.0.0/16", i))))
		}
		NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Clients: &clients})
		report, err := lint.Check(templateOf(stack), lint.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, finding := range report.Findings {
			if finding.Rule == "security-group-quota" {
				found++
			}
		}
		if found != want {
			t.Errorf("%d findings for %d clients and a prefix list of 50, want %d", found, count, want)
		}
	}
}
