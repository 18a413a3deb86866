// Package byhand has the code for the same template as this module's constructs, with the CDK's own constructs and in
// the style of the CDK's documentation. The library is compared with it: a test checks that both produce the same
// template, and benchmarks measure both.
package byhand

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// Props are the props of the endpoints.
type Props struct {
	// Vpc is the VPC to create the endpoints in. Required.
	Vpc awsec2.Vpc
	// Isolated is true if the VPC has isolated and no private subnets, as the endpoint's zonal names depend on them.
	Isolated bool

	// GatewayService is GatewayService(), shared by the endpoints of a stack. Required for a gateway endpoint.
	GatewayService awsec2.IGatewayVpcEndpointService
	// InterfaceService is InterfaceService(stack), shared by the endpoints of a stack. Required for an interface
	// endpoint.
	InterfaceService awsec2.IInterfaceVpcEndpointService

	// Clients are the peers that can connect to the interface endpoint. Default: the VPC's CIDR.
	Clients []awsec2.IPeer
	// Organization is the id of the only organization whose principals can reach its buckets. Default: no restriction.
	Organization string
	// OutputPrefix is the beginning of the outputs' keys. Default: the CDK derives the keys from the path.
	OutputPrefix string
}

// GatewayService returns the service of S3 gateway endpoints.
func GatewayService() awsec2.IGatewayVpcEndpointService {
	return awsec2.GatewayVpcEndpointAwsService_S3()
}

// InterfaceService returns the service of S3 interface endpoints for a stack in any Region, known or not.
func InterfaceService(stack awscdk.Stack) awsec2.IInterfaceVpcEndpointService {
	china := awscdk.NewCfnCondition(stack, jsii.String("PrivateS3InChina"), &awscdk.CfnConditionProps{
		Expression: awscdk.Fn_ConditionEquals(awscdk.Aws_PARTITION(), jsii.String("aws-cn")),
	})
	prefix := awscdk.Fn_ConditionIf(china.LogicalId(), jsii.String("cn."), jsii.String("")).ToString()
	return awsec2.NewInterfaceVpcEndpointService(jsii.String(*prefix+"com.amazonaws."+*awscdk.Aws_REGION()+".s3"), nil)
}

// Access creates both endpoints.
func Access(scope constructs.Construct, id string, props Props) {
	access := constructs.NewConstruct(scope, &id)
	Gateway(access, "Gateway", props)
	Interface(access, "Interface", props)
}

// Gateway creates a gateway endpoint in all route tables of the VPC.
func Gateway(scope constructs.Construct, id string, props Props) {
	endpoint := awsec2.NewGatewayVpcEndpoint(scope, &id, &awsec2.GatewayVpcEndpointProps{Vpc: props.Vpc, Service: props.GatewayService})
	awscdk.Tags_Of(endpoint).Add(jsii.String("Name"), endpoint.Node().Path(), nil)
	props.allow(endpoint)
	props.output(endpoint, "GatewayVpcEndpointId", *endpoint.VpcEndpointId(), "ID of the S3 gateway endpoint, for aws:SourceVpce")
}

// Interface creates an interface endpoint in the private or isolated subnets, with a security group.
func Interface(scope constructs.Construct, id string, props Props) {
	link := constructs.NewConstruct(scope, &id)
	awscdk.Tags_Of(link).Add(jsii.String("Name"), link.Node().Path(), nil)

	group := awsec2.NewSecurityGroup(link, jsii.String("SecurityGroup"), &awsec2.SecurityGroupProps{
		Vpc: props.Vpc, Description: jsii.String("Clients of the S3 interface endpoint"), AllowAllOutbound: jsii.Bool(false),
	})
	clients := props.Clients
	if clients == nil {
		clients = []awsec2.IPeer{awsec2.Peer_Ipv4(props.Vpc.VpcCidrBlock())}
	}
	for _, client := range clients {
		group.AddIngressRule(client, awsec2.Port_HTTPS(), nil, nil)
	}
	endpoint := awsec2.NewInterfaceVpcEndpoint(link, jsii.String("Endpoint"), &awsec2.InterfaceVpcEndpointProps{
		Vpc: props.Vpc, Service: props.InterfaceService, SecurityGroups: &[]awsec2.ISecurityGroup{group},
		PrivateDnsEnabled: jsii.Bool(false), Open: jsii.Bool(false),
	})
	props.allow(endpoint)

	entry := awscdk.Fn_Select(jsii.Number(0), endpoint.VpcEndpointDnsEntries())
	rest := awscdk.Fn_Select(jsii.Number(1), awscdk.Fn_Split(jsii.String("vpce-"), entry, nil))
	parts := awscdk.Fn_Split(jsii.String(".s3."), rest, nil)
	front, back := *awscdk.Fn_Select(jsii.Number(0), parts), *awscdk.Fn_Select(jsii.Number(1), parts)
	subnets := props.Vpc.PrivateSubnets
	if props.Isolated {
		subnets = props.Vpc.IsolatedSubnets
	}
	var zonal []string
	for _, subnet := range *subnets() {
		zonal = append(zonal, "vpce-"+front+"-"+*subnet.AvailabilityZone()+".s3."+back)
	}
	props.output(link, "InterfaceVpcEndpointId", *endpoint.VpcEndpointId(), "ID of the S3 interface endpoint, for aws:SourceVpce")
	props.output(link, "DnsName", "vpce-"+*rest, "Regional DNS name of the S3 interface endpoint, without its wildcard")
	props.output(link, "BucketEndpointUrl", "https://bucket.vpce-"+*rest, "Endpoint URL for S3 clients: aws s3 --endpoint-url")
	props.output(link, "AccessPointEndpointUrl", "https://accesspoint.vpce-"+*rest, "Endpoint URL for S3 clients that use access point ARNs")
	props.output(link, "ControlEndpointUrl", "https://control.vpce-"+*rest, "Endpoint URL for S3 Control clients: aws s3control --endpoint-url")
	props.output(link, "ZonalDnsNames", strings.Join(zonal, ","), "Zonal DNS names of the S3 interface endpoint, one for each Availability Zone")
}

func (p Props) output(scope constructs.Construct, key, value, description string) {
	output := &awscdk.CfnOutputProps{Value: &value, Description: &description}
	if p.OutputPrefix != "" {
		output.Key = jsii.String(p.OutputPrefix + key)
	}
	awscdk.NewCfnOutput(scope, &key, output)
}

func (p Props) allow(endpoint awsec2.VpcEndpoint) {
	if p.Organization == "" {
		return
	}
	endpoint.AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{awsiam.NewStarPrincipal()},
		Actions:    jsii.Strings("*"),
		Resources:  jsii.Strings("*"),
		Conditions: &map[string]any{"StringEquals": map[string]any{
			"aws:PrincipalOrgID": p.Organization, "aws:ResourceOrgID": p.Organization,
		}},
	}))
}
