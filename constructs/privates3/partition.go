package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

const partitionChina = "aws-cn"

// partitionOf is the partition of a Region, from the form of its name.
// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
func partitionOf(region string) string {
	for _, known := range []struct{ prefix, partition string }{
		{"cn-", partitionChina},
		{"us-gov-", "aws-us-gov"},
		{"eusc-", "aws-eusc"},
		{"us-iso-", "aws-iso"},
		{"us-isob-", "aws-iso-b"},
		{"eu-isoe-", "aws-iso-e"},
		{"us-isof-", "aws-iso-f"},
	} {
		if strings.HasPrefix(region, known.prefix) {
			return known.partition
		}
	}
	return "aws"
}

// gatewayServiceName is the service name of S3 gateway endpoints, which begins alike in every partition.
func gatewayServiceName(region string) string {
	return "com.amazonaws." + region + ".s3"
}

// interfaceServiceName is the service name of S3 interface endpoints. In China it begins with "cn.". The partition is that
// of the service's Region or, if that is a token, of the stack's; if both are tokens, a condition of the stack decides.
func interfaceServiceName(stack awscdk.Stack, serviceRegion string) string {
	region := serviceRegion
	if isToken(region) {
		region = *stack.Region()
	}
	name := gatewayServiceName(serviceRegion)
	switch {
	case isToken(region):
		prefix := awscdk.Fn_ConditionIf(inChina(stack).LogicalId(), jsii.String("cn."), jsii.String(""))
		return *awscdk.Token_AsString(prefix, nil) + name
	case partitionOf(region) == partitionChina:
		return "cn." + name
	default:
		return name
	}
}

// inChina is the stack's one condition for the partition, because equal conditions are a finding of the CDK's validation.
func inChina(stack awscdk.Stack) awscdk.CfnCondition {
	id := jsii.String("PrivateS3InChina")
	if existing, ok := stack.Node().TryFindChild(id).(awscdk.CfnCondition); ok {
		return existing
	}
	return awscdk.NewCfnCondition(stack, id, &awscdk.CfnConditionProps{
		Expression: awscdk.Fn_ConditionEquals(awscdk.Aws_PARTITION(), jsii.String(partitionChina)),
	})
}
