package s3path

import (
	"iter"
	"slices"
	"strings"
)

// Report has the paths to S3 from all VPCs of an app. Clients with the same result for the same reason form a [Group];
// [Report.Rows] iterates over the clients.
type Report struct {
	// Version is SchemaVersion.
	Version int `json:"version"`
	// Vpcs are sorted by name.
	Vpcs []Vpc `json:"vpcs"`
	// Groups are sorted by name: the usual name, the dual-stack name, those of other Regions, the endpoints' names. For each
	// name, groups that need attention come first: paths over the internet or out of the templates, unknown paths, and
	// requests that fail. Workloads come after the subnets, and clients outside the VPCs last.
	Groups []Group `json:"groups"`
	// Gaps are the parts of the input that the report does not cover.
	Gaps []Gap `json:"gaps"`
	// Unused are the S3 endpoints, their route tables and security group rules, and the network ACL entries that no path
	// depends on.
	Unused []Unused `json:"unused,omitempty"`
	// NotS3 are the blocks that Options.NotS3 lists as not belonging to S3. The report depends on them.
	NotS3 []string `json:"notS3,omitempty"`
	// NoNetwork are the logical IDs in Options.NoNetwork. The report depends on them.
	NoNetwork []string `json:"noNetwork,omitempty"`
	// Parameters are the parameters of the templates whose values Options has or whose defaults it adopts. The report
	// depends on them.
	Parameters []Parameter `json:"parameters,omitempty"`
	// NoDualstack reports that Options.NoDualstack is set. The report depends on it.
	NoDualstack bool `json:"noDualstack,omitempty"`

	forPeople []Group  // Groups, of which those that differ in Basis alone are one; nil if there are none
	common    []string // the reasons of the groups for people, without the names that each client has of its own; nil in one that is ungrouped
}

// Parameter is a template parameter with a known value.
type Parameter struct {
	// Stack is the ID of the stack.
	Stack string `json:"stack"`
	// Name is the parameter's name.
	Name string `json:"name"`
	// Value is the parameter's value; empty if the parameter has NoEcho.
	Value string `json:"value"`
	// Default is whether the value is the parameter's default.
	Default bool `json:"default"`
}

// Gap is a part of the input that could not be read, or that may create subnets or workloads that the templates do not show:
// a loop, a macro, a nested stack whose template is not there, a serverless application, a provisioned product or a stack set;
// or a custom resource that is passed a VPC. Results that depend on it are unknown.
type Gap struct {
	// File is the path of the file.
	File string `json:"file"`
	// Place is where in the file, such as "Resources.Vpc.Properties.CidrBlock"; empty for the whole file.
	Place string `json:"place,omitempty"`
	// Problem is what is wrong there.
	Problem string `json:"problem"`
	// HidesSubnets reports whether subnets may be missing from the report because of the gap.
	HidesSubnets bool `json:"hidesSubnets"`
	// HidesWorkloads reports whether workloads may be missing from the report because of the gap.
	HidesWorkloads bool `json:"hidesWorkloads"`
}

// String returns the file, the place and the problem on one line.
func (g Gap) String() string {
	return strings.Join(slices.DeleteFunc([]string{g.File, g.Place, g.Problem}, func(s string) bool { return s == "" }), ": ")
}

// Vpc is a VPC with clients or S3 endpoints.
type Vpc struct {
	// Name is the VPC's construct path, logical ID or VPC ID.
	Name string `json:"name"`
	// Cidrs are its IPv4 CIDR blocks, the primary one first.
	Cidrs []string `json:"cidrs"`
	// Endpoints are its S3 endpoints.
	Endpoints []Endpoint `json:"endpoints"`
}

// Endpoint is an S3 endpoint.
type Endpoint struct {
	// Name is the endpoint's construct path or logical ID.
	Name string `json:"name"`
	// Kind is Gateway or Interface.
	Kind Path `json:"kind"`
}

// Group has clients that have the same result for a name, for the same reason. They may have different route tables, as in
// VPCs that the CDK creates, or be in different VPCs.
type Group struct {
	Result
	// Clients are sorted by VPC and address. There is at least one, and all are of one kind.
	Clients []Client `json:"clients"`
}

// Row is the result of one client for one name.
type Row struct {
	// Client sends the request.
	Client Client
	Result
}

