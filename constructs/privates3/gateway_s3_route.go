package privates3

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// GatewayS3RouteProps says which route tables lead to S3 over a gateway endpoint.
type GatewayS3RouteProps struct {
	// Vpc is the VPC that the endpoint is made in. Required, except in PrivateS3AccessProps, which has a Vpc of its own.
	Vpc awsec2.IVpc

	// Subnets selects the subnets whose route tables get the route. A route table that serves further subnets sends
	// their S3 traffic over the endpoint too.
	//
	// Default: every subnet of the VPC, or none if RouteTableIds is given. It is an error if the CDK knows no route
	// table for one of the subnets.
	Subnets *[]*awsec2.SubnetSelection

	// RouteTableIds are ids of further route tables ("rtb-…" or tokens), for imported VPCs and for tables that the CDK
	// does not know. Alone they are all the tables there are; beside Subnets they are added. Duplicates count once.
	// A route table takes only one S3 gateway endpoint: see GatewayS3Route_FromVpcEndpointId.
	//
	// Default: none.
	RouteTableIds *[]*string

	// IpAddressType is the family of the addresses of S3 that are routed.
	//
	// Default: IPV4, which is AWS's own default; IPv6 traffic to S3 then passes the endpoint by.
	IpAddressType awsec2.VpcEndpointIpAddressType

	// DnsRecordIpType changes which of A and AAAA records the VPC's resolver answers for S3. An IPV4 endpoint takes IPV4
	// or SERVICE_DEFINED, an IPV6 endpoint IPV6 or SERVICE_DEFINED, a DUALSTACK endpoint any. All but SERVICE_DEFINED need
	// a VPC with DNS support and DNS hostnames.
	//
	// Default: SERVICE_DEFINED, which is AWS's own default: the answers stay as they are.
	DnsRecordIpType awsec2.VpcEndpointDnsRecordIpType

	// Policy says who may reach which buckets through the endpoint.
	//
	// Default: AWS's own policy, which admits everybody to everything.
	Policy *EndpointPolicy

	// PrefixList is the Region's prefix list of S3, "com.amazonaws.<region>.s3", which AllowFrom opens security groups to.
	// Its id is no attribute of the endpoint. Where it is known, awsec2.PrefixList_FromPrefixListId takes it; where the
	// stack has an account and a Region, awsec2.PrefixList_FromLookup asks the account for it at synth. AWS documents no
	// list of S3's IPv6 addresses.
	//
	// Default: it is looked up at deploy time, which needs neither, by a custom resource with a small function. The stack
	// gets one when AllowFrom needs it, and only then.
	PrefixList awsec2.IPrefixList

	// Outputs says whether the stack gets the output GatewayVpcEndpointId.
	//
	// Default: true.
	Outputs *bool

	// OutputPrefix makes the output's key exactly OutputPrefix + "GatewayVpcEndpointId". A letter, then letters and digits.
	//
	// Default: the CDK derives the key from the construct's path.
	OutputPrefix *string
}

// GatewayS3Route is an S3 gateway endpoint in the route tables of the chosen subnets. Clients in those subnets keep the
// usual bucket names, and the names keep resolving to public addresses of S3: the route alone takes the traffic off the
// internet and off NAT. It is free. It serves buckets of its own Region only, and no client outside the VPC: not over
// peering, a transit gateway, VPN or Direct Connect.
//
// Creating the endpoint, and adding route tables to it, drops the connections to S3 that are open in their subnets.
// Changing the Vpc replaces the endpoint; changing the route tables does not.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
type GatewayS3Route struct {
	constructs.Construct
	resource      awsec2.CfnVPCEndpoint      // nil if imported
	vpcEndpointId *string                    // nil until it is asked for, unless imported
	endpoint      awsec2.IGatewayVpcEndpoint // nil until it is asked for, unless imported
	policy        awsiam.PolicyDocument      // nil until it has a statement
	prefixList    awsec2.IPrefixList         // nil until AllowFrom needs it
}

// NewGatewayS3Route creates the endpoint. It panics with a *PropsError that lists every problem of the props.
func NewGatewayS3Route(scope constructs.Construct, id *string, props *GatewayS3RouteProps) *GatewayS3Route {
	stack, found := place(scope, id)
	shared, plan := sharedIn(stack), gatewayPlan{}
	if props == nil {
		found.add("props", "nil", "*GatewayS3RouteProps", "pass at least the Vpc")
	} else {
		found = append(found, checkVpc("Vpc", props.Vpc)...)
		found = append(found, plan.read("", shared, &vpcSubnets{vpc: props.Vpc}, props)...)
	}
	found.panicIfAny(scope, id)
	shared.Keep()
	return plan.create(scope, id, "")
}

