package privates3

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
)

// clientsOfEachKind are an instance, which allows all outbound traffic, groups of the app that allow all or nothing, and
// imported groups that allow all, nothing, or are not to be changed.
func clientsOfEachKind(stack awscdk.Stack, vpc awsec2.IVpc) []awsec2.IConnectable {
	group := func(id string, options *awsec2.SecurityGroupImportOptions) awsec2.ISecurityGroup {
		return awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String("Imported"+id), jsii.String("sg-0a1b2c3d"+id), options)
	}
	return []awsec2.IConnectable{
		awsec2.NewInstance(stack, jsii.String("Instance"), &awsec2.InstanceProps{
			Vpc:          vpc,
			InstanceType: awsec2.InstanceType_Of(awsec2.InstanceClass_T3, awsec2.InstanceSize_MICRO),
			MachineImage: awsec2.MachineImage_GenericLinux(&map[string]*string{"eu-west-1": jsii.String("ami-0a1b2c3d")}, nil),
			VpcSubnets:   &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
		}),
		awsec2.NewSecurityGroup(stack, jsii.String("Open"), &awsec2.SecurityGroupProps{Vpc: vpc}),
		closedGroup(stack, "Closed", vpc),
		group("1", nil),
		group("2", &awsec2.SecurityGroupImportOptions{AllowAllOutbound: jsii.Bool(false)}),
		group("3", &awsec2.SecurityGroupImportOptions{Mutable: jsii.Bool(false)}),
	}
}

// Warnings fail a strict synth.
func TestNoCallRaisesAWarningOfTheCdk(t *testing.T) {
	for name, place := range map[string]func(app awscdk.App) (network, work awscdk.Stack){
		"one stack": func(app awscdk.App) (network, work awscdk.Stack) {
			network = awscdk.NewStack(app, jsii.String("Network"), ireland())
			return network, network
		},
		"two stacks": func(app awscdk.App) (network, work awscdk.Stack) {
			return awscdk.NewStack(app, jsii.String("Network"), ireland()), awscdk.NewStack(app, jsii.String("Work"), ireland())
		},
		"clients in a nested stack": func(app awscdk.App) (network, work awscdk.Stack) {
			network = awscdk.NewStack(app, jsii.String("Network"), ireland())
			return network, awscdk.NewNestedStack(network, jsii.String("Work"), nil)
		},
		"endpoints in a nested stack": func(app awscdk.App) (network, work awscdk.Stack) {
			work = awscdk.NewStack(app, jsii.String("Work"), ireland())
			return awscdk.NewNestedStack(work, jsii.String("Network"), nil), work
		},
		"two nested stacks": func(app awscdk.App) (network, work awscdk.Stack) {
			parent := awscdk.NewStack(app, jsii.String("Parent"), ireland())
			return awscdk.NewNestedStack(parent, jsii.String("Network"), nil), awscdk.NewNestedStack(parent, jsii.String("Work"), nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			app := testApp(t, map[string]any{"@aws-cdk/core:strictCfnValidateErrors": false})
			network, work := place(app)
			vpc := isolatedVpc(network)
			access := NewPrivateS3Access(network, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc})
			for _, client := range clientsOfEachKind(work, vpc) {
				access.Gateway().AllowFrom(client)
				access.Interface().AllowFrom(client)
			}
			access.RestrictBucket(awss3.NewBucket(work, jsii.String("Bucket"), nil), nil)
			access.Interface().AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Principals: &[]awsiam.IPrincipal{awsiam.NewAnyPrincipal()}, Actions: jsii.Strings("s3:*"), Resources: jsii.Strings("*"),
			}))
			link := access.Interface()
			if nested, ok := work.(awscdk.NestedStack); ok {
				link = link.ForNestedStack(nested)
			}
			for i, value := range everyName(link) {
				awscdk.NewCfnOutput(work, jsii.String(fmt.Sprintf("Name%d", i)), &awscdk.CfnOutputProps{Value: value})
			}
			for _, child := range *app.Node().Children() {
				if stack, ok := child.(awscdk.Stack); ok {
					assertions.Annotations_FromStack(stack).HasNoWarning(jsii.String("*"), assertions.Match_AnyValue())
				}
			}
		})
	}
}

func everyName(link *InterfaceS3Link) []*string {
	zone := jsii.String("eu-west-1a")
	return []*string{
		link.DnsName(), link.HostedZoneId(), link.BucketEndpointUrl(), link.AccessPointEndpointUrl(), link.ControlEndpointUrl(),
		link.BucketUrl(jsii.String("my-bucket")), link.ZonalDnsName(zone), link.ZonalBucketEndpointUrl(zone),
		(*link.ClientEnvironment())["AWS_ENDPOINT_URL_S3"],
	}
}
