package s3rules_test

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/s3rules"
)

// A handwritten endpoint in public subnets is a warning, which is acknowledged here.
func ExampleRegister() {
	app := newApp()
	s3rules.Register(app)

	stack := awscdk.NewStack(app, jsii.String("Network"), nil)
	endpoint := awsec2.NewInterfaceVpcEndpoint(stack, jsii.String("S3"), &awsec2.InterfaceVpcEndpointProps{
		Vpc:               awsec2.NewVpc(stack, jsii.String("Vpc"), nil),
		Service:           awsec2.InterfaceVpcEndpointAwsService_S3(),
		PrivateDnsEnabled: jsii.Bool(false),
		Subnets:           &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PUBLIC},
	})
	awscdk.Validations_Of(endpoint).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("privates3::public-subnets"),
		Reason: jsii.String("the VPC has no other subnets"),
	})
	app.Synth(nil)
	// Output:
}
