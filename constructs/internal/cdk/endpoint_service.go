package cdk

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// GatewayService returns the name of the service of S3 gateway endpoints. Its Region is a token even if it is known, as in the
// CDK's own gateway endpoints, so that cdk diff reports no replacement of an endpoint that is taken over.
func (s *Stack) GatewayService() string {
	region := s.region
	if !IsToken(region) {
		region = *awscdk.Aws_REGION()
	}
	return partition.GatewayService(region)
}

// InterfaceService returns the service of S3 interface endpoints to a Region, which may be a token.
func (s *Stack) InterfaceService(region string) awsec2.InterfaceVpcEndpointService {
	name := s.interfaceServiceName(region)
	if s.interfaceServices[name] == nil {
		s.interfaceServices[name] = awsec2.NewInterfaceVpcEndpointService(&name, jsii.Number(443))
	}
	return s.interfaceServices[name]
}

// InterfaceServiceZones returns the Availability Zones of the stack's Region in which S3 has interface endpoints.
// Account and Region must be known. Until the CDK has asked the account, it returns placeholder instead.
func (s *Stack) InterfaceServiceZones(placeholder []string) (zones []string) {
	answer := awscdk.ContextProvider_GetValue(s.stack, &awscdk.GetContextValueOptions{
		Provider:   jsii.String("endpoint-service-availability-zones"),
		Props:      &map[string]any{"serviceName": s.interfaceServiceName(s.region)},
		DummyValue: placeholder,
	}).Value
	list, _ := answer.([]any)
	for _, zone := range list {
		if name, ok := zone.(string); ok {
			zones = append(zones, name)
		}
	}
	return zones
}

// interfaceServiceName takes the partition of the service's Region, or of the stack's Region if that is a token. If
// both are tokens, a condition decides at deploy time.
func (s *Stack) interfaceServiceName(serviceRegion string) string {
	region := serviceRegion
	if IsToken(region) {
		region = s.region
	}
	if IsToken(region) {
		return s.prefixInChina() + partition.GatewayService(serviceRegion)
	}
	return partition.Of(region).InterfaceService(serviceRegion)
}

// prefixInChina is empty in every other partition, and if the app leaves China out. All constructs of a stack share one
// condition, because the CDK's validation reports conditions that are equal.
func prefixInChina(stack awscdk.Stack) string {
	if !mayBeInChina(stack) {
		return ""
	}
	condition := awscdk.NewCfnCondition(stack, jsii.String("PrivateS3InChina"), &awscdk.CfnConditionProps{
		Expression: awscdk.Fn_ConditionEquals(map[string]any{"Ref": "AWS::Partition"}, partition.China),
	})
	return Token(map[string]any{"Fn::If": []any{condition.LogicalId(), partition.Named(partition.China).InterfacePrefix, ""}})
}

// mayBeInChina reports whether China is one of the partitions that the app is for, which are all if it lists none.
// https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html
func mayBeInChina(stack awscdk.Stack) bool {
	partitions, listed := stack.Node().TryGetContext(jsii.String("@aws-cdk/core:target-partitions")).([]any)
	return !listed || slices.Contains(partitions, any(partition.China))
}
