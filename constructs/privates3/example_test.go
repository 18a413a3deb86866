package privates3_test

import (
	"encoding/json"
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/privates3"
)

// newApp returns an app. With -all, the CDK validates its templates.
func newApp() awscdk.App {
	return jsiitest.ShareValidation(awscdk.NewApp(nil), templatetest.All())
}

// Both endpoints: the gateway endpoint for workloads in the VPC, and the interface endpoint for the office.
func ExampleNewPrivateS3Access() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})

	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc: vpc,
		Interface: &privates3.InterfaceS3LinkProps{
			Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, // over Direct Connect
		},
		OutputPrefix: jsii.String("S3"),
	})

	outputs := assertions.Template_FromStack(stack, nil).FindOutputs(jsii.String("S3BucketEndpointUrl"), nil)
	fmt.Println(len(*access.VpcEndpointIds()), "endpoints,", len(*outputs), "URL for the office")
	// Output: 2 endpoints, 1 URL for the office
}

// A gateway endpoint in the route tables of the private subnets only.
func ExampleNewGatewayS3Route() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})

	route := privates3.NewGatewayS3Route(stack, jsii.String("S3"), &privates3.GatewayS3RouteProps{
		Vpc:     vpc,
		Subnets: &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PRIVATE_WITH_EGRESS}},
	})

	fmt.Println(len(*route.RouteTableIds()), "route tables have the route to S3")
	// Output: 2 route tables have the route to S3
}

// A gateway endpoint in an imported VPC. The CDK does not know the VPC's route tables.
func ExampleNewGatewayS3Route_importedVpc() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	vpc := awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Vpc"), &awsec2.VpcAttributes{
		VpcId:             jsii.String("vpc-0a1b2c3d"),
		AvailabilityZones: jsii.Strings("eu-west-1a"),
	})

	privates3.NewGatewayS3Route(stack, jsii.String("S3"), &privates3.GatewayS3RouteProps{
		Vpc:           vpc,
		RouteTableIds: jsii.Strings("rtb-0a1b2c3d"),
	})

	assertions.Template_FromStack(stack, nil).HasResourceProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
		"RouteTableIds": []string{"rtb-0a1b2c3d"},
	})
	fmt.Println("one route table has the route to S3")
	// Output: one route table has the route to S3
}

// A route table can have only one S3 gateway endpoint. Use the existing one.
func ExampleGatewayS3Route_existing() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})

	gateway := privates3.GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &privates3.GatewayS3RouteAttributes{
		VpcEndpointId: jsii.String("vpce-0a1b2c3d"),
		RouteTableIds: jsii.Strings("rtb-0a1b2c3d"), // so that package s3path knows the paths
	})
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{Vpc: vpc, ExistingGateway: gateway})

	fmt.Println(*(*access.VpcEndpointIds())[0])
	// Output: vpce-0a1b2c3d
}

// The URL of an interface endpoint that another team created.
func ExampleInterfaceS3Link_existing() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)

	link := privates3.InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Existing"), &privates3.InterfaceS3LinkAttributes{
		VpcEndpointId: jsii.String("vpce-0a1b2c3d"),
		DnsName:       jsii.String("vpce-0a1b2c3d-x1y2z3a4.s3.eu-west-1.vpce.amazonaws.com"),
	})

	fmt.Println(*link.BucketEndpointUrl())
	// Output: https://bucket.vpce-0a1b2c3d-x1y2z3a4.s3.eu-west-1.vpce.amazonaws.com
}

// A bucket that is reached only through two endpoints of a network team.
func ExampleRestrictBucket() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)

	privates3.RestrictBucket(bucket, &privates3.RestrictBucketProps{VpcEndpointIds: jsii.Strings("vpce-0a1b2c3d", "vpce-0e5f6a7b")})

	policies := assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::S3::BucketPolicy"), nil)
	fmt.Println(len(*policies), "bucket policy")
	// Output: 1 bucket policy
}

// Requests through every endpoint of the organization reach the bucket, and those of the office over the internet.
func ExampleRestrictBucket_organization() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)

	privates3.RestrictBucket(bucket, &privates3.RestrictBucketProps{
		VpcEndpointOrganizations: jsii.Strings("o-a1b2c3d4e5"),
		ExemptCidrs:              jsii.Strings("203.0.113.0/24"), // the office
		ExemptPrincipalTags:      &map[string]*string{"network-perimeter": jsii.String("exempt")},
	})

	policies := assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::S3::BucketPolicy"), nil)
	fmt.Println(len(*policies), "bucket policy")
	// Output: 1 bucket policy
}

// The same for all buckets of the accounts that the policy is attached to.
func ExampleResourceControlPolicy() {
	policy := privates3.ResourceControlPolicy(&privates3.RestrictBucketProps{
		VpcEndpointOrganizations: jsii.Strings("o-a1b2c3d4e5"),
		ExemptPrincipalArns:      jsii.Strings("arn:aws:iam::111122223333:role/cdk-hnb659fds-*"),
	})

	conditions := policy["Statement"].([]any)[0].(map[string]any)["Condition"]
	text, err := json.Marshal(conditions)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
	// Output: {"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/cdk-hnb659fds-*"},"BoolIfExists":{"aws:PrincipalIsAWSService":"false","aws:ViaAWSService":"false"},"StringNotEquals":{"aws:VpceOrgID":"o-a1b2c3d4e5"}}
}

// The stack has a gateway endpoint that VpcProps.GatewayEndpoints created. The construct takes it over.
func ExampleGatewayS3Route_takingOver() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})

	privates3.NewGatewayS3Route(stack, jsii.String("S3"), &privates3.GatewayS3RouteProps{Vpc: vpc, LogicalId: jsii.String("VpcS3A5408339")})

	for id := range *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::EC2::VPCEndpoint"), nil) {
		fmt.Println(id)
	}
	// Output: VpcS3A5408339
}

// An interface endpoint for a container. The container's environment variables make it use the endpoint.
func ExampleNewInterfaceS3Link() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})

	link := privates3.NewInterfaceS3Link(stack, jsii.String("S3"), &privates3.InterfaceS3LinkProps{Vpc: vpc})

	env := *link.ClientEnvironment() // goes into the container's Environment
	fmt.Println(env["AWS_ENDPOINT_URL_S3"] != nil, env["AWS_ENDPOINT_URL_S3_CONTROL"] != nil)
	// Output: true true
}

// Invalid props are reported before anything is created.
func ExampleValidationError() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	defer func() { fmt.Println(recover()) }()

	privates3.NewInterfaceS3Link(stack, jsii.String("S3"), &privates3.InterfaceS3LinkProps{
		Vpc:     awsec2.NewVpc(stack, jsii.String("Vpc"), nil),
		Clients: &[]awsec2.IPeer{awsec2.Peer_AnyIpv4()},
	})
	// Output:
	// privates3: invalid props for Shop/S3
	//   Clients[0]: 0.0.0.0/0 opens the endpoint to the whole internet. Use your own CIDRs, a prefix list or a security group.
}
