package s3path

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// httpsPort is the port of S3. The answers go to a port that the client chooses.
const (
	httpsPort     = 443
	lowestAnswer  = 1024
	highestAnswer = 65535
)

// admits checks that the endpoint's security groups allow a client on port 443. The VPC is nil if the client's is unknown.
func (a *analysis) admits(e *network.Endpoint, client network.Cidr, vpc *network.Vpc) check {
	if e.SecurityGroupIds.State == network.Absent {
		return check{template.Undecided, fmt.Sprintf(reasonDefaultGroup, e.Name())}
	}
	best := check{template.False, fmt.Sprintf(reasonNoGroupAllows, e.Name())}
	for _, g := range e.SecurityGroups {
		c := a.groupAdmits(g, client, vpc)
		if c.holds == template.True {
			return c
		}
		if best.holds == template.False {
			best = c
		}
	}
	if c := a.rulesTogether(e, client); c.holds == template.True {
		return c
	}
	if best.holds == template.False && !e.SecurityGroupIds.AllKnown() {
		return check{template.Undecided, fmt.Sprintf(reasonGroupsUnknown, e.Name())}
	}
	return best
}

// rulesTogether checks whether the rules for parts of a client's block, such as its halves, together allow all of it.
func (a *analysis) rulesTogether(e *network.Endpoint, client network.Cidr) check {
	if client.State() != network.Known {
		return check{}
	}
	var parts []netip.Prefix
	var names []string
	for _, g := range e.SecurityGroups {
		for _, r := range g.Ingress {
			if r.Cidr.Overlaps(client) == template.True && r.Allows(httpsPort).And(r.Exists) == template.True {
				parts, names = append(parts, r.Cidr.Prefix), append(names, a.ruleName(r))
			}
		}
	}
	if !coveredBy(client.Prefix, parts) {
		return check{}
	}
	return check{template.True, fmt.Sprintf(reasonRulesAllow, strings.Join(names, " and "), clientName(client))}
}

func (a *analysis) groupAdmits(g *network.SecurityGroup, client network.Cidr, vpc *network.Vpc) check {
	var perhaps *network.Rule
	for _, r := range g.Ingress {
		switch a.ruleAdmits(r, client, vpc).And(r.Allows(httpsPort)).And(r.Exists) {
		case template.True:
			return check{template.True, fmt.Sprintf(reasonRuleAllows, a.ruleName(r), clientName(client))}
		case template.Undecided:
			if perhaps == nil {
				perhaps = r
			}
		}
	}
	switch {
	case perhaps != nil:
		return check{template.Undecided, fmt.Sprintf(reasonRuleMayAllow, a.ruleName(perhaps), clientName(client))}
	case !g.Complete:
		return check{template.Undecided, fmt.Sprintf(reasonRulesIncomplete, g.Name())}
	}
	return check{template.False, fmt.Sprintf(reasonNoRuleAllows, g.Name(), clientName(client))}
}

// ruleAdmits reports whether a rule is for every address of a client. Whether a client is a member of a security group is
// unknown.
func (a *analysis) ruleAdmits(r *network.Rule, client network.Cidr, vpc *network.Vpc) template.Truth {
	admits := template.False
	switch {
	case r.Cidr.State() != network.Absent:
		admits = r.Cidr.Contains(client)
		if admits != template.True && vpc != nil && len(vpc.Cidrs) == 1 {
			admits = admits.Or(onlyTrue(r.Cidr.Contains(vpc.Cidrs[0])))
		}
		if client.State() == network.Absent || admits == template.False && r.Cidr.Overlaps(client) == template.True {
			admits = template.Undecided
		}
	case r.PrefixListId.State == network.Known:
		admits = a.network.ListContains(r.PrefixListId.Value, client)
	case r.Ipv6Cidr.State() == network.Absent:
		admits = template.Undecided
	}
	return admits
}

// ruleName names a rule, with the construct path of the security group or prefix list that it is for, if it has one.
func (a *analysis) ruleName(r *network.Rule) string {
	name := r.String()
	for _, peer := range []network.Fact[network.Key]{r.GroupId, r.PrefixListId} {
		if before, ok := strings.CutSuffix(name, string(peer.Value)+")"); ok && peer.State == network.Known {
			return before + a.network.Name(peer.Value) + ")"
		}
	}
	return name
}

// onlyTrue returns False for everything but True.
func onlyTrue(t template.Truth) template.Truth {
	if t == template.True {
		return t
	}
	return template.False
}

func clientName(client network.Cidr) string {
	if client.State() == network.Absent {
		return "the client's network"
	}
	return client.String()
}

// coverage is how much of the peers of a flow an ACL entry is for.
type coverage uint8

