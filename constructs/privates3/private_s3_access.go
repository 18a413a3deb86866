package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// PrivateS3AccessProps says how a VPC, and the networks that are connected to it, reach S3.
type PrivateS3AccessProps struct {
	// Vpc is the VPC of both endpoints. Required.
	Vpc awsec2.IVpc

	// Gateway is for the workloads in the VPC. Its Vpc is the one above; another one is an error.
	//
	// Default: a gateway endpoint in the route tables of every subnet. Cannot be given with ExistingGateway.
	Gateway *GatewayS3RouteProps

	// ExistingGateway is used instead of a new gateway endpoint, because a route table takes only one for S3. See
	// GatewayS3Route_FromVpcEndpointId.
	//
	// Default: a gateway endpoint is created.
	ExistingGateway *GatewayS3Route

	// Interface is for clients on-premises, in peered VPCs or in other Regions. Its Vpc is the one above; another one is
	// an error.
	//
	// Default: an interface endpoint in private or isolated subnets, which lets in the CIDRs of the VPC. Name the other
	// clients in its Clients.
	Interface *InterfaceS3LinkProps

	// Policy is that of Gateway and of Interface where they have none of their own. It is an error beside
	// ExistingGateway, whose policy it could not change: put it into Interface then.
	//
	// Default: AWS's own policy, which admits everybody to everything.
	Policy *EndpointPolicy

	// Outputs is that of Gateway and of Interface where they have none of their own.
	//
	// Default: true.
	Outputs *bool

	// OutputPrefix is that of Gateway and of Interface where they have none of their own.
	//
	// Default: the CDK derives the keys from the construct's path.
	OutputPrefix *string
}

// PrivateS3Access is both ways to S3 that stay off the internet: a GatewayS3Route (id "Gateway") for the workloads in
// the VPC, which keep the usual bucket names and pay nothing, and an InterfaceS3Link (id "Interface") for clients outside
// it, which use the endpoint's own names. The name that a client uses decides which way a request takes; the two do not
// stand in for each other.
type PrivateS3Access struct {
	constructs.Construct
	gateway *GatewayS3Route
	link    *InterfaceS3Link
}

// NewPrivateS3Access creates both endpoints. It panics with a *PropsError that lists every problem of the props,
// including those of Gateway and Interface, before either endpoint is created.
func NewPrivateS3Access(scope constructs.Construct, id *string, props *PrivateS3AccessProps) *PrivateS3Access {
	stack, found := place(scope, id)
	shared, plan := sharedIn(stack), accessPlan{}
	if props == nil {
		found.add("props", "nil", "*PrivateS3AccessProps", "pass at least the Vpc")
	} else {
		found = append(found, plan.read(shared, props)...)
	}
	found.panicIfAny(scope, id)
	shared.Keep()
	return plan.create(scope, id)
}

// Gateway is the way of the workloads in the VPC.
func (a *PrivateS3Access) Gateway() *GatewayS3Route { return a.gateway }

// Interface is the way of the clients outside the VPC.
func (a *PrivateS3Access) Interface() *InterfaceS3Link { return a.link }

// VpcEndpointIds are the ids of both endpoints, the gateway's first. A policy that admits requests by aws:SourceVpce
// needs both.
func (a *PrivateS3Access) VpcEndpointIds() *[]*string {
	return &[]*string{a.gateway.VpcEndpointId(), a.link.VpcEndpointId()}
}

// accessPlan holds the plans of both endpoints, so that neither is created unless both can be.
type accessPlan struct {
	existingGateway *GatewayS3Route
	gateway         gatewayPlan
	link            interfacePlan
}

