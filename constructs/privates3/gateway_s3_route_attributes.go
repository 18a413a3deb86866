package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// GatewayS3RouteAttributes describe an S3 gateway endpoint that exists in the account or in another stack.
type GatewayS3RouteAttributes struct {
	// VpcEndpointId is the endpoint's ID ("vpce-…", or a token). Required.
	VpcEndpointId *string

	// RouteTableIds are the IDs of the endpoint's route tables ("rtb-…", or tokens). If VpcEndpointId is known at synth,
	// the known ones are written to the metadata of the stack's template, where package s3path finds the subnets that use
	// the endpoint, and package s3rules finds a second endpoint in a route table. Duplicates are ignored. List them with
	//
	//	aws ec2 describe-vpc-endpoints --vpc-endpoint-ids vpce-… --query VpcEndpoints[].RouteTableIds[]
	//
	// Default: unknown.
	RouteTableIds *[]*string

	// PrefixList is S3's managed prefix list in the Region. See GatewayS3RouteProps.PrefixList.
	//
	// Default: a custom resource looks up its ID.
	PrefixList awsec2.IPrefixList
}

// GatewayS3Route_FromGatewayS3RouteAttributes imports an S3 gateway endpoint, to use it in this app without changing it.
// It creates no resource. Import the endpoint of a route table that already has one: a second endpoint would fail the deploy
// (RouteAlreadyExists). To take over an endpoint that the stack itself created, set GatewayS3RouteProps.LogicalId instead.
//
// It panics with a *ValidationError if the scope, the ID or the attributes are invalid.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
func GatewayS3Route_FromGatewayS3RouteAttributes(scope constructs.Construct, id *string, attributes *GatewayS3RouteAttributes) *GatewayS3Route {
	const function = "GatewayS3Route_FromGatewayS3RouteAttributes"
	var found problems
	stack, given := readScope(&found, scope, id), orZero(attributes)
	checkVpcEndpointId(&found, "VpcEndpointId", given.VpcEndpointId)
	tables := readRouteTableIds(&found, "RouteTableIds", given.RouteTableIds)
	checkPrefixList(&found, "PrefixList", given.PrefixList)
	found.panicIfAny(scope, id, function)

	register(stack, scope)
	g := &GatewayS3Route{stack: stack, vpcEndpointId: given.VpcEndpointId, prefixList: given.PrefixList}
	newConstruct(g, scope, id, function)
	g.importEndpoint()
	if tables = unique(tables); len(tables) > 0 {
		g.routeTableIds = jsii.Strings(tables...)
	}
	// An ID that is a token may be that of an endpoint of the app, which the templates have anyway.
	if known := withoutTokens(tables); len(known) > 0 && !cdk.IsToken(*given.VpcEndpointId) {
		stack.DescribeExistingGateway(*given.VpcEndpointId, stack.Path(scope, *id), known)
	}
	return g
}

func withoutTokens(list []string) (known []string) {
	for _, element := range list {
		if !cdk.IsToken(element) {
			known = append(known, element)
		}
	}
	return known
}
