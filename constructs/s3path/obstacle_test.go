package s3path_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// closedAcl is a network ACL without entries, for the isolated subnet.
const closedAcl = `
Acl   NetworkAcl                   {VpcId: @Vpc}
Here  SubnetNetworkAclAssociation  {SubnetId: @Iso, NetworkAclId: @Acl}
`

// closedFunction is a function in the isolated subnet whose security group allows nothing out.
const closedFunction = `
Own       SecurityGroup          {VpcId: @Vpc, SecurityGroupEgress: [{IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/16}]}
Function  AWS::Lambda::Function  {VpcConfig: {SubnetIds: [@Iso], SecurityGroupIds: [@Own]}}
`

// TestObstacles checks that a row has everything that stops its request, in the order along the path, and that the request
// reaches S3 once all of it is fixed, and not before.
func TestObstacles(t *testing.T) {
	for _, test := range []struct {
		name, network, client string
		of                    s3path.Name
		want                  []string
	}{
		{"nothing", withGateway, "Iso", s3path.UsualName, nil},
		{"no route", isolated, "Iso", s3path.UsualName, []string{
			"IsoTable: route table IsoTable has no route to S3: no gateway endpoint and no default route",
		}},
		{"a network ACL, both ways", withGateway + closedAcl, "Iso", s3path.UsualName, []string{
			"Acl: network ACL Acl has no entry that allows TCP 443 to S3's public addresses",
			"response, Acl: network ACL Acl has no entry that allows TCP 1024-65535 from S3's public addresses",
		}},
		{"a missing route, and a network ACL", isolated + closedAcl, "Iso", s3path.UsualName, []string{
			"IsoTable: route table IsoTable has no route to S3: no gateway endpoint and no default route",
			"Acl: network ACL Acl has no entry that allows TCP 443 to S3's public addresses",
			"response, Acl: network ACL Acl has no entry that allows TCP 1024-65535 from S3's public addresses",
		}},
		{"a workload's group, a missing route and a network ACL", isolated + closedAcl + closedFunction, "Function", s3path.UsualName, []string{
			"Own: security group Own has no rule that allows TCP 443 to S3's public addresses",
			"IsoTable: route table IsoTable has no route to S3: no gateway endpoint and no default route",
			"Acl: network ACL Acl has no entry that allows TCP 443 to S3's public addresses",
			"response, Acl: network ACL Acl has no entry that allows TCP 1024-65535 from S3's public addresses",
		}},
		{"a route to a detached internet gateway", withInternet + closedAcl + `
			-Attached
			IsoRoute  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}`, "Iso", s3path.UsualName, []string{
			"IsoRoute: route IsoRoute leads to the internet gateway Igw, but Igw is not attached to Vpc",
			"Acl: network ACL Acl has no entry that allows TCP 443 to S3's public addresses",
			"response, Acl: network ACL Acl has no entry that allows TCP 1024-65535 from S3's public addresses",
		}},
		{"a blocked internet gateway, without a public IP", withInternet + closedFunction + `
			IsoRoute  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
			Block     VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-bidirectional}`, "Function", s3path.UsualName, []string{
			"Own: security group Own has no rule that allows TCP 443 to S3's public addresses",
			"Block: route IsoRoute leads to the internet gateway Igw, but VPC Block Public Access blocks internet gateways",
			"Function: route IsoRoute leads to the internet gateway Igw, but Function has no public IP address",
		}},
		{"a NAT gateway without a route, behind a network ACL", withNat + closedAcl + "-PubRoute", "Iso", s3path.UsualName, []string{
			"Acl: network ACL Acl has no entry that allows TCP 443 to S3's public addresses",
			"PubTable: route NatRoute leads to the NAT gateway Nat, but route table PubTable of its subnet has no route to an internet gateway",
			"response, Acl: network ACL Acl has no entry that allows TCP 1024-65535 from S3's public addresses",
		}},
		{"an endpoint's group and network ACL", withInternet + linkHere + closedAcl + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16}]}`, "Pub", s3path.EndpointName, []string{
			"Acl: network ACL Acl has no entry that allows TCP 443 from 10.0.0.0/24",
			"Door: security group Door has no rule that allows TCP 443 from 10.0.0.0/24",
			"response, Acl: network ACL Acl has no entry that allows TCP 1024-65535 to 10.0.0.0/24",
		}},
		{"an entry that denies, and a group", withInternet + linkHere + closedAcl + `
			Deny  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 100, RuleAction: deny, Protocol: -1, CidrBlock: 10.0.0.0/24}
			Out   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 100, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}
			Door  SecurityGroup    {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.0/24}]}`, "Pub", s3path.EndpointName, []string{
			"Deny: network ACL entry Deny (rule 100 denies all traffic from 10.0.0.0/24) denies TCP 443 from 10.0.0.0/24",
			"Door: security group Door has no rule that allows TCP 443 from 10.0.0.0/24",
		}},
		{"no route over a peering connection, nor back", peered + "-There\n-Back", "Till", s3path.EndpointName, []string{
			"TillTable: route table TillTable has no route to endpoint Link",
			"response, ShelfTable: route table ShelfTable of the endpoint's subnet has no route back to 10.1.0.0/24",
		}},
		{"no route to a transit gateway, nor from it", onTransit + `
			Tgw     TransitGateway  {DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable}
			-There
			-Back
			Door    SecurityGroup   {VpcId: @Vault, SecurityGroupIngress: []}`, "Till", s3path.EndpointName, []string{
			"TillTable: route table TillTable has no route to endpoint Link",
			"ShopAtt: ShopAtt has no transit gateway route table",
			"Door: security group Door has no rule that allows TCP 443 from 10.1.0.0/24",
			"response, ShelfTable: route table ShelfTable of the endpoint's subnet has no route back to 10.1.0.0/24",
			"response, VaultAtt: VaultAtt has no transit gateway route table",
		}},
		{"no subnet of the attachment in the zone", onTransit + `
			Till2       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1b}
			Till2Assoc  SubnetRouteTableAssociation  {SubnetId: @Till2, RouteTableId: @TillTable}
			Door        SecurityGroup                {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/24}]}`, "Till2", s3path.EndpointName, []string{
			"ShopAtt: route There leads to the transit gateway Tgw, but attachment ShopAtt has no subnet in the Availability Zone of 10.1.1.0/24",
			"Door: security group Door has no rule that allows TCP 443 from 10.1.1.0/24",
		}},
		{"an internet gateway instead of a transit gateway, with two network interfaces", withInternet + vault + `
			Shelf2       Subnet                       {VpcId: @Vault, CidrBlock: 10.2.1.0/24, AvailabilityZone: eu-west-1b}
			Shelf2Table  RouteTable                   {VpcId: @Vault}
			Shelf2Assoc  SubnetRouteTableAssociation  {SubnetId: @Shelf2, RouteTableId: @Shelf2Table}
			Link    VPCEndpoint  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, SubnetIds: [@Shelf, @Shelf2], SecurityGroupIds: [@Door.GroupId]}
			Pcx     VPCPeeringConnection  {VpcId: @Vpc, PeerVpcId: @Vault}`, "Pub", s3path.EndpointName, []string{
			"PubRoute: route PubRoute leads to the internet gateway Igw, but the internet has no route to endpoint Link",
			"response, ShelfTable: route table ShelfTable of the endpoint's subnet has no route back to 10.0.0.0/24",
			"response, Shelf2Table: route table Shelf2Table of the endpoint's subnet has no route back to 10.0.0.0/24",
		}},
		{"an endpoint without subnets", isolated + linkHere + `
			Link  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, SubnetIds: []}`, "Iso", s3path.EndpointName, []string{
			"Link: endpoint Link has no subnets, so it has no network interfaces",
		}},
		{"no endpoint", isolated, "Iso", s3path.EndpointName, []string{
			"Vpc: Vpc has no S3 interface endpoint",
		}},
		{"a group, and no route if a parameter has a value", isolated + closedFunction + `
			Parameters: {Flag: {Type: String}}
			Conditions: {Open: {Fn::Equals: [@Flag, open]}}
			Out  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1} {Condition: Open}`, "Function", s3path.UsualName, []string{
			"Own: security group Own has no rule that allows TCP 443 to S3's public addresses",
			"IsoTable: perhaps route table IsoTable has no route to S3: no gateway endpoint and no default route",
		}},
		{"a part of a subnet", withInternet + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/25}]}`, "Pub", s3path.EndpointName, []string{
			"Door: security group Door has no rule that allows TCP 443 from 10.0.0.128/25",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			template := templatetest.Template(t, test.network)
			row, report := rowOf(t, template, test.client, test.of)
			if diff := cmp.Diff(test.want, obstacles(row.Result)); diff != "" {
				t.Errorf("the obstacles differ (-want +got):\n%s\n%s", diff, report)
			}
			for i, o := range row.Obstacles {
				before, _ := rowOf(t, template, test.client, test.of)
				fix(template["Resources"].(map[string]any), o)
				if i < len(row.Obstacles)-1 && before.Reachable == s3path.Yes {
					t.Errorf("the request reaches S3 although there is still %s", o.Problem)
				}
			}
			if fixed, report := rowOf(t, template, test.client, test.of); fixed.Reachable != s3path.Yes {
				t.Errorf("without its obstacles, %s has\n%s\n%s", test.client, strings.Join(obstacles(fixed.Result), "\n"), report)
			}
		})
	}
}

