package privates3

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

func checkVpc(field string, vpc awsec2.IVpc) (found problems) {
	if isNil(vpc) {
		found.add(field, "nil", "a Vpc", "pass the VPC that the endpoint is for")
	}
	return found
}

// sameVpc compares by id, because one VPC can be held in two Go values.
func sameVpc(a, b awsec2.IVpc) bool {
	return a == b || *a.VpcId() == *b.VpcId()
}

// checkSelection finds what makes a SubnetSelection unusable before the VPC is asked.
func checkSelection(field string, selection *awsec2.SubnetSelection) (found problems) {
	if selection.Subnets == nil {
		return nil
	}
	if len(*selection.Subnets) == 0 {
		found.add(field+".Subnets", "an empty list", "one subnet or more", "name the subnets, or leave the field out")
	}
	for i, subnet := range *selection.Subnets {
		if isNil(subnet) {
			found.add(fmt.Sprintf("%s.Subnets[%d]", field, i), "nil", "a subnet", "remove the element, or pass the subnet")
		}
	}
	return found
}

// selectSubnets is the VPC's answer to a selection. Subnets that are listed one by one are taken as they are, because the
// VPC would ask imported ones for an availability zone that they may not have. While a lookup is pending there may be none.
func selectSubnets(field string, vpc awsec2.IVpc, selection *awsec2.SubnetSelection) (subnets []awsec2.ISubnet, found problems) {
	if selection.Subnets != nil {
		return *selection.Subnets, nil
	}
	selected, err := attempt(func() *awsec2.SelectedSubnets { return vpc.SelectSubnets(selection) })
	switch {
	case err != nil:
		found.add(field, describeSelection(selection), "a selection that matches subnets of the VPC",
			"change the selection; the VPC says: "+err.Error())
	case len(*selected.Subnets) == 0 && !*selected.IsPendingLookup:
		found.add(field, describeSelection(selection), "a selection that matches at least one subnet",
			"widen the selection, or add such subnets to the VPC")
	default:
		return *selected.Subnets, nil
	}
	return nil, found
}

func describeSelection(selection *awsec2.SubnetSelection) string {
	var parts []string
	if selection.SubnetType != "" {
		parts = append(parts, "SubnetType "+string(selection.SubnetType))
	}
	if selection.SubnetGroupName != nil {
		parts = append(parts, "SubnetGroupName "+quoted(selection.SubnetGroupName))
	}
	if selection.AvailabilityZones != nil {
		zones := make([]string, len(*selection.AvailabilityZones))
		for i, zone := range *selection.AvailabilityZones {
			zones[i] = quoted(zone)
		}
		parts = append(parts, "AvailabilityZones "+strings.Join(zones, ", "))
	}
	if selection.SubnetFilters != nil {
		parts = append(parts, fmt.Sprintf("%d SubnetFilters", len(*selection.SubnetFilters)))
	}
	if len(parts) == 0 {
		return "a selection with no criteria"
	}
	return strings.Join(parts, " and ")
}

// describeSubnet names a subnet as a person knows it: by its id if that is known, else by its path in the tree.
func describeSubnet(subnet awsec2.ISubnet) string {
	if id := *subnet.SubnetId(); !isToken(id) {
		return id
	}
	return *subnet.Node().Path()
}

// vpcCidrs are the VPC's own address ranges, as peers: the primary IPv4 CIDR and, if asked for, the first IPv6 CIDR. The
// error is the CDK's where it does not know one of them.
func vpcCidrs(vpc awsec2.IVpc, ipv6 bool) (*[]awsec2.IPeer, error) {
	peers, err := attempt(func() []awsec2.IPeer { return []awsec2.IPeer{awsec2.Peer_Ipv4(vpc.VpcCidrBlock())} })
	if err != nil || !ipv6 {
		return &peers, err
	}
	block, err := attempt(func() *string {
		var owned awsec2.Vpc // only a VPC of the app knows its IPv6 CIDR
		jsii.UnsafeCast(vpc, &owned)
		return firstOf(owned.VpcIpv6CidrBlocks())
	})
	if err != nil {
		return nil, err
	}
	peers = append(peers, awsec2.Peer_Ipv6(block))
	return &peers, nil
}