const (
	no coverage = iota
	part
	whole
)

// peers are the other side of a flow.
type peers func(entry network.Cidr) coverage

func within(c network.Cidr) peers {
	return func(entry network.Cidr) coverage {
		switch {
		case entry.Contains(c) == template.True:
			return whole
		case entry.Overlaps(c) == template.False:
			return no
		}
		return part
	}
}

// publicAddresses are S3's public addresses. All that is known of them is which addresses are not among them.
func publicAddresses(entry network.Cidr) coverage {
	p := entry.Prefix
	switch {
	case entry.State() == network.Absent, p.IsValid() && (p.Addr().Is6() || isPrivate(p)):
		return no
	case p.IsValid() && p.Bits() == 0:
		return whole
	}
	return part
}

// flow is one direction of a connection through a network ACL.
type flow struct {
	egress    bool
	low, high int // the ports that it goes to
	peers     peers
}

// passes reports whether an ACL allows a flow, and the entry that decides; nil if none does, so that AWS denies it.
// The first entry that is for all of the flow decides; one for a part of it decides for that part only.
func passes(acl *network.Acl, f flow) (template.Truth, *network.AclEntry) {
	var allowed, denied *network.AclEntry // for a part
	for _, e := range acl.Entries {
		direction, covered := e.Egress.Or(false).Is(f.egress), f.peers(e.Cidr)
		if direction == template.False || covered == no || e.IsTcp() == template.False || e.OverlapsPorts(f.low, f.high) == template.False {
			continue
		}
		allow := e.RuleAction.Is("allow")
		certain := direction.And(e.IsTcp()).And(e.HasPorts(f.low, f.high)).And(e.Exists)
		switch {
		case certain != template.True || covered == part || allow == template.Undecided:
			if allow != template.False {
				allowed = e
			}
			if allow != template.True {
				denied = e
			}
		case allow == template.True && denied != nil:
			return template.Undecided, denied
		case allow == template.False && allowed != nil:
			return template.Undecided, allowed
		default:
			return allow, e
		}
	}
	if allowed != nil {
		return template.Undecided, allowed
	}
	return template.False, nil
}

// checkAcl checks both directions of a connection: the request goes to port 443, the answer to a port of the client's.
// Out is true if the request leaves the subnet.
func checkAcl(s *network.Subnet, out bool, peers peers, peer string) check {
	acl := s.NetworkAcl
	switch {
	case acl == nil && s.Resource == nil:
		return check{template.Undecided, fmt.Sprintf(reasonAclUnknown, s.Name())}
	case acl == nil:
		return check{holds: template.True} // the VPC's default ACL allows everything
	}
	if !acl.Complete || acl.Exists != template.True || s.AclExists != template.True {
		return check{template.Undecided, fmt.Sprintf(reasonAclIncomplete, acl.Name(), s.Name())}
	}
	request := flow{egress: out, low: httpsPort, high: httpsPort, peers: peers}
	answer := flow{egress: !out, low: lowestAnswer, high: highestAnswer, peers: peers}
	for _, f := range []flow{request, answer} {
		holds, e := passes(acl, f)
		if holds == template.True {
			continue
		}
		reason := fmt.Sprintf(reasonAclNoEntry, acl.Name(), f.describe(peer))
		switch {
		case e != nil && holds == template.False:
			reason = fmt.Sprintf(reasonAclDenies, e, f.describe(peer))
		case e != nil:
			reason = fmt.Sprintf(reasonAclPart, e, f.describe(peer))
		}
		return check{holds, reason}
	}
	return check{holds: template.True}
}

func (f flow) describe(peer string) string {
	ports, direction := "TCP 443", "from"
	if f.low != f.high {
		ports = fmt.Sprintf("TCP %d-%d", f.low, f.high)
	}
	if f.egress {
		direction = "to"
	}
	return fmt.Sprintf("%s %s %s", ports, direction, peer)
}

// subnetReaches checks the ACL of a client's subnet for requests to the endpoint. Inside a subnet no ACL applies.
func (a *analysis) subnetReaches(s *network.Subnet, e *network.Endpoint) check {
	each := func(host *network.Subnet) check { return checkAcl(s, true, within(host.Cidr), host.Cidr.String()) }
	return overHosts(e, a.hostsReached(e, s, each), s, each)
}

// endpointAnswers checks the ACLs of the endpoint's subnets for requests from a client. The client's subnet is nil if it
// is outside.
func (a *analysis) endpointAnswers(e *network.Endpoint, s *network.Subnet, client network.Cidr) check {
	return overHosts(e, a.hostsByAcl(e), s, func(host *network.Subnet) check {
		return checkAcl(host, false, within(client), clientName(client))
	})
}
