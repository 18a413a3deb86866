package network

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

const (
	typeFirewall            = "AWS::NetworkFirewall::Firewall"
	typeFirewallAssociation = "AWS::NetworkFirewall::VpcEndpointAssociation"
)

// Firewall has the endpoints of an AWS Network Firewall firewall in a VPC. Routes lead to one of them, and the route table of its
// subnet leads on. https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewalls.html
type Firewall struct {
	Entity
	VpcId Fact[Key]
	// SubnetIds are the subnets with an endpoint, and Subnets the known ones among them. In which order the attribute EndpointIds
	// lists the endpoints is unknown.
	SubnetIds Keys
	Subnets   []*Subnet
}

func (b *builder) connectFirewall(p properties) {
	f := b.firewalls[resourceKey(p.r)]
	f.SubnetIds = p.keysIn("SubnetMappings", "SubnetId")
	if p.r.Type == typeFirewallAssociation {
		f.SubnetIds = Keys{State: Known, List: []Fact[Key]{p.in("SubnetMapping").key("SubnetId")}}
	}
	f.VpcId = p.key("VpcId")
}

// linkFirewalls points to subnets that something else shows as well, and places those whose VPC no template shows.
func (b *builder) linkFirewalls() {
	for _, f := range b.firewalls.sorted() {
		f.Subnets = distinct(f.SubnetIds, func(id Fact[Key]) *Subnet { return b.subnets[id.Value] })
		v := b.vpc(f.VpcId)
		for _, s := range f.Subnets {
			if v != nil && s.Vpc == nil && f.Exists == template.True {
				s.VpcId, s.Vpc = known(v.Key), v
			}
		}
	}
}

// firewallOf returns the firewall that the id of an endpoint is an attribute of, nil if it is not one of the templates'.
func (b *builder) firewallOf(id Fact[Key]) *Firewall {
	token, ok := b.tokens[id.Value]
	if !ok || id.State != Known || !slices.ContainsFunc([]string{"EndpointIds", "EndpointId"}, func(name string) bool { return strings.HasPrefix(token.Attribute, name) }) {
		return nil
	}
	return b.firewalls[ResourceKeyOf(token)]
}
