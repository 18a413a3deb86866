package privates3

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
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
	// or SERVICE_DEFINED, an IPV6 endpoint IPV6 or SERVICE_DEFINED, a DUALSTACK endpoint any.
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
	// Default: it is looked up at deploy time, which needs neither, by a custom resource with a small function that is
	// created when AllowFrom needs it, and only then.
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
// Changing the Vpc replaces the endpoint; changing the route tables does not.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
type GatewayS3Route struct {
	constructs.Construct
	endpoint      awsec2.IGatewayVpcEndpoint
	resource      awsec2.CfnVPCEndpoint // nil if imported
	policy        awsiam.PolicyDocument // nil until it has a statement
	prefixList    awsec2.IPrefixList    // nil until AllowFrom needs it
	vpcEndpointId *string
	routeTableIds []*string
}

// NewGatewayS3Route creates the endpoint. It panics with a *PropsError that lists every problem of the props.
func NewGatewayS3Route(scope constructs.Construct, id *string, props *GatewayS3RouteProps) *GatewayS3Route {
	found := checkPlacement(scope, id)
	plan := gatewayPlan{}
	if props == nil {
		found.add("props", "nil", "*GatewayS3RouteProps", "pass at least the Vpc")
	} else {
		found = append(found, checkVpc("Vpc", props.Vpc)...)
		found = append(found, plan.read("", scope, props)...)
	}
	found.panicIfAny(scope, id)
	return plan.create(scope, id)
}

// GatewayS3Route_FromVpcEndpointId refers to an S3 gateway endpoint that exists already, in the account or in another
// stack, because a second one on the same route table fails the deploy (RouteAlreadyExists). It creates no resource, and
// which route tables the endpoint is in stays unknown. It panics with a *PropsError if the id is neither "vpce-…" nor a token.
func GatewayS3Route_FromVpcEndpointId(scope constructs.Construct, id *string, vpcEndpointId *string) *GatewayS3Route {
	found := checkPlacement(scope, id)
	if vpcEndpointId == nil || !isToken(*vpcEndpointId) && !regexp.MustCompile(`^vpce-[0-9a-z]+$`).MatchString(*vpcEndpointId) {
		found.add("vpcEndpointId", quoted(vpcEndpointId), "vpce-…, or a token", "pass the id of the S3 gateway endpoint that is in the VPC")
	}
	found.panicIfAny(scope, id)

	g := &GatewayS3Route{vpcEndpointId: vpcEndpointId}
	constructs.NewConstruct_Override(g, scope, id)
	g.endpoint = awsec2.GatewayVpcEndpoint_FromGatewayVpcEndpointId(g, jsii.String("Endpoint"), vpcEndpointId)
	return g
}

// Endpoint is the endpoint as the CDK knows it.
func (g *GatewayS3Route) Endpoint() awsec2.IGatewayVpcEndpoint { return g.endpoint }

// VpcEndpointId is the endpoint's id ("vpce-…"), as a token unless it was imported by its literal id. It is what
// aws:SourceVpce holds for requests that come through the endpoint.
func (g *GatewayS3Route) VpcEndpointId() *string { return g.vpcEndpointId }

// RouteTableIds are the ids of the route tables that the endpoint is in, each once; nil for an endpoint that was imported.
func (g *GatewayS3Route) RouteTableIds() *[]*string {
	if g.routeTableIds == nil {
		return nil
	}
	ids := slices.Clone(g.routeTableIds)
	return &ids
}

// gatewayPlan is all that a GatewayS3Route needs, checked, before anything is created.
type gatewayPlan struct {
	props         GatewayS3RouteProps
	routeTableIds []*string
	policy        endpointPolicyPlan
}

// read checks the props and asks the VPC for its route tables.
func (p *gatewayPlan) read(at string, scope constructs.Construct, props *GatewayS3RouteProps) problems {
	p.props = *props
	found := checkGatewayProps(at, props)
	if !isNil(scope) {
		found = append(found, p.policy.read(at+"Policy", scope, *awscdk.Stack_Of(scope).Region(), props.Policy)...)
	}
	if !isNil(props.Vpc) {
		found = append(found, p.readRouteTables(at)...)
	}
	return found
}

// checkGatewayProps finds what can be judged without the CDK.
func checkGatewayProps(at string, props *GatewayS3RouteProps) problems {
	var found problems
	if props.Subnets != nil && len(*props.Subnets) == 0 {
		found.add(at+"Subnets", "an empty list", "one selection or more", "leave the field out for every subnet of the VPC")
	}
	for i, selection := range elements(props.Subnets) {
		field := fmt.Sprintf("%sSubnets[%d]", at, i)
		if selection == nil {
			found.add(field, "nil", "a SubnetSelection", "remove the element")
			continue
		}
		found = append(found, checkSelection(field, selection)...)
	}
	found = append(found, checkRouteTableIds(at, props.RouteTableIds)...)
	found = append(found, checkIpTypes(at, props.IpAddressType, props.DnsRecordIpType, gatewayRecordTypes())...)
	return append(found, checkOutputs(at, props.Outputs, props.OutputPrefix)...)
}