// Result describes what happens to requests to S3 that use one name.
type Result struct {
	// Name is the name that the client resolves.
	Name Name `json:"name"`
	// Endpoint is the interface endpoint that an EndpointName belongs to; empty for other names, or if there is no endpoint.
	Endpoint string `json:"endpoint,omitempty"`
	// Dns is the DNS answer for the name.
	Dns Answer `json:"dns"`
	// Path is the path that the request takes to S3. If it differs between IPv4 and IPv6, this is the one over IPv6, which
	// clients with both prefer, or the only one.
	Path Path `json:"path"`
	// Possible are the paths that packets of the request may take, if Path is unknown or is not the path of all packets;
	// empty if there is no other path, or if any path is possible.
	Possible []Path `json:"possible,omitempty"`
	// Through is the endpoint or gateway on the path; empty if there is none, or if its name is unknown.
	Through string `json:"through,omitempty"`
	// Via are the transit gateways, peering connections and firewalls that the request passes before the endpoint or gateway in
	// Through, in order; empty if there are none, or if they are not the same for all packets.
	Via []Carrier `json:"via,omitempty"`
	// Reachable is whether the request reaches S3.
	Reachable Reachable `json:"reachable"`
	// Reason is one sentence that names the route, rule or entry that decides, or what is unknown. For a group of several
	// clients, it refers to their individual route tables as "its route table", and to their routes by destination.
	Reason string `json:"reason"`
	// Remedies are what to pass or to change in the templates, so that the result is known. Empty if nothing is unknown.
	Remedies []string `json:"remedies,omitempty"`
	// Locations are where the templates have the routes, rules and entries that the reason names, or what is unknown. If no
	// template has them, it is the location of the client. For a group of several clients, they are those of one of them. Empty
	// for a client outside the VPCs, and if no template has the client.
	Locations []Location `json:"locations,omitempty"`
	// Obstacles are everything that stops the request or its response, in the order along the path; empty unless Reachable is
	// No or Partly. A request reaches S3 once all of them are removed.
	Obstacles []Obstacle `json:"obstacles,omitempty"`
	// Basis is the evidence for the answer; empty if Reachable is Unknown.
	Basis Basis `json:"basis,omitempty"`
}

// Carrier is a transit gateway, a peering connection, or an endpoint of a firewall or Gateway Load Balancer.
type Carrier struct {
	// Kind is Transit, Peering or Firewall.
	Kind Path `json:"kind"`
	// Name is the construct path, logical ID or AWS ID.
	Name string `json:"name"`
}

// Client is where requests come from: a subnet, a workload in a subnet, or a network outside the VPC.
type Client struct {
	Kind ClientKind `json:"kind"`
	// Name is the construct path or logical ID of the subnet or workload, or the subnet ID, or "on-premises" or "peered VPC".
	Name string `json:"name"`
	// Cidr is the IPv4 CIDR block of the client, or of the subnet that a workload is in; empty if it is unknown.
	Cidr string `json:"cidr,omitempty"`
	// CidrCause is what decides the block if it is unknown, such as "parameter Block of stack Network"; empty if it is known, and
	// for a subnet that is known only by its ID.
	CidrCause string `json:"cidrCause,omitempty"`
	// Ipv6 is whether the client has IPv6 addresses; false if that is unknown.
	Ipv6 bool `json:"ipv6,omitempty"`
	// Vpc is the name of the client's VPC, or of the VPC through which a client outside the VPCs reaches S3.
	Vpc string `json:"vpc"`
	// RouteTable is the name of the subnet's route table; empty if it is unknown, and for a client outside the VPCs.
	RouteTable string `json:"routeTable,omitempty"`
	// Subnet is the name of the subnet that a workload is in; empty if it is unknown, and for other clients. A workload in
	// several subnets is a separate client in each.
	Subnet string `json:"subnet,omitempty"`
	// Workloads is how many workloads are in a subnet. If there are none, the templates show no client there.
	Workloads int `json:"workloads,omitempty"`
}

// ClientKind is what a client is.
type ClientKind string

// The kinds of clients.
const (
	// Subnet is a subnet of the VPC.
	Subnet ClientKind = "subnet"
	// Workload is something that connects to other services from subnets of the VPC, such as a Lambda function or the tasks of an
	// Amazon ECS service. Its security groups affect the result.
	Workload ClientKind = "workload"
	// OnPremises is a network that is connected by VPN, Direct Connect or a transit gateway.
	OnPremises ClientKind = "on-premises"
	// PeeredVpc is a peered VPC that is not in the templates.
	PeeredVpc ClientKind = "peered-vpc"
)

