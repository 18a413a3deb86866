package flow

import (
	"slices"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// peered has the lab's VPC and 10.2.0.0/16, on a peering connection and a transit gateway that has a table for both.
func peered(t *testing.T) (l *lab, far *Subnet, attachments [2]*Attachment, table *Table, farRoutes func(...Route)) {
	t.Helper()
	l = newLab()
	_, far = l.subnet("10.2.0.0/24", nil)
	transit := &Transit{"transit"}
	table = &Table{}
	for i, s := range []*Subnet{l.app, far} {
		attachments[i] = &Attachment{Ref: i, Transit: transit, Exists: truth.True, Subnets: []*Subnet{s}, Table: Sure(table)}
		s.Vpc.Attachments = []*Attachment{attachments[i]}
	}
	*table = *NewTable("transit table", []Route{
		sure("to app", "10.1.0.0/16", Target{Kind: ToAttachment, Attachment: attachments[0]}),
		sure("to far", "10.2.0.0/16", Target{Kind: ToAttachment, Attachment: attachments[1]}),
	})
	farRoutes = func(routes ...Route) {
		far.Table = Sure(NewTable("far table", append(routes, sure("local", "10.2.0.0/16", Target{Kind: Local}))))
	}
	farRoutes(sure("back", "10.1.0.0/16", Target{Kind: ToTransit, Transit: transit}))
	l.appTable = append(l.appTable, sure("there", "10.2.0.0/16", Target{Kind: ToTransit, Transit: transit}))
	return l, far, attachments, table, farRoutes
}

func TestOtherVpc(t *testing.T) {
	by := []string{"there", "link"}
	l, far, _, _, _ := peered(t)
	expect(t, l.ask(l.link(far)), truth.True, truth.True, by, ByRoute)

	l, far, _, _, routes := peered(t)
	routes()
	expect(t, l.ask(l.link(far)), truth.False, truth.False, by, NoRoute)

	l, far, attachments, _, _ := peered(t)
	attachments[0].Exists, attachments[0].Causes = truth.Undecided, Causes{{7, "condition"}}
	expect(t, l.ask(l.link(far)), truth.Undecided, truth.Undecided, by, ByRoute)

	l, far, attachments, _, _ = peered(t)
	attachments[0].Exists = truth.False
	expect(t, l.ask(l.link(far)), truth.False, truth.False, by[:1], NotAttached)

	l, far, attachments, _, _ = peered(t)
	attachments[1].Table = Sure[*Table](nil)
	expect(t, l.ask(l.link(far)), truth.False, truth.False, by, NotAssociated)

	l, far, _, table, _ := peered(t)
	*table = *NewTable("transit table", append(table.routes, sure("blackhole", "10.2.0.0/24", Target{Kind: Nowhere})))
	expect(t, l.ask(l.link(far)), truth.False, truth.False, by[:1], LeadsNowhere)

	l, far, _, _, _ = peered(t)
	l.app.Zone.Name = "b"
	l.vpc.Attachments[0].Subnets = []*Subnet{l.shared}
	expect(t, l.ask(l.link(far)), truth.False, truth.False, by[:1], NotInZone)

	l, far, _, _, _ = peered(t)
	l.app.Zone = Zone{Cause: Cause{8, "zone"}}
	l.vpc.Attachments[0].Subnets = []*Subnet{l.shared}
	expect(t, l.ask(l.link(far)), truth.Undecided, truth.Undecided, by, Allowed)

	// A peering connection takes its peer's own addresses alone, and only from its own VPC.
	l, far, _, _, routes = peered(t)
	l.appTable = []Route{sure("local", "10.1.0.0/16", Target{Kind: Local}), sure("peering", "0.0.0.0/0", Target{Kind: Peering, Vpc: far.Vpc})}
	routes(sure("back", "10.1.0.0/16", Target{Kind: Peering, Vpc: l.vpc}))
	expect(t, l.ask(l.link(far)), truth.True, truth.True, []string{"peering", "link"}, Allowed)
	expect(t, l.ask(l.s3.All()), truth.False, truth.False, []string{"peering"}, NoSuchAddress)

	// The hub's gateway endpoint and internet gateway serve the hub alone.
	for _, gateway := range []func(*lab) Route{(*lab).gateway, func(*lab) Route { return sure("igw", "0.0.0.0/0", Target{Kind: Internet}) }} {
		l, _, attachments, table, routes = peered(t)
		l.appTable = append(l.appTable, sure("there", "0.0.0.0/0", Target{Kind: ToTransit, Transit: attachments[0].Transit}))
		*table = *NewTable("transit table", append(table.routes, sure("hub", "0.0.0.0/0", Target{Kind: ToAttachment, Attachment: attachments[1]})))
		routes(gateway(l))
		expect(t, l.ask(l.s3.All()), truth.False, truth.False, []string{"there"}, FromOutside)
	}
}

// TestTransitAcls has the table of https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html: which network ACLs apply
// between a host and a transit gateway.
func TestTransitAcls(t *testing.T) {
	acl := func(l *lab, in, out bool) Alts[*Acl] {
		a := &Acl{"acl", l.closed.In, l.closed.Out}
		if in {
			a.In = l.open.In
		}
		if out {
			a.Out = l.open.Out
		}
		return Sure(a)
	}
	for name, test := range map[string]struct {
		attached        string // the attachment's subnet of the VPC that has the ACL: the host's, or another one
		of              string // whose ACL: the client's subnet, the attachment's, the interface's
		in, out         bool
		requests, wants truth.Value
	}{
		"client: all":                 {"same", "client", true, true, truth.True, truth.True},
		"client: no way out":          {"same", "client", true, false, truth.False, truth.False},
		"client: no way in":           {"same", "client", false, true, truth.False, truth.False},
		"interface: no way out":       {"same", "interface", true, false, truth.True, truth.False},
		"interface: no way in":        {"same", "interface", false, true, truth.True, truth.False},
		"other client: no way out":    {"other", "client", true, false, truth.False, truth.False},
		"other client: no way in":     {"other", "client", false, true, truth.True, truth.False},
		"client's attachment: no in":  {"other", "attachment", false, true, truth.False, truth.False},
		"client's attachment: no out": {"other", "attachment", true, false, truth.True, truth.False},
		"client's attachment: all":    {"other", "attachment", true, true, truth.True, truth.True},
	} {
		t.Run(name, func(t *testing.T) {
			l, far, attachments, _, _ := peered(t)
			if test.attached == "other" {
				attachments[0].Subnets = []*Subnet{l.shared}
			}
			l.sharedTable = append(l.sharedTable, l.appTable...)
			switch test.of {
			case "client":
				l.app.Acl = acl(l, test.in, test.out)
			case "attachment":
				l.shared.Acl = acl(l, test.in, test.out)
			case "interface":
				far.Acl = acl(l, test.in, test.out)
			}
			pieces := l.ask(l.link(far))
			if got := Occurs(pieces, End.Arrives); got != test.wants {
				t.Errorf("arrives and is answered: %s, want %s: %s", got, test.wants, describe(pieces[0]))
			}
			arrived := slices.ContainsFunc(pieces[0].Ends, func(e End) bool { return slices.Contains(gates(e.Gates), "link") })
			if arrived != (test.requests == truth.True) {
				t.Errorf("the request arrives: %t, want %s: %s", arrived, test.requests, describe(pieces[0]))
			}
		})
	}
}