// GatewayS3Route_FromVpcEndpointId refers to an S3 gateway endpoint that exists already, in the account or in another
// stack, because a second one on the same route table fails the deploy (RouteAlreadyExists). It creates no resource, and
// which route tables the endpoint is in stays unknown. It panics with a *PropsError if the id is neither "vpce-…" nor a token.
func GatewayS3Route_FromVpcEndpointId(scope constructs.Construct, id *string, vpcEndpointId *string) *GatewayS3Route {
	_, found := place(scope, id)
	found = append(found, matching(`^vpce-[0-9a-z]+$`, "vpce-…, or a token", "pass the id of the S3 gateway endpoint that is in the VPC")("vpcEndpointId", vpcEndpointId)...)
	found.panicIfAny(scope, id)

	g := &GatewayS3Route{vpcEndpointId: vpcEndpointId}
	constructs.NewConstruct_Override(g, scope, id)
	g.endpoint = awsec2.GatewayVpcEndpoint_FromGatewayVpcEndpointId(g, jsii.String("Endpoint"), vpcEndpointId)
	return g
}

// Endpoint is a reference to the endpoint as the CDK knows it. To depend on the endpoint, depend on the construct itself,
// whose Node().DefaultChild() is the CfnVPCEndpoint, nil for an endpoint that was imported.
func (g *GatewayS3Route) Endpoint() awsec2.IGatewayVpcEndpoint {
	if g.endpoint == nil {
		g.endpoint = awsec2.GatewayVpcEndpoint_FromGatewayVpcEndpointId(g, jsii.String("Endpoint"), g.VpcEndpointId())
	}
	return g.endpoint
}

// VpcEndpointId is the endpoint's id ("vpce-…"), as a token unless it was imported by its literal id. It is what
// aws:SourceVpce holds for requests that come through the endpoint.
func (g *GatewayS3Route) VpcEndpointId() *string {
	if g.vpcEndpointId == nil {
		g.vpcEndpointId = g.resource.Ref()
	}
	return g.vpcEndpointId
}

// RouteTableIds are the ids of the route tables that the endpoint is in, each once; nil for an endpoint that was imported.
func (g *GatewayS3Route) RouteTableIds() *[]*string {
	if g.resource == nil {
		return nil
	}
	return g.resource.RouteTableIds()
}

// gatewayPlan is all that a GatewayS3Route needs, checked, before anything is created.
type gatewayPlan struct {
	props       GatewayS3RouteProps
	shared      *shared
	routeTables routeTables
	policy      *endpointPolicyPlan
}

// read checks the props and asks the VPC for its route tables.
func (p *gatewayPlan) read(at string, shared *shared, subnets *vpcSubnets, props *GatewayS3RouteProps) problems {
	p.props, p.shared = *props, shared
	found := checkGatewayProps(at, props)
	if shared == nil {
		return found
	}
	policy, refused := readEndpointPolicy(at+"Policy", shared, shared.region, props.Policy)
	p.policy, found = policy, append(found, refused...)
	for i, statement := range elements(orZero(props.Policy).Statements) {
		found = append(found, checkGatewayStatement(fmt.Sprintf("%sPolicy.Statements[%d]", at, i), shared.stack, statement)...)
	}
	if isNil(props.Vpc) {
		return found
	}
	found = append(found, checkVpcRegion(at+"Vpc", props.Vpc, shared)...)
	return append(found, p.routeTables.read(at, shared, subnets, props)...)
}

// checkGatewayProps finds what can be judged without the CDK.
func checkGatewayProps(at string, props *GatewayS3RouteProps) problems {
	found := checkEach(at+"Subnets", props.Subnets, func(field string, selection *awsec2.SubnetSelection) problems {
		if selection == nil {
			return checkElement(field, "a SubnetSelection", true)
		}
		return checkSelection(field, selection)
	})
	found = append(found, checkEach(at+"RouteTableIds", props.RouteTableIds, checkRouteTableId)...)
	found = append(found, checkIpTypes(at, props.IpAddressType, props.DnsRecordIpType, gatewayRecordTypes())...)
	return append(found, checkOutputs(at, props.Outputs, props.OutputPrefix)...)
}

// create makes the L1, because the CDK's GatewayVpcEndpoint takes no route table ids. The path is that of the construct, if
// it is known.
func (p *gatewayPlan) create(scope constructs.Construct, id *string, path string) *GatewayS3Route {
	g := &GatewayS3Route{prefixList: p.props.PrefixList}
	constructs.NewConstruct_Override(g, scope, id)
	if path == "" {
		path = p.shared.pathOf(g, scope, *id)
	}

	props := &awsec2.CfnVPCEndpointProps{
		VpcId:           p.props.Vpc,
		VpcEndpointType: jsii.String("Gateway"),
		ServiceName:     jsii.String(partition.GatewayService(p.shared.region)),
		RouteTableIds:   &p.routeTables.list,
		IpAddressType:   cfnIpType(p.props.IpAddressType),
		Tags:            nameTags(path),
	}
	if p.props.DnsRecordIpType != "" {
		props.DnsOptions = &awsec2.CfnVPCEndpoint_DnsOptionsSpecificationProperty{DnsRecordIpType: cfnIpType(p.props.DnsRecordIpType)}
	}
	if statements := p.policy.create(p.shared); len(statements) > 0 {
		g.policy = awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &statements})
		props.PolicyDocument = g.policy
	}
	g.resource = awsec2.NewCfnVPCEndpoint(g, jsii.String("Resource"), props)
	if o := newOutputs(p.props.Outputs, p.props.OutputPrefix); !o.off {
		o.add(g, "GatewayVpcEndpointId", *g.VpcEndpointId(), "Id of the S3 gateway endpoint, for aws:SourceVpce")
	}
	return g
}
