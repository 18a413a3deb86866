package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// The kinds of causes that lie in the network rather than in the form of the templates. As those, they are the first words
// of a message.
const (
	CauseAddresses   template.CauseKind = "addresses of"
	CauseMembers     template.CauseKind = "members of security group"
	CauseEntries     template.CauseKind = "entries of prefix list"
	CauseInspection  template.CauseKind = "firewall rules of"
	CauseAppliances  template.CauseKind = "appliances behind"
	CauseSubnet      template.CauseKind = "subnet of"
	CauseEndpoints   template.CauseKind = "order of the endpoints of"
	CauseRoutes      template.CauseKind = "routes of"
	CauseGroups      template.CauseKind = "security groups of"
	CauseRules       template.CauseKind = "rules of"
	CausePropagated  template.CauseKind = "routes propagated by"
	CausePublicIp    template.CauseKind = "public IP addresses of clients in"
	CauseZone        template.CauseKind = "Availability Zone of"
	CauseIpv6Support template.CauseKind = "IPv6 support of"
	CauseParentZone  template.CauseKind = "parent zone of"
	CauseOverlap     template.CauseKind = "order of attaching"
	CauseRegion      template.CauseKind = "Region of the other side of"
	CauseBeyond      template.CauseKind = "path beyond the"
	CauseType        template.CauseKind = "resource of a type that is not analyzed:"
	CauseCustom      template.CauseKind = "custom resource"
	CauseProgram     template.CauseKind = "program with the ID of the route table:"
	CauseStackSet    template.CauseKind = "stack set"
	CauseProduct     template.CauseKind = "provisioned product"
	CauseApplication template.CauseKind = "serverless application"
	CauseThirdParty  template.CauseKind = "third-party resource"
	CauseModule      template.CauseKind = "module"
	CauseClientDns   template.CauseKind = "DNS servers of"
	CauseClientPath  template.CauseKind = "path from"
	CauseOtherApps   template.CauseKind = "changes by other apps to"
	CauseOutside     template.CauseKind = "attachments outside the templates of"
	CauseContext     template.CauseKind = "VPC that was looked up:"
	CauseExistence   template.CauseKind = "existence of"
	CauseDns         template.CauseKind = "DNS of"
	CauseName        template.CauseKind = "name of"
	CauseRouting     template.CauseKind = "routing policy of record"
	CauseRecords     template.CauseKind = "records of"
	CauseDualstack   template.CauseKind = "dual-stack names in the private DNS of"
	CauseDomains     template.CauseKind = "domains of the firewall rule"
	CauseRedirection template.CauseKind = "names to which CNAME records lead for"
	CauseHostnames   template.CauseKind = "EnableDnsHostnames of"
)

// causes numbers causes in the order in which they are met, which is that of the network model.
type causes struct{ numbers map[template.Cause]int }

// of returns the causes that are not nil.
func (c *causes) of(list ...*template.Cause) flow.Causes {
	var all flow.Causes
	for _, cause := range list {
		if cause != nil {
			all = all.And(flow.Causes{c.one(*cause)})
		}
	}
	return all
}

// ofEach returns the causes of a list and of its elements.
func (c *causes) ofEach(ids network.Keys) flow.Causes {
	return c.of(ids.Cause).And(c.of(ids.Causes()...))
}

func (c *causes) one(cause template.Cause) flow.Cause {
	if c.numbers == nil {
		c.numbers = map[template.Cause]int{}
	}
	number, ok := c.numbers[cause]
	if !ok {
		number = len(c.numbers) + 1
		c.numbers[cause] = number
	}
	return flow.Cause{Order: number, Of: cause}
}

// because returns the causes, or one of a kind if all are nil.
func (c *causes) because(kind template.CauseKind, subject string, list ...*template.Cause) flow.Causes {
	if all := c.of(list...); len(all) > 0 {
		return all
	}
	return flow.Causes{c.one(template.Cause{Kind: kind, Subject: subject})}
}

// Why returns causes that lie in the network as causes of the engine.
func (t *Topology) Why(list ...template.Cause) flow.Causes {
	var all flow.Causes
	for _, cause := range list {
		all = all.And(flow.Causes{t.causes.one(cause)})
	}
	return all
}

// orElse returns causes, or one of a kind if there are none.
func (t *Topology) orElse(causes flow.Causes, kind template.CauseKind, subject string) flow.Causes {
	if len(causes) > 0 {
		return causes
	}
	return t.Why(template.Cause{Kind: kind, Subject: subject})
}
