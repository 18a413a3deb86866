// Package properties changes each property of the constructs in a deployed stack. Which of them gives an endpoint another
// id, and so other DNS names, is part of what users rely on.
package properties

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

// Property is a field of a construct's props.
type Property struct {
	// Construct and Field name it.
	Construct, Field string
	// Replaced tells whether a change of it replaces the endpoint.
	Replaced bool
	// Silent tells whether a change of it alone changes nothing in the template.
	Silent bool
	// Why says why it is replaced, silent or not deployed.
	Why string

	// create makes the construct, with the one value of the property or with the other, and returns its endpoint's id.
	create func(n *network, changed bool) *string
}

// Name is what the construct and the output with the endpoint's id are called.
func (p Property) Name() string { return p.Construct + p.Field }

// Deployed tells whether the stack has the property.
func (p Property) Deployed() bool { return p.create != nil }

const handedOn = "is handed on to the gateway and the interface, whose own fields are listed"

// Properties are all fields of the props of the three constructs. A field replaces the endpoint if CloudFormation cannot
// change in place what it stands for:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html
func Properties() []Property {
	policy := &privates3.EndpointPolicy{Accounts: jsii.Strings("111122223333")}
	yes, no := jsii.Bool(true), jsii.Bool(false)

	gateway := func(field string, set func(n *network, props *privates3.GatewayS3RouteProps, changed bool)) Property {
		return Property{Construct: "GatewayS3Route", Field: field, create: func(n *network, changed bool) *string {
			id := "GatewayS3Route" + field
			props := &privates3.GatewayS3RouteProps{
				Vpc:     n.vpc,
				Subnets: &[]*awsec2.SubnetSelection{{SubnetGroupName: &id}},
				Outputs: no,
			}
			set(n, props, changed)
			return privates3.NewGatewayS3Route(n.scope, &id, props).VpcEndpointId()
		}}
	}
	link := func(field string, set func(n *network, props *privates3.InterfaceS3LinkProps, changed bool)) Property {
		return Property{Construct: "InterfaceS3Link", Field: field, create: func(n *network, changed bool) *string {
			id := "InterfaceS3Link" + field
			props := &privates3.InterfaceS3LinkProps{Vpc: n.vpc, Subnets: n.first, Outputs: no}
			set(n, props, changed)
			return privates3.NewInterfaceS3Link(n.scope, &id, props).VpcEndpointId()
		}}
	}
	replaced := func(p Property, why string) Property {
		p.Replaced, p.Why = true, why
		return p
	}

	silent := func(p Property, why string) Property {
		p.Silent, p.Why = true, why
		return p
	}

	return []Property{
		replaced(gateway("Vpc", func(n *network, props *privates3.GatewayS3RouteProps, changed bool) {
			if changed {
				props.Vpc, props.Subnets = n.other, nil
			}
		}), "VpcId cannot be changed in place"),
		gateway("Subnets", func(n *network, props *privates3.GatewayS3RouteProps, changed bool) {
			if changed {
				*props.Subnets = append(*props.Subnets, &awsec2.SubnetSelection{SubnetGroupName: jsii.String("Spare")})
			}
		}),
		gateway("RouteTableIds", func(n *network, props *privates3.GatewayS3RouteProps, changed bool) {
			id := "GatewayS3RouteRouteTableIds"
			subnets := *n.vpc.SelectSubnets(&awsec2.SubnetSelection{SubnetGroupName: &id}).Subnets
			props.Subnets, props.RouteTableIds = nil, &[]*string{subnets[0].RouteTable().RouteTableId()}
			if changed {
				*props.RouteTableIds = append(*props.RouteTableIds, subnets[1].RouteTable().RouteTableId())
			}
		}),
		gateway("IpAddressType", func(_ *network, props *privates3.GatewayS3RouteProps, changed bool) {
			if changed {
				props.IpAddressType = awsec2.VpcEndpointIpAddressType_IPV4
			}
		}),
		gateway("DnsRecordIpType", func(_ *network, props *privates3.GatewayS3RouteProps, changed bool) {
			if changed {
				props.DnsRecordIpType = awsec2.VpcEndpointDnsRecordIpType_IPV4
			}
		}),
		gateway("Policy", func(_ *network, props *privates3.GatewayS3RouteProps, changed bool) {
			if changed {
				props.Policy = policy
			}
		}),
		silent(gateway("PrefixList", func(n *network, props *privates3.GatewayS3RouteProps, changed bool) {
			if changed {
				props.PrefixList = awsec2.PrefixList_FromPrefixListId(n.scope, jsii.String("PrefixList"), jsii.String("pl-0123456789abcdef0"))
			}
		}), "it is for the rules that AllowFrom makes"),
		gateway("Outputs", func(_ *network, props *privates3.GatewayS3RouteProps, changed bool) {
			if changed {
				props.Outputs = yes
			}
		}),
		gateway("OutputPrefix", func(_ *network, props *privates3.GatewayS3RouteProps, changed bool) {
			props.Outputs, props.OutputPrefix = nil, jsii.String("GatewayS3RouteOutputPrefixBefore")
			if changed {
				props.OutputPrefix = jsii.String("GatewayS3RouteOutputPrefixAfter")
			}
		}),

		replaced(link("Vpc", func(n *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				props.Vpc, props.Subnets = n.other, nil
			}
		}), "VpcId cannot be changed in place"),
		link("Subnets", func(n *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				one := (*n.vpc.SelectSubnets(n.first).Subnets)[:1]
				props.Subnets = &awsec2.SubnetSelection{Subnets: &one}
			}
		}),
		link("Clients", func(_ *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				props.Clients = &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}
			}
		}),
		link("SecurityGroups", func(n *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			props.SecurityGroups = &[]awsec2.ISecurityGroup{n.groups[0]}
			if changed {
				props.SecurityGroups = &[]awsec2.ISecurityGroup{n.groups[1]}
			}
		}),
		link("IpAddressType", func(_ *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				props.IpAddressType = awsec2.VpcEndpointIpAddressType_IPV4
			}
		}),
		link("DnsRecordIpType", func(_ *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				props.DnsRecordIpType = awsec2.VpcEndpointDnsRecordIpType_IPV4
			}
		}),
		{
			Construct: "InterfaceS3Link", Field: "LookupSupportedAzs",
			Why: "takes a stack that is bound to an account and a Region, and changes no more than Subnets does",
		},
		replaced(link("ServiceRegion", func(_ *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				props.ServiceRegion = jsii.String("eu-north-1")
			}
		}), "ServiceName and ServiceRegion cannot be changed in place"),
		link("Policy", func(_ *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				props.Policy = policy
			}
		}),
		link("Outputs", func(_ *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			if changed {
				props.Outputs = yes
			}
		}),
		link("OutputPrefix", func(_ *network, props *privates3.InterfaceS3LinkProps, changed bool) {
			props.Outputs, props.OutputPrefix = nil, jsii.String("InterfaceS3LinkOutputPrefixBefore")
			if changed {
				props.OutputPrefix = jsii.String("InterfaceS3LinkOutputPrefixAfter")
			}
		}),

		{Construct: "PrivateS3Access", Field: "Vpc", Why: handedOn},
		{Construct: "PrivateS3Access", Field: "Gateway", Why: handedOn},
		// The gateway of its own is gone then; the interface stays.
		{Construct: "PrivateS3Access", Field: "ExistingGateway", create: func(n *network, changed bool) *string {
			id := "PrivateS3AccessExistingGateway"
			props := &privates3.PrivateS3AccessProps{
				Vpc:       n.vpc,
				Gateway:   &privates3.GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{{SubnetGroupName: &id}}},
				Interface: &privates3.InterfaceS3LinkProps{Subnets: n.first},
				Outputs:   no,
			}
			if changed {
				existing := n.scope.Node().FindChild(jsii.String("GatewayS3RouteOutputs")).(*privates3.GatewayS3Route)
				props.Gateway = nil
				props.ExistingGateway = privates3.GatewayS3Route_FromVpcEndpointId(n.scope, jsii.String("Existing"), existing.VpcEndpointId())
			}
			return privates3.NewPrivateS3Access(n.scope, &id, props).Interface().VpcEndpointId()
		}},
		{Construct: "PrivateS3Access", Field: "Interface", Why: handedOn},
		{Construct: "PrivateS3Access", Field: "Policy", Why: handedOn},
		{Construct: "PrivateS3Access", Field: "Outputs", Why: handedOn},
		{Construct: "PrivateS3Access", Field: "OutputPrefix", Why: handedOn},
	}
}

