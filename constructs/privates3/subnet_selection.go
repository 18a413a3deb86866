package privates3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// checkSelection reports whether a VPC can be asked for the selection.
func checkSelection(found *problems, field string, selection *awsec2.SubnetSelection) bool {
	before := len(*found)
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
		found.add(field, "the selection has "+strings.Join(criteria, " and ")+", but the CDK takes only one of them.", "Remove the others.")
	}
	if selection.Subnets != nil && (selection.AvailabilityZones != nil || selection.SubnetFilters != nil) {
		found.add(field+".Subnets", "AvailabilityZones and SubnetFilters do not filter listed subnets.", "List only the subnets that you want, and remove the filters.")
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

// selectSubnets returns the subnets of a selection. Listed subnets are taken as they are, because the VPC would ask imported
// ones for an Availability Zone that they may not have.
func selectSubnets(found *problems, field string, vpc *cdk.Vpc, selection *awsec2.SubnetSelection) []awsec2.ISubnet {
	if selection.Subnets != nil {
		return *selection.Subnets
	}
	subnets, pending, err := vpc.Select(selection)
	if err != nil {
		_, reason, _ := strings.Cut(err.Error(), ": ") // the CDK's code for the error is before it
		found.add(field, describeSelection(selection)+" cannot be selected: "+strings.TrimSuffix(reason, ".")+".", "Change the selection.")
	} else if len(subnets) == 0 && !pending {
		found.add(field, describeSelection(selection)+" matches no subnet of the VPC.", "Change the selection, or add such subnets to the VPC.")
	}
	return subnets
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
		return "a selection without criteria"
	}
	return strings.Join(parts, " with ")
}