// Name is the kind of name by which a client reaches S3.
type Name string

// The kinds of names.
const (
	// UsualName is the bucket's Regional name in S3's own domain, such as bucket.s3.eu-west-1.amazonaws.com. The legacy
	// global name, bucket.s3.amazonaws.com, is not covered, because it can lead to another Region. See
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html.
	UsualName Name = "usual"
	// DualstackName is the bucket's name in the domain of S3 that has IPv4 and IPv6 addresses, such as
	// bucket.s3.dualstack.eu-west-1.amazonaws.com. A subnet or workload without a result for it has that of the UsualName. See
	// https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html.
	DualstackName Name = "dualstack"
	// EndpointName is an interface endpoint's own name, such as bucket.vpce-….s3.eu-west-1.vpce.amazonaws.com.
	EndpointName Name = "endpoint"
	// CrossRegionName is the usual name of a bucket in a Region other than the VPC's.
	CrossRegionName Name = "cross-region"
)

// Answer is the DNS answer for a name.
type Answer string

// The DNS answers.
const (
	// PublicIp is a public address of S3.
	PublicIp Answer = "public-ip"
	// PrivateIp is the private address of a network interface of an interface endpoint.
	PrivateIp Answer = "private-ip"
	// NoSuchName means that the name does not exist, or has no address.
	NoSuchName Answer = "no-such-name"
	// UnknownAnswer is an answer that cannot be determined from the templates.
	UnknownAnswer Answer = "unknown"
)

// Path is the kind of path that a request takes to S3.
type Path string

// The paths to S3. A path is named after the endpoint or gateway through which requests reach S3, which may be in another VPC of
// the templates. Result.Via lists the gateways and firewalls in front of it.
const (
	// Gateway is a gateway endpoint.
	Gateway Path = "gateway"
	// Interface is an interface endpoint.
	Interface Path = "interface"
	// Nat is a NAT gateway, or an instance or network interface in its place: a NAT instance, which is in a public subnet and has
	// no source/destination check, or one that drops requests because it has the check.
	Nat Path = "nat"
	// Internet is an internet gateway without a NAT gateway in front of it.
	Internet Path = "internet"
	// Transit is a transit gateway behind which the path continues outside the templates, or ends.
	Transit Path = "transit"
	// Vpn is a virtual private gateway.
	Vpn Path = "vpn"
	// Peering is a peering connection.
	Peering Path = "peering"
	// Firewall is an endpoint of AWS Network Firewall or of a Gateway Load Balancer, behind which the path may continue in
	// a way that the templates do not show, or ends.
	Firewall Path = "firewall"
	// NoPath means that there is no path from the VPC to S3.
	NoPath Path = "none"
	// UnknownPath is a path that cannot be determined from the templates.
	UnknownPath Path = "unknown"
)

// Paths returns all paths, in the order of their declaration.
func Paths() []Path {
	return []Path{Gateway, Interface, Nat, Internet, Transit, Vpn, Peering, Firewall, NoPath, UnknownPath}
}

// Reachable is whether a request reaches S3.
type Reachable string

// The values of Reachable.
const (
	// Yes is a request that reaches S3.
	Yes Reachable = "yes"
	// No is a request that does not.
	No Reachable = "no"
	// Partly is a request that reaches S3 only from some of the client's addresses, such as its IPv4 addresses, or only through
	// some of the endpoint's addresses. The reason names those that work and those that do not.
	Partly Reachable = "partly"
	// Unknown is a request whose result cannot be determined from the templates.
	Unknown Reachable = "unknown"
)

// Basis is the evidence for an answer.
type Basis string

// The kinds of evidence.
const (
	// Observed is an answer that was measured in an account.
	Observed Basis = "observed"
	// Documented is an answer that AWS documents.
	Documented Basis = "documented"
	// Inferred is an answer that follows from what AWS documents, but was not measured.
	Inferred Basis = "inferred"
)

// Rows iterates over the results of each client and name, in the order of the groups.
func (r *Report) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for _, g := range r.Groups {
			for _, client := range g.Clients {
				if !yield(Row{client, g.Result}) {
					return
				}
			}
		}
	}
}
