package topology

import (
	"maps"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// What is unused decides on no packets, in no deploy. What may be used is taken to be.

// UnusedTables returns which of the route tables of a gateway endpoint no subnet uses, by their place in RouteTableIds.
func (t *Topology) UnusedTables(e *network.Endpoint) []int {
	var unused []int
	for i, id := range e.RouteTableIds.List {
		n := network.Find(t.network.RouteTables, id.Value)
		if n != nil && id.State == network.Known && id.Cause == nil && !t.usedTables()[t.table(n)] && t.HasSubnets(n) == truth.False {
			unused = append(unused, i)
		}
	}
	return unused
}

// tablesInUse returns the tables that subnets surely use.
func (t *Topology) tablesInUse() map[*flow.Table]bool {
	used := map[*flow.Table]bool{}
	for _, s := range t.network.Subnets {
		if table, ok := t.subnets[s].flow.Table.Only(); ok {
			used[table] = true
		}
	}
	return used
}

// UnusedIngress returns the ingress rules of the security groups of an S3 interface endpoint that allow nothing to the clients
// of its VPC, of those linked with it and of networks outside, beyond what earlier rules allow. Redundant ones would allow
// something without those. Security groups that something else has, or may have, are left out.
func (t *Topology) UnusedIngress(e *network.Endpoint, linked []*network.Vpc, outsiders []Outsider) (unused, redundant []*network.Rule) {
	if e.Vpc == nil {
		return nil, nil
	}
	clients := t.vpcs[e.Vpc].all.May
	for _, o := range outsiders {
		clients = clients.Union(t.outside(e.Vpc, linked, o).May)
	}
	uses := func(f *flow.Filter) map[flow.Ref]bool {
		return f.Uses(https(flow.Literal(clients), flow.Literal(flow.All())), flow.Source)
	}
	used := uses(t.ingress(e))
	var rules []*network.Rule
	for _, g := range e.SecurityGroups {
		for _, r := range g.Ingress {
			// A rule may be all that shows a network outside.
			shows := func(o Outsider) bool { return o.Cidr.State() == network.Known && o.Cidr.Prefix == r.Cidr.Prefix }
			if !used[r] && !slices.ContainsFunc(outsiders, shows) {
				rules = append(rules, r)
			}
		}
	}
	if len(rules) == 0 || len(t.UnseenLinks(e.Vpc)) > 0 || !t.hasGroupsAlone(e) { // which take longer to find out
		return nil, nil
	}
	for _, v := range linked {
		clients = clients.Union(t.vpcs[v].all.May)
	}
	used = uses(t.ingress(e))
	for _, r := range rules {
		alone := flow.NewFilter(Groups{e}, []flow.Entry{t.rule(r)})
		switch allows := uses(alone)[r]; {
		case used[r], t.hasUnknownPeer(r) && t.rule(r).Ports.Has(flow.Https()[0].First):
		case allows:
			redundant = append(redundant, r)
		default:
			unused = append(unused, r)
		}
	}
	return unused, redundant
}

// hasUnknownPeer reports whether a rule is for a peer that the templates do not show.
func (t *Topology) hasUnknownPeer(r *network.Rule) bool {
	g := network.Find(t.network.SecurityGroups, r.GroupId.Value)
	isUnknown := func(c network.Cidr) bool { return c.State() == network.Unknown }
	return isUnknown(r.Cidr) || isUnknown(r.Ipv6Cidr) || r.PrefixListId.State != network.Absent ||
		r.GroupId.State != network.Absent && (g == nil || g.Resource == nil || r.GroupId.Cause != nil)
}

// hasGroupsAlone reports whether the security groups of an endpoint are known, and are those of S3 interface endpoints alone.
func (t *Topology) hasGroupsAlone(e *network.Endpoint) bool {
	if e.SecurityGroupIds.State != network.Known || len(e.SecurityGroups) != len(e.SecurityGroupIds.List) {
		return false
	}
	for _, g := range e.SecurityGroups {
		isHanded := func(m maker) bool { return t.unseen.mayNamePart(m, &g.Entity) }
		if g.Resource == nil || t.unseen.isShared(g.Key) || slices.ContainsFunc(t.unseen.makers, isHanded) {
			return false
		}
	}
	return !slices.ContainsFunc(e.SecurityGroups, func(g *network.SecurityGroup) bool { return t.inUse()[g.Key] })
}

// keysInUse returns what resources name, other than security group rules and S3 interface endpoints.
func (t *Topology) keysInUse() map[network.Key]bool {
	isS3 := map[*template.Resource]bool{}
	for _, e := range t.network.Endpoints {
		isS3[e.Resource] = e.IsS3Interface() == truth.True
	}
	keys := map[network.Key]bool{}
	for _, r := range t.network.Resources {
		switch r.Type {
		case "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress":
			continue
		}
		if isS3[r] {
			continue
		}
		m := t.unseen.mentionsOf(r.Stack, r.Mentions())
		maps.Copy(keys, m.keys)
		if m.any {
			for _, g := range t.network.SecurityGroups {
				keys[g.Key] = true
			}
		}
	}
	return keys
}

// UnusedEntries returns the entries of a network ACL that earlier ones leave nothing to decide on.
func (t *Topology) UnusedEntries(n *network.Acl) []*network.AclEntry {
	if len(n.Entries) < 2 || n.Entries[0].Resource == nil { // AWS makes those of a default network ACL
		return nil
	}
	var unused []*network.AclEntry
	for _, egress := range []bool{false, true} {
		used := t.usedEntries(n, egress, func(*network.AclEntry) bool { return true })
		// On other protocols than TCP, entries for all protocols alone decide.
		all := t.usedEntries(n, egress, func(e *network.AclEntry) bool { return e.Protocol.Is(network.ProtocolAll) == truth.True })
		for _, e := range n.Entries {
			isTcp, isAll := e.Protocol.Is(network.ProtocolTcp), e.Protocol.Is(network.ProtocolAll)
			if e.Resource != nil && e.Egress.Or(false).Is(egress) == truth.True && !used[e] && (isTcp == truth.True || isAll == truth.True && !all[e]) {
				unused = append(unused, e)
			}
		}
	}
	return unused
}

func (t *Topology) usedEntries(n *network.Acl, egress bool, has func(*network.AclEntry) bool) map[flow.Ref]bool {
	some := *n
	some.Entries = slices.DeleteFunc(slices.Clone(n.Entries), func(e *network.AclEntry) bool { return !has(e) })
	every := flow.Literal(flow.All())
	packets := flow.Flow{Src: every, Dst: every, SrcPorts: flow.AllPorts(), DstPorts: flow.AllPorts()}
	return t.direction(&some, egress).Uses(packets, flow.Source)
}
