package s3path

import "testing"

// TestAlike has subnets of one VPC with equal and with different routes, ACLs and neighbors. That each group is exact, analyze
// checks.
func TestAlike(t *testing.T) {
	const (
		three = `
	"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
	"A": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.0.0/24"}},
	"B": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.1.0/24"}},
	"C": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.2.0/24"}},
	"ATable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"BTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"CTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"AUses": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "A"}, "RouteTableId": {"Ref": "ATable"}}},
	"BUses": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "B"}, "RouteTableId": {"Ref": "BTable"}}},
	"CUses": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "C"}, "RouteTableId": {"Ref": "CTable"}}},
	"ANat": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "ATable"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}},
	"BNat": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "BTable"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}}`
		thirdRoute = `,
	"CNat": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "CTable"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}}`
		open = `,
	"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.0.0/16"}]}},
	"Link": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "SubnetIds": [{"Ref": "A"}], "SecurityGroupIds": [{"Ref": "Group"}]}}`
		closed = `,
	"Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"AAcl": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "A"}, "NetworkAclId": {"Ref": "Acl"}}},
	"BAcl": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "B"}, "NetworkAclId": {"Ref": "Acl"}}},
	"CAcl": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "C"}, "NetworkAclId": {"Ref": "Acl"}}}`
	)
	for _, test := range []struct {
		reason, resources string
		usual, endpoint   int // groups
	}{
		{"equal routes in three tables", three + thirdRoute + open, 1, 1},
		{"a table without the route", three + open, 2, 1},
		{"a rule for a part of the subnets", three + thirdRoute + replace(t, open, "10.1.0.0/16", "10.1.1.0/24"), 1, 2},
		{"a rule for a part of a subnet", three + thirdRoute + replace(t, open, "10.1.0.0/16", "10.1.1.0/25"), 1, 2},
		{"no network ACL between a subnet and itself", three + thirdRoute + open + closed, 1, 2},
	} {
		report := analyze(t, test.resources, Options{})
		groups := map[Name]int{}
		for _, g := range report.shown() {
			if g.Clients[0].Kind == Subnet {
				groups[g.Name]++
			}
		}
		if groups[UsualName] != test.usual || groups[EndpointName] != test.endpoint {
			t.Errorf("%s: %v groups, want %d and %d:\n%s", test.reason, groups, test.usual, test.endpoint, report)
		}
	}
}
