package template

import (
	"net/netip"
	"slices"
	"strings"
)

// isDrift reports whether a part of a resource that a stack of the assembly has is one that its stacks neither have nor had,
// such as a route that somebody has added to their route table by hand. The next deploy leaves it as it is. What a stack has
// created is what becomes of its template.
func (a *Assembly) isDrift(r *Resource, own map[string]bool) bool {
	root, _, _ := strings.Cut(r.createdBy, ".")
	root, _, _ = strings.Cut(root, "/")
	if root != "" && slices.ContainsFunc(a.byName[root], a.account.MayShareEnvironment) {
		return false
	}
	keys := partKeys(r)
	if r.Type == typeSecurityGroupIngress || r.Type == typeSecurityGroupEgress {
		keys = ruleKeys(ruleOf(r), r.Properties()) // a rule of a template that is unknown in part may be this one
	}
	return !slices.ContainsFunc(keys, func(key string) bool { return own[key] })
}

// addDrift takes up the parts of an account's resources that are no part of a template.
func (a *Assembly) addDrift(parts []*Resource) {
	own := map[string]bool{}
	for _, s := range a.Stacks {
		if s == a.account || len(parts) == 0 {
			continue
		}
		for _, r := range s.Resources {
			for _, key := range partKeys(r) {
				own[key] = true
			}
		}
	}
	for _, r := range parts {
		if a.isDrift(r, own) {
			r.isDrift = true
			a.account.resources[r.LogicalId] = r
			a.account.Resources = append(a.account.Resources, r)
		}
	}
	if len(parts) > 0 {
		slices.SortFunc(a.account.Resources, func(r, s *Resource) int { return strings.Compare(r.LogicalId, s.LogicalId) })
	}
}

// partKeys returns texts by which AWS distinguishes the parts of a resource, such as the table and the destination of
// a route; none for a resource that is no part, or of which one more changes nothing.
func partKeys(r *Resource) []string {
	var names []string
	switch r.Type {
	case typeSecurityGroup:
		return ownRuleKeys(r)
	case typeSecurityGroupIngress, typeSecurityGroupEgress:
		return ruleKeys(ruleOf(r), r.Properties())[:1]
	case "AWS::EC2::Route":
		names = []string{"RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"}
	case "AWS::EC2::NetworkAclEntry":
		names = []string{"NetworkAclId", "Egress", "RuleNumber"}
	case "AWS::EC2::SubnetNetworkAclAssociation":
		names = []string{"SubnetId", "NetworkAclId"}
	case "AWS::EC2::SubnetRouteTableAssociation":
		names = []string{"SubnetId", "RouteTableId"}
	case "AWS::EC2::TransitGatewayRoute":
		names = []string{"TransitGatewayRouteTableId", "DestinationCidrBlock"}
	case "AWS::EC2::TransitGatewayRouteTableAssociation", "AWS::EC2::TransitGatewayRouteTablePropagation":
		names = []string{"TransitGatewayRouteTableId", "TransitGatewayAttachmentId"}
	case "AWS::EC2::VPCCidrBlock":
		names = []string{"VpcId", "CidrBlock"}
	case "AWS::EC2::VPCDHCPOptionsAssociation":
		names = []string{"VpcId"}
	case "AWS::EC2::VPCGatewayAttachment":
		names = []string{"VpcId", "InternetGatewayId", "VpnGatewayId"}
	case "AWS::EC2::VPNConnectionRoute":
		names = []string{"VpnConnectionId", "DestinationCidrBlock"}
	case "AWS::EC2::VPNGatewayRoutePropagation":
		names = []string{"VpnGatewayId"}
	default:
		return nil
	}
	key := r.Type
	for _, name := range names {
		key += "\x00" + partKey(name, r.Property(name))
	}
	tables, ok := r.Property("RouteTableIds").List()
	if !ok {
		return []string{key}
	}
	var keys []string
	for _, table := range tables {
		keys = append(keys, key+"\x00"+table.Identity())
	}
	return keys
}

// partKey returns the text of a property of which AWS takes several forms for one value.
func partKey(name string, v Value) string {
	text := v.Identity()
	if block, err := netip.ParsePrefix(text); err == nil {
		return block.Masked().String()
	}
	if name == "Egress" && v.kind == Absent {
		return "false"
	}
	return strings.ToLower(text)
}

// ruleOf returns what begins the keys of a rule that is a resource of its own.
func ruleOf(r *Resource) string { return r.Type + "\x00" + r.Property("GroupId").Identity() }
