package privates3

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

// benchmarkBeside builds the same resources and outputs with the library and by hand, in turn, and reports the library's
// time as a multiple of the other.
func benchmarkBeside(b *testing.B, library, byHand func(stack awscdk.Stack, id *string, vpc awsec2.IVpc)) {
	stack := testStack(b)
	vpc := twoZoneVpc(stack)
	var ours, theirs time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		byHand(stack, jsii.String(fmt.Sprintf("ByHand%d", i)), vpc)
		middle := time.Now()
		library(stack, jsii.String(fmt.Sprintf("Library%d", i)), vpc)
		theirs, ours = theirs+middle.Sub(start), ours+time.Since(middle)
	}
	b.ReportMetric(float64(ours)/float64(theirs), "x-by-hand")
	b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "µs-library/op")
}

func output(stack awscdk.Stack, id, key string, value *string) {
	awscdk.NewCfnOutput(stack, jsii.String(id+key), &awscdk.CfnOutputProps{Value: value, Description: jsii.String(key)})
}

func gatewayByHand(stack awscdk.Stack, id *string, vpc awsec2.IVpc) {
	endpoint := awsec2.NewGatewayVpcEndpoint(stack, id, &awsec2.GatewayVpcEndpointProps{Vpc: vpc, Service: awsec2.GatewayVpcEndpointAwsService_S3()})
	awscdk.Tags_Of(endpoint).Add(jsii.String("Name"), endpoint.Node().Path(), nil)
	output(stack, *id, "Id", endpoint.VpcEndpointId())
}

func interfaceByHand(stack awscdk.Stack, id *string, vpc awsec2.IVpc) {
	group := awsec2.NewSecurityGroup(stack, jsii.String(*id+"Group"), &awsec2.SecurityGroupProps{Vpc: vpc, AllowAllOutbound: jsii.Bool(false)})
	group.AddIngressRule(awsec2.Peer_Ipv4(vpc.VpcCidrBlock()), awsec2.Port_HTTPS(), nil, nil)
	awscdk.Tags_Of(group).Add(jsii.String("Name"), group.Node().Path(), nil)
	endpoint := awsec2.NewInterfaceVpcEndpoint(stack, id, &awsec2.InterfaceVpcEndpointProps{
		Vpc: vpc, Service: awsec2.InterfaceVpcEndpointAwsService_S3(), PrivateDnsEnabled: jsii.Bool(false), Open: jsii.Bool(false),
		SecurityGroups: &[]awsec2.ISecurityGroup{group},
	})
	awscdk.Tags_Of(endpoint).Add(jsii.String("Name"), endpoint.Node().Path(), nil)
	entry := awscdk.Fn_Select(jsii.Number(0), endpoint.VpcEndpointDnsEntries())
	name := awscdk.Fn_Select(jsii.Number(1), awscdk.Fn_Split(jsii.String("*."), entry, nil))
	output(stack, *id, "Id", endpoint.VpcEndpointId())
	output(stack, *id, "Name", name)
	output(stack, *id, "Bucket", jsii.String("https://bucket."+*name))
	output(stack, *id, "AccessPoint", jsii.String("https://accesspoint."+*name))
	output(stack, *id, "Control", jsii.String("https://control."+*name))
	zones := ""
	for _, subnet := range *vpc.PrivateSubnets() {
		parts := awscdk.Fn_Split(jsii.String(".s3."), name, nil)
		zones += *awscdk.Fn_Select(jsii.Number(0), parts) + "-" + *subnet.AvailabilityZone() + ".s3." + *awscdk.Fn_Select(jsii.Number(1), parts) + ","
	}
	output(stack, *id, "Zones", &zones)
}

func BenchmarkGatewayS3Route(b *testing.B) {
	benchmarkBeside(b, func(stack awscdk.Stack, id *string, vpc awsec2.IVpc) {
		NewGatewayS3Route(stack, id, &GatewayS3RouteProps{Vpc: vpc})
	}, gatewayByHand)
}

func BenchmarkInterfaceS3Link(b *testing.B) {
	benchmarkBeside(b, func(stack awscdk.Stack, id *string, vpc awsec2.IVpc) {
		NewInterfaceS3Link(stack, id, &InterfaceS3LinkProps{Vpc: vpc})
	}, interfaceByHand)
}

func BenchmarkPrivateS3Access(b *testing.B) {
	benchmarkBeside(b, func(stack awscdk.Stack, id *string, vpc awsec2.IVpc) {
		NewPrivateS3Access(stack, id, &PrivateS3AccessProps{Vpc: vpc})
	}, func(stack awscdk.Stack, id *string, vpc awsec2.IVpc) {
		gatewayByHand(stack, jsii.String(*id+"Gateway"), vpc)
		interfaceByHand(stack, jsii.String(*id+"Interface"), vpc)
	})
}
