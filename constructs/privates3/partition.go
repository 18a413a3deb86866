package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

const (
	partitionAws   = "aws"
	partitionChina = "aws-cn"
)

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
	return partitionAws
}

// gatewayServiceName is the service name of S3 gateway endpoints, which begins alike in every partition.
func gatewayServiceName(region string) string {
	return "com.amazonaws." + region + ".s3"
}

// interfaceServiceName is the service name of S3 interface endpoints. In China it begins with "cn."; where the Region is
// known only at deploy time, so is the partition, and a condition below scope decides.
func interfaceServiceName(scope constructs.Construct, region string) string {
	name := gatewayServiceName(region)
	switch {
	case isToken(region):
		inChina := awscdk.NewCfnCondition(scope, jsii.String("InChina"), &awscdk.CfnConditionProps{
			Expression: awscdk.Fn_ConditionEquals(awscdk.Aws_PARTITION(), jsii.String(partitionChina)),
		})
		prefix := awscdk.Fn_ConditionIf(inChina.LogicalId(), jsii.String("cn."), jsii.String(""))
		return *awscdk.Token_AsString(prefix, nil) + name
	case partitionOf(region) == partitionChina:
		return "cn." + name
	default:
		return name
	}
}
