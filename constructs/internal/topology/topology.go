// Package topology makes a network of [flow] from the model of the templates, and asks it. It is the one place where
// what the templates do not determine becomes the engine's symbols, alternatives and elements that may exist.
//
// What no template shows is decided in two files: makers.go lists what makes or changes resources, such as loops, macros,
// nested stacks that were not read and custom resources, and unseen.go what they and the resource types that are not
// analyzed may change.
//
// Four assumptions bound what is unknown. The blocks of VPCs and of on-premises networks do not contain S3's addresses. An
// on-premises network announces its own blocks, wider ones or a default route, but none that contains a part of S3's
// addresses alone. A route table that is not in the templates has no route to only a part of S3's addresses, or of its VPC's.
// And a VPC that is not in the templates overlaps with no other VPC of its transit gateway.
package topology

import (
	"net/netip"
	"sync"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Topology is a network that can be asked.
type Topology struct {
	net flow.Net
	*parts
}

// parts are made from the network model, each once.
type parts struct {
	network *network.Network
	options Options
	unseen  unseen
	causes  causes

	symbols                   map[string]*flow.Symbol // of blocks that are known by their value alone
	s3, other                 service
	onPremises, notOnPremises *flow.Symbol

	vpcs          map[*network.Vpc]*vpc
	unknownVpc    *vpc                // of subnets whose VPC is unknown
	gateways      []*network.Endpoint // that are, or may be, gateway endpoints for S3
	links         []*network.Endpoint // that are, or may be, interface endpoints for S3
	peers         map[Gateway]*vpc    // on the other side of peering connections, if they are unknown
	subnets       map[*network.Subnet]*subnet
	standIns      []*subnet // for subnets that no template has
	tables        map[*network.RouteTable]*flow.Table
	acls          map[*network.Acl]*flow.Acl
	everyAcl      func() []*network.Entity
	groups        map[*network.SecurityGroup]*flow.Symbol // members
	filters       map[*network.Endpoint]*flow.Filter
	workloads     map[workloadIn]*flow.Symbol
	workloadOf    map[*flow.Symbol]*network.Workload // of a symbol in workloads
	outbound      map[*network.Workload]*flow.Filter
	peerGroups    func() []*network.SecurityGroup // that rules name
	nats          map[natKey]*flow.Nat
	natAddresses  map[*flow.Symbol]bool
	appliances    map[applianceIn]*flow.Appliance
	transits      map[*network.TransitGateway]*transit
	transitTables map[*network.TransitGatewayRouteTable]*flow.Table
	attachments   map[*network.TransitGatewayAttachment]*flow.Attachment
	interfaces    map[address]*flow.Symbol
	alike         *alike // nil until it is asked for
	resolvers     map[*network.Vpc]*resolver
	around        func() []flow.Block // see aroundVpcs

	interfacesUnseen map[*network.Vpc]flow.Causes // answers of UnseenInterfaces
	usedTables       func() map[*flow.Table]bool
	inUse            func() map[network.Key]bool // see keysInUse
}

// once returns the value of a key in a map, and creates it the first time.
func once[K comparable, V any](all *map[K]V, key K, create func() V) V {
	v, ok := (*all)[key]
	if !ok {
		v = create()
		if *all == nil {
			*all = map[K]V{}
		}
		(*all)[key] = v
	}
	return v
}

// service is the addresses of a service, in each IP version. Those of Nat64 stand for the IPv4 addresses.
type service [Nat64 + 1]*flow.Symbol

// Options are facts that the templates do not contain.
type Options struct {
	// NotS3 are public blocks that do not belong to S3.
	NotS3 []netip.Prefix
	// NoNetwork are what makes resources that no template shows, such as a nested stack, but makes and changes no part of a
	// network: each by its logical id, or as "Stack:LogicalId".
	NoNetwork []string
	// OtherApps counts what other apps may add to security groups and route tables whose ids they may know: rules and
	// associations. It is for findings, which must hold whatever else is deployed. The paths of an app are those of the network
	// that its templates show.
	OtherApps bool
}

// New makes a topology. The model is no longer changed.
func New(assembly *template.Assembly, model *network.Network, options Options) *Topology {
	t := &Topology{
		net: flow.Net{Interfaces: map[*flow.Symbol]*flow.Interface{}},
		parts: &parts{
			network: model, options: options, unseen: unseenIn(assembly, model, options),
			vpcs: map[*network.Vpc]*vpc{}, subnets: map[*network.Subnet]*subnet{}, tables: map[*network.RouteTable]*flow.Table{},
			workloadOf: map[*flow.Symbol]*network.Workload{}, nats: map[natKey]*flow.Nat{}, natAddresses: map[*flow.Symbol]bool{},
			transits:      map[*network.TransitGateway]*transit{},
			transitTables: map[*network.TransitGatewayRouteTable]*flow.Table{},
			attachments:   map[*network.TransitGatewayAttachment]*flow.Attachment{},
		},
	}
	t.everyAcl, t.peerGroups, t.around = sync.OnceValue(t.aclEntities), sync.OnceValue(t.groupsInRules), sync.OnceValue(t.aroundVpcs)
	t.usedTables, t.inUse = sync.OnceValue(t.tablesInUse), sync.OnceValue(t.keysInUse)
	t.makeServices()
	for _, e := range model.Endpoints {
		if e.IsS3Gateway() != truth.False {
			t.gateways = append(t.gateways, e)
		}
		if e.IsS3Interface() != truth.False {
			t.links = append(t.links, e)
		}
	}
	for _, v := range model.Vpcs {
		t.makeVpc(v)
	}
	for _, s := range model.Subnets {
		t.makeSubnet(s)
	}
	t.makeTransits()
	for _, n := range model.RouteTables {
		t.table(n)
	}
	for _, n := range model.Vpcs {
		v := t.vpcs[n]
		v.flow.FromInternet, v.flow.FromVpn = t.gatewayTable(v, n.InternetGateways), t.gatewayTable(v, n.VpnGateways)
	}
	for _, s := range model.Subnets {
		t.connectSubnet(s)
	}
	t.fillUnknownTransits()
	t.makeDeliveries()
	return t
}

// What a Ref of the engine is: a part of the network model where there is one, or one of these.

// Gateway is what a route leads to.
type Gateway struct {
	Kind network.TargetKind
	// Id is empty if it is unknown.
	Id network.Key
}

// Detached is a gateway that is not attached to a VPC, or is not known to be.
type Detached struct {
	Gateway
	Vpc *network.Vpc
}

// Interface is the network interface of an endpoint in a subnet.
type Interface struct {
	Endpoint *network.Endpoint
	Subnet   *network.Subnet
}

// EndpointRoute is the route of a gateway endpoint in a route table.
type EndpointRoute struct {
	Endpoint *network.Endpoint
	Table    *network.RouteTable
}

// LocalRoute is the route of a VPC to itself.
type LocalRoute struct{ Vpc *network.Vpc }

// AclDirection is one direction of a network ACL; Acl is nil for the default one of a VPC, which allows everything.
type AclDirection struct {
	Acl    *network.Acl
	Egress bool
}

// Groups are the security groups of an endpoint.
type Groups struct{ Endpoint *network.Endpoint }

// ForwarderGroups are the security groups of an instance or network interface that a route leads to.
type ForwarderGroups struct{ Forwarder *network.Forwarder }

// OwnGroups are the security groups of a workload.
type OwnGroups struct{ Workload *network.Workload }

// Unseen stands for what no template shows of a part of the network, and Cause is why.
type Unseen struct {
	Part  string
	Cause template.Cause
}
