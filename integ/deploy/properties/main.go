// Command properties is a CDK app with a construct for each property of the library's constructs. With -c changed=true every
// property has another value.
package main

import (
	"fmt"
	"reflect"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	NewStack(app, "Properties", app.Node().TryGetContext(jsii.String("changed")) == "true")
	app.Synth(nil)
}

// edit is a change of a property: what sets it before and after. Without before it is left out.
type edit[Props any] struct {
	before, after func(n *network, props *Props)
	unchanged     string // why the property is not changed
}

func gatewayEdits() map[string]edit[privates3.GatewayS3RouteProps] {
	type props = privates3.GatewayS3RouteProps
	return map[string]edit[props]{
		"Vpc": {after: func(n *network, p *props) { p.Vpc, p.Subnets = n.other, nil }},
		"Subnets": {after: func(n *network, p *props) {
			*p.Subnets = append(*p.Subnets, &awsec2.SubnetSelection{SubnetGroupName: jsii.String("Spare")})
		}},
		"RouteTableIds": {
			before: func(n *network, p *props) { p.Subnets, p.RouteTableIds = nil, n.routeTables(p.Subnets, 1) },
			after:  func(n *network, p *props) { p.Subnets, p.RouteTableIds = nil, n.routeTables(p.Subnets, 2) },
		},
		"IpAddressType":   {after: func(_ *network, p *props) { p.IpAddressType = awsec2.VpcEndpointIpAddressType_IPV4 }},
		"DnsRecordIpType": {after: func(_ *network, p *props) { p.DnsRecordIpType = awsec2.VpcEndpointDnsRecordIpType_IPV4 }},
		"Policy":          {after: func(_ *network, p *props) { p.Policy = policy() }},
		"LogicalId":       {unchanged: "is changed by examples/migrate"},
		"PrefixList":      {unchanged: "has an effect on the rules that AllowFrom makes alone"},
		"CreateOutputs":   {after: func(_ *network, p *props) { p.CreateOutputs = jsii.Bool(true) }},
		"OutputPrefix": {
			before: func(_ *network, p *props) {
				p.CreateOutputs, p.OutputPrefix = nil, jsii.String("GatewayS3RouteOutputPrefixBefore")
			},
			after: func(_ *network, p *props) {
				p.CreateOutputs, p.OutputPrefix = nil, jsii.String("GatewayS3RouteOutputPrefixAfter")
			},
		},
	}
}

func interfaceEdits() map[string]edit[privates3.InterfaceS3LinkProps] {
	type props = privates3.InterfaceS3LinkProps
	return map[string]edit[props]{
		"Vpc": {after: func(n *network, p *props) { p.Vpc, p.Subnets = n.other, nil }},
		"Subnets": {after: func(n *network, p *props) {
			one := (*n.vpc.SelectSubnets(p.Subnets).Subnets)[:1]
			p.Subnets = &awsec2.SubnetSelection{Subnets: &one}
		}},
		"Clients": {after: func(_ *network, p *props) {
			p.Clients = &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}
		}},
		"SecurityGroups": {
			before: func(n *network, p *props) { p.SecurityGroups = &[]awsec2.ISecurityGroup{n.groups[0]} },
			after:  func(n *network, p *props) { p.SecurityGroups = &[]awsec2.ISecurityGroup{n.groups[1]} },
		},
		"IpAddressType":      {after: func(_ *network, p *props) { p.IpAddressType = awsec2.VpcEndpointIpAddressType_IPV4 }},
		"DnsRecordIpType":    {after: func(_ *network, p *props) { p.DnsRecordIpType = awsec2.VpcEndpointDnsRecordIpType_IPV4 }},
		"LookupSupportedAzs": {unchanged: "needs a stack that is bound to an account and a Region, and changes no more than Subnets does"},
		"ServiceRegion":      {after: func(_ *network, p *props) { p.ServiceRegion = jsii.String("eu-north-1") }},
		"LogicalId":          {unchanged: "is changed by examples/migrate"},
		"Policy":             {after: func(_ *network, p *props) { p.Policy = policy() }},
		"CreateOutputs":      {after: func(_ *network, p *props) { p.CreateOutputs = jsii.Bool(true) }},
		"OutputPrefix": {
			before: func(_ *network, p *props) {
				p.CreateOutputs, p.OutputPrefix = nil, jsii.String("InterfaceS3LinkOutputPrefixBefore")
			},
			after: func(_ *network, p *props) {
				p.CreateOutputs, p.OutputPrefix = nil, jsii.String("InterfaceS3LinkOutputPrefixAfter")
			},
		},
	}
}

