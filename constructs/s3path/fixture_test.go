package s3path

import (
	"strings"
	"testing"
)

// The network of the experiment, in plain CloudFormation: a public subnet with an internet gateway and a private one
// without a default route. The other fragments are added to it.
const (
	experiment = `
	"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16", "EnableDnsSupport": true, "EnableDnsHostnames": true}},
	"Igw": {"Type": "AWS::EC2::InternetGateway"},
	"Attached": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {"VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Igw"}}},
	"Public": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.0.0/24", "MapPublicIpOnLaunch": true}},
	"PublicTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"PublicAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Public"}, "RouteTableId": {"Ref": "PublicTable"}}},
	"PublicDefault": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PublicTable"}, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Igw"}}},
	"Private": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.1.0/24"}},
	"PrivateTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"PrivateAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Private"}, "RouteTableId": {"Ref": "PrivateTable"}}}`

	gateway = `,
	"Gateway": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Gateway", "VpcId": {"Ref": "Vpc"},
		"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "RouteTableIds": [{"Ref": "PublicTable"}, {"Ref": "PrivateTable"}]}}`

	gatewayElsewhere = `,
	"OtherTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"Gateway": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Gateway", "VpcId": {"Ref": "Vpc"},
		"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "RouteTableIds": [{"Ref": "OtherTable"}]}}`

	linked = `,
	"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [
		{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}},
		{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "192.168.0.0/16"},
		{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.2.0.0/16"}]}},
	"Link": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "VpcId": {"Ref": "Vpc"}, "PrivateDnsEnabled": false,
		"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "SubnetIds": [{"Ref": "Private"}], "SecurityGroupIds": [{"Ref": "Group"}]}}`

	nat = `,
	"Nat": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": {"Ref": "Public"}}},
	"PrivateDefault": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": {"Ref": "Nat"}}}`

	vpn = `,
	"Vgw": {"Type": "AWS::EC2::VPNGateway"},
	"VgwAttached": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpnGatewayId": {"Ref": "Vgw"}}},
	"ToOffice": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "192.168.0.0/16", "GatewayId": {"Ref": "Vgw"}}}`

	peering = `,
	"PeerVpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.2.0.0/16"}},
	"PeerSubnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "PeerVpc"}, "CidrBlock": "10.2.0.0/24"}},
	"PeerTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "PeerVpc"}}},
	"PeerAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "PeerSubnet"}, "RouteTableId": {"Ref": "PeerTable"}}},
	"Pcx": {"Type": "AWS::EC2::VPCPeeringConnection", "Properties": {"VpcId": {"Ref": "PeerVpc"}, "PeerVpcId": {"Ref": "Vpc"}}},
	"ToPeer": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "10.2.0.0/16", "VpcPeeringConnectionId": {"Ref": "Pcx"}}},
	"FromPeer": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PeerTable"}, "DestinationCidrBlock": "10.1.0.0/16", "VpcPeeringConnectionId": {"Ref": "Pcx"}}}`

	transit = `,
	"PeerVpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.2.0.0/16"}},
	"PeerSubnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "PeerVpc"}, "CidrBlock": "10.2.0.0/24"}},
	"PeerTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "PeerVpc"}}},
	"PeerAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "PeerSubnet"}, "RouteTableId": {"Ref": "PeerTable"}}},
	"Tgw": {"Type": "AWS::EC2::TransitGateway"},
	"Here": {"Type": "AWS::EC2::TransitGatewayAttachment", "Properties": {"TransitGatewayId": {"Ref": "Tgw"}, "VpcId": {"Ref": "Vpc"}, "SubnetIds": [{"Ref": "Private"}]}},
	"There": {"Type": "AWS::EC2::TransitGatewayVpcAttachment", "Properties": {"TransitGatewayId": {"Fn::GetAtt": ["Tgw", "Id"]}, "VpcId": {"Ref": "PeerVpc"}, "SubnetIds": [{"Ref": "PeerSubnet"}]}},
	"ToPeer": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "10.0.0.0/8", "TransitGatewayId": {"Ref": "Tgw"}}},
	"FromPeer": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PeerTable"}, "DestinationCidrBlock": "10.0.0.0/8", "TransitGatewayId": {"Ref": "Tgw"}}}`
)

// The clients of the rows, by address.
const (
	inPublic  = "10.1.0.0/24"
	inPrivate = "10.1.1.0/24"
	inPeer    = "10.2.0.0/24"
	office    = "192.168.0.0/16"
)

// analyze reads a template that has the resources.
func analyze(t *testing.T, resources string, options Options) *Report {
	t.Helper()
	text := []byte(`{"Parameters": {"On": {"Type": "String"}}, "Conditions": {"Open": {"Fn::Equals": [{"Ref": "On"}, "yes"]}},
		"Resources": {` + resources + `}}`)
	report, err := Analyze(text, options)
	if err != nil {
		t.Fatal(err)
	}
	checkGroups(t, report, text, options)
	return report
}

// find returns the only row of a client and name.
func find(t *testing.T, r *Report, cidr string, name Name) Row {
	t.Helper()
	var found []Row
	for row := range r.Rows() {
		if row.Client.Cidr == cidr && row.Name == name {
			found = append(found, row)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d rows for %s by the %s name, want one:\n%s", len(found), cidr, name, r)
	}
	return found[0]
}

// replace changes a fragment, and fails if it does not have the text.
func replace(t *testing.T, fragment, old, by string) string {
	t.Helper()
	if !strings.Contains(fragment, old) {
		t.Fatalf("%q is not in %s", old, fragment)
	}
	return strings.Replace(fragment, old, by, 1)
}
