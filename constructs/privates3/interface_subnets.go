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
	ids   []string
	zones []string // of the subnet at the same index, "" if not known
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
func (s *interfaceSubnets) read(at string, vpc awsec2.IVpc, given *awsec2.SubnetSelection) problems {
	if len(checkInterfaceSelection(at, given)) > 0 {
		return nil // reported by checkInterfaceProps
	}
	selection, found := chooseInterfaceSelection(at, vpc, given)
	if len(found) > 0 {
		return found
	}
	subnets, found := selectSubnets(at+"Subnets", vpc, selection)
	for _, subnet := range subnets {
		id, zone := *subnet.SubnetId(), zoneOf(subnet)
		if twin := s.twin(id, zone); twin >= 0 {
			found.add(at+"Subnets.Subnets", describeSubnet(subnet)+" and "+describeSubnet(subnets[twin]),
				"one subnet per availability zone, and these are both in "+describeZone(zone), "remove one of the two")
		}
		s.list, s.ids, s.zones = append(s.list, subnet), append(s.ids, id), append(s.zones, zone)
	}
	return found
}

// chooseInterfaceSelection keeps an explicit choice and otherwise takes private or isolated subnets, never public ones.
func chooseInterfaceSelection(at string, vpc awsec2.IVpc, given *awsec2.SubnetSelection) (*awsec2.SubnetSelection, problems) {
	chosen := orZero(given)
	if chosen.Subnets != nil {
		return &chosen, nil
	}
	chosen.OnePerAz = jsii.Bool(true)
	if chosen.SubnetType != "" || chosen.SubnetGroupName != nil {
		return &chosen, nil
	}
	switch {
	case len(*vpc.PrivateSubnets()) > 0:
		chosen.SubnetType = awsec2.SubnetType_PRIVATE_WITH_EGRESS
	case len(*vpc.IsolatedSubnets()) > 0:
		chosen.SubnetType = awsec2.SubnetType_PRIVATE_ISOLATED
	default:
		var found problems
		found.add(at+"Subnets", fmt.Sprintf("left out, and the Vpc %s has neither private nor isolated subnets", *vpc.Node().Path()), "a choice of subnets",
			"add such subnets to the VPC, or ask for the public ones with SubnetType PUBLIC")
		return nil, found
	}
	return &chosen, nil
}

// zoneOf is the subnet's availability zone, "" if it is not known: imported subnets may have none, and one value may stand
// for a whole list of subnets or zones.
func zoneOf(subnet awsec2.ISubnet) string {
	zone, err := attempt(subnet.AvailabilityZone)
	if err != nil || isListToken(*zone) || isListToken(*subnet.SubnetId()) {
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
func (s *interfaceSubnets) checkLookup(at string, stack awscdk.Stack, serviceRegion *string) (found problems) {
	switch region := *stack.Region(); {
	case isToken(*stack.Account()) || isToken(region):
		found.add(at+"LookupSupportedAzs", "true", "false or nil in a stack whose account or Region is not known at synth",
			"give the stack an Env with Account and Region, or choose the Subnets yourself")
	case serviceRegion != nil && *serviceRegion != region:
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
func (s *interfaceSubnets) keepSupported(at string, stack awscdk.Stack, serviceName string) (found problems) {
	answer := awscdk.ContextProvider_GetValue(stack, &awscdk.GetContextValueOptions{
		Provider:   jsii.String("endpoint-service-availability-zones"),
		Props:      &map[string]any{"serviceName": serviceName},
		DummyValue: s.zones,
	}).Value
	if slices.ContainsFunc(s.zones, isPlaceholder) {
		return nil
	}
	supported, _ := answer.([]any)
	kept := interfaceSubnets{}
	for i, zone := range s.zones {
		if slices.Contains(supported, any(zone)) {
			kept.list, kept.ids, kept.zones = append(kept.list, s.list[i]), append(kept.ids, s.ids[i]), append(kept.zones, zone)
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
