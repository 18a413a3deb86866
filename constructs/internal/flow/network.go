package flow

import "github.com/privates3/privates3-go/constructs/internal/truth"

// The objects of a network refer to each other, so their fields are filled in one by one. They do not change after
// the first question.

// Vpc is a VPC.
type Vpc struct {
	Ref Ref
	// Delivery finds the subnet that has an address: its routes are of kind [Deliver].
	Delivery *Table
	// Attachments are those to transit gateways.
	Attachments []*Attachment
	// FromInternet and FromVpn are the route tables for what enters by the internet gateway and by the VPN gateway; none, or
	// nil, routes it to its subnet. See https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html.
	FromInternet, FromVpn Alts[*Table]
	// MayBe are why it may be the same VPC as another one; none for one that is no other.
	MayBe Causes
}

// Subnet is a subnet.
type Subnet struct {
	Ref  Ref
	Vpc  *Vpc
	Zone Zone
	// Table is its route table, and Acl its network ACL.
	Table Alts[*Table]
	Acl   Alts[*Acl]
	// PublicIp reports whether its clients have public IPv4 addresses.
	PublicIp Alts[bool]
	// Access is what the account's Block Public Access still allows.
	Access Alts[Access]
}

// Zone is an Availability Zone. The zero value is not known at all.
type Zone struct {
	// Name distinguishes a zone from others of the same Group, such as all names of zones, or all indexes of one list. Whether
	// zones of two groups are the same is not known.
	Name, Group string
	// Cause is why.
	Cause Cause
}

func (z Zone) is(other Zone) truth.Value {
	switch {
	case z.Group == "" || z.Group != other.Group:
		return truth.Undecided
	case z.Name == other.Name:
		return truth.True
	}
	return truth.False
}

func (z Zone) causes() Causes {
	if z.Cause == (Cause{}) {
		return nil
	}
	return Causes{z.Cause}
}

// Acl is a network ACL.
type Acl struct {
	Ref     Ref
	In, Out *Filter
}

// OpenAcl returns an ACL that allows everything, as the default one of a VPC does.
func OpenAcl(ref Ref) *Acl {
	return &Acl{Ref: ref, In: AllowAll(ref), Out: AllowAll(ref)}
}

// Access is what is left of the internet. See https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html.
type Access uint8

const (
	// OpenAccess blocks nothing.
	OpenAccess Access = iota
	// EgressAccess leaves NAT gateways and egress-only internet gateways.
	EgressAccess
	// NoAccess blocks everything.
	NoAccess
)

// Nat is a NAT gateway.
type Nat struct {
	// Subnet has a subnet of its own making for a regional NAT gateway.
	Subnet Alts[*Subnet]
	// Address is its address in the subnet.
	Address Region
	// Public is false for a private one.
	Public bool
}

// Appliance is a firewall, or appliances behind a load balancer: it drops packets, or sends them on from its subnet.
type Appliance struct {
	// Subnet is where it is. No security groups apply to it.
	Subnet Alts[*Subnet]
	// Diverts is true if it may also send packets on in another way.
	Diverts bool
	// Causes are why it is unknown what it does.
	Causes Causes
}

// Transit is a transit gateway.
type Transit struct{ Ref Ref }

// Attachment is a VPC's attachment to a transit gateway.
type Attachment struct {
	Ref     Ref
	Transit *Transit
	// Exists is Undecided for one that may not be there, and Causes why.
	Exists truth.Value
	Causes Causes
	// Subnets have its network interfaces, one in a zone.
	Subnets []*Subnet
	// Table is the transit gateway's table for traffic from the VPC; nil is none.
	Table Alts[*Table]
	// Ipv6 reports whether IPv6 traffic passes it; none is yes.
	Ipv6 Alts[bool]
	// AnyZone is true if traffic to the VPC may enter it in any of its zones, as in appliance mode.
	AnyZone bool
}

// Interface is a network interface that waits for connections, such as that of an interface endpoint.
type Interface struct {
	Ref    Ref
	Subnet *Subnet
	// Groups are the security groups that allow connections to it.
	Groups Alts[*Filter]
}

// Outside is a network that is not in any VPC.
type Outside struct {
	Ref Ref
	// By is how its packets enter a VPC.
	By Alts[Entrance]
	// Behind reports whether it is behind a target of kind [Elsewhere].
	Behind func(Ref) bool
}

// Entrance is a gateway at the edge of a VPC, with its route table, or, if it is not nil, an attachment.
type Entrance struct {
	Vpc        *Vpc
	Table      Alts[*Table]
	Attachment *Attachment
}

// Client is where connections start: a subnet, or a network outside.
type Client struct {
	Subnet  *Subnet
	Outside *Outside
	// Groups are the security groups that allow the client's outbound connections; nil allows all.
	Groups *Filter
	// PublicIp reports whether the client has a public IPv4 address; the zero value is what the subnet has.
	PublicIp Alts[bool]

	isNat bool // for requests that a NAT gateway sends itself
}

// Target is what a route leads to.
type Target struct {
	Kind TargetKind
	// Ref is the gateway, the endpoint, or the route if its target is unknown.
	Ref Ref
	// Subnet, Vpc, Nat, Appliance, Interface, Transit and Attachment are what the kinds of these names lead to; Vpc is the other side of a
	// peering connection.
	Subnet     *Subnet
	Vpc        *Vpc
	Nat        *Nat
	Appliance  *Appliance
	Interface  *Interface
	Transit    *Transit
	Attachment *Attachment
	// OtherRegion is true for a peering connection to another Region.
	OtherRegion bool
	// Causes are why the fate of packets that are routed Elsewhere or Anywhere is unknown.
	Causes Causes
}

// TargetKind is a kind of target.
type TargetKind uint8

const (
	// Anywhere may be any target.
	Anywhere TargetKind = iota
	// Elsewhere is a gateway, and what is behind it is unknown.
	Elsewhere
	// Nowhere drops packets, such as a blackhole or a gateway that is not attached.
	Nowhere
	// Local is the VPC itself.
	Local
	// Deliver is a subnet, in the table of a VPC's addresses.
	Deliver
	// Service is a gateway endpoint.
	Service
	// Internet is an internet gateway.
	Internet
	// EgressOnly is an egress-only internet gateway.
	EgressOnly
	// ToNat is a NAT gateway.
	ToNat
	// ToAppliance is an appliance.
	ToAppliance
	// ToInstance is a network interface that forwards packets in an unknown way.
	ToInstance
	// ToTransit is a transit gateway.
	ToTransit
	// ToAttachment is a VPC, in a table of a transit gateway.
	ToAttachment
	// Peering is another VPC.
	Peering
	// ToInterface is a network interface that packets are for. Routes do not lead there.
	ToInterface
)
