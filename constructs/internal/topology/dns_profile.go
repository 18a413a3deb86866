package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
)

// addProfile adds the zones and rules of a profile that is associated with the VPC. How they rank among those of the VPC itself
// for the same domain does not count: either may answer. See
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-high-level-steps.html.
func (t *Topology) addProfile(r *resolver, a *network.Association[network.Profile], v *network.Vpc) {
	exists, why := a.Exists, t.Existence(&a.Entity).And(t.causes.of(a.Id.Cause))
	if a.Part == nil || !a.Part.Declared {
		if a.Part != nil {
			why = why.And(t.causes.of(a.Part.Cause))
		}
		r.zones = append(r.zones, t.unseenZone(v, t.orElse(why, CauseDns, a.Name())))
		return
	}
	known := len(r.zones)
	for _, of := range a.Part.Resources {
		is, causes := exists.And(of.Exists), why.And(t.Existence(&of.Entity))
		switch {
		case of.Zone != nil && of.Zone.Declared:
			r.zones = t.addHostedZone(r.zones, of.Zone, v, is, causes)
		case of.Rule != nil && of.Rule.Declared:
			r.zones = append(r.zones, t.resolverRule(of.Rule, of.Rule, v, is, causes))
		case of.Firewall != nil && of.Firewall.Declared: // whose priority is a text of JSON
			r.firewall = t.addFirewall(r.firewall, of, of.Name(), of.Firewall, network.Fact[int]{State: network.Unknown}, is, causes)
		case !of.IsLog:
			r.zones = append(r.zones, t.unseenZone(v, t.orElse(causes, CauseDns, of.Name())))
		}
	}
	for i := known; i < len(r.zones); i++ {
		r.zones[i].profile = a.Part
	}
	for _, cause := range t.unseen.of(&a.Part.Entity, "AWS::Route53Profiles::ProfileResourceAssociation") {
		r.zones = append(r.zones, t.unseenZone(v, t.Why(cause)))
	}
}
