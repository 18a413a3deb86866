package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// interfaceServiceName is the service name of S3 interface endpoints. The partition is that
// of the service's Region or, if that is a token, of the stack's; if both are tokens, a condition of the stack decides.
func (s *shared) interfaceServiceName(serviceRegion string) string {
	region := serviceRegion
	if isToken(region) {
		region = s.region
	}
	if isToken(region) {
		return s.prefixInChina() + partition.GatewayService(serviceRegion)
	}
	return partition.Of(region).InterfaceService(serviceRegion)
}

// prefixInChina is "cn." if the stack is deployed in China. It hangs on the stack's one condition for the partition, because
// equal conditions are a finding of the CDK's validation.
func (s *shared) prefixInChina() string {
	if s.inChina == "" {
		condition := awscdk.NewCfnCondition(s.stack, jsii.String("PrivateS3InChina"), &awscdk.CfnConditionProps{
			Expression: awscdk.Fn_ConditionEquals(map[string]any{"Ref": "AWS::Partition"}, partition.China),
		})
		s.inChina = token(map[string]any{"Fn::If": []any{condition.LogicalId(), partition.Named(partition.China).InterfacePrefix, ""}})
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