func (p *accessPlan) read(shared *shared, props *PrivateS3AccessProps) problems {
	found := checkVpc("Vpc", props.Vpc)
	found = append(found, checkOutputPrefix("", props.OutputPrefix)...)
	found = append(found, checkAccessPolicy(shared, props)...)
	p.existingGateway = props.ExistingGateway
	if props.ExistingGateway != nil && props.Gateway != nil {
		found.add("ExistingGateway", "given together with Gateway", "one of the two", "leave Gateway out, because the existing endpoint is used as it is")
	}
	if props.ExistingGateway != nil && props.ExistingGateway.resource == nil && props.ExistingGateway.vpcEndpointId == nil {
		found.add("ExistingGateway", "a GatewayS3Route that no function made", "a GatewayS3Route", "make it with GatewayS3Route_FromVpcEndpointId or NewGatewayS3Route")
	}
	subnets := &vpcSubnets{vpc: props.Vpc}
	if props.ExistingGateway == nil {
		gateway := orZero(props.Gateway)
		found = append(found, inherit("Gateway.", props, &gateway.Vpc, &gateway.Outputs, &gateway.OutputPrefix)...)
		inheritPolicy(shared, props, &gateway.Policy)
		found = append(found, p.gateway.read("Gateway.", shared, subnets.in(gateway.Vpc), &gateway)...)
	}
	link := orZero(props.Interface)
	found = append(found, inherit("Interface.", props, &link.Vpc, &link.Outputs, &link.OutputPrefix)...)
	inheritPolicy(shared, props, &link.Policy)
	found = append(found, p.link.read("Interface.", shared, subnets.in(link.Vpc), &link)...)
	if p.gateway.policy != nil && p.gateway.props.Policy == link.Policy && p.link.serviceRegion() == shared.region {
		p.link.policy = p.gateway.policy
	}
	if props.OutputPrefix != nil && isFalse(link.Outputs) && (props.ExistingGateway != nil || isFalse(p.gateway.props.Outputs)) {
		found.add("OutputPrefix", quoted(props.OutputPrefix), "nil, because Outputs is false", "leave one of the two out")
	}
	return found
}

// inherit fills in what an endpoint's props leave to those of the access.
func inherit(at string, props *PrivateS3AccessProps, vpc *awsec2.IVpc, outputs **bool, prefix **string) (found problems) {
	switch {
	case isNil(*vpc):
		*vpc = props.Vpc
	case !isNil(props.Vpc) && otherVpc(*vpc, props.Vpc):
		found.add(at+"Vpc", *(*vpc).Node().Path(), "nil, or the Vpc of the access, "+*props.Vpc.Node().Path(), "leave the field out")
	}
	if *outputs == nil {
		*outputs = props.Outputs
	}
	if *prefix == nil && !isFalse(*outputs) && len(checkOutputPrefix(at, props.OutputPrefix)) == 0 {
		*prefix = props.OutputPrefix
	}
	return found
}

// checkAccessPolicy judges the policy for the Region of the stack.
func checkAccessPolicy(shared *shared, props *PrivateS3AccessProps) (found problems) {
	if props.Policy != nil && props.ExistingGateway != nil {
		found.add("Policy", "given together with ExistingGateway", "one of the two, because the existing endpoint is used as it is",
			"put the policy into Interface, and change that of the existing endpoint where it is created")
	}
	if shared == nil {
		return found
	}
	return append(found, checkEndpointPolicy("Policy", props.Policy, shared.region)...)
}

// inheritPolicy fills in the policy of the access, unless that was reported already.
func inheritPolicy(shared *shared, props *PrivateS3AccessProps, policy **EndpointPolicy) {
	if *policy == nil && len(checkAccessPolicy(shared, props)) == 0 {
		*policy = props.Policy
	}
}

func orZero[T any](given *T) (value T) {
	if given != nil {
		value = *given
	}
	return value
}

func (p *accessPlan) create(scope constructs.Construct, id *string) *PrivateS3Access {
	a := &PrivateS3Access{gateway: p.existingGateway}
	constructs.NewConstruct_Override(a, scope, id)
	path := p.link.shared.pathOf(a, scope, *id)
	if a.gateway == nil {
		a.gateway = p.gateway.create(a, jsii.String("Gateway"), path+"/Gateway")
	}
	a.link = p.link.create(a, jsii.String("Interface"), path+"/Interface")
	return a
}
