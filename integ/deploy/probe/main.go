// Command probe is a CDK app with a Lambda function in each of the given subnets, which requests S3 by the names in its event:
// -c vpc=vpc-… -c subnets=subnet-…,subnet-….
package main

import (
	_ "embed"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

//go:embed probe.py
var code string

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	vpc := app.Node().GetContext(jsii.String("vpc")).(string)
	subnets := app.Node().GetContext(jsii.String("subnets")).(string)
	NewStack(app, "Probe", vpc, strings.Split(subnets, ","))
	app.Synth(nil)
}

// NewStack creates a function in each of the subnets, and the role, security group and log group that they share.
func NewStack(scope constructs.Construct, id, vpc string, subnets []string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &awscdk.StackProps{
		Description: jsii.String("Requests S3 from each subnet by the names in the event"),
	})

	// Requests are not signed, so the role needs no permissions for S3.
	role := awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
		ManagedPolicies: &[]awsiam.IManagedPolicy{
			awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("service-role/AWSLambdaVPCAccessExecutionRole")),
		},
	})
	group := awsec2.NewCfnSecurityGroup(stack, jsii.String("SecurityGroup"), &awsec2.CfnSecurityGroupProps{
		GroupDescription: jsii.String("HTTPS and DNS out"),
		VpcId:            &vpc,
		SecurityGroupEgress: []any{
			egress("tcp", 443, "HTTPS"),
			egress("udp", 53, "DNS, if the VPC has its own resolver"),
			egress("tcp", 53, "DNS, if the VPC has its own resolver"),
		},
	})
	// Without one, Lambda creates log groups that outlive the stack.
	logs := awslogs.NewLogGroup(stack, jsii.String("Logs"), &awslogs.LogGroupProps{
		Retention:     awslogs.RetentionDays_ONE_DAY,
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})

	for _, subnet := range subnets {
		awslambda.NewCfnFunction(stack, jsii.String("Function-"+subnet), &awslambda.CfnFunctionProps{
			Code:          &awslambda.CfnFunction_CodeProperty{ZipFile: &code},
			Handler:       jsii.String("index.handler"),
			Runtime:       awslambda.Runtime_PYTHON_3_13().Name(),
			Role:          role.RoleArn(),
			Timeout:       jsii.Number(60), // more than the timeouts of two requests
			LoggingConfig: &awslambda.CfnFunction_LoggingConfigProperty{LogGroup: logs.LogGroupName()},
			VpcConfig: &awslambda.CfnFunction_VpcConfigProperty{
				SubnetIds:        jsii.Strings(subnet),
				SecurityGroupIds: &[]*string{group.AttrGroupId()},
			},
		})
	}
	return stack
}

func egress(protocol string, port float64, description string) *awsec2.CfnSecurityGroup_EgressProperty {
	return &awsec2.CfnSecurityGroup_EgressProperty{
		IpProtocol:  &protocol,
		FromPort:    &port,
		ToPort:      &port,
		CidrIp:      jsii.String("0.0.0.0/0"),
		Description: &description,
	}
}