func checkRouteTableIds(at string, ids *[]*string) (found problems) {
	if ids != nil && len(*ids) == 0 {
		found.add(at+"RouteTableIds", "an empty list", "one id or more", "leave the field out, or name the route tables")
	}
	for i, id := range elements(ids) {
		if id == nil || !isToken(*id) && !regexp.MustCompile(`^rtb-[0-9a-z]+$`).MatchString(*id) {
			found.add(fmt.Sprintf("%sRouteTableIds[%d]", at, i), quoted(id), "rtb-…, or a token", "pass the id of a route table of the VPC")
		}
	}
	return found
}

// readRouteTables collects the route tables of the selected subnets and the ids that were given. The CDK's own gateway
// endpoint leaves subnets out in silence if it knows no route table for them; here they are a problem.
func (p *gatewayPlan) readRouteTables(at string) (found problems) {
	var without []string
	var selected int
	if p.props.Subnets == nil && p.props.RouteTableIds == nil {
		subnets := slices.Concat(*p.props.Vpc.PrivateSubnets(), *p.props.Vpc.PublicSubnets(), *p.props.Vpc.IsolatedSubnets())
		without, selected = p.addRouteTablesOf(subnets), len(subnets)
		if selected == 0 {
			found.add(at+"RouteTableIds", "nil", "at least one route table: the Vpc "+*p.props.Vpc.Node().Path()+" has no subnets that the CDK knows",
				"name the route tables in RouteTableIds, or import the VPC with its subnets and their route table ids")
		}
	}
	for i, selection := range elements(p.props.Subnets) {
		field := fmt.Sprintf("%sSubnets[%d]", at, i)
		if selection == nil || len(checkSelection(field, selection)) > 0 {
			continue // reported by checkGatewayProps
		}
		subnets, unusable := selectSubnets(field, p.props.Vpc, selection)
		found = append(found, unusable...)
		without, selected = append(without, p.addRouteTablesOf(subnets)...), selected+len(subnets)
	}
	switch {
	case len(without) > 0 && len(without) == selected && p.props.RouteTableIds == nil:
		found.add(at+"RouteTableIds", "nil", "at least one route table: the CDK knows none of the subnets "+strings.Join(without, ", "),
			"name the route tables in RouteTableIds, or import the VPC with the route table ids of its subnets")
	case len(without) > 0:
		found.add(at+"Subnets", "a selection with "+strings.Join(without, ", "), "subnets whose route table the CDK knows",
			"import these subnets with their route table id, or select others and name the route tables of these in RouteTableIds")
	}
	for _, id := range elements(p.props.RouteTableIds) {
		p.addRouteTable(id)
	}
	if len(p.routeTableIds) > 1 {
		for _, id := range p.routeTableIds {
			if id != nil && isListToken(*id) {
				found.add(at+"RouteTableIds", "a token for a whole list, among others", "such a token alone, or ids one by one",
					"take the ids out of the list with awscdk.Fn_Select")
			}
		}
	}
	return found
}

// addRouteTablesOf returns the subnets for which the CDK knows no route table.
func (p *gatewayPlan) addRouteTablesOf(subnets []awsec2.ISubnet) (without []string) {
	for _, subnet := range subnets {
		if isNil(subnet) {
			continue
		}
		id, err := attempt(func() *string { return subnet.RouteTable().RouteTableId() })
		if err != nil {
			without = append(without, describeSubnet(subnet))
			continue
		}
		p.addRouteTable(id)
	}
	return without
}

func (p *gatewayPlan) addRouteTable(id *string) {
	if id != nil && !slices.ContainsFunc(p.routeTableIds, func(known *string) bool { return *known == *id }) {
		p.routeTableIds = append(p.routeTableIds, id)
	}
}

// create makes the L1, because the CDK's GatewayVpcEndpoint takes no route table ids.
func (p *gatewayPlan) create(scope constructs.Construct, id *string) *GatewayS3Route {
	g := &GatewayS3Route{routeTableIds: p.routeTableIds, prefixList: p.props.PrefixList}
	constructs.NewConstruct_Override(g, scope, id)

	props := &awsec2.CfnVPCEndpointProps{
		VpcId:           p.props.Vpc.VpcId(),
		VpcEndpointType: jsii.String("Gateway"),
		ServiceName:     jsii.String(gatewayServiceName(*awscdk.Stack_Of(g).Region())),
		RouteTableIds:   anyList(p.routeTableIds),
		IpAddressType:   cfnIpType(p.props.IpAddressType),
	}
	if p.props.DnsRecordIpType != "" {
		props.DnsOptions = &awsec2.CfnVPCEndpoint_DnsOptionsSpecificationProperty{DnsRecordIpType: cfnIpType(p.props.DnsRecordIpType)}
	}
	g.resource = awsec2.NewCfnVPCEndpoint(g, jsii.String("Resource"), props)
	g.vpcEndpointId = g.resource.Ref()
	g.endpoint = awsec2.GatewayVpcEndpoint_FromGatewayVpcEndpointId(g, jsii.String("Endpoint"), g.vpcEndpointId)
	p.policy.addTo(g.addToPolicy)
	g.Node().AddValidation(&endpointPolicyCheck{endpoint: g.resource, gateway: true})
	addNameTag(g)
	newOutputs(p.props.Outputs, p.props.OutputPrefix).add(g, "GatewayVpcEndpointId", *g.vpcEndpointId,
		"Id of the S3 gateway endpoint, for aws:SourceVpce")
	return g
}
