package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// PrivateS3AccessProps are the props of a PrivateS3Access.
type PrivateS3AccessProps struct {
	// Vpc is the VPC to create both endpoints in. Required.
	Vpc awsec2.IVpc

	// Gateway are the props of the gateway endpoint, for workloads in the VPC. Its Vpc can be left out; a different VPC
	// is an error. Cannot be combined with ExistingGateway.
	//
	// Default: a gateway endpoint in the route tables of every subnet.
	Gateway *GatewayS3RouteProps

	// ExistingGateway is a gateway endpoint to use instead of a new one. A route table can have only one gateway
	// endpoint for S3. See GatewayS3RouteAttributes. It must be an endpoint of the Vpc, because only clients in the same VPC
	// can use it.
	//
	// Default: a gateway endpoint is created.
	ExistingGateway *GatewayS3Route

	// Interface are the props of the interface endpoint, for clients on-premises, in peered VPCs or in other Regions.
	// Its Vpc can be left out; a different VPC is an error. Cannot be combined with ExistingInterface.
	//
	// Default: an interface endpoint in private or isolated subnets that allows the VPC's own CIDR. List other clients in
	// its Clients.
	Interface *InterfaceS3LinkProps

	// ExistingInterface is an interface endpoint to use instead of a new one, in the Vpc or in another VPC, such as a hub's.
	// See InterfaceS3LinkAttributes. Cannot be combined with Interface.
	//
	// Default: an interface endpoint is created.
	ExistingInterface *InterfaceS3Link

	// Policy is the default for the Policy of Gateway and Interface. It cannot be combined with ExistingGateway or
	// ExistingInterface, whose policies do not change. Use the Policy of the other endpoint instead.
	//
	// Default: AWS's default policy, which allows all principals and all buckets.
	Policy *EndpointPolicy

	// CreateOutputs is the default for the CreateOutputs of Gateway and Interface. Without outputs, the construct takes
	// about a quarter less time at synth.
	//
	// Default: true.
	CreateOutputs *bool

	// OutputPrefix is the default for the OutputPrefix of Gateway and Interface. It is an error if neither has outputs.
	//
	// Default: the CDK derives the keys from the construct's path.
	OutputPrefix *string
}

// PrivateS3Access has both private paths to S3: a GatewayS3Route (ID "Gateway") for workloads in the VPC, which use the
// usual bucket names at no charge, and an InterfaceS3Link (ID "Interface") for clients outside the VPC, which use the
// endpoint's own names. The name that a client uses decides the path. Neither endpoint is a fallback for the other.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
type PrivateS3Access struct {
	constructs.Construct
	gateway *GatewayS3Route
	link    *InterfaceS3Link
}

// NewPrivateS3Access creates both endpoints. It panics with a *ValidationError if the props are invalid, including those of
// Gateway and Interface; neither endpoint is created then.
func NewPrivateS3Access(scope constructs.Construct, id *string, props *PrivateS3AccessProps) *PrivateS3Access {
	var found problems
	stack, given := readScope(&found, scope, id), orZero(props)
	plan := planAccess(&found, commonProps{stack: stack}, &given)
	found.panicIfAny(scope, id, "")
	register(stack, scope)
	return plan.create(scope, id, stack.Path(scope, *id))
}

// Gateway returns the gateway endpoint, for workloads in the VPC.
func (a *PrivateS3Access) Gateway() *GatewayS3Route {
	a.mustExist("Gateway")
	return a.gateway
}

// Interface returns the interface endpoint, for clients outside the VPC.
func (a *PrivateS3Access) Interface() *InterfaceS3Link {
	a.mustExist("Interface")
	return a.link
}

// VpcEndpointIds returns the IDs of both endpoints, the gateway endpoint's first. A policy that allows requests by
// aws:SourceVpce needs both.
func (a *PrivateS3Access) VpcEndpointIds() *[]*string {
	a.mustExist("VpcEndpointIds")
	return &[]*string{a.gateway.VpcEndpointId(), a.link.VpcEndpointId()}
}

func (a *PrivateS3Access) mustExist(method string) {
	mustExist(a, method, "PrivateS3Access", "Use NewPrivateS3Access.")
}

// accessPlan is what create needs: the plans of both endpoints, so that neither is created unless both can be.
type accessPlan struct {
	existingGateway *GatewayS3Route
	gateway         *gatewayPlan // nil if there is an existing gateway
	existingLink    *InterfaceS3Link
	link            *interfacePlan // nil if there is an existing link
}

