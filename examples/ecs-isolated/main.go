// Command ecs-isolated runs a container from Amazon ECR in subnets that have no path to the internet.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecr"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	NewStack(app, "EcsIsolated")
	app.Synth(nil)
}

// NewStack creates the VPC, its endpoints and a Fargate service.
func NewStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs: jsii.Number(2),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
		},
	})
	service := newService(stack, vpc)

	// A pull reads the manifest from ECR over its two endpoints, and the layers from a bucket that AWS owns.
	gateway := privates3.NewGatewayS3Route(stack, jsii.String("S3"), &privates3.GatewayS3RouteProps{
		Vpc:    vpc,
		Policy: &privates3.EndpointPolicy{ServiceBuckets: &[]*privates3.ServiceBuckets{privates3.ServiceBuckets_EcrImageLayers()}},
	})
	gateway.AllowFrom(service)
	// The outbound rules of the tasks are children of their security group.
	service.Node().AddDependency(gateway, (*service.Connections().SecurityGroups())[0])

	for _, endpoint := range []struct {
		id      string
		service awsec2.InterfaceVpcEndpointAwsService
	}{
		{"EcrApi", awsec2.InterfaceVpcEndpointAwsService_ECR()},
		{"EcrDkr", awsec2.InterfaceVpcEndpointAwsService_ECR_DOCKER()},
		{"Logs", awsec2.InterfaceVpcEndpointAwsService_CLOUDWATCH_LOGS()},
	} {
		created := vpc.AddInterfaceEndpoint(&endpoint.id, &awsec2.InterfaceVpcEndpointOptions{Service: endpoint.service, Open: jsii.Bool(false)})
		created.Connections().AllowDefaultPortFrom(service, nil)
		service.Node().AddDependency(created)
	}
	return stack
}

// newService creates a service with the image "latest" of a repository. Its security group allows no outbound traffic.
func newService(stack awscdk.Stack, vpc awsec2.IVpc) awsecs.FargateService {
	task := awsecs.NewFargateTaskDefinition(stack, jsii.String("Task"), nil)
	task.AddContainer(jsii.String("app"), &awsecs.ContainerDefinitionOptions{
		Image:   awsecs.ContainerImage_FromEcrRepository(awsecr.NewRepository(stack, jsii.String("Repository"), nil), jsii.String("latest")),
		Logging: awsecs.LogDriver_AwsLogs(&awsecs.AwsLogDriverProps{StreamPrefix: jsii.String("app")}),
	})
	return awsecs.NewFargateService(stack, jsii.String("Service"), &awsecs.FargateServiceProps{
		Cluster:           awsecs.NewCluster(stack, jsii.String("Cluster"), &awsecs.ClusterProps{Vpc: vpc}),
		TaskDefinition:    task,
		VpcSubnets:        &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
		MinHealthyPercent: jsii.Number(100),
		CircuitBreaker:    &awsecs.DeploymentCircuitBreaker{Enable: jsii.Bool(true)},
		SecurityGroups: &[]awsec2.ISecurityGroup{awsec2.NewSecurityGroup(stack, jsii.String("ServiceSecurityGroup"), &awsec2.SecurityGroupProps{
			Vpc:              vpc,
			AllowAllOutbound: jsii.Bool(false),
		})},
	})
}
