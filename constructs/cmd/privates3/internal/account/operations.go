package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
)

// The operations that have pages. A paginator takes an interface, and the linker keeps each method of a type that is in an
// interface if the program uses package reflect as templates do: with the client itself there, the command would be 45 MB larger.

// call is a method of a client.
type call[I, O any] func(context.Context, *I, ...func(*ec2.Options)) (*O, error)

type (
	describeDhcpOptions                     call[ec2.DescribeDhcpOptionsInput, ec2.DescribeDhcpOptionsOutput]
	describeEgressOnlyInternetGateways      call[ec2.DescribeEgressOnlyInternetGatewaysInput, ec2.DescribeEgressOnlyInternetGatewaysOutput]
	describeInternetGateways                call[ec2.DescribeInternetGatewaysInput, ec2.DescribeInternetGatewaysOutput]
	describeManagedPrefixLists              call[ec2.DescribeManagedPrefixListsInput, ec2.DescribeManagedPrefixListsOutput]
	describeNatGateways                     call[ec2.DescribeNatGatewaysInput, ec2.DescribeNatGatewaysOutput]
	describeNetworkAcls                     call[ec2.DescribeNetworkAclsInput, ec2.DescribeNetworkAclsOutput]
	describeRouteTables                     call[ec2.DescribeRouteTablesInput, ec2.DescribeRouteTablesOutput]
	describeSecurityGroups                  call[ec2.DescribeSecurityGroupsInput, ec2.DescribeSecurityGroupsOutput]
	describeSubnets                         call[ec2.DescribeSubnetsInput, ec2.DescribeSubnetsOutput]
	describeTransitGatewayAttachments       call[ec2.DescribeTransitGatewayAttachmentsInput, ec2.DescribeTransitGatewayAttachmentsOutput]
	describeTransitGatewayRouteTables       call[ec2.DescribeTransitGatewayRouteTablesInput, ec2.DescribeTransitGatewayRouteTablesOutput]
	describeTransitGatewayVpcAttachments    call[ec2.DescribeTransitGatewayVpcAttachmentsInput, ec2.DescribeTransitGatewayVpcAttachmentsOutput]
	describeTransitGateways                 call[ec2.DescribeTransitGatewaysInput, ec2.DescribeTransitGatewaysOutput]
	describeVpcEndpoints                    call[ec2.DescribeVpcEndpointsInput, ec2.DescribeVpcEndpointsOutput]
	describeVpcPeeringConnections           call[ec2.DescribeVpcPeeringConnectionsInput, ec2.DescribeVpcPeeringConnectionsOutput]
	describeVpcs                            call[ec2.DescribeVpcsInput, ec2.DescribeVpcsOutput]
	getManagedPrefixListEntries             call[ec2.GetManagedPrefixListEntriesInput, ec2.GetManagedPrefixListEntriesOutput]
	getTransitGatewayRouteTableAssociations call[ec2.GetTransitGatewayRouteTableAssociationsInput, ec2.GetTransitGatewayRouteTableAssociationsOutput]
	getTransitGatewayRouteTablePropagations call[ec2.GetTransitGatewayRouteTablePropagationsInput, ec2.GetTransitGatewayRouteTablePropagationsOutput]
)

func (f describeDhcpOptions) DescribeDhcpOptions(ctx context.Context, in *ec2.DescribeDhcpOptionsInput, options ...func(*ec2.Options)) (*ec2.DescribeDhcpOptionsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeEgressOnlyInternetGateways) DescribeEgressOnlyInternetGateways(ctx context.Context, in *ec2.DescribeEgressOnlyInternetGatewaysInput, options ...func(*ec2.Options)) (*ec2.DescribeEgressOnlyInternetGatewaysOutput, error) {
	return f(ctx, in, options...)
}

func (f describeInternetGateways) DescribeInternetGateways(ctx context.Context, in *ec2.DescribeInternetGatewaysInput, options ...func(*ec2.Options)) (*ec2.DescribeInternetGatewaysOutput, error) {
	return f(ctx, in, options...)
}

func (f describeManagedPrefixLists) DescribeManagedPrefixLists(ctx context.Context, in *ec2.DescribeManagedPrefixListsInput, options ...func(*ec2.Options)) (*ec2.DescribeManagedPrefixListsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeNatGateways) DescribeNatGateways(ctx context.Context, in *ec2.DescribeNatGatewaysInput, options ...func(*ec2.Options)) (*ec2.DescribeNatGatewaysOutput, error) {
	return f(ctx, in, options...)
}