func planAccess(found *problems, defaults commonProps, props *PrivateS3AccessProps) *accessPlan {
	c := defaults.read(found, "", props.Vpc, props.Policy, props.CreateOutputs, props.OutputPrefix)
	p := &accessPlan{existingGateway: props.ExistingGateway, existingLink: props.ExistingInterface}
	hasOutputs := false
	gateway, link := orZero(props.Gateway), orZero(props.Interface)
	if p.existingGateway == nil {
		p.gateway = planGateway(found, "Gateway.", c, &gateway)
		hasOutputs = !p.gateway.outputs.off
	} else {
		checkExistingGateway(found, c, props)
	}
	if p.existingLink == nil {
		p.link = planInterface(found, "Interface.", c, &link)
		hasOutputs = hasOutputs || !p.link.outputs.off
	} else {
		checkExistingInterface(found, props)
	}
	checkDefaultPolicy(found, props)
	if p.gateway == nil && p.link == nil {
		if props.OutputPrefix != nil {
			found.add("OutputPrefix", quoted(props.OutputPrefix)+" has no effect, because both endpoints already exist.", "Leave OutputPrefix out.")
		}
	} else {
		checkPrefixUsed(found, "OutputPrefix", props.OutputPrefix, !hasOutputs)
	}
	if gateway.LogicalId != nil && link.LogicalId != nil && *gateway.LogicalId == *link.LogicalId {
		found.add("Interface.LogicalId", quoted(link.LogicalId)+" is also the logical ID of Gateway.", "Use the logical ID of each endpoint in the deployed template.")
	}
	return p
}

func checkExistingGateway(found *problems, c commonProps, props *PrivateS3AccessProps) {
	if props.Gateway != nil {
		found.add("Gateway", "ExistingGateway is used unchanged and takes no props.", "Leave Gateway out.")
	}
	if cdk.IsNil(props.ExistingGateway) {
		found.add("ExistingGateway", "the GatewayS3Route is a zero value.", "Use GatewayS3Route_FromGatewayS3RouteAttributes or NewGatewayS3Route.")
	} else if vpc := props.ExistingGateway.vpc; vpc != nil && c.vpc != nil && c.vpc.Differs(vpc) {
		found.add("ExistingGateway", *props.ExistingGateway.Node().Path()+" is in "+*vpc.Node().Path()+", but only clients in its own VPC can use a gateway endpoint.",
			"Use the gateway endpoint of "+c.vpc.Path()+", or leave ExistingGateway out.")
	}
}

func checkExistingInterface(found *problems, props *PrivateS3AccessProps) {
	if props.Interface != nil {
		found.add("Interface", "ExistingInterface is used unchanged and takes no props.", "Leave Interface out.")
	}
	if cdk.IsNil(props.ExistingInterface) {
		found.add("ExistingInterface", "the InterfaceS3Link is a zero value.", "Use InterfaceS3Link_FromInterfaceS3LinkAttributes or NewInterfaceS3Link.")
	}
}

// checkDefaultPolicy finds a Policy for an endpoint that keeps its own.
func checkDefaultPolicy(found *problems, props *PrivateS3AccessProps) {
	const change = " change the policy of the existing endpoint where it is created."
	switch {
	case props.Policy == nil || props.ExistingGateway == nil && props.ExistingInterface == nil:
	case props.ExistingInterface == nil:
		found.add("Policy", "ExistingGateway is used unchanged and keeps its policy.", "Set Interface.Policy instead, and"+change)
	case props.ExistingGateway == nil:
		found.add("Policy", "ExistingInterface is used unchanged and keeps its policy.", "Set Gateway.Policy instead, and"+change)
	default:
		found.add("Policy", "both endpoints are used unchanged and keep their policies.", "Leave Policy out, and change the policies where the endpoints are created.")
	}
}

func (p *accessPlan) create(scope constructs.Construct, id *string, path string) *PrivateS3Access {
	a := &PrivateS3Access{gateway: p.existingGateway, link: p.existingLink}
	newConstruct(a, scope, id, "")
	if p.gateway != nil {
		a.gateway = p.gateway.create(a, jsii.String("Gateway"), path+"/Gateway")
	}
	if p.link != nil {
		a.link = p.link.create(a, jsii.String("Interface"), path+"/Interface")
	}
	return a
}
