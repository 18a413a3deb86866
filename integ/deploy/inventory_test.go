package deploy

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// inventory is everything of the kinds that these stacks are made of, to be compared before a deploy and after a destroy.
func (c *cloud) inventory(t *testing.T) []string {
	t.Helper()
	ctx := t.Context()
	var found []string

	vpcs, err := c.ec2.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{})
	must(t, err)
	for _, v := range vpcs.Vpcs {
		found = append(found, *v.VpcId)
	}
	subnets, err := c.ec2.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{})
	must(t, err)
	for _, s := range subnets.Subnets {
		found = append(found, *s.SubnetId)
	}
	tables, err := c.ec2.DescribeRouteTables(ctx, &ec2.DescribeRouteTablesInput{})
	must(t, err)
	for _, r := range tables.RouteTables {
		found = append(found, *r.RouteTableId)
	}
	endpoints, err := c.ec2.DescribeVpcEndpoints(ctx, &ec2.DescribeVpcEndpointsInput{})
	must(t, err)
	for _, e := range endpoints.VpcEndpoints {
		// AWS lists an endpoint for a while after it is gone.
		if state := strings.ToLower(string(e.State)); state != "deleting" && state != "deleted" {
			found = append(found, *e.VpcEndpointId)
		}
	}
	groups, err := c.ec2.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{})
	must(t, err)
	for _, g := range groups.SecurityGroups {
		found = append(found, *g.GroupId)
	}
	interfaces, err := c.ec2.DescribeNetworkInterfaces(ctx, &ec2.DescribeNetworkInterfacesInput{})
	must(t, err)
	for _, i := range interfaces.NetworkInterfaces {
		found = append(found, *i.NetworkInterfaceId)
	}
	gateways, err := c.ec2.DescribeInternetGateways(ctx, &ec2.DescribeInternetGatewaysInput{})
	must(t, err)
	for _, g := range gateways.InternetGateways {
		found = append(found, *g.InternetGatewayId)
	}
	addresses, err := c.ec2.DescribeAddresses(ctx, &ec2.DescribeAddressesInput{})
	must(t, err)
	for _, a := range addresses.Addresses {
		found = append(found, *a.AllocationId)
	}
	transit, err := c.ec2.DescribeTransitGateways(ctx, &ec2.DescribeTransitGatewaysInput{})
	must(t, err)
	for _, g := range transit.TransitGateways {
		if g.State != "deleted" {
			found = append(found, *g.TransitGatewayId)
		}
	}
	attachments, err := c.ec2.DescribeTransitGatewayAttachments(ctx, &ec2.DescribeTransitGatewayAttachmentsInput{})
	must(t, err)
	for _, a := range attachments.TransitGatewayAttachments {
		if a.State != "deleted" {
			found = append(found, *a.TransitGatewayAttachmentId)
		}
	}
	nats, err := c.ec2.DescribeNatGateways(ctx, &ec2.DescribeNatGatewaysInput{})
	must(t, err)
	for _, n := range nats.NatGateways {
		if n.State != "deleted" {
			found = append(found, *n.NatGatewayId)
		}
	}
	functions, err := c.functions.ListFunctions(ctx, &lambda.ListFunctionsInput{})
	must(t, err)
	for _, f := range functions.Functions {
		found = append(found, *f.FunctionName)
	}
	buckets, err := c.s3.ListBuckets(ctx, &s3.ListBucketsInput{})
	must(t, err)
	for _, b := range buckets.Buckets {
		found = append(found, *b.Name)
	}
	stacks, err := c.stacks.DescribeStacks(ctx, &cloudformation.DescribeStacksInput{})
	must(t, err)
	for _, s := range stacks.Stacks {
		found = append(found, *s.StackName)
	}
	slices.Sort(found)
	return found
}

// emptied deletes buckets that a stack retains.
func (c *cloud) emptied(t *testing.T, buckets ...string) {
	t.Helper()
	for _, bucket := range buckets {
		_, err := c.s3.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: &bucket})
		must(t, err)
	}
}