// rowOf analyzes a template, and returns the row of a client and a name.
func rowOf(t *testing.T, template map[string]any, client string, name s3path.Name) (s3path.Row, *s3path.Report) {
	t.Helper()
	report, err := s3path.Analyze(template, s3path.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for row := range report.Rows() {
		if row.Client.Name == client && row.Name == name {
			return row, report
		}
	}
	t.Fatalf("there is no row for %s:\n%s", client, report)
	return s3path.Row{}, nil
}

// fix changes the resource of an obstacle so that it stops nothing.
func fix(resources map[string]any, o s3path.Obstacle) {
	resource := resources[o.Locations[0].Resource].(map[string]any)
	properties, _ := resource["Properties"].(map[string]any)
	ref := func(id string) map[string]any { return map[string]any{"Ref": id} }
	add := func(resourceType string, properties map[string]any) {
		resources[fmt.Sprintf("Added%d", len(resources))] = map[string]any{"Type": "AWS::EC2::" + resourceType, "Properties": properties}
	}
	allowAll := func(acl any) {
		for _, egress := range []bool{false, true} {
			add("NetworkAclEntry", map[string]any{
				"NetworkAclId": acl, "RuleNumber": 1, "Egress": egress, "RuleAction": "allow", "Protocol": -1, "CidrBlock": "0.0.0.0/0",
			})
		}
	}
	switch strings.TrimPrefix(resource["Type"].(string), "AWS::EC2::") {
	case "NetworkAcl":
		allowAll(ref(o.Locations[0].Resource))
	case "NetworkAclEntry":
		allowAll(properties["NetworkAclId"])
	case "SecurityGroup":
		all := []any{map[string]any{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}}
		properties["SecurityGroupIngress"], properties["SecurityGroupEgress"] = all, all
	case "RouteTable":
		route := map[string]any{"RouteTableId": ref(o.Locations[0].Resource), "DestinationCidrBlock": "10.0.0.0/8"}
		switch {
		case strings.Contains(o.Problem, "route to an internet gateway"):
			route["DestinationCidrBlock"], route["GatewayId"] = "0.0.0.0/0", ref("Igw")
		case strings.Contains(o.Problem, "to S3"):
			add("VPCEndpoint", map[string]any{"VpcId": ref("Vpc"), "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": []any{ref(o.Locations[0].Resource)}})
			return
		case resources["Pcx"] != nil:
			route["VpcPeeringConnectionId"] = ref("Pcx")
		default:
			route["TransitGatewayId"] = ref("Tgw")
		}
		add("Route", route)
	case "Route":
		if strings.Contains(o.Problem, "the internet has no route") {
			add("Route", map[string]any{
				"RouteTableId": properties["RouteTableId"], "DestinationCidrBlock": "10.2.0.0/16", "VpcPeeringConnectionId": ref("Pcx"),
			})
			return
		}
		add("VPCGatewayAttachment", map[string]any{"VpcId": ref("Vpc"), "InternetGatewayId": properties["GatewayId"]})
		resources["Iso"].(map[string]any)["Properties"].(map[string]any)["MapPublicIpOnLaunch"] = true
	case "VPCBlockPublicAccessOptions":
		delete(resources, o.Locations[0].Resource)
	case "Lambda::Function", "AWS::Lambda::Function": // never has a public IP address
		add("VPCEndpoint", map[string]any{"VpcId": ref("Vpc"), "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": []any{ref("IsoTable")}})
	case "TransitGatewayVpcAttachment":
		if strings.Contains(o.Problem, "Availability Zone") {
			properties["SubnetIds"] = append(properties["SubnetIds"].([]any), ref("Till2"))
		} else {
			resources["Tgw"].(map[string]any)["Properties"] = map[string]any{}
		}
	case "VPCEndpoint":
		properties["SubnetIds"] = []any{ref("Iso")}
		properties["SecurityGroupIds"] = []any{ref("Door")}
	case "VPC":
		add("VPCEndpoint", map[string]any{
			"VpcId": ref("Vpc"), "ServiceName": "com.amazonaws.eu-west-1.s3", "VpcEndpointType": "Interface",
			"SubnetIds": []any{ref("Iso")}, "SecurityGroupIds": []any{ref("Door")},
		})
		resources["Door"] = map[string]any{"Type": "AWS::EC2::SecurityGroup", "Properties": map[string]any{
			"VpcId": ref("Vpc"), "SecurityGroupIngress": []any{map[string]any{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}},
		}}
	}
}

// checkObstacles checks that exactly the requests that do not reach S3 have obstacles.
func checkObstacles(t *testing.T, report *s3path.Report) {
	t.Helper()
	for _, g := range report.Groups {
		if stopped := g.Reachable == s3path.No || g.Reachable == s3path.Partly; stopped != (len(g.Obstacles) > 0) {
			t.Errorf("%s by the %s name: reachable %s, %d obstacles", g.Clients[0].Name, g.Name, g.Reachable, len(g.Obstacles))
		}
		for _, o := range g.Obstacles {
			if o.Problem == "" {
				t.Errorf("%s has the obstacle %+v", g.Clients[0].Name, o)
			}
		}
	}
}

func obstacles(r s3path.Result) []string {
	var lines []string
	for _, o := range r.Obstacles {
		line := fmt.Sprintf("%s: %s", o.Locations[0].Resource, o.Problem)
		if o.Response {
			line = "response, " + line
		}
		lines = append(lines, line)
	}
	return lines
}