func (f describeNetworkAcls) DescribeNetworkAcls(ctx context.Context, in *ec2.DescribeNetworkAclsInput, options ...func(*ec2.Options)) (*ec2.DescribeNetworkAclsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeRouteTables) DescribeRouteTables(ctx context.Context, in *ec2.DescribeRouteTablesInput, options ...func(*ec2.Options)) (*ec2.DescribeRouteTablesOutput, error) {
	return f(ctx, in, options...)
}

func (f describeSecurityGroups) DescribeSecurityGroups(ctx context.Context, in *ec2.DescribeSecurityGroupsInput, options ...func(*ec2.Options)) (*ec2.DescribeSecurityGroupsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeSubnets) DescribeSubnets(ctx context.Context, in *ec2.DescribeSubnetsInput, options ...func(*ec2.Options)) (*ec2.DescribeSubnetsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeTransitGatewayAttachments) DescribeTransitGatewayAttachments(ctx context.Context, in *ec2.DescribeTransitGatewayAttachmentsInput, options ...func(*ec2.Options)) (*ec2.DescribeTransitGatewayAttachmentsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeTransitGatewayRouteTables) DescribeTransitGatewayRouteTables(ctx context.Context, in *ec2.DescribeTransitGatewayRouteTablesInput, options ...func(*ec2.Options)) (*ec2.DescribeTransitGatewayRouteTablesOutput, error) {
	return f(ctx, in, options...)
}

func (f describeTransitGatewayVpcAttachments) DescribeTransitGatewayVpcAttachments(ctx context.Context, in *ec2.DescribeTransitGatewayVpcAttachmentsInput, options ...func(*ec2.Options)) (*ec2.DescribeTransitGatewayVpcAttachmentsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeTransitGateways) DescribeTransitGateways(ctx context.Context, in *ec2.DescribeTransitGatewaysInput, options ...func(*ec2.Options)) (*ec2.DescribeTransitGatewaysOutput, error) {
	return f(ctx, in, options...)
}

func (f describeVpcEndpoints) DescribeVpcEndpoints(ctx context.Context, in *ec2.DescribeVpcEndpointsInput, options ...func(*ec2.Options)) (*ec2.DescribeVpcEndpointsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeVpcPeeringConnections) DescribeVpcPeeringConnections(ctx context.Context, in *ec2.DescribeVpcPeeringConnectionsInput, options ...func(*ec2.Options)) (*ec2.DescribeVpcPeeringConnectionsOutput, error) {
	return f(ctx, in, options...)
}

func (f describeVpcs) DescribeVpcs(ctx context.Context, in *ec2.DescribeVpcsInput, options ...func(*ec2.Options)) (*ec2.DescribeVpcsOutput, error) {
	return f(ctx, in, options...)
}

func (f getManagedPrefixListEntries) GetManagedPrefixListEntries(ctx context.Context, in *ec2.GetManagedPrefixListEntriesInput, options ...func(*ec2.Options)) (*ec2.GetManagedPrefixListEntriesOutput, error) {
	return f(ctx, in, options...)
}

func (f getTransitGatewayRouteTableAssociations) GetTransitGatewayRouteTableAssociations(ctx context.Context, in *ec2.GetTransitGatewayRouteTableAssociationsInput, options ...func(*ec2.Options)) (*ec2.GetTransitGatewayRouteTableAssociationsOutput, error) {
	return f(ctx, in, options...)
}

func (f getTransitGatewayRouteTablePropagations) GetTransitGatewayRouteTablePropagations(ctx context.Context, in *ec2.GetTransitGatewayRouteTablePropagationsInput, options ...func(*ec2.Options)) (*ec2.GetTransitGatewayRouteTablePropagationsOutput, error) {
	return f(ctx, in, options...)
}

type listStackResources func(context.Context, *cloudformation.ListStackResourcesInput, ...func(*cloudformation.Options)) (*cloudformation.ListStackResourcesOutput, error)

func (f listStackResources) ListStackResources(ctx context.Context, in *cloudformation.ListStackResourcesInput, options ...func(*cloudformation.Options)) (*cloudformation.ListStackResourcesOutput, error) {
	return f(ctx, in, options...)
}