// network is what the constructs are made in.
type network struct {
	scope      constructs.Construct
	vpc, other awsec2.Vpc
	first      *awsec2.SubnetSelection
	groups     []awsec2.ISecurityGroup
}

// NewStack has a construct for each property. The property has the one value or, if changed, the other.
func NewStack(scope constructs.Construct, id string, changed bool) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)
	// A route table takes one S3 gateway: each has subnets of its own.
	groups := []*awsec2.SubnetConfiguration{isolated("Spare")}
	for _, p := range Properties() {
		if p.Deployed() {
			groups = append(groups, isolated(p.Name()))
		}
	}
	n := &network{
		scope: stack,
		vpc: awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
			MaxAzs:              jsii.Number(2),
			SubnetConfiguration: &groups,
		}),
		other: awsec2.NewVpc(stack, jsii.String("Other"), &awsec2.VpcProps{
			MaxAzs:              jsii.Number(1),
			SubnetConfiguration: &[]*awsec2.SubnetConfiguration{isolated("Isolated")},
		}),
		first: &awsec2.SubnetSelection{SubnetGroupName: jsii.String("GatewayS3RouteVpc")},
	}
	for _, name := range []string{"FirstSecurityGroup", "SecondSecurityGroup"} {
		group := awsec2.NewSecurityGroup(stack, &name, &awsec2.SecurityGroupProps{Vpc: n.vpc})
		group.AddIngressRule(awsec2.Peer_Ipv4(n.vpc.VpcCidrBlock()), awsec2.Port_Tcp(jsii.Number(443)), nil, nil)
		n.groups = append(n.groups, group)
	}
	for _, p := range Properties() {
		if p.Deployed() {
			awscdk.NewCfnOutput(stack, jsii.String(p.Name()+"Id"), &awscdk.CfnOutputProps{Value: p.create(n, changed)})
		}
	}
	return stack
}

func isolated(name string) *awsec2.SubnetConfiguration {
	return &awsec2.SubnetConfiguration{Name: &name, SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED, CidrMask: jsii.Number(26)}
}
