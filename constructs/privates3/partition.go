package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
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
func (s *shared) interfaceServiceName(serviceRegion string) string {
	region := serviceRegion
	if isToken(region) {
		region = s.region
	}
	name := gatewayServiceName(serviceRegion)
	switch {
	case isToken(region):
		return s.prefixInChina() + name
	case partitionOf(region) == partitionChina:
		return "cn." + name
	default:
		return name
	}
}

// prefixInChina is "cn." if the stack is deployed in China. It hangs on the stack's one condition for the partition, because
// equal conditions are a finding of the CDK's validation.
func (s *shared) prefixInChina() string {
	if s.inChina == "" {
		condition := awscdk.NewCfnCondition(s.stack, jsii.String("PrivateS3InChina"), &awscdk.CfnConditionProps{
			Expression: awscdk.Fn_ConditionEquals(map[string]any{"Ref": "AWS::Partition"}, partitionChina),
		})
		s.inChina = token(map[string]any{"Fn::If": []any{condition.LogicalId(), "cn.", ""}})
	}
	return s.inChina
}

// interfaceService is the service of S3 interface endpoints to a Region.
func (s *shared) interfaceService(region string) awsec2.InterfaceVpcEndpointService {
	name := s.interfaceServiceName(region)
	if s.interfaceServices[name] == nil {
		s.interfaceServices[name] = awsec2.NewInterfaceVpcEndpointService(&name, jsii.Number(443))
	}
	return s.interfaceServices[name]
}
