package deploy

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// vpc is one that no stack made, with a subnet in each of two availability zones.
type vpc struct {
	id                            string
	subnets, tables, associations []string
}

func (c *cloud) makeVpc(t *testing.T) vpc {
	t.Helper()
	ctx := t.Context()
	made, err := c.ec2.CreateVpc(ctx, &ec2.CreateVpcInput{CidrBlock: aws.String("10.1.0.0/16")})
	must(t, err)
	v := vpc{id: *made.Vpc.VpcId}
	zones, err := c.ec2.DescribeAvailabilityZones(ctx, &ec2.DescribeAvailabilityZonesInput{})
	must(t, err)
	for i, zone := range zones.AvailabilityZones[:2] {
		subnet, err := c.ec2.CreateSubnet(ctx, &ec2.CreateSubnetInput{
			VpcId:            &v.id,
			CidrBlock:        aws.String(fmt.Sprintf("10.1.%d.0/24", i)),
			AvailabilityZone: zone.ZoneName,
			// By this tag the CDK tells isolated subnets.
			TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeSubnet, Tags: []types.Tag{
				{Key: aws.String("aws-cdk:subnet-type"), Value: aws.String("Isolated")},
			}}},
		})
		must(t, err)
		table, err := c.ec2.CreateRouteTable(ctx, &ec2.CreateRouteTableInput{VpcId: &v.id})
		must(t, err)
		association, err := c.ec2.AssociateRouteTable(ctx, &ec2.AssociateRouteTableInput{SubnetId: subnet.Subnet.SubnetId, RouteTableId: table.RouteTable.RouteTableId})
		must(t, err)
		v.subnets = append(v.subnets, *subnet.Subnet.SubnetId)
		v.tables = append(v.tables, *table.RouteTable.RouteTableId)
		v.associations = append(v.associations, *association.AssociationId)
	}
	return v
}

func (c *cloud) deleteVpc(t *testing.T, v vpc) {
	t.Helper()
	ctx := t.Context()
	for i := range v.subnets {
		_, err := c.ec2.DisassociateRouteTable(ctx, &ec2.DisassociateRouteTableInput{AssociationId: &v.associations[i]})
		must(t, err)
		_, err = c.ec2.DeleteSubnet(ctx, &ec2.DeleteSubnetInput{SubnetId: &v.subnets[i]})
		must(t, err)
		_, err = c.ec2.DeleteRouteTable(ctx, &ec2.DeleteRouteTableInput{RouteTableId: &v.tables[i]})
		must(t, err)
	}
	_, err := c.ec2.DeleteVpc(ctx, &ec2.DeleteVpcInput{VpcId: &v.id})
	must(t, err)
}
