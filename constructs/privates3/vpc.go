package privates3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

func checkVpc(field string, vpc awsec2.IVpc) (found problems) {
	if isNil(vpc) {
		found.add(field, "nil", "a Vpc", "pass the VPC that the endpoint is for")
	}
	return found
}

// checkVpcRegion finds a VPC that is known to be in another Region than the stack.
func checkVpcRegion(field string, vpc awsec2.IVpc, shared *shared) (found problems) {
	region := shared.region
	if isToken(region) {
		return nil
	}
	if _, own := vpc.(awsec2.Vpc); own && vpc.Stack() == shared.stack {
		return nil
	}
	if vpcRegion := *vpc.Env().Region; vpcRegion != region && !isToken(vpcRegion) {
		found.add(field, *vpc.Node().Path()+" in "+vpcRegion, "a Vpc in "+region+", the Region of the stack", "create the endpoint in a stack of the VPC's Region")
	}
	return found
}

// otherVpc reports whether two values are known to be different VPCs. One VPC can be held in two values, and an id that
// is a token tells VPCs apart only if both are the app's own.
func otherVpc(a, b awsec2.IVpc) bool {
	if a == b || *a.VpcId() == *b.VpcId() {
		return false
	}
	_, ownA := a.(awsec2.Vpc)
	_, ownB := b.(awsec2.Vpc)
	return ownA && ownB || !isToken(*a.VpcId()) && !isToken(*b.VpcId())
}

// checkSelection finds what makes a SubnetSelection unusable before the VPC is asked.
func checkSelection(field string, selection *awsec2.SubnetSelection) (found problems) {
	var criteria []string
	for name, given := range map[string]bool{
		"Subnets":         selection.Subnets != nil,
		"SubnetType":      selection.SubnetType != "",
		"SubnetGroupName": selection.SubnetGroupName != nil,
	} {
		if given {
			criteria = append(criteria, name)
		}
	}
	if slices.Sort(criteria); len(criteria) > 1 {
		found.add(field, "a selection by "+strings.Join(criteria, " and "), "one of them", "keep the one that is meant")
	}
	if selection.Subnets != nil && (selection.AvailabilityZones != nil || selection.SubnetFilters != nil) {
		found.add(field+".Subnets", "given together with AvailabilityZones or SubnetFilters", "Subnets alone, which the CDK does not filter", "list the subnets that are meant")
	}
	found = append(found, checkEach(field+".Subnets", selection.Subnets, func(field string, subnet awsec2.ISubnet) problems {
		return checkElement(field, "a subnet", isNil(subnet))
	})...)
	found = append(found, checkEach(field+".AvailabilityZones", selection.AvailabilityZones, func(field string, zone *string) problems {
		return checkElement(field, "the name of an availability zone, or a token", zone == nil)
	})...)
	return append(found, checkEach(field+".SubnetFilters", selection.SubnetFilters, func(field string, filter awsec2.SubnetFilter) problems {
		return checkElement(field, "a filter", isNil(filter))
	})...)
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
		_, reason, _ := strings.Cut(err.Error(), ": ") // in front is the CDK's code for the error
		found.add(field, describeSelection(selection), "a selection that matches subnets of the VPC", "change the selection. "+reason)
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

// vpcCidr is the VPC's primary IPv4 CIDR as a peer, nil if the CDK does not know it.
func vpcCidr(vpc awsec2.IVpc) awsec2.IPeer {
	cidr, err := attempt(vpc.VpcCidrBlock)
	if err != nil {
		return nil
	}
	return awsec2.Peer_Ipv4(cidr)
}

// vpcIpv6Cidr is the VPC's first IPv6 CIDR as a peer, and the resource that gives it to the VPC: before that is created,
// the CIDR cannot be read. Both are nil if the VPC is not the app's or has none, or if the list of its CIDRs would have to
// be handed to a nested stack, which the CDK cannot do.
func vpcIpv6Cidr(stack awscdk.Stack, vpc awsec2.IVpc) (awsec2.IPeer, constructs.IConstruct) {
	owned, ok := vpc.(awsec2.Vpc)
	if !ok || *stack.Nested() && *stack.Node().Path() != *owned.Stack().Node().Path() {
		return nil, nil
	}
	given := owned.Node().TryFindChild(jsii.String("ipv6cidr"))
	if isNil(given) {
		return nil, nil
	}
	return awsec2.Peer_Ipv6(jsii.String(token(elementOf(owned.VpcIpv6CidrBlocks(), 0)))), given
}
