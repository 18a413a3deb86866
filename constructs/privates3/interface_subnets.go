package privates3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

// interfaceSubnets are the subnets that an interface endpoint gets its network interfaces in.
type interfaceSubnets struct {
	list  []awsec2.ISubnet
	zones []string // of the subnet at the same index, "" if not known
	ids   []string // likewise; empty where they tell no more than the zones
}

// checkInterfaceSelection finds what can be judged without the CDK.
func checkInterfaceSelection(at string, selection *awsec2.SubnetSelection) (found problems) {
	if selection == nil {
		return nil
	}
	found = checkSelection(at+"Subnets", selection)
	if isFalse(selection.OnePerAz) {
		found.add(at+"Subnets.OnePerAz", "false", "true or nil: an interface endpoint takes one subnet per availability zone", "leave the field out")
	}
	return found
}

// read settles which subnets are meant.
func (s *interfaceSubnets) read(at string, subnets *vpcSubnets, given *awsec2.SubnetSelection) problems {
	if len(checkInterfaceSelection(at, given)) > 0 {
		return nil // reported by checkInterfaceProps
	}
	selection, found := chooseInterfaceSelection(at, subnets, given)
	if len(found) > 0 {
		return found
	}
	if s.list, s.zones = firstOfEachZone(subnets, selection); len(s.list) > 0 {
		return nil
	}
	selected, found := selectSubnets(at+"Subnets", subnets.vpc, selection)
	for _, subnet := range selected {
		id := *subnet.SubnetId()
		zone := zoneOf(subnet, id)
		if twin := s.twin(id, zone); twin >= 0 {
			found.add(at+"Subnets.Subnets", describeSubnet(subnet)+" and "+describeSubnet(selected[twin]),
				"one subnet per availability zone, and these are both in "+describeZone(zone), "remove one of the two")
		}
		s.list, s.ids, s.zones = append(s.list, subnet), append(s.ids, id), append(s.zones, zone)
	}
	return found
}

// chooseInterfaceSelection keeps an explicit choice and otherwise takes private or isolated subnets, never public ones.
func chooseInterfaceSelection(at string, subnets *vpcSubnets, given *awsec2.SubnetSelection) (*awsec2.SubnetSelection, problems) {
	chosen := orZero(given)
	if chosen.Subnets != nil {
		return &chosen, nil
	}
	chosen.OnePerAz = jsii.Bool(true)
	if chosen.SubnetType != "" || chosen.SubnetGroupName != nil {
		return &chosen, nil
	}
	for _, kind := range []awsec2.SubnetType{awsec2.SubnetType_PRIVATE_WITH_EGRESS, awsec2.SubnetType_PRIVATE_ISOLATED} {
		if len(subnets.of(kind)) > 0 {
			chosen.SubnetType = kind
			return &chosen, nil
		}
	}
	var found problems
	found.add(at+"Subnets", fmt.Sprintf("left out, and the Vpc %s has neither private nor isolated subnets", *subnets.vpc.Node().Path()), "a choice of subnets",
		"add such subnets to the VPC, or ask for the public ones with SubnetType PUBLIC")
	return nil, found
}

// firstOfEachZone is the answer to a selection by type alone, without asking the VPC, whose answer takes seven requests. There
// is none to other selections, nor where the zone of a subnet is not known.
func firstOfEachZone(subnets *vpcSubnets, selection *awsec2.SubnetSelection) (list []awsec2.ISubnet, zones []string) {
	if selection.SubnetType == "" || selection.AvailabilityZones != nil || selection.SubnetFilters != nil {
		return nil, nil
	}
	for _, subnet := range subnets.of(selection.SubnetType) {
		id := ""
		if !isOwn(subnet) {
			id = *subnet.SubnetId()
		}
		zone := zoneOf(subnet, id)
		if zone == "" {
			return nil, nil
		}
		if !slices.Contains(zones, zone) {
			list, zones = append(list, subnet), append(zones, zone)
		}
	}
	return list, zones
}

// zoneOf is the subnet's availability zone, "" if it is not known: imported subnets may have none, and one value may stand
// for a whole list of subnets or zones.
func zoneOf(subnet awsec2.ISubnet, id string) string {
	zone, err := attempt(subnet.AvailabilityZone)
	if err != nil || isListToken(*zone) || isListToken(id) {
		return ""
	}
	return *zone
}

// twin is the index of a subnet that is known to be the same, or in the same zone; -1 if there is none. Two zones that
// are equal tokens are one zone.
func (s *interfaceSubnets) twin(id, zone string) int {
	if i := slices.Index(s.ids, id); i >= 0 || zone == "" {
		return i
	}
	return slices.Index(s.zones, zone)
}

func describeZone(zone string) string {
	if zone == "" || isToken(zone) {
		return "the same zone"
	}
	return zone
}

// knownZones are the zones of all subnets, nil if one of them is not known.
func (s *interfaceSubnets) knownZones() []string {
	if slices.Contains(s.zones, "") {
		return nil
	}
	return s.zones
}

// isPlaceholder reports whether the CDK made the zone up, as it does until it has asked the account for the real ones.
func isPlaceholder(zone string) bool { return strings.HasPrefix(zone, "dummy1") }

// checkLookup finds what keeps the CDK from asking the account for the zones that S3 supports.
func (s *interfaceSubnets) checkLookup(at string, shared *shared, serviceRegion *string) (found problems) {
	switch {
	case isToken(shared.region) || isToken(*shared.stack.Account()):
		found.add(at+"LookupSupportedAzs", "true", "false or nil in a stack whose account or Region is not known at synth",
			"give the stack an Env with Account and Region, or choose the Subnets yourself")
	case serviceRegion != nil && *serviceRegion != shared.region:
		found.add(at+"LookupSupportedAzs", "true", "false or nil with a ServiceRegion, because the CDK asks for the zones of the stack's own Region alone",
			"choose the Subnets yourself")
	case slices.ContainsFunc(s.zones, func(zone string) bool { return zone == "" || isToken(zone) }):
		found.add(at+"LookupSupportedAzs", "true", "false or nil where the availability zone of a selected subnet is not known at synth",
			"import the subnets with their availability zones, or choose the Subnets yourself")
	}
	return found
}

// keepSupported leaves out the subnets in zones in which the service is not offered. Until the account has been asked, all
// are kept: the CDK's own endpoint would fail there if the zones of imported subnets are known.
func (s *interfaceSubnets) keepSupported(at string, shared *shared) (found problems) {
	answer := awscdk.ContextProvider_GetValue(shared.stack, &awscdk.GetContextValueOptions{
		Provider:   jsii.String("endpoint-service-availability-zones"),
		Props:      &map[string]any{"serviceName": shared.interfaceServiceName(shared.region)},
		DummyValue: s.zones,
	}).Value
	if slices.ContainsFunc(s.zones, isPlaceholder) {
		return nil
	}
	supported, _ := answer.([]any)
	kept := interfaceSubnets{}
	for i, zone := range s.zones {
		if slices.Contains(supported, any(zone)) {
			kept.list, kept.zones = append(kept.list, s.list[i]), append(kept.zones, zone)
		}
	}
	if len(s.list) > 0 && len(kept.list) == 0 {
		found.add(at+"Subnets", "subnets in "+strings.Join(s.zones, ", "), fmt.Sprintf("zones in which S3 offers interface endpoints: %v", supported),
			"select subnets in these zones, or add some")
		return found
	}
	*s = kept
	return nil
}
