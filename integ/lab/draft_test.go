//go:build linux

package lab

import (
	"encoding/json"
	"fmt"
	"maps"
)

// draft is a template that a test writes.
type draft struct {
	resources map[string]any
	sections  props // beside the resources
	routes    int
}

type props = map[string]any

// s3Domain is where S3's usual names are.
const s3Domain = "s3.eu-west-1.amazonaws.com"

func newDraft() *draft { return &draft{resources: map[string]any{}} }

func ref(id string) any { return props{"Ref": id} }

func refs(ids ...string) []any {
	list := []any{}
	for _, id := range ids {
		list = append(list, ref(id))
	}
	return list
}

func attribute(id, name string) any { return props{"Fn::GetAtt": []string{id, name}} }

// add adds a resource of EC2.
func (d *draft) add(id, kind string, p props) {
	d.resources[id] = props{"Type": "AWS::EC2::" + kind, "Properties": p}
}

// properties are those of a resource that was added.
func (d *draft) properties(id string) props { return d.resources[id].(props)["Properties"].(props) }

func (d *draft) template() []byte {
	whole := props{"Resources": d.resources}
	maps.Copy(whole, d.sections)
	data, err := json.MarshalIndent(whole, "", "  ")
	if err != nil {
		panic(err)
	}
	return data
}

func (d *draft) app() app { return app{stacks: []Stack{{Name: "Case", Template: d.template()}}} }

func (d *draft) vpc(id, block string) {
	d.add(id, "VPC", props{"CidrBlock": block, "EnableDnsSupport": true, "EnableDnsHostnames": true})
}

// subnet adds a subnet with a route table of its own, whose id ends in Table.
func (d *draft) subnet(id, vpc, block, zone string) {
	d.add(id, "Subnet", props{"VpcId": ref(vpc), "CidrBlock": block, "AvailabilityZone": "eu-west-1" + zone})
	d.add(id+"Table", "RouteTable", props{"VpcId": ref(vpc)})
	d.add(id+"Association", "SubnetRouteTableAssociation", props{"SubnetId": ref(id), "RouteTableId": ref(id + "Table")})
}

// internet adds an internet gateway, whose id is the VPC's with Igw.
func (d *draft) internet(vpc string) {
	d.add(vpc+"Igw", "InternetGateway", props{})
	d.add(vpc+"IgwAttachment", "VPCGatewayAttachment", props{"VpcId": ref(vpc), "InternetGatewayId": ref(vpc + "Igw")})
}

// public sends a subnet's requests to the internet gateway, and its clients have public addresses.
func (d *draft) public(subnet, vpc string) {
	d.properties(subnet)["MapPublicIpOnLaunch"] = true
	d.route(subnet, "0.0.0.0/0", "GatewayId", vpc+"Igw")
}

// route adds a route to a subnet's table, to a block or to a prefix list of the template.
func (d *draft) route(subnet, to, property, target string) {
	d.routes++
	p := props{"RouteTableId": ref(subnet + "Table"), property: ref(target)}
	if _, isList := d.resources[to]; isList {
		p["DestinationPrefixListId"] = attribute(to, "PrefixListId")
	} else {
		p["DestinationCidrBlock"] = to
	}
	d.add(fmt.Sprintf("Route%d", d.routes), "Route", p)
}

func (d *draft) nat(id, subnet string) {
	d.add(id, "NatGateway", props{"SubnetId": ref(subnet), "AllocationId": "eipalloc-0a1b2c3d4e5f60718"})
}

// gateway adds a gateway endpoint to the tables of subnets.
func (d *draft) gateway(id, vpc string, subnets ...string) {
	var tables []string
	for _, s := range subnets {
		tables = append(tables, s+"Table")
	}
	d.add(id, "VPCEndpoint", props{
		"VpcId": ref(vpc), "ServiceName": "com.amazonaws.eu-west-1.s3", "VpcEndpointType": "Gateway", "RouteTableIds": refs(tables...),
	})
}

