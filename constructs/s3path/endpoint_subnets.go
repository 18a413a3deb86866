package s3path

import (
	"fmt"
	"net/netip"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// hosts are the subnets of an endpoint, grouped by those with the same answer to one question, so that the cost does not
// grow with their number.
type hosts struct {
	groups []*group // in the order of the first of each
	of     map[*network.Subnet]*group
}

// group has two subnets that stand for all with the same answer, as one of them may be the client's own. The second is
// nil if there is only one.
type group struct{ first, second *network.Subnet }

// groupHosts puts those subnets of an endpoint together that have the same key.
func groupHosts[K comparable](e *network.Endpoint, key func(*network.Subnet) K) hosts {
	h := hosts{of: map[*network.Subnet]*group{}}
	byKey := map[K]*group{}
	for _, host := range e.Subnets {
		k := key(host)
		g := byKey[k]
		switch {
		case g == nil:
			g = &group{first: host}
			byKey[k] = g
			h.groups = append(h.groups, g)
		case g.second == nil:
			g.second = host
		}
		h.of[host] = g
	}
	return h
}

// question is what the subnets of an endpoint are grouped by.
type question struct {
	endpoint *network.Endpoint
	topic    topic
	acl      subnetAcl // the client's, if the topic is reached
}

type topic uint8

const (
	byAcl   topic = iota // which network ACL they have
	byTable              // which route table they have
	byBlock              // which address block they have
	reached              // whether the client's network ACL allows requests to them
)

// subnetAcl is what decides what a subnet's network ACL does.
type subnetAcl struct {
	acl    *network.Acl
	exists template.Truth
	shown  bool // whether a template has the subnet
}

func aclOf(s *network.Subnet) subnetAcl {
	return subnetAcl{s.NetworkAcl, s.AclExists, s.Resource != nil}
}

// hostsByAcl, hostsByTable and hostsByBlock group the subnets of an endpoint by what they have.
func (a *analysis) hostsByAcl(e *network.Endpoint) hosts {
	return a.hosts(question{endpoint: e, topic: byAcl}, func() hosts { return groupHosts(e, aclOf) })
}

func (a *analysis) hostsByTable(e *network.Endpoint) hosts {
	return a.hosts(question{endpoint: e, topic: byTable}, func() hosts {
		return groupHosts(e, func(s *network.Subnet) *network.RouteTable { return s.RouteTable })
	})
}

func (a *analysis) hostsByBlock(e *network.Endpoint) hosts {
	type block struct {
		prefix  netip.Prefix
		unknown *network.Subnet // the subnet itself, if its block is not known
	}
	return a.hosts(question{endpoint: e, topic: byBlock}, func() hosts {
		return groupHosts(e, func(s *network.Subnet) block {
			if s.Cidr.State() == network.Unknown {
				return block{unknown: s}
			}
			return block{prefix: s.Cidr.Prefix}
		})
	})
}

// hostsReached groups them by the result of the check, which is the same for all clients with the same network ACL.
func (a *analysis) hostsReached(e *network.Endpoint, client *network.Subnet, each func(*network.Subnet) check) hosts {
	return a.hosts(question{e, reached, aclOf(client)}, func() hosts {
		return groupHosts(e, func(host *network.Subnet) template.Truth { return each(host).holds })
	})
}

// hosts returns the groups of a question, found once.
func (a *analysis) hosts(q question, find func() hosts) hosts {
	h, ok := a.grouped[q]
	if !ok {
		h = find()
		a.grouped[q] = h
	}
	return h
}

// overHosts combines the checks of an endpoint's subnets. DNS answers the address of any of them, so that what holds for
// only some is unknown for a request. The client's own subnet, if it is one of them, always holds; nil is no
// subnet.
func overHosts(e *network.Endpoint, h hosts, client *network.Subnet, each func(*network.Subnet) check) check {
	var first *check
	mixed := false
	add := func(c check) {
		if first == nil {
			first = &c
			return
		}
		mixed = mixed || c.holds != first.holds
		if first.holds == template.True && c.holds != template.True {
			first = &c
		}
	}
	for _, g := range h.groups {
		host := g.first
		if host == client {
			host = g.second
		}
		if host != nil {
			add(each(host))
		}
	}
	if h.of[client] != nil {
		add(check{holds: template.True})
	}
	if first == nil || !e.SubnetIds.AllKnown() {
		return check{template.Undecided, fmt.Sprintf(reasonSubnetsUnknown, e.Name())}
	}
	if mixed {
		return check{template.Undecided, fmt.Sprintf(reasonSomeSubnets, first.reason)}
	}
	return *first
}
