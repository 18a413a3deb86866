package network

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const transit = vpcAndSubnet + `,
	"Tgw": {"Type": "AWS::EC2::TransitGateway", "Properties": {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "Enable"}},
	"At": {"Type": "AWS::EC2::TransitGatewayVpcAttachment", "Properties": {"TransitGatewayId": {"Ref": "Tgw"}, "VpcId": {"Ref": "Vpc"},
		"SubnetIds": [{"Ref": "Subnet"}], "Options": {"ApplianceModeSupport": "enable"}}},
	"Rt": {"Type": "AWS::EC2::TransitGatewayRouteTable", "Properties": {"TransitGatewayId": {"Fn::GetAtt": ["Tgw", "Id"]}}},
	"As": {"Type": "AWS::EC2::TransitGatewayRouteTableAssociation", "Properties": {"TransitGatewayAttachmentId": {"Ref": "At"}, "TransitGatewayRouteTableId": {"Ref": "Rt"}}},
	"Pr": {"Type": "AWS::EC2::TransitGatewayRouteTablePropagation", "Properties": {"TransitGatewayAttachmentId": {"Fn::GetAtt": ["At", "Id"]}, "TransitGatewayRouteTableId": {"Ref": "Rt"}}},
	"To": {"Type": "AWS::EC2::TransitGatewayRoute", "Properties": {"TransitGatewayRouteTableId": {"Ref": "Rt"}, "DestinationCidrBlock": "10.0.0.0/8", "TransitGatewayAttachmentId": {"Ref": "At"}}},
	"Black": {"Type": "AWS::EC2::TransitGatewayRoute", "Properties": {"TransitGatewayRouteTableId": {"Ref": "Rt"}, "DestinationCidrBlock": "10.9.0.0/16", "Blackhole": true}}`

func TestTransitGateways(t *testing.T) {
	n := build(t, transit)
	g := Find(n.TransitGateways, "Net.Tgw")
	if got := fmt.Sprintf("%t %s %s", g.Declared, show(g.DefaultRouteTableAssociation), show(g.DefaultRouteTablePropagation)); got != "true false true" {
		t.Errorf("the gateway is read as %s", got)
	}
	if len(g.Attachments) != 1 || len(n.TransitRouteTables) != 1 || n.TransitRouteTables[0].TransitGateway != g {
		t.Fatalf("the gateway has %d attachments, and the tables are %+v", len(g.Attachments), n.TransitRouteTables)
	}
	a, table := g.Attachments[0], n.TransitRouteTables[0]
	if a.Kind != AttachmentVpc || a.Vpc != Find(n.Vpcs, "Net.Vpc") || !slices.Equal(a.Subnets, n.Subnets) || show(a.ApplianceMode) != "true" {
		t.Errorf("the attachment is read as %+v", a)
	}
	if len(a.Associations) != 1 || a.Associations[0].RouteTable != table || a.Associations[0].Attachment != a {
		t.Errorf("the association is read as %+v", a.Associations)
	}
	if len(table.Propagations) != 1 || table.Propagations[0].RouteTable != table || table.Propagations[0].Attachment != a {
		t.Errorf("the propagation is read as %+v", table.Propagations)
	}
	var got []string
	for _, r := range table.Routes {
		got = append(got, fmt.Sprintf("%s %s %t", r.Destination, show(r.Blackhole), r.Attachment == a))
	}
	if want := []string{"10.9.0.0/16 true false", "10.0.0.0/8 - true"}; !slices.Equal(got, want) {
		t.Errorf("routes are %q, want %q", got, want)
	}
	if v := Find(n.Vpcs, "Net.Vpc"); len(v.TransitGateways) != 1 || v.TransitGateways[0].GatewayId.Value != "Net.Tgw" {
		t.Errorf("the VPC has the gateways %+v", v.TransitGateways)
	}
}

func TestTransitGatewaysOutside(t *testing.T) {
	n := build(t, strings.ReplaceAll(strings.ReplaceAll(transit, `{"Ref": "Rt"}`, `"tgw-rtb-1"`), `{"Ref": "Tgw"}`, `{"Ref": "Sg"}`))
	a := n.TransitAttachments[0]
	if a.TransitGateway.Declared || a.TransitGateway.Cause.Subject != "Sg" {
		t.Errorf("the gateway is read as %+v", a.TransitGateway)
	}
	if table := a.Associations[0].RouteTable; table.Resource != nil || len(table.Routes) != 2 {
		t.Errorf("the table is read as %+v", table)
	}
}

func TestOtherAttachments(t *testing.T) {
	n := build(t, transit+`,
		"Peer": {"Type": "AWS::EC2::TransitGatewayPeeringAttachment", "Properties": {"TransitGatewayId": {"Ref": "Tgw"}, "PeerTransitGatewayId": "tgw-2"}},
		"Connect": {"Type": "AWS::EC2::TransitGatewayConnect", "Properties": {"TransportTransitGatewayAttachmentId": {"Ref": "At"}}}`)
	g := Find(n.TransitGateways, "Net.Tgw")
	var got []string
	for _, a := range g.Attachments {
		got = append(got, fmt.Sprintf("%s: %s", a.Name(), a.Kind))
	}
	if want := []string{"At: VPC", "Connect: Connect", "Peer: peering"}; !slices.Equal(got, want) {
		t.Errorf("attachments are %q, want %q", got, want)
	}
}

func TestSubnetsOfAttachments(t *testing.T) {
	for _, test := range []struct{ properties, want, reason string }{
		{`"SubnetIds": ["subnet-1"]`, "subnet-1", "as they are written"},
		{`"SubnetIds": ["subnet-1"], "AddSubnetIds": ["subnet-2"]`, "subnet-1 subnet-2", "one is added"},
		{`"SubnetIds": ["subnet-1", "subnet-2"], "RemoveSubnetIds": ["subnet-1"]`, "subnet-2", "one is removed"},
		{`"SubnetIds": ["subnet-1"], "AddSubnetIds": {"Fn::GetAtt": ["X", "Ids"]}`, "unknown", "any number is added"},
	} {
		n := build(t, `"At": {"Type": "AWS::EC2::TransitGatewayVpcAttachment", "Properties": {"VpcId": "vpc-1", "TransitGatewayId": "tgw-1", `+test.properties+`}}`)
		var got []string
		for _, s := range n.TransitAttachments[0].Subnets {
			got = append(got, s.Name())
		}
		if n.TransitAttachments[0].SubnetIds.State == Unknown {
			got = []string{"unknown"}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("the subnets are %s, want %s: %s", got, test.want, test.reason)
		}
	}
}
