package s3path

import (
	"fmt"
	"strings"
	"testing"
)

// TestAdding adds resources of types that change routing, filtering or DNS and are not analyzed. Each makes unknown what it
// may change, names itself, and leaves the rest as it is.
func TestAdding(t *testing.T) {
	const (
		vpc     = `"VpcId": {"Ref": "Vpc"}`
		tgw     = `"TransitGatewayId": {"Ref": "Tgw"}`
		other   = `"VpcId": "vpc-0123456789abcdef0"`
		list    = `, "List": {"Type": "AWS::EC2::PrefixList", "Properties": {"Entries": [{"Cidr": "192.168.0.0/16"}]}}, "ByList": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationPrefixListId": {"Ref": "List"}, "NatGatewayId": "nat-1"}}`
		server  = `"RouteServerId": "rs-1", "RouteTableId": {"Ref": "PrivateTable"}`
		peerRow = inPeer
	)
	all := experiment + nat + gateway + transit + linked + list
	for _, c := range []struct {
		kind, properties string
		changed          []string // rows that become unknown, by client and name
	}{
		{"AWS::EC2::RouteServerPropagation", server, []string{inPrivate + " usual", inPrivate + " endpoint"}},
		{"AWS::EC2::VPCEncryptionControl", vpc + `, "Mode": "enforce"`, []string{inPublic + " usual", inPublic + " cross-region", inPrivate + " usual", inPublic + " endpoint"}},
		{"AWS::EC2::VPCEncryptionControl", other + `, "Mode": "enforce"`, nil},
		{"AWS::EC2::VPCEncryptionControl", vpc + `, "Mode": "monitor"`, nil},
		{"AWS::EC2::GatewayRouteTableAssociation", `"RouteTableId": "rtb-1", "GatewayId": {"Ref": "Igw"}`, []string{inPublic + " cross-region"}},
		{"AWS::EC2::GatewayRouteTableAssociation", `"RouteTableId": "rtb-1", "GatewayId": "vgw-1"`, nil},
		{"AWS::EC2::VPCBlockPublicAccessOptions", `"InternetGatewayBlockMode": {"Ref": "On"}`, []string{inPublic + " cross-region", inPrivate + " cross-region"}},
		{"AWS::EC2::TransitGatewayAttachmentNatConfiguration", `"TransitGatewayAttachmentId": {"Ref": "Here"}`, []string{peerRow + " endpoint"}},
		{"AWS::EC2::TransitGatewayPolicyTableAssociation", `"TransitGatewayAttachmentId": {"Ref": "There"}`, []string{peerRow + " endpoint"}},
		{"AWS::NetworkManager::TransitGatewayRouteTableAttachment", tgw, []string{peerRow + " endpoint"}},
		{"AWS::EC2::IPAMPrefixListResolverTarget", `"PrefixListId": {"Ref": "List"}`, []string{inPrivate + " usual", inPrivate + " cross-region"}},
		{"AWS::Route53Profiles::ProfileAssociation", `"ResourceId": {"Ref": "Vpc"}`, []string{inPublic + " usual", inPrivate + " usual"}},
		{"AWS::Route53Resolver::ResolverRuleAssociation", vpc, []string{inPublic + " usual", inPrivate + " usual"}},
		{"AWS::Route53Resolver::FirewallRuleGroupAssociation", vpc, []string{inPublic + " usual", inPrivate + " usual"}},
		{"AWS::Route53Resolver::FirewallRuleGroupAssociation", other, nil},
		{"AWS::Route53Resolver::ResolverConfig", `"ResourceId": {"Ref": "Vpc"}, "AutodefinedReverseFlag": "DISABLE"`, nil},
		{"AWS::VpcLattice::ServiceNetworkVpcAssociation", `"VpcIdentifier": {"Ref": "Vpc"}, "PrivateDnsEnabled": true`, []string{inPublic + " usual", inPrivate + " usual"}},
		{"AWS::VpcLattice::ServiceNetworkVpcAssociation", `"VpcIdentifier": {"Ref": "Vpc"}, "PrivateDnsEnabled": {"Ref": "On"}`, []string{inPublic + " usual", inPrivate + " usual"}},
		{"AWS::VpcLattice::ServiceNetworkVpcAssociation", `"VpcIdentifier": {"Ref": "Vpc"}`, nil},
		{"AWS::FMS::Policy", `"SecurityServicePolicyData": {"Type": "DNS_FIREWALL", "ManagedServiceData": {"Ref": "On"}}`, []string{inPublic + " usual", inPrivate + " usual"}},
		{"AWS::FMS::Policy", `"SecurityServicePolicyData": {"Type": "WAFV2"}`, nil},
		{"AWS::Organizations::Policy", `"Type": "DECLARATIVE_POLICY_EC2", "TargetIds": ["ou-1"]`, []string{inPublic + " cross-region", inPrivate + " cross-region"}},
		{"AWS::Organizations::Policy", `"Type": "SERVICE_CONTROL_POLICY"`, nil},
		{"AWS::EC2::NewKindOfRoute", `"RouteTableId": {"Ref": "PrivateTable"}`, []string{inPrivate + " usual"}},
		{"AWS::EC2::FlowLog", `"ResourceId": {"Ref": "Vpc"}`, nil},
		{"AWS::EC2::NetworkInterface", `"SubnetId": {"Ref": "Private"}`, nil},
	} {
		t.Run(c.kind, func(t *testing.T) {
			before := map[string]Row{}
			for row := range analyze(t, all, Options{CrossRegion: true}).Rows() {
				before[rowKey(row)] = row
			}
			found := map[string]bool{}
			after := analyze(t, all+fmt.Sprintf(`, "Added": {"Type": %q, "Properties": {%s}}`, c.kind, c.properties), Options{CrossRegion: true})
			for row := range after.Rows() {
				was := before[rowKey(row)]
				key := row.Client.Cidr + " " + string(row.Name)
				changed := was.Reachable != row.Reachable || was.Path != row.Path
				if changed && row.Reachable != Unknown {
					t.Errorf("%s was %s by %s and is %s by %s: %s", key, was.Reachable, was.Path, row.Reachable, row.Path, row.Reason)
				}
				if changed && !strings.Contains(row.Reason, "Added") && !strings.Contains(row.Reason, "parameter On") {
					t.Errorf("%s is unknown without naming the resource: %s", key, row.Reason)
				}
				found[key] = found[key] || changed
				if changed && c.changed == nil {
					t.Errorf("%s changes: %s", key, row.Reason)
				}
			}
			for _, key := range c.changed {
				if !found[key] {
					t.Errorf("%s stays as it is", key)
				}
			}
		})
	}
}

// rowKey identifies the rows of one report in another.
func rowKey(row Row) string {
	return strings.Join([]string{row.Client.Name, row.Client.Cidr, string(row.Name), row.Endpoint}, " ")
}
