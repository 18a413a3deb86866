package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
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
	// endpoint for S3. See GatewayS3Route_FromVpcEndpointId.
	//
	// Default: a gateway endpoint is created.
	ExistingGateway *GatewayS3Route

	// Interface are the props of the interface endpoint, for clients on-premises, in peered VPCs or in other Regions.
	// Its Vpc can be left out; a different VPC is an error.
	//
	// Default: an interface endpoint in private or isolated subnets that allows the CIDRs of the VPC. List other
	// clients in its Clients.
	Interface *InterfaceS3LinkProps

	// Policy is the default for the Policy of Gateway and Interface. It cannot be combined with ExistingGateway, whose
	// policy does not change. Use Interface.Policy instead.
	//
	// Default: AWS's default policy, which allows all principals and all buckets.
	Policy *EndpointPolicy

	// Outputs is the default for the Outputs of Gateway and Interface.
	//
	// Default: true.
	Outputs *bool

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

// NewPrivateS3Access creates both endpoints. It panics with a *PropsError if the props are invalid, including those of
// Gateway and Interface; neither endpoint is created then.
func NewPrivateS3Access(scope constructs.Construct, id *string, props *PrivateS3AccessProps) *PrivateS3Access {
	var found problems
	stack, given := readScope(&found, scope, id), orZero(props)
	plan := planAccess(&found, commonProps{stack: stack}, &given)
	found.panicIfAny(scope, id)
	register(stack, scope)
	return plan.create(scope, id, stack.Path(scope, *id))
}

// Gateway returns the gateway endpoint, for workloads in the VPC.
func (a *PrivateS3Access) Gateway() *GatewayS3Route { return a.gateway }

// Interface returns the interface endpoint, for clients outside the VPC.
func (a *PrivateS3Access) Interface() *InterfaceS3Link { return a.link }

// VpcEndpointIds returns the IDs of both endpoints, the gateway endpoint's first. A policy that allows requests by
// aws:SourceVpce needs both.
func (a *PrivateS3Access) VpcEndpointIds() *[]*string {
	return &[]*string{a.gateway.VpcEndpointId(), a.link.VpcEndpointId()}
}

// accessPlan is what create needs: the plans of both endpoints, so that neither is created unless both can be.
type accessPlan struct {
	existingGateway *GatewayS3Route
	gateway         *gatewayPlan // nil if there is an existing gateway
	link            *interfacePlan
}

func planAccess(found *problems, defaults commonProps, props *PrivateS3AccessProps) *accessPlan {
	c := defaults.read(found, "", props.Vpc, props.Policy, props.Outputs, props.OutputPrefix)
	p := &accessPlan{existingGateway: props.ExistingGateway}
	gatewayOutputs := false
	if p.existingGateway == nil {
		gateway := orZero(props.Gateway)
		p.gateway = planGateway(found, "Gateway.", c, &gateway)
		gatewayOutputs = !p.gateway.outputs.off
	} else {
		checkExistingGateway(found, props)
	}
	link := orZero(props.Interface)
	p.link = planInterface(found, "Interface.", c, &link)
	checkPrefixUsed(found, "OutputPrefix", props.OutputPrefix, p.link.outputs.off && !gatewayOutputs)
	if id := orZero(props.Gateway).LogicalId; id != nil && link.LogicalId != nil && *id == *link.LogicalId {
		found.add("Interface.LogicalId", quoted(id)+" is the logical ID of Gateway too.", "Use the logical IDs that the deployed template has for the two endpoints.")
	}
	return p
}

func checkExistingGateway(found *problems, props *PrivateS3AccessProps) {
	if props.Gateway != nil {
		found.add("Gateway", "ExistingGateway is used unchanged and takes no props.", "Leave Gateway out.")
	}
	if props.ExistingGateway.Construct == nil {
		found.add("ExistingGateway", "the GatewayS3Route is a zero value.", "Use GatewayS3Route_FromVpcEndpointId or NewGatewayS3Route.")
	}
	if props.Policy != nil {
		found.add("Policy", "ExistingGateway is used unchanged and keeps its policy.",
			"Set Interface.Policy instead, and change the policy of the existing endpoint where it is created.")
	}
}

func (p *accessPlan) create(scope constructs.Construct, id *string, path string) *PrivateS3Access {
	a := &PrivateS3Access{gateway: p.existingGateway}
	newConstruct(a, scope, id)
	if p.gateway != nil {
		a.gateway = p.gateway.create(a, jsii.String("Gateway"), path+"/Gateway")
	}
	a.link = p.link.create(a, jsii.String("Interface"), path+"/Interface")
	return a
}