func accessEdits() map[string]edit[privates3.PrivateS3AccessProps] {
	type props = privates3.PrivateS3AccessProps
	passedOn := edit[props]{unchanged: "is passed on to the gateway and the interface"}
	return map[string]edit[props]{
		// The access's own endpoint is deleted. The other one stays.
		"ExistingGateway": {after: func(n *network, p *props) {
			existing := n.scope.Node().FindChild(jsii.String("GatewayS3RouteCreateOutputs")).(*privates3.GatewayS3Route)
			p.Gateway, p.ExistingGateway = nil, privates3.GatewayS3Route_FromGatewayS3RouteAttributes(n.scope, jsii.String("Existing"), &privates3.GatewayS3RouteAttributes{VpcEndpointId: existing.VpcEndpointId()})
		}},
		"ExistingInterface": {after: func(n *network, p *props) {
			existing := n.scope.Node().FindChild(jsii.String("InterfaceS3LinkCreateOutputs")).(*privates3.InterfaceS3Link)
			p.Interface, p.ExistingInterface = nil, privates3.InterfaceS3Link_FromInterfaceS3LinkAttributes(n.scope, jsii.String("ExistingInterface"), &privates3.InterfaceS3LinkAttributes{
				VpcEndpointId: existing.VpcEndpointId(), DnsName: existing.DnsName(),
			})
		}},
		"Vpc": passedOn, "Gateway": passedOn, "Interface": passedOn, "Policy": passedOn, "CreateOutputs": passedOn, "OutputPrefix": passedOn,
	}
}

// network is what the constructs are created in.
type network struct {
	scope      constructs.Construct
	vpc, other awsec2.Vpc
	groups     []awsec2.ISecurityGroup
}

// NewStack creates a construct for each property. Its id is the names of the construct and of the property.
func NewStack(scope constructs.Construct, id string, changed bool) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)
	gateways, interfaces, accesses := fields("GatewayS3Route", gatewayEdits()), fields("InterfaceS3Link", interfaceEdits()), fields("PrivateS3Access", accessEdits())

	// A route table takes one S3 gateway endpoint, so each has subnets of its own.
	subnets := []*awsec2.SubnetConfiguration{isolated("Interfaces"), isolated("Spare")}
	for _, f := range gateways {
		subnets = append(subnets, isolated("GatewayS3Route"+f))
	}
	for _, f := range accesses {
		subnets = append(subnets, isolated("PrivateS3Access"+f))
	}
	n := &network{
		scope: stack,
		vpc:   awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), SubnetConfiguration: &subnets}),
		other: awsec2.NewVpc(stack, jsii.String("Other"), &awsec2.VpcProps{
			MaxAzs:              jsii.Number(1),
			SubnetConfiguration: &[]*awsec2.SubnetConfiguration{isolated("Isolated")},
		}),
	}
	for _, name := range []string{"FirstSecurityGroup", "SecondSecurityGroup"} {
		group := awsec2.NewSecurityGroup(stack, &name, &awsec2.SecurityGroupProps{Vpc: n.vpc})
		group.AddIngressRule(awsec2.Peer_Ipv4(n.vpc.VpcCidrBlock()), awsec2.Port_HTTPS(), nil, nil)
		n.groups = append(n.groups, group)
	}

	first := &awsec2.SubnetSelection{SubnetGroupName: jsii.String("Interfaces")}
	no := jsii.Bool(false)
	for _, f := range gateways {
		id := "GatewayS3Route" + f
		props := &privates3.GatewayS3RouteProps{Vpc: n.vpc, Subnets: group(id), CreateOutputs: no}
		gatewayEdits()[f].apply(n, props, changed)
		privates3.NewGatewayS3Route(stack, &id, props)
	}
	for _, f := range interfaces {
		props := &privates3.InterfaceS3LinkProps{Vpc: n.vpc, Subnets: first, CreateOutputs: no}
		interfaceEdits()[f].apply(n, props, changed)
		privates3.NewInterfaceS3Link(stack, jsii.String("InterfaceS3Link"+f), props)
	}
	for _, f := range accesses {
		id := "PrivateS3Access" + f
		props := &privates3.PrivateS3AccessProps{
			Vpc:           n.vpc,
			Gateway:       &privates3.GatewayS3RouteProps{Subnets: group(id)},
			Interface:     &privates3.InterfaceS3LinkProps{Subnets: first},
			CreateOutputs: no,
		}
		accessEdits()[f].apply(n, props, changed)
		privates3.NewPrivateS3Access(stack, &id, props)
	}
	return stack
}

// fields returns the names of the properties that are changed, in the order of the struct. Every property has to have an edit.
func fields[Props any](construct string, edits map[string]edit[Props]) (changed []string) {
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Props]()) {
		found, ok := edits[field.Name]
		if !ok {
			panic(fmt.Errorf("%sProps.%s has no edit; add one, or say why it is not changed", construct, field.Name))
		}
		if found.unchanged == "" {
			changed = append(changed, field.Name)
		}
	}
	return changed
}

func (e edit[Props]) apply(n *network, props *Props, changed bool) {
	if changed {
		e.after(n, props)
	} else if e.before != nil {
		e.before(n, props)
	}
}

func policy() *privates3.EndpointPolicy {
	return &privates3.EndpointPolicy{Accounts: jsii.Strings("111122223333")}
}

func isolated(name string) *awsec2.SubnetConfiguration {
	return &awsec2.SubnetConfiguration{Name: &name, SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED, CidrMask: jsii.Number(26)}
}

func group(name string) *[]*awsec2.SubnetSelection {
	return &[]*awsec2.SubnetSelection{{SubnetGroupName: &name}}
}

// routeTables returns the ids of the first route tables of subnets.
func (n *network) routeTables(of *[]*awsec2.SubnetSelection, count int) *[]*string {
	var ids []*string
	for _, subnet := range (*n.vpc.SelectSubnets((*of)[0]).Subnets)[:count] {
		ids = append(ids, subnet.RouteTable().RouteTableId())
	}
	return &ids
}
