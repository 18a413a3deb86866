package topology

import (
	"regexp"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// availabilityZone matches the names and IDs of Availability Zones, such as eu-west-1a and euw1-az1, but not those of Local Zones
// and Wavelength Zones, such as us-west-2-lax-1a and usw2-lax1-az1.
var availabilityZone = regexp.MustCompile(`^([a-z]+-[a-z-]+-[0-9]+[a-z]|[a-z]+[0-9]+-az[0-9]+)$`)

// zone returns the Availability Zone of a subnet. A name and an ID may be of one zone:
// https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html. A transit gateway serves a Local Zone by an attachment in
// its parent zone, and which one that is is unknown:
// https://docs.aws.amazon.com/local-zones/latest/ug/local-zones-connectivity-transit-gateway-lzs.html.
func (t *Topology) zone(s *network.Subnet) flow.Zone {
	of, group := s.AvailabilityZone, "names"
	if of.Kind() == template.Absent {
		of, group = s.AvailabilityZoneId, "ids"
	}
	cause, ok := of.Cause()
	if !ok {
		cause = template.Cause{Kind: CauseZone, Subject: s.Name()}
	}
	var zone flow.Zone
	if text, ok := of.Text(); ok && availabilityZone.MatchString(text) {
		zone.Name, zone.Group = text, group
	} else if ok {
		cause = template.Cause{Kind: CauseParentZone, Subject: text}
	}
	zone.Cause = t.causes.one(cause)
	if token, ok := of.Token(); ok {
		// The elements of one list of zones are different zones; another token is the same as itself alone.
		list, _ := token.ZoneList()
		zone.Name, zone.Group = token.Attribute, template.TokenValue(list).Identity()
	}
	return zone
}
