package flow

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Describer writes what decisions depend on as text. Two parts of a network with equal texts decide alike, up to the objects
// to which the caller assigns equal words.
type Describer struct {
	// Object returns a word for an object of the network, such as a *Symbol or a Ref; Addresses one for a set of addresses.
	Object    func(any) string
	Addresses func(Addresses) string
	// Cause returns a word for a cause.
	Cause func(Cause) string

	text []byte
}

// String returns what was written.
func (d *Describer) String() string { return string(d.text) }

// Writef adds a text of the caller's.
func (d *Describer) Writef(format string, args ...any) { d.text = fmt.Appendf(d.text, format, args...) }

// Table adds the routes of a table, without what refers to them.
func (d *Describer) Table(t *Table) {
	for i := range t.routes {
		d.route(&t.routes[i])
	}
}

// Acl adds the entries of a network ACL.
func (d *Describer) Acl(a *Acl) {
	for _, f := range []*Filter{a.In, a.Out} {
		for i := range f.entries {
			d.entry(&f.entries[i])
		}
		d.Writef("|")
	}
}

// Subnet adds what a subnet uses, and its zone.
func (d *Describer) Subnet(s *Subnet) {
	d.Writef("zone %q %q %s", s.Zone.Name, s.Zone.Group, d.Cause(s.Zone.Cause))
	alternatives(d, s.Table, func(t *Table) { d.Writef(" table %s", d.Object(t)) })
	alternatives(d, s.Acl, func(a *Acl) { d.Writef(" acl %s", d.Object(a)) })
	d.Access(s)
}

// Access adds how a subnet's clients reach the internet.
func (d *Describer) Access(s *Subnet) {
	alternatives(d, s.PublicIp, func(is bool) { d.Writef(" public %t", is) })
	alternatives(d, s.Access, func(a Access) { d.Writef(" access %d", a) })
}

// Attachment adds an attachment.
func (d *Describer) Attachment(a *Attachment) {
	d.Writef("attachment %s %d %t %s", d.Object(a.Transit), a.Exists, a.AnyZone, d.causes(a.Causes))
	for _, s := range a.Subnets {
		d.Writef(" %s", d.Object(s))
	}
	alternatives(d, a.Table, func(t *Table) { d.Writef(" %s", d.Object(t)) })
}

// Nat adds a NAT gateway.
func (d *Describer) Nat(n *Nat) {
	d.Writef("nat %t", n.Public)
	alternatives(d, n.Subnet, func(s *Subnet) { d.Writef(" %s", d.Object(s)) })
}

// Appliance adds an appliance.
func (d *Describer) Appliance(a *Appliance) {
	d.Writef("appliance %t %s", a.Diverts, d.causes(a.Causes))
	alternatives(d, a.Subnet, func(s *Subnet) { d.Writef(" %s", d.Object(s)) })
}

// Routes calls a function for each route of a table, which can add the route.
func (t *Table) Routes(visit func(dest Block, add func(*Describer))) {
	for i := range t.routes {
		r := &t.routes[i]
		visit(r.Dest, func(d *Describer) { d.route(r) })
	}
}

// Peers calls a function for each block that the entries of a filter name.
func (f *Filter) Peers(visit func(Block)) {
	for i := range f.entries {
		for _, peer := range f.entries[i].Peers {
			visit(peer)
		}
	}
}

func (d *Describer) route(r *Route) {
	d.Writef("\nroute %s %d %d", d.block(r.Dest), r.Exists, r.Rank)
	if r.Exists != truth.True {
		d.Writef(" %s", d.causes(r.Causes))
	}
	alternatives(d, r.To, func(to Target) {
		d.Writef(" to %d %s", to.Kind, d.Object(to.Ref))
		switch to.Kind {
		case Deliver:
			d.Writef(" %s", d.Object(to.Subnet))
		case Peering:
			d.Writef(" %s %t", d.Object(to.Vpc), to.OtherRegion)
		case ToNat:
			d.Writef(" %s", d.Object(to.Nat))
		case ToInstance:
			d.Writef(" %s", d.Object(to.Interface))
		case ToAppliance:
			d.Writef(" %s", d.Object(to.Appliance))
		case ToTransit:
			d.Writef(" %s", d.Object(to.Transit))
		case ToAttachment:
			d.Writef(" %s", d.Object(to.Attachment))
		default:
		}
		d.Writef(" %s", d.causes(to.Causes))
	})
}

func (d *Describer) entry(e *Entry) {
	d.Writef("\nentry %d %d %v %s", e.Allow, e.Exists, e.Ports, d.causes(e.Causes))
	for _, peer := range e.Peers {
		d.Writef(" %s", d.block(peer))
	}
}

func (d *Describer) block(b Block) string {
	if b.Of != nil {
		return fmt.Sprintf("%s %d-%d", d.Object(b.Of), b.MinBits, b.MaxBits)
	}
	return fmt.Sprintf("%s %d-%d", d.Addresses(b.Addresses), b.MinBits, b.MaxBits)
}

func (d *Describer) causes(list Causes) string {
	text := ""
	for _, c := range list {
		text += d.Cause(c) + ";"
	}
	return text
}

// alternatives adds alternatives, and why it is unknown which of them it is.
func alternatives[T any](d *Describer, a Alts[T], one func(T)) {
	for _, x := range a.of {
		one(x)
	}
	if len(a.of) > 1 {
		d.Writef(" of %d %s", len(a.of), d.causes(a.causes))
	}
}
