package rules

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func aclBlocksGateway() Rule {
	return Rule{
		Id:       "acl-blocks-gateway",
		Title:    "a network ACL keeps the clients of an S3 gateway endpoint from S3",
		Severity: Warning,
		Effect:   "The deploy succeeds, and connections from these subnets to S3 time out.",
		Fix:      "Allow TCP 443 out to, and TCP 1024-65535 in from, the addresses of S3, which are public ones. An ACL cannot name the prefix list.",
		Link:     s3GatewayPage,
		check: func(in *input) []Result {
			var list []Result
			for _, s := range in.network.Subnets {
				list = append(list, checkAclBlocksGateway(s))
			}
			return list
		},
	}
}

func checkAclBlocksGateway(s *network.Subnet) Result {
	if s.RouteTable == nil {
		return unknown()
	}
	i := slices.IndexFunc(s.RouteTable.GatewayEndpoints, func(e *network.Endpoint) bool { return e.IsS3().And(e.IsGateway()) == template.True })
	if i < 0 {
		return notApplicable()
	}
	gateway := s.RouteTable.GatewayEndpoints[i]
	return checkAcl(s, func(direction, decides string) string {
		return fmt.Sprintf("%s takes the S3 gateway endpoint %s, and %s %s.", s.Name(), gateway.Name(), decides, direction)
	}, []flow{
		{egress: true, low: 443, high: 443, peer: isPublic, name: "lets no TCP 443 out to S3"},
		{egress: false, low: 1024, high: 65535, peer: isPublic, name: "lets no answer of S3 in to TCP 1024-65535"},
	})
}

// flow is one direction of connections, as a network ACL sees it.
type flow struct {
	egress    bool
	low, high int
	peer      func(network.Cidr) template.Truth // whether an entry's block has a peer that counts
	name      string
}

// checkAcl tells whether the ACL of a subnet stops one of the flows. A subnet without an ACL of its own has the VPC's
// default one, which lets everything pass.
func checkAcl(s *network.Subnet, message func(direction, decides string) string, flows []flow) Result {
	acl := s.NetworkAcl
	if acl == nil && s.Declared && s.ContextType == "" {
		return compliant()
	}
	if acl == nil {
		return unknown() // one that was looked up, or is not known, may have any
	}
	stops := template.False
	for _, f := range flows {
		entry, lets := f.through(acl)
		this := lets.Not().And(s.AclExists)
		if this == template.True {
			decides := "the network ACL " + acl.Name()
			if entry != nil {
				decides += ", by " + entry.String() + ","
			}
			return violation(message(f.name, decides), at(&acl.Entity, "Properties")...)
		}
		stops = stops.Or(this)
	}
	return violationIf(stops, "")
}

// through tells whether some of the flow passes, and names the entry that stops all of it, nil if no entry allows any.
func (f flow) through(acl *network.Acl) (*network.AclEntry, template.Truth) {
	lets := template.False
	if !acl.Complete {
		lets = template.Undecided
	}
	for _, entry := range acl.Entries {
		applies := entry.IsTcp().And(entry.OverlapsPorts(f.low, f.high)).And(entry.Exists).And(entry.Egress.Or(false).Is(f.egress))
		if applies == template.False {
			continue
		}
		switch entry.RuleAction.Is("deny") {
		case template.True:
			all := applies.And(entry.HasPorts(f.low, f.high)).And(everywhere(entry.Cidr))
			if all == template.True {
				return entry, lets
			}
		case template.False:
			lets = lets.Or(applies.And(f.peer(entry.Cidr)))
			if lets == template.True {
				return nil, lets
			}
		case template.Undecided:
			lets = template.Undecided
		}
	}
	return nil, lets
}

// isPublic tells whether a block has addresses of S3. Which public ones these are, the templates do not tell.
func isPublic(c network.Cidr) template.Truth {
	if c.State() != network.Known {
		return template.Undecided
	}
	for _, block := range []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"} {
		if network.ContainsPrefix(netip.MustParsePrefix(block), c.Prefix) {
			return template.False
		}
	}
	if c.Prefix.Bits() == 0 {
		return template.True
	}
	return template.Undecided
}
