package privates3

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// readInterfaceSubnets returns the subnets for an interface endpoint, at most one in each Availability Zone.
func readInterfaceSubnets(found *problems, at string, c commonProps, selection *awsec2.SubnetSelection) []cdk.Subnet {
	given := orZero(selection)
	valid := checkSelection(found, at+"Subnets", &given)
	if given.OnePerAz != nil && !*given.OnePerAz {
		found.add(at+"Subnets.OnePerAz", "false selects all subnets of an Availability Zone, but an interface endpoint accepts only one per zone.", "Leave the field out.")
	}
	switch {
	case !valid || c.vpc == nil:
		return nil
	case given.Subnets != nil:
		return checkImported(found, at+"Subnets.Subnets", c.stack, readListedSubnets(found, at+"Subnets.Subnets", *given.Subnets))
	case given.SubnetType == "" && given.SubnetGroupName == nil:
		if given.SubnetType = defaultSubnetType(c.vpc); given.SubnetType == "" {
			addNoDefaultSubnets(found, at+"Subnets", c.vpc)
			return nil
		}
	}
	return checkImported(found, at+"Subnets", c.stack, selectOnePerZone(found, at+"Subnets", c.vpc, given))
}

// checkImported returns the subnets. Until the CDK has looked up a VPC, its subnets have made-up IDs and zones.
func checkImported(found *problems, field string, stack *cdk.Stack, subnets []cdk.Subnet) []cdk.Subnet {
	for _, subnet := range subnets {
		if subnet.IsOwn() || cdk.IsPlaceholderZone(subnet.Zone) {
			continue
		}
		if found.checkForm(field, &subnet.Id, subnetForm, "the ID of a subnet", "Import the subnet with its ID, of the form subnet-….") && subnet.Zone != "" {
			found.checkZoneName(field+" ("+subnet.Id+").AvailabilityZone", subnet.Zone, stack.Region())
		}
	}
	return subnets
}

// readListedSubnets finds subnets that are the same or in the same zone. Zones that are equal tokens are the same.
func readListedSubnets(found *problems, field string, list []awsec2.ISubnet) (subnets []cdk.Subnet) {
	for _, element := range list {
		subnet := cdk.NewSubnet(element)
		same := func(other cdk.Subnet) bool {
			return subnet.Id != "" && other.Id == subnet.Id || subnet.Zone != "" && other.Zone == subnet.Zone
		}
		if i := slices.IndexFunc(subnets, same); i >= 0 {
			found.add(field, describePair(subnets[i], subnet), "Remove one of them.")
		}
		subnets = append(subnets, subnet)
	}
	return subnets
}

func describePair(a, b cdk.Subnet) string {
	nameA, nameB, zone := cdk.SubnetName(a.ISubnet), cdk.SubnetName(b.ISubnet), a.Zone
	if nameA == nameB {
		return nameA + " is listed twice."
	}
	if zone == "" || cdk.IsToken(zone) {
		zone = "the same Availability Zone"
	}
	return nameA + " and " + nameB + " are both in " + zone + ", but an interface endpoint accepts only one subnet per Availability Zone."
}

// defaultSubnetType is never PUBLIC; it is empty if the VPC has public subnets only.
func defaultSubnetType(vpc *cdk.Vpc) awsec2.SubnetType {
	for _, kind := range []awsec2.SubnetType{awsec2.SubnetType_PRIVATE_WITH_EGRESS, awsec2.SubnetType_PRIVATE_ISOLATED} {
		if len(vpc.Subnets(kind)) > 0 {
			return kind
		}
	}
	return ""
}

func addNoDefaultSubnets(found *problems, field string, vpc *cdk.Vpc) {
	const wanted = "nil defaults to private or isolated subnets, but "
	if len(vpc.AllSubnets()) == 0 && !vpc.IsOwn() {
		found.add(field, wanted+"the CDK knows no subnets of the VPC "+vpc.Path()+".", "Select imported subnets with Subnets.Subnets, or import the VPC with its subnets.")
		return
	}
	found.add(field, wanted+"the VPC "+vpc.Path()+" has neither.", "Add such subnets to the VPC, or select the public ones with SubnetType PUBLIC.")
}

// selectOnePerZone selects by type alone in Go if all zones are known, because a selection by the VPC takes seven
// requests.
func selectOnePerZone(found *problems, field string, vpc *cdk.Vpc, selection awsec2.SubnetSelection) []cdk.Subnet {
	selection.OnePerAz = jsii.Bool(true)
	if selection.SubnetType != "" && selection.AvailabilityZones == nil && selection.SubnetFilters == nil {
		if subnets := cdk.FirstOfEachZone(vpc.Subnets(selection.SubnetType)); len(subnets) > 0 {
			return subnets
		}
	}
	var subnets []cdk.Subnet
	for _, subnet := range selectSubnets(found, field, vpc, &selection) {
		subnets = append(subnets, cdk.NewSubnet(subnet))
	}
	return subnets
}

// keepSupported leaves out the subnets in zones in which S3 has no interface endpoints. Until the CDK has asked the
// account, it keeps all; the CDK's own endpoint would fail until then if it knows the zones of imported subnets.
func keepSupported(found *problems, at string, stack *cdk.Stack, subnets []cdk.Subnet, serviceRegion string) (kept []cdk.Subnet) {
	field, zones := at+"LookupSupportedAzs", zonesOf(subnets)
	switch {
	case cdk.IsToken(stack.Region()) || cdk.IsToken(stack.Account()):
		found.add(field, "true requires a stack whose account and Region are known at synth.",
			"Set Account and Region in the Env of the stack, or choose Subnets yourself and leave this field out.")
		return nil
	case serviceRegion != stack.Region():
		found.add(field, "true makes the CDK look up zones in the Region of the stack, not in the ServiceRegion "+quoted(&serviceRegion)+".",
			"Choose Subnets yourself and leave this field out.")
		return nil
	case slices.ContainsFunc(zones, func(zone string) bool { return zone == "" || cdk.IsToken(zone) }):
		found.add(field, "true requires subnets whose Availability Zones are known at synth.",
			"Import the subnets with their AvailabilityZone, or choose Subnets yourself and leave this field out.")
		return nil
	}
	supported := stack.InterfaceServiceZones(zones)
	if slices.ContainsFunc(zones, cdk.IsPlaceholderZone) {
		return subnets
	}
	for _, subnet := range subnets {
		if slices.Contains(supported, subnet.Zone) {
			kept = append(kept, subnet)
		}
	}
	if len(subnets) > 0 && len(kept) == 0 {
		found.add(at+"Subnets", "the selected subnets are in "+strings.Join(zones, ", ")+", but S3 has interface endpoints only in "+strings.Join(supported, ", ")+".",
			"Select subnets in these Availability Zones.")
	}
	return kept
}

func zonesOf(subnets []cdk.Subnet) (zones []string) {
	for _, subnet := range subnets {
		zones = append(zones, subnet.Zone)
	}
	return zones
}
