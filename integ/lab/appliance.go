//go:build linux

package lab

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// typeFirewall is the type of firewalls, which allow all traffic in the lab.
const typeFirewall = "AWS::NetworkFirewall::Firewall"

// appliance is the endpoint of a firewall in a subnet, or an instance that drops what is not for itself.
type appliance struct {
	*resource
	subnet *subnet
	drops  bool
}

func (n *Network) readAppliances() {
	each(n, typeFirewall, func(r *resource, p struct {
		FirewallName, FirewallPolicyArn, VpcId string
		SubnetMappings                         []struct{ SubnetId string }
	},
	) {
		for _, mapping := range p.SubnetMappings {
			s := at[*subnet](n, mapping.SubnetId, r)
			n.parts[r.endpointIn(s.zone)] = &appliance{resource: r, subnet: s}
		}
	})
	// An instance without a source/destination check is a NAT instance:
	// https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html.
	each(n, "AWS::EC2::Instance", func(r *resource, p struct {
		SubnetId         string
		SourceDestCheck  *boolean
		SecurityGroupIds []string
	},
	) {
		s := at[*subnet](n, p.SubnetId, r)
		if p.SourceDestCheck == nil || bool(*p.SourceDestCheck) {
			n.parts[r.id] = &appliance{resource: r, subnet: s, drops: true}
			return
		}
		g := &nat{resource: r, subnet: s, public: s.public, isInstance: true}
		n.parts[r.id] = g
		for _, id := range p.SecurityGroupIds {
			g.groups = append(g.groups, at[*group](n, id, r))
		}
	})
}

// endpointIn is the id of a firewall's endpoint in a zone.
func (r *resource) endpointIn(zone string) string { return r.id + "-" + zone }

// endpointIds are those of a firewall's endpoints, with their zones.
func (r *resource) endpointIds() []any {
	var ids []any
	for _, mapping := range r.stack.list(r.properties["SubnetMappings"]) {
		id := r.stack.string(mapping.(map[string]any)["SubnetId"])
		for _, other := range r.stack.deployment.resources {
			if other.id == id {
				ids = append(ids, other.zone()+":"+r.endpointIn(other.zone()))
			}
		}
	}
	return ids
}

// buildAppliance makes a firewall's endpoint: packets leave on the device on which they arrived.
func (l *Lab) buildAppliance(r *router, id string, a *appliance) {
	if a.drops {
		return // no route finds it
	}
	space := l.space()
	device := l.plug(r, "fw", space, id, a.subnet)
	space.route(unix.RT_TABLE_MAIN, everything(), 0, device)
}

// guard applies the security groups of a NAT instance to the requests that it forwards.
func (g *nat) guard(n *Network) string {
	if !g.isInstance {
		return ""
	}
	return fmt.Sprintf(`chain groups {
			type filter hook forward priority 0
			ct state established accept
			%s
		}`, strings.TrimSpace(n.admit(g.groups, g.resource)))
}
