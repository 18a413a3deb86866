package privates3

import (
	"fmt"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

// interfaceSubnets are the subnets that an interface endpoint gets its network interfaces in.
type interfaceSubnets struct {
	selection *awsec2.SubnetSelection // never nil once read, so that the CDK does not fall back on public subnets
	ids       []string
	zones     []string // of the subnet at the same index, "" if not known
}

// checkInterfaceSelection finds what can be judged without the CDK.
func checkInterfaceSelection(at string, selection *awsec2.SubnetSelection) (found problems) {
	if selection == nil {
		return nil
	}
	found = checkSelection(at+"Subnets", selection)
	if selection.OnePerAz != nil && !*selection.OnePerAz {
		found.add(at+"Subnets.OnePerAz", "false", "true or nil: an interface endpoint takes one subnet per availability zone", "leave the field out")
	}
	return found
}

// read settles the selection and asks the VPC for the subnets that it yields.
func (s *interfaceSubnets) read(at string, vpc awsec2.IVpc, given *awsec2.SubnetSelection) problems {
	if len(checkInterfaceSelection(at, given)) > 0 {
		return nil // reported by checkInterfaceProps
	}
	var found problems
	if s.selection, found = chooseInterfaceSelection(at, vpc, given); len(found) > 0 {
		return found
	}
	subnets, found := selectSubnets(at+"Subnets", vpc, s.selection)
	for _, subnet := range subnets {
		zone, err := attempt(func() string { return *subnet.AvailabilityZone() })
		if err != nil {
			zone = ""
		}
		id := *subnet.SubnetId()
		if twin := s.twin(id, zone); twin >= 0 {
			found.add(at+"Subnets.Subnets", describeSubnet(subnet)+" and "+describeSubnet(subnets[twin]),
				"one subnet per availability zone, and these are both in "+describeZone(zone), "remove one of the two")
		}
		s.ids, s.zones = append(s.ids, id), append(s.zones, zone)
	}
	return found
}

// chooseInterfaceSelection keeps an explicit choice and otherwise takes private or isolated subnets, never public ones.
func chooseInterfaceSelection(at string, vpc awsec2.IVpc, given *awsec2.SubnetSelection) (*awsec2.SubnetSelection, problems) {
	chosen := awsec2.SubnetSelection{}
	if given != nil {
		chosen = *given
	}
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
		found.add(at+"Subnets", "nil", fmt.Sprintf("a choice of subnets: the Vpc %s has neither private nor isolated ones", *vpc.Node().Path()),
			"add such subnets to the VPC, or ask for the public ones with SubnetType PUBLIC")
		return nil, found
	}
	return &chosen, nil
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

func (s *interfaceSubnets) anyZone(is func(string) bool) bool {
	return slices.ContainsFunc(s.zones, is)
}

// zonesOf are the zones of the subnets that the endpoint has in the end, since the CDK leaves some out if it looks up
// the supported zones; nil unless all are known.
func (s *interfaceSubnets) zonesOf(endpoint awsec2.InterfaceVpcEndpoint) []string {
	if s.anyZone(func(zone string) bool { return zone == "" }) {
		return nil
	}
	resource := endpoint.Node().DefaultChild().(awsec2.CfnVPCEndpoint)
	var kept []string
	for _, id := range elements(resource.SubnetIds()) {
		if i := slices.Index(s.ids, *id); i >= 0 {
			kept = append(kept, s.zones[i])
		}
	}
	return kept
}
