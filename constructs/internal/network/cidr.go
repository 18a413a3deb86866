package network

import (
	"net/netip"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Cidr is a block of addresses.
type Cidr struct {
	// Value is the property that it was read from. Two blocks that are known only at deploy time are equal if their values
	// are.
	Value template.Value
	// Prefix is the block, without the host bits that it may be written with. It is not valid if the property is absent or
	// unknown.
	Prefix netip.Prefix
	// Perhaps is the block if all that is unknown is whether there is one.
	Perhaps netip.Prefix
	// Cause is why the block is unknown, nil if it is not.
	Cause *template.Cause
}

func cidr(v template.Value) Cidr {
	text, _ := v.Text()
	if prefix, err := netip.ParsePrefix(text); err == nil && !prefix.Addr().Is4In6() {
		return Cidr{Value: v, Prefix: prefix.Masked()}
	}
	if v.Kind() == template.Absent {
		return Cidr{}
	}
	return Cidr{Value: v, Cause: causeOf(v, "CIDR block")}
}

// LiteralCidr reads a block that is written out, such as "10.1.0.0/16".
func LiteralCidr(text string) Cidr { return cidr(template.TextValue(text)) }

// State returns what is known of the block. One that is not an address block is unknown.
func (c Cidr) State() State {
	switch {
	case c.Prefix.IsValid():
		return Known
	case c.Value.Kind() == template.Absent:
		return Absent
	}
	return Unknown
}

// String returns the block as it is written, or the token that stands for it.
func (c Cidr) String() string { return c.Value.String() }
