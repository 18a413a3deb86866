package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// otherServers returns what makes clients of a VPC ask other DNS servers than Amazon's, or may do so; nil is nothing.
// Without DNS support, Amazon's do not answer. See https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
// and https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html.
func (t *Topology) otherServers(v *network.Vpc) (flow.Ref, flow.Causes) {
	for _, a := range v.DhcpOptions {
		if why, others := t.namesOthers(a, v); others {
			return a, why.And(t.Existence(&a.Entity))
		}
	}
	if why := t.unseen.of(&v.Entity, "AWS::EC2::VPCDHCPOptionsAssociation"); len(why) > 0 {
		return Unseen{Part: "DHCP options of " + v.Name()}, t.Why(why...)
	}
	if isMade(&v.Entity) {
		return Unseen{Part: "DNS of " + v.Name()}, t.causes.of(v.Cause)
	}
	if v.EnableDnsSupport.Or(true).Is(true) != truth.True {
		return v, t.causes.of(v.EnableDnsSupport.Cause)
	}
	return nil, nil
}

// namesOthers reports whether DHCP options name other DNS servers than Amazon's, or may do so, and why that is unknown.
// Options without servers leave the choice to the client.
func (t *Topology) namesOthers(a *network.Association[network.DhcpOptions], v *network.Vpc) (flow.Causes, bool) {
	switch {
	case a.Id.Value == "default":
		return nil, false
	case a.Part == nil:
		return t.causes.because(CauseDns, v.Name(), a.Id.Cause), true
	case !a.Part.Declared:
		return t.causes.because(CauseDns, v.Name(), a.Part.Cause), true
	}
	servers := a.Part.DomainNameServers
	why := t.causes.of(servers.Cause)
	others := servers.State == network.Unknown || len(servers.List) == 0
	for _, server := range servers.List {
		if server.State != network.Known || !isAmazonServer(server.Value, v) {
			why, others = why.And(t.causes.of(server.Cause)), true
		}
	}
	return why, others
}

// isAmazonServer reports whether a DNS server is the VPC's resolver, which has fixed addresses and the third one of the
// VPC's primary block.
func isAmazonServer(server string, v *network.Vpc) bool {
	switch server {
	case "AmazonProvidedDNS", "169.254.169.253", "fd00:ec2::253":
		return true
	}
	if len(v.Cidrs) == 0 || v.Cidrs[0].State() != network.Known {
		return false
	}
	return v.Cidrs[0].Prefix.Masked().Addr().Next().Next().String() == server
}
