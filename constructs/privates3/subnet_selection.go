package privates3

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// checkSelection reports whether a VPC can be asked for the selection.
func checkSelection(found *problems, field string, selection *awsec2.SubnetSelection) bool {
	before := len(*found)
	if criteria := criteriaOf(selection); len(criteria) > 1 {
		found.add(field, "the CDK accepts only one of "+strings.Join(criteria, ", ")+".", "Remove the others.")
	}
	if selection.Subnets != nil && (selection.AvailabilityZones != nil || selection.SubnetFilters != nil) {
		found.add(field+".Subnets", "AvailabilityZones and SubnetFilters do not filter listed subnets.", "List only the subnets that you want, and remove the filters.")
	}
	if kind := selection.SubnetType; kind != "" && !slices.Contains(subnetTypes(), kind) {
		found.add(field+".SubnetType", fmt.Sprintf("%q is not a type of subnet.", kind), "Use a constant of the CDK, such as awsec2.SubnetType_PRIVATE_ISOLATED.")
	}
	for field, subnet := range each(found, field+".Subnets", selection.Subnets) {
		found.checkNotNil(field, subnet, "a subnet")
	}
	for field, zone := range each(found, field+".AvailabilityZones", selection.AvailabilityZones) {
		found.checkNotNil(field, zone, "an Availability Zone")
	}
	for field, filter := range each(found, field+".SubnetFilters", selection.SubnetFilters) {
		found.checkNotNil(field, filter, "a filter")
	}
	return len(*found) == before
}

// subnetTypes includes the type that the CDK has deprecated.
func subnetTypes() []awsec2.SubnetType {
	return []awsec2.SubnetType{
		awsec2.SubnetType_PRIVATE_ISOLATED, awsec2.SubnetType_PRIVATE_WITH_EGRESS, awsec2.SubnetType_PRIVATE_WITH_NAT, awsec2.SubnetType_PUBLIC,
	}
}

// selectSubnets returns the subnets of a selection. Listed subnets are taken as they are, because the VPC would ask
// imported ones for an Availability Zone that they may not have.
func selectSubnets(found *problems, field string, vpc *cdk.Vpc, selection *awsec2.SubnetSelection) []awsec2.ISubnet {
	if selection.Subnets != nil {
		return *selection.Subnets
	}
	subnets, pending, err := vpc.Select(selection)
	if err != nil {
		_, reason, _ := strings.Cut(err.Error(), ": ") // the CDK's code for the error is before it
		found.add(field, describeSelection(selection)+" cannot be selected: "+strings.TrimSuffix(reason, ".")+".", "Change the selection.")
	} else if len(subnets) == 0 && !pending {
		found.add(field, describeSelection(selection)+" matches no subnets of the VPC.", "Change the selection, or add such subnets to the VPC.")
	}
	return subnets
}

// criteriaOf describes the criteria of which a selection can have one.
func criteriaOf(selection *awsec2.SubnetSelection) (criteria []string) {
	if selection.Subnets != nil {
		criteria = append(criteria, "Subnets")
	}
	if selection.SubnetType != "" {
		criteria = append(criteria, "SubnetType "+string(selection.SubnetType))
	}
	if selection.SubnetGroupName != nil {
		criteria = append(criteria, "SubnetGroupName "+quoted(selection.SubnetGroupName))
	}
	return criteria
}

func describeSelection(selection *awsec2.SubnetSelection) string {
	parts := criteriaOf(selection)
	if selection.AvailabilityZones != nil {
		parts = append(parts, "AvailabilityZones "+strings.Join(values(*selection.AvailabilityZones), ", "))
	}
	if selection.SubnetFilters != nil {
		parts = append(parts, fmt.Sprintf("SubnetFilters (%d)", len(*selection.SubnetFilters)))
	}
	return cmp.Or(strings.Join(parts, " with "), "a selection without criteria")
}
