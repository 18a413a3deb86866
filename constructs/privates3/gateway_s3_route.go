package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// GatewayS3RouteProps are the props of a GatewayS3Route.
type GatewayS3RouteProps struct {
	// Vpc is the VPC to create the endpoint in. Required, except in PrivateS3AccessProps.Gateway, where it defaults to
	// the Vpc of the PrivateS3Access.
	Vpc awsec2.IVpc

	// Subnets selects the subnets whose route tables get the route to S3. If such a route table is associated with
	// other subnets too, their S3 traffic takes the same route. It is an error if the CDK does not know the route table
	// of a selected subnet.
	//
	// Default: every subnet of the VPC; no subnet if RouteTableIds is set.
	Subnets *[]*awsec2.SubnetSelection

	// RouteTableIds are the IDs of route tables ("rtb-…", or tokens) that get the route in addition to those of
	// Subnets. Use them for imported VPCs, and for route tables that the CDK does not know. A route table can have only
	// one S3 gateway endpoint: for an existing one, see GatewayS3RouteAttributes. Duplicates are ignored.
	//
	// Default: none.
	RouteTableIds *[]*string

	// IpAddressType is the IP version of the S3 traffic that the endpoint routes. An IPV4 endpoint does not route IPv6
	// traffic.
	//
	// Default: IPV4, which is AWS's default.
	IpAddressType awsec2.VpcEndpointIpAddressType

	// DnsRecordIpType is the type of the DNS records, A or AAAA, that the VPC's resolver returns for S3. An IPV4
	// endpoint accepts IPV4 and SERVICE_DEFINED, an IPV6 endpoint accepts IPV6 and SERVICE_DEFINED, and a DUALSTACK
	// endpoint accepts any value. For every value but SERVICE_DEFINED, the VPC needs DNS support and DNS hostnames.
	//
	// Default: SERVICE_DEFINED, which is AWS's default and leaves S3's records unchanged.
	DnsRecordIpType awsec2.VpcEndpointDnsRecordIpType

	// Policy controls which principals can reach which buckets through the endpoint.
	//
	// Default: AWS's default policy, which allows all principals and all buckets.
	Policy *EndpointPolicy

	// PrefixList is S3's managed prefix list in the Region, "com.amazonaws.<region>.s3", which AllowFrom uses in
	// security group rules. Pass awsec2.PrefixList_FromPrefixListId if you know its ID, or awsec2.PrefixList_FromLookup
	// if the stack has an account and a Region; the CDK then looks up the ID at synth. The list has IPv4 addresses.
	// https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
	//
	// Default: a custom resource with a small Lambda function looks up the ID at deploy time. The first call to
	// AllowFrom that needs it creates it in the stack of the security group, once per stack. The function can only list
	// prefix lists in the Region. It has the tags of the stack, and writes no logs.
	PrefixList awsec2.IPrefixList

	// LogicalId is the logical ID of the endpoint in the template, letters and digits. Set it if the stack already has the
	// endpoint under this ID, for example if a CDK construct created it, or if you rename its construct.
	// The deploy then updates the endpoint instead of replacing it. "cdk diff" prints the logical IDs of the endpoints
	// that the next deploy would delete.
	// https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
	//
	// Default: the CDK derives it from the construct's path.
	LogicalId *string

	// CreateOutputs controls whether the stack has the output GatewayVpcEndpointId.
	//
	// Default: true.
	CreateOutputs *bool

	// OutputPrefix sets the output's key to OutputPrefix + "GatewayVpcEndpointId". It must be a letter followed by
	// letters and digits. It is an error if CreateOutputs is false.
	//
	// Default: the CDK derives the key from the construct's path.
	OutputPrefix *string
}

// GatewayS3Route is an S3 gateway endpoint in the route tables of the selected subnets. Clients in these subnets use
// the usual bucket names, which still resolve to S3's public addresses: the route alone keeps their traffic off the
// internet and off NAT gateways. The endpoint is free. It reaches only buckets in its own Region, and can be used only
// from inside the VPC: not over peering, a transit gateway, VPN or Direct Connect.
//
// Creating the endpoint, or adding a route table to it, interrupts open connections to S3 from the affected subnets.
// Changing the Vpc replaces the endpoint; changing its route tables does not.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
type GatewayS3Route struct {
	constructs.Construct
	stack         *cdk.Stack
	resource      awsec2.CfnVPCEndpoint // nil if imported
	routeTableIds *[]*string            // if imported; nil if unknown
	bucketRegion  string                // of the buckets that the endpoint reaches; empty if imported
	endpoint      awsec2.IGatewayVpcEndpoint
	vpcEndpointId *string
	policy        awsiam.PolicyDocument // nil as long as the endpoint has AWS's default policy
	prefixList    awsec2.IPrefixList    // nil if AllowFrom looks it up
	vpc           awsec2.IVpc           // nil if imported
}

