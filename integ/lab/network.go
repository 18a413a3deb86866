//go:build linux

package lab

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"net/netip"
	"slices"
	"strings"
)

// Network is the part of a deploy that decides where packets go.
type Network struct {
	region     string
	office     []netip.Prefix
	deployment *deployment
	parts      map[string]any // what it is built of, by id
	mentioned  []netip.Prefix // the blocks that routes, rules and entries name
	blocked    string         // the mode of VPC Block Public Access; empty if it is off
}

// Options say of the network what its templates do not.
type Options struct {
	// Region is where the stacks are deployed; eu-west-1 if it is empty.
	Region string
	// Office are the blocks of a network that is on every VPN gateway, and on every transit gateway with a default route
	// table, as long as the templates do not show a VPN connection of it. There is no office without one.
	Office []netip.Prefix
}

// Read evaluates templates. What the lab cannot build is an error that names it.
func Read(options Options, stacks ...Stack) (n *Network, err error) {
	defer catch(&err)
	n = &Network{region: cmp.Or(options.Region, "eu-west-1"), office: options.Office, parts: map[string]any{}}
	n.deployment = deploy(n.region, stacks)
	n.readVpcs()
	n.readFilters()
	n.readAppliances()
	n.readTransit()
	n.readVpn()
	n.readEndpoints()
	n.readZones()
	n.readRoutes()
	n.finishTables()
	n.place()
	for _, r := range n.deployment.resources {
		if isNetworking(r.kind) && !isBystander(r.kind) && !r.read {
			refuse("%s: the lab builds no %s", r, r.kind)
		}
	}
	return n, nil
}

// Output evaluates an output of a stack.
func (n *Network) Output(stackName, output string) (value string, err error) {
	defer catch(&err)
	value, _ = n.deployment.output(stackName, output).(string)
	return value, nil
}

// Subnet returns the id of a subnet by its logical id, construct path or id.
func (n *Network) Subnet(name string) string {
	for _, s := range all[*subnet](n) {
		if s.logicalId == name || s.name() == name || s.id == name {
			return s.id
		}
	}
	return ""
}

// all returns the parts of one type, sorted by id.
func all[T any](n *Network) []T {
	var list []T
	for _, id := range slices.Sorted(maps.Keys(n.parts)) {
		if part, ok := n.parts[id].(T); ok {
			list = append(list, part)
		}
	}
	return list
}

// at finds what a resource names by its id.
func at[T any](n *Network, id string, by *resource) T {
	part, ok := n.parts[id].(T)
	if !ok {
		refuse("%s names %q, which is in none of the templates", by, id)
	}
	return part
}

// each decodes the resources of one type. T has the properties that the lab reads.
func each[T any](n *Network, kind string, do func(r *resource, properties T)) {
	for _, r := range n.deployment.resources {
		if r.kind == kind {
			r.read = true
			do(r, decode[T](r))
		}
	}
}

// decode evaluates a resource's properties. One that T does not have, and that may have an effect, is refused.
func decode[T any](r *resource) T {
	object := map[string]any{}
	for name, v := range r.properties {
		if v := r.stack.value(v); !effectless(name) && v != (noValue{}) {
			object[name] = v
		}
	}
	var properties T
	data, err := json.Marshal(object)
	if err == nil {
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		err = decoder.Decode(&properties)
	}
	if err != nil {
		refuse("%s: the lab cannot build it: %w", r, err)
	}
	return properties
}

// block reads an IPv4 block.
func (n *Network) block(text string, by *resource) netip.Prefix {
	prefix, err := netip.ParsePrefix(text)
	if err != nil || !prefix.Addr().Is4() {
		refuse("%s has %q, which is not an IPv4 block", by, text)
	}
	prefix = prefix.Masked()
	if !slices.Contains(n.mentioned, prefix) {
		n.mentioned = append(n.mentioned, prefix)
	}
	return prefix
}

// block6 reads an IPv6 block, which is not valid if AWS assigns it.
func (n *Network) block6(text string) netip.Prefix {
	prefix, err := netip.ParsePrefix(text)
	if err != nil || !prefix.Addr().Is6() {
		return netip.Prefix{}
	}
	return prefix.Masked()
}

// boolean, number and text are written as themselves or as strings.
type (
	boolean bool
	number  int
	text    string
)

// UnmarshalJSON reads true and "true".
func (b *boolean) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(bytes.Trim(data, `"`), (*bool)(b))
}

// UnmarshalJSON reads 443 and "443".
func (n *number) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(bytes.Trim(data, `"`), (*int)(n))
}

// UnmarshalJSON reads 6 and "6" as "6".
func (t *text) UnmarshalJSON(data []byte) error {
	*t = text(strings.ToLower(string(bytes.Trim(data, `"`))))
	return nil
}

// effectless reports whether a property of any of the types that are read changes no path of an IPv4 packet.
func effectless(property string) bool {
	return slices.Contains([]string{
		"Tags", "TagSpecifications", "Description", "GroupDescription", "GroupName", "InstanceTenancy", "PolicyDocument", "PrefixListName",
		"MaxEntries", "AmazonSideAsn", "AutoAcceptSharedAttachments", "DnsSupport", "VpnEcmpSupport", "CustomerGatewayId", "Account",
		"ServiceToken", "Domain", "AssignIpv6AddressOnCreation", "HostedZoneConfig",
	}, property)
}

// isNetworking reports whether a resource type may change where packets go. Of these the lab builds some, and refuses the
// others.
func isNetworking(kind string) bool {
	return slices.ContainsFunc([]string{
		"AWS::EC2::", "AWS::NetworkFirewall::", "AWS::NetworkManager::", "AWS::Route53", "AWS::VpcLattice::", "AWS::DirectConnect::",
		"AWS::CloudFormation::", "AWS::RAM::", "AWS::ElasticLoadBalancing", "Custom::",
	}, func(prefix string) bool { return strings.HasPrefix(kind, prefix) })
}

// isBystander reports whether a type of networking changes no path of an IPv4 packet.
func isBystander(kind string) bool {
	return slices.Contains([]string{
		"AWS::EC2::EIP", "AWS::EC2::InternetGateway", "AWS::EC2::VPNGateway", "AWS::EC2::CustomerGateway", // only their attachments do
		"AWS::EC2::FlowLog", "Custom::S3PrefixList", "Custom::S3AutoDeleteObjects",
		"AWS::CloudFormation::WaitConditionHandle",
	}, kind)
}