// link adds an interface endpoint with a security group, whose id ends in Group, that allows HTTPS from blocks.
func (d *draft) link(id, vpc string, subnets []string, blocks ...string) {
	rules := []any{}
	for _, b := range blocks {
		rules = append(rules, props{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": b})
	}
	d.add(id+"Group", "SecurityGroup", props{"VpcId": ref(vpc), "GroupDescription": "clients", "SecurityGroupIngress": rules})
	d.add(id, "VPCEndpoint", props{
		"VpcId": ref(vpc), "ServiceName": props{"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "VpcEndpointType": "Interface", "PrivateDnsEnabled": false,
		"SubnetIds": refs(subnets...), "SecurityGroupIds": []any{attribute(id+"Group", "GroupId")},
	})
}

// entry is one of a network ACL.
type entry struct {
	egress   bool
	action   string
	block    string
	from, to int // all ports of TCP and all protocols if both are 0
}

// acl adds a network ACL to subnets.
func (d *draft) acl(id, vpc string, subnets []string, entries ...entry) {
	d.add(id, "NetworkAcl", props{"VpcId": ref(vpc)})
	for _, s := range subnets {
		d.add(id+s, "SubnetNetworkAclAssociation", props{"SubnetId": ref(s), "NetworkAclId": ref(id)})
	}
	for i, e := range entries {
		p := props{
			"NetworkAclId": ref(id), "RuleNumber": 10 * (i + 1), "Egress": e.egress, "RuleAction": e.action, "CidrBlock": e.block, "Protocol": -1,
		}
		if e.to != 0 {
			p["Protocol"], p["PortRange"] = 6, props{"From": e.from, "To": e.to}
		}
		d.add(fmt.Sprintf("%sEntry%d", id, i+1), "NetworkAclEntry", p)
	}
}

// list adds a prefix list.
func (d *draft) list(id string, blocks ...string) {
	entries := []any{}
	for _, b := range blocks {
		entries = append(entries, props{"Cidr": b})
	}
	d.add(id, "PrefixList", props{"PrefixListName": id, "AddressFamily": "IPv4", "MaxEntries": len(blocks), "Entries": entries})
}

// attach adds an attachment to the transit gateway, whose id is Tgw.
func (d *draft) attach(id, vpc string, subnets ...string) {
	d.add(id, "TransitGatewayVpcAttachment", props{"TransitGatewayId": ref("Tgw"), "VpcId": ref(vpc), "SubnetIds": refs(subnets...)})
}

// vpnGateway adds a VPN gateway, whose id is the VPC's with Vgw.
func (d *draft) vpnGateway(vpc string) {
	d.add(vpc+"Vgw", "VPNGateway", props{"Type": "ipsec.1"})
	d.add(vpc+"VgwAttachment", "VPCGatewayAttachment", props{"VpcId": ref(vpc), "VpnGatewayId": ref(vpc + "Vgw")})
}

// propagate adds to subnets' tables the routes of the VPN gateway.
func (d *draft) propagate(vpc string, subnets ...string) {
	var tables []string
	for _, s := range subnets {
		tables = append(tables, s+"Table")
	}
	d.add(vpc+"Propagation", "VPNGatewayRoutePropagation", props{"RouteTableIds": refs(tables...), "VpnGatewayId": ref(vpc + "Vgw")})
}

// connection adds a VPN connection with static routes to the VPN gateway.
func (d *draft) connection(vpc string, blocks ...string) {
	d.add(vpc+"Device", "CustomerGateway", props{"Type": "ipsec.1", "IpAddress": "203.0.113.9", "BgpAsn": 65000})
	d.add(vpc+"Vpn", "VPNConnection", props{
		"Type": "ipsec.1", "StaticRoutesOnly": true, "CustomerGatewayId": ref(vpc + "Device"), "VpnGatewayId": ref(vpc + "Vgw"),
	})
	for i, b := range blocks {
		d.add(fmt.Sprintf("%sVpnRoute%d", vpc, i+1), "VPNConnectionRoute", props{"VpnConnectionId": ref(vpc + "Vpn"), "DestinationCidrBlock": b})
	}
}

// ipv6 gives a VPC and a subnet IPv6 addresses, and a default route to an egress-only internet gateway.
func (d *draft) ipv6(vpc, subnet string) {
	d.add(vpc+"Ipv6", "VPCCidrBlock", props{"VpcId": ref(vpc), "AmazonProvidedIpv6CidrBlock": true})
	d.add(vpc+"Eigw", "EgressOnlyInternetGateway", props{"VpcId": ref(vpc)})
	d.properties(subnet)["Ipv6CidrBlock"] = "2600:1f18:1:1::/64"
	d.add(subnet+"Ipv6Route", "Route", props{
		"RouteTableId": ref(subnet + "Table"), "DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": ref(vpc + "Eigw"),
	})
}

// zone adds a private hosted zone of S3's names for VPCs.
func (d *draft) zone(vpcs ...string) {
	list := []any{}
	for _, v := range vpcs {
		list = append(list, props{"VPCId": ref(v), "VPCRegion": "eu-west-1"})
	}
	d.resources["Zone"] = props{"Type": "AWS::Route53::HostedZone", "Properties": props{"Name": s3Domain, "VPCs": list}}
}

// alias adds to the zone a record that leads to an interface endpoint.
func (d *draft) alias(name, endpoint string) {
	entry := props{"Fn::Split": []any{":", props{"Fn::Select": []any{0, attribute(endpoint, "DnsEntries")}}}}
	d.resources[fmt.Sprintf("ZoneRecord%d", len(d.resources))] = props{"Type": "AWS::Route53::RecordSet", "Properties": props{
		"HostedZoneId": ref("Zone"), "Name": name, "Type": "A",
		"AliasTarget": props{"DNSName": props{"Fn::Select": []any{1, entry}}, "HostedZoneId": props{"Fn::Select": []any{0, entry}}},
	}}
}

// dhcp makes the clients of a VPC ask DNS servers.
func (d *draft) dhcp(vpc string, servers ...any) {
	d.add(vpc+"Dhcp", "DHCPOptions", props{"DomainNameServers": servers})
	d.add(vpc+"DhcpFor", "VPCDHCPOptionsAssociation", props{"VpcId": ref(vpc), "DhcpOptionsId": ref(vpc + "Dhcp")})
}