// NewGatewayS3Route creates the endpoint. It panics with a *ValidationError if the props are invalid.
func NewGatewayS3Route(scope constructs.Construct, id *string, props *GatewayS3RouteProps) *GatewayS3Route {
	var found problems
	stack, given := readScope(&found, scope, id), orZero(props)
	plan := planGateway(&found, "", commonProps{stack: stack}, &given)
	found.panicIfAny(scope, id, "")
	register(stack, scope)
	return plan.create(scope, id, stack.Path(scope, *id))
}

// Endpoint returns a reference to the endpoint, for CDK functions that take an IGatewayVpcEndpoint. To depend on the
// endpoint, depend on the GatewayS3Route. For escape hatches, the Node().DefaultChild() of the GatewayS3Route is the
// CfnVPCEndpoint, or nil if the endpoint is imported.
func (g *GatewayS3Route) Endpoint() awsec2.IGatewayVpcEndpoint {
	g.mustExist("Endpoint")
	return g.endpoint
}

// VpcEndpointId returns the endpoint's ID ("vpce-…"). It is a token unless the endpoint was imported by a literal ID.
// Requests through the endpoint have it as aws:SourceVpce.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
func (g *GatewayS3Route) VpcEndpointId() *string {
	g.mustExist("VpcEndpointId")
	return g.vpcEndpointId
}

// RouteTableIds returns the IDs of the endpoint's route tables, without duplicates. It is nil if the endpoint is imported
// without them.
func (g *GatewayS3Route) RouteTableIds() *[]*string {
	g.mustExist("RouteTableIds")
	if g.resource == nil {
		return g.routeTableIds
	}
	return g.resource.RouteTableIds()
}

func (g *GatewayS3Route) mustExist(method string) {
	mustExist(g, method, "GatewayS3Route", "Use NewGatewayS3Route or GatewayS3Route_FromGatewayS3RouteAttributes.")
}

// importEndpoint makes the reference that Endpoint returns, because the endpoint is an L1 or exists already.
func (g *GatewayS3Route) importEndpoint() {
	g.endpoint = awsec2.GatewayVpcEndpoint_FromGatewayVpcEndpointId(g, jsii.String("Endpoint"), g.vpcEndpointId)
}

// gatewayPlan is what create needs.
type gatewayPlan struct {
	commonProps
	props       *GatewayS3RouteProps
	routeTables []any
}

// planGateway reads the props; without a stack, only what does not need one.
func planGateway(found *problems, at string, defaults commonProps, props *GatewayS3RouteProps) *gatewayPlan {
	p := &gatewayPlan{
		commonProps: defaults.read(found, at, props.Vpc, props.Policy, props.CreateOutputs, props.OutputPrefix),
		props:       props,
	}
	p.routeTables = readRouteTables(found, at, p.commonProps, props)
	checkIpTypes(found, at, props.IpAddressType, props.DnsRecordIpType, true)
	checkPrefixUsed(found, at+"OutputPrefix", props.OutputPrefix, p.outputs.off)
	checkPrefixList(found, at+"PrefixList", props.PrefixList)
	checkLogicalId(found, at+"LogicalId", p.stack, props.LogicalId)
	p.outputs.checkKey(found, "GatewayVpcEndpointId")
	if p.stack != nil {
		p.policy.checkRegion(found, p.stack.Region())
		p.policy.checkForGateway(found, p.stack)
	}
	return p
}

// create makes an L1, because the CDK's GatewayVpcEndpoint takes no route table ids.
func (p *gatewayPlan) create(scope constructs.Construct, id *string, path string) *GatewayS3Route {
	g := &GatewayS3Route{stack: p.stack, bucketRegion: p.stack.Region(), prefixList: p.props.PrefixList, vpc: p.vpc.IVpc}
	newConstruct(g, scope, id, "")

	props := &awsec2.CfnVPCEndpointProps{
		VpcId:           p.vpc.IVpc,
		VpcEndpointType: jsii.String("Gateway"),
		ServiceName:     jsii.String(p.stack.GatewayService()),
		RouteTableIds:   &p.routeTables,
		IpAddressType:   cfnIpType(p.props.IpAddressType),
		Tags:            cdk.NameTags(path),
	}
	if p.props.DnsRecordIpType != "" {
		props.DnsOptions = &awsec2.CfnVPCEndpoint_DnsOptionsSpecificationProperty{DnsRecordIpType: cfnIpType(p.props.DnsRecordIpType)}
	}
	if statements := p.policy.render(p.stack, p.stack.Region()); len(statements) > 0 {
		g.policy = awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &statements})
		props.PolicyDocument = g.policy
	}
	g.resource = awsec2.NewCfnVPCEndpoint(g, jsii.String("Resource"), props)
	if p.props.LogicalId != nil {
		g.resource.OverrideLogicalId(p.props.LogicalId)
	}
	g.vpcEndpointId = g.resource.Ref()
	g.importEndpoint()
	if !p.outputs.off {
		p.outputs.add(g, path, "GatewayVpcEndpointId", *g.vpcEndpointId, "ID of the S3 gateway endpoint, for aws:SourceVpce")
	}
	return g
}
