package s3path

// Report is the answer for all VPCs of an app.
type Report struct {
	// Vpcs are sorted by name.
	Vpcs []Vpc `json:"vpcs"`
}

// Vpc is the answer for the clients of one VPC.
type Vpc struct {
	// Name is the VPC's construct path, logical id or id.
	Name string `json:"name"`
	// Cidrs are its IPv4 blocks, the primary one first.
	Cidrs []string `json:"cidrs"`
	// Endpoints are its endpoints for S3.
	Endpoints []Endpoint `json:"endpoints"`
	// Rows are the subnets by address, then the clients outside; for each the usual name, then the endpoints' names.
	Rows []Row `json:"rows"`
}

// Endpoint is an endpoint for S3.
type Endpoint struct {
	// Name is the endpoint's construct path or logical id.
	Name string `json:"name"`
	// Way is Gateway or Interface.
	Way Way `json:"way"`
}

// Row tells how one client reaches S3 by one name.
type Row struct {
	// Client is who asks.
	Client Client `json:"client"`
	// Name is the name that is asked for.
	Name Name `json:"name"`
	// Endpoint is the interface endpoint whose own name it is; empty for other names, or if there is none.
	Endpoint string `json:"endpoint,omitempty"`
	// Dns is what DNS answers.
	Dns Answer `json:"dns"`
	// Way is the way that the request takes, and Through the endpoint or gateway it leads through, if that is known.
	Way     Way    `json:"way"`
	Through string `json:"through,omitempty"`
	// Works tells whether S3 is reached.
	Works Works `json:"works"`
	// Reason is one sentence that names what decides.
	Reason string `json:"reason"`
	// Basis tells what the answer rests on; empty if Works is CannotKnow.
	Basis Basis `json:"basis,omitempty"`
}

// Client is a subnet, or a network outside the VPC.
type Client struct {
	// Kind tells which.
	Kind ClientKind `json:"kind"`
	// Name is the subnet's construct path, logical id or id, or says where the network outside is.
	Name string `json:"name"`
	// Cidr is the client's block, empty if it is not known.
	Cidr string `json:"cidr,omitempty"`
}

// ClientKind is what a client is.
type ClientKind string

// The kinds of clients.
const (
	// Subnet is a subnet of the VPC.
	Subnet ClientKind = "subnet"
	// OnPremises is a network that is linked by VPN, Direct Connect or a transit gateway.
	OnPremises ClientKind = "on-premises"
	// Peer is a VPC that is peered, and that the templates do not show.
	Peer ClientKind = "peer"
)

// Name is a name to reach S3 by.
type Name string

// The names to reach S3 by.
const (
	// UsualName is the bucket's name in S3's own domain, such as bucket.s3.eu-west-1.amazonaws.com.
	UsualName Name = "usual"
	// EndpointName is an interface endpoint's own name, such as bucket.vpce-….s3.eu-west-1.vpce.amazonaws.com.
	EndpointName Name = "endpoint"
	// OtherRegionName is the usual name of a bucket in another Region than the VPC's.
	OtherRegionName Name = "other-region"
)

// Answer is what DNS answers.
type Answer string

// The answers of DNS.
const (
	// PublicIp is one of S3's public addresses.
	PublicIp Answer = "public IP"
	// PrivateIp is the address of an interface endpoint's network interface.
	PrivateIp Answer = "private IP"
	// NoSuchName means that the name does not exist.
	NoSuchName Answer = "no such name"
	// UnknownAnswer means that the templates do not tell.
	UnknownAnswer Answer = "unknown"
)

// Way is the way that a request takes.
type Way string

// The ways to S3.
const (
	// Gateway is a gateway endpoint.
	Gateway Way = "gateway"
	// Interface is an interface endpoint.
	Interface Way = "interface"
	// Nat is a NAT gateway, or an instance or network interface in its place, such as a NAT instance.
	Nat Way = "nat"
	// Internet is an internet gateway, without a NAT gateway before it.
	Internet Way = "internet"
	// Transit is a transit gateway.
	Transit Way = "transit"
	// Vpn is a VPN gateway.
	Vpn Way = "vpn"
	// Peering is a peering connection.
	Peering Way = "peering"
	// None means that no way of the VPC leads to S3.
	None Way = "none"
	// UnknownWay means that the templates do not tell.
	UnknownWay Way = "unknown"
)

// Ways gives all ways, in the order of their declaration.
func Ways() []Way {
	return []Way{Gateway, Interface, Nat, Internet, Transit, Vpn, Peering, None, UnknownWay}
}

// Works tells whether S3 is reached.
type Works string

// The answers to whether S3 is reached.
const (
	// Yes means that it is.
	Yes Works = "yes"
	// No means that it is not.
	No Works = "no"
	// CannotKnow means that the templates do not tell.
	CannotKnow Works = "cannot know"
)

// Basis is what an answer rests on.
type Basis string

// The kinds of evidence.
const (
	// Observed means that it was measured.
	Observed Basis = "observed"
	// Documented means that AWS documents it.
	Documented Basis = "documented"
	// Inferred means that it follows from what AWS documents, but was not measured.
	Inferred Basis = "inferred"
)

// Rows gives the rows of all VPCs.
func (r *Report) Rows() []Row {
	var rows []Row
	for _, v := range r.Vpcs {
		rows = append(rows, v.Rows...)
	}
	return rows
}
