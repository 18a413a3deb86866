package flow

import (
	"net/netip"
	"strconv"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Describer writes what decisions depend on as text. Two parts of a network with equal texts decide alike, up to the objects
// to which the caller assigns equal words.
type Describer struct {
	// Object adds a word for an object of the network, such as a *Symbol or a Ref; Addresses one for a set of addresses.
	Object    func(any)
	Addresses func(Addresses)
	// Cause adds a word for a cause.
	Cause func(Cause)

	text []byte
}

// String returns what was added.
func (d *Describer) String() string { return string(d.text) }

// Word adds a word without spaces.
func (d *Describer) Word(word string) { d.text = append(append(d.text, ' '), word...) }

// Name adds any text.
func (d *Describer) Name(name string) { d.text = strconv.AppendQuote(append(d.text, ' '), name) }

// Number adds a number.
func (d *Describer) Number(n int) { d.text = strconv.AppendInt(append(d.text, ' '), int64(n), 10) }

// Bool adds whether something is so.
func (d *Describer) Bool(is bool) { d.text = strconv.AppendBool(append(d.text, ' '), is) }

// Address adds an address.
func (d *Describer) Address(a netip.Addr) { d.text = a.AppendTo(append(d.text, ' ')) }

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
		d.Word("|")
	}
}

// Subnet adds what a subnet uses, and its zone.
func (d *Describer) Subnet(s *Subnet) {
	d.Word("subnet")
	d.Name(s.Zone.Name)
	d.Name(s.Zone.Group)
	d.Cause(s.Zone.Cause)
	alternatives(d, s.Table, func(t *Table) { d.Object(t) })
	d.Word("acl")
	alternatives(d, s.Acl, func(a *Acl) { d.Object(a) })
	d.Access(s)
}

// Access adds how a subnet's clients reach the internet.
func (d *Describer) Access(s *Subnet) {
	d.Word("access")
	alternatives(d, s.PublicIp, d.Bool)
	alternatives(d, s.Access, func(a Access) { d.Number(int(a)) })
}

// Attachment adds an attachment.
func (d *Describer) Attachment(a *Attachment) {
	d.Word("attachment")
	d.Object(a.Transit)
	d.Number(int(a.Exists))
	d.Bool(a.AnyZone)
	d.causes(a.Causes)
	for _, s := range a.Subnets {
		d.Object(s)
	}
	d.Word("ipv6")
	alternatives(d, a.Ipv6, d.Bool)
	d.Word("table")
	alternatives(d, a.Table, func(t *Table) { d.Object(t) })
}

// Nat adds a NAT gateway.
func (d *Describer) Nat(n *Nat) {
	d.Word("nat")
	d.Bool(n.Public)
	alternatives(d, n.Subnet, func(s *Subnet) { d.Object(s) })
}

// Appliance adds an appliance.
func (d *Describer) Appliance(a *Appliance) {
	d.Word("appliance")
	d.Bool(a.Diverts)
	d.causes(a.Causes)
	alternatives(d, a.Subnet, func(s *Subnet) { d.Object(s) })
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
	d.Word("route")
	d.block(r.Dest)
	d.Number(int(r.Exists))
	d.Number(int(r.Rank))
	if r.Exists != truth.True {
		d.causes(r.Causes)
	}
	alternatives(d, r.To, func(to Target) {
		d.Word("to")
		d.Number(int(to.Kind))
		d.Object(to.Ref)
		switch to.Kind {
		case Deliver:
			d.Object(to.Subnet)
		case Peering:
			d.Object(to.Vpc)
			d.Bool(to.OtherRegion)
		case ToNat:
			d.Object(to.Nat)
		case ToInstance:
			d.Object(to.Interface)
		case ToAppliance:
			d.Object(to.Appliance)
		case ToTransit:
			d.Object(to.Transit)
		case ToAttachment:
			d.Object(to.Attachment)
		default:
		}
		d.causes(to.Causes)
	})
}

func (d *Describer) entry(e *Entry) {
	d.Word("entry")
	d.Number(int(e.Allow))
	d.Number(int(e.Exists))
	for _, r := range e.Ports {
		d.Number(int(r.First))
		d.Number(int(r.Last))
	}
	d.causes(e.Causes)
	for _, peer := range e.Peers {
		d.block(peer)
	}
}

func (d *Describer) block(b Block) {
	d.Word("block")
	if b.Of != nil {
		d.Object(b.Of)
	} else {
		d.Addresses(b.Addresses)
	}
	d.Number(b.MinBits)
	d.Number(b.MaxBits)
}

func (d *Describer) causes(list Causes) {
	d.Word("causes")
	for _, c := range list {
		d.Cause(c)
	}
}

// alternatives adds alternatives, and why it is unknown which of them it is.
func alternatives[T any](d *Describer, a Alts[T], one func(T)) {
	for _, x := range a.of {
		one(x)
	}
	if len(a.of) > 1 {
		d.Word("of")
		d.causes(a.causes)
	}
}
