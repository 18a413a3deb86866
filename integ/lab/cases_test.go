//go:build linux

package lab

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// caseOf is a network on which s3path and packets once differed, or a sibling of one.
type caseOf struct {
	name string
	page string // that settles it, in AWS's documentation
	draw func(d *draft)
	// more adds to the app what is not in the draft; nil for nothing.
	more func(a *app)
	// want has what packets do, by client and name: the paths that they take, "" for none.
	want map[string][]Path
	// absent are rows that the report must not have, by client and name.
	absent []string
	// unsure is how many rows are unknown to s3path alone.
	unsure int
	// refused is what the lab says if it does not build the network.
	refused string
}

func (c caseOf) app() app {
	d := newDraft()
	c.draw(d)
	a := d.app()
	if c.more != nil {
		c.more(&a)
	}
	return a
}

// cases are those of all files.
func cases() []caseOf {
	return slices.Concat(routeCases, transitCases, internetCases, applianceCases, outsideCases, filterCases, dnsCases, ipv6Cases)
}

var (
	no   = []Path{""}
	some = []Path{"", Interface}
	yes  = []Path{Interface}
)

const (
	priority     = "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html"
	attachments  = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html"
	transitAcls  = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html"
	transits     = "https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html"
	vpnRoutes    = "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html"
	natGateways  = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"
	peerings     = "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"
	acls         = "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html"
	groups       = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"
	gateways     = "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"
	interfaces   = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html"
	publicAccess = "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html"
	internets    = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html"
	zones        = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html"
	dhcp         = "https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html"
	ipv6         = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ipv6-access.html"
	undocumented = "none: AWS does not document it, so it is unknown to s3path, and the lab shows one of the possible results"
)

// hub is a VPC with an interface endpoint that allows everybody, or some blocks.
func hub(d *draft, blocks ...string) {
	if len(blocks) == 0 {
		blocks = []string{"0.0.0.0/0"}
	}
	d.vpc("Hub", "10.2.0.0/16")
	d.subnet("HubSub", "Hub", "10.2.0.0/24", "a")
	d.link("HubIf", "Hub", []string{"HubSub"}, blocks...)
}

// spoke is a VPC with a client.
func spoke(d *draft) {
	d.vpc("App", "10.1.0.0/16")
	d.subnet("AppSub", "App", "10.1.0.0/24", "a")
}

// peered are a hub and a spoke with a peering connection and routes both ways.
func peered(d *draft) {
	hub(d)
	spoke(d)
	d.add("Peering", "VPCPeeringConnection", props{"VpcId": ref("App"), "PeerVpcId": ref("Hub")})
	d.route("AppSub", "10.2.0.0/16", "VpcPeeringConnectionId", "Peering")
	d.route("HubSub", "10.1.0.0/16", "VpcPeeringConnectionId", "Peering")
}

// transited are a hub and a spoke on a transit gateway with routes both ways; the hub is attached in a subnet.
func transited(d *draft, hubSubnet string, transit props) {
	hub(d)
	spoke(d)
	d.add("Tgw", "TransitGateway", transit)
	if hubSubnet != "HubSub" {
		d.subnet(hubSubnet, "Hub", "10.2.9.0/28", "a")
		d.route(hubSubnet, "10.1.0.0/16", "TransitGatewayId", "Tgw")
	}
	d.attach("AppAttachment", "App", "AppSub")
	d.attach("HubAttachment", "Hub", hubSubnet)
	d.route("AppSub", "10.2.0.0/16", "TransitGatewayId", "Tgw")
	d.route("HubSub", "10.1.0.0/16", "TransitGatewayId", "Tgw")
}

// joined are the tables of the transit gateway with all of the attachments, and a default route to that of the hub.
func joined(d *draft) {
	both := []string{"AppAttachment", "HubAttachment"}
	table(d, "Table", both, both)
	d.add("Default", "TransitGatewayRoute", props{
		"TransitGatewayRouteTableId": ref("Table"), "DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayAttachmentId": ref("HubAttachment"),
	})
}

// beside are a hub and a spoke with a peering connection, and a prefix list that leads to a transit gateway.
func beside(d *draft, blocks ...string) {
	peered(d)
	d.list("Nets", blocks...)
	d.add("Tgw", "TransitGateway", props{})
	d.attach("AppAttachment", "App", "AppSub")
	d.route("AppSub", "Nets", "TransitGatewayId", "Tgw")
}

// behindNat is a spoke with a NAT gateway in a public subnet.
func behindNat(d *draft) {
	spoke(d)
	d.internet("App")
	d.subnet("AppPublic", "App", "10.1.1.0/24", "a")
	d.public("AppPublic", "App")
	d.nat("Nat", "AppPublic")
	d.route("AppSub", "0.0.0.0/0", "NatGatewayId", "Nat")
}

// blocked is a VPC with a public subnet, one behind a NAT gateway, and one with a gateway endpoint.
func blocked(d *draft, mode string) {
	behindNat(d)
	d.subnet("AppEnd", "App", "10.1.2.0/24", "a")
	d.gateway("AppGw", "App", "AppEnd")
	d.add("Block", "VPCBlockPublicAccessOptions", props{"InternetGatewayBlockMode": mode})
}

// ownTables are transit gateway properties without a default route table.
func ownTables() props {
	return props{"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
}

// table adds a route table of the transit gateway, with the attachments that use it and those that it knows.
func table(d *draft, id string, uses, knows []string) {
	d.add(id, "TransitGatewayRouteTable", props{"TransitGatewayId": ref("Tgw")})
	for _, a := range uses {
		d.add(id+"For"+a, "TransitGatewayRouteTableAssociation", props{"TransitGatewayRouteTableId": ref(id), "TransitGatewayAttachmentId": ref(a)})
	}
	for _, a := range knows {
		d.add(id+"Of"+a, "TransitGatewayRouteTablePropagation", props{"TransitGatewayRouteTableId": ref(id), "TransitGatewayAttachmentId": ref(a)})
	}
}

// TestCases holds packets against what AWS documents, and s3path against packets.
func TestCases(t *testing.T) {
	buildable(t)
	cases := cases()
	found := make([]comparison, len(cases))
	problems := make([]error, len(cases))
	limit := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	for i, c := range cases {
		group.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			found[i], problems[i] = compare(c.app(), 500*time.Millisecond)
		})
	}
	group.Wait()
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			switch err := problems[i]; {
			case c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)):
				t.Fatalf("the lab says %v, want one with %q", err, c.refused)
			case c.refused == "" && err != nil:
				t.Fatal(err)
			}
			for who, want := range c.want {
				if met := found[i].met[who]; !slices.Equal(met, want) {
					t.Errorf("%s: packets took %q, want %q; see %s", who, met, want, c.page)
				}
			}
			for _, who := range c.absent {
				if slices.Contains(found[i].shown, who) {
					t.Errorf("%s: the report has such a row; see %s", who, c.page)
				}
			}
			for _, f := range found[i].faults {
				t.Error(f)
			}
			if got := len(found[i].blunt); got != c.unsure {
				t.Errorf("%d rows are unknown to s3path alone, want %d: %q", got, c.unsure, found[i].blunt)
			}
		})
	}
}
