package s3path_test

import (
	"fmt"
	"log"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// printer stands for the *testing.T of a test.
type printer struct{}

func (printer) Helper() {}

func (printer) Fatalf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

// In the snapshot test of an app this is the one line
//
//	s3path.RequirePrivate(t, template.ToJSON())
//
// with template from assertions.Template_FromStack. Here a file takes its place, and the stack has a NAT gateway but no
// endpoint for S3.
func ExampleRequirePrivate() {
	var t printer
	s3path.RequirePrivate(t, "testdata/NatNone.template.json")
	// Output:
	// 2 subnets have forbidden paths to S3 (nat, internet):
	//   NatNone/Vpc/PublicSubnet1/Subnet 10.1.0.0/24: internet: route NatNone/Vpc/PublicSubnet1/DefaultRoute leads to the internet gateway NatNone/Vpc/IGW
	//   NatNone/Vpc/PrivateSubnet1/Subnet 10.1.1.0/24: nat: route NatNone/Vpc/PrivateSubnet1/DefaultRoute leads to the NAT gateway NatNone/Vpc/PublicSubnet1/NATGateway
	// Add the route tables of these subnets to an S3 gateway endpoint. Its route takes precedence over the default route.
	//
	// 2 subnets of 1 VPC by the usual name: 1 internet, 1 nat
	// CLIENTS                            CIDR         NAME   DNS        PATH      REACHABLE  REASON
	// NatNone/Vpc/PublicSubnet1/Subnet   10.1.0.0/24  usual  public IP  internet  yes        route NatNone/Vpc/PublicSubnet1/DefaultRoute leads to the internet gateway NatNone/Vpc/IGW
	// NatNone/Vpc/PrivateSubnet1/Subnet  10.1.1.0/24  usual  public IP  nat       yes        route NatNone/Vpc/PrivateSubnet1/DefaultRoute leads to the NAT gateway NatNone/Vpc/PublicSubnet1/NATGateway
}

// The function has a path to S3, but its security group allows connections to the VPC alone.
func ExampleReport_ForbidForWorkloads() {
	report, err := s3path.Analyze([]byte(`{"Resources": {
		"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
		"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.1.0/24"}},
		"Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"Association": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Subnet"}, "RouteTableId": {"Ref": "Table"}}},
		"Gateway": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {
			"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "Table"}]
		}},
		"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}, "SecurityGroupEgress": [
			{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.0.0/16"}
		]}},
		"Function": {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": {
			"SubnetIds": [{"Ref": "Subnet"}], "SecurityGroupIds": [{"Ref": "Group"}]
		}}}
	}}`), s3path.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("subnets:", report.Forbid(s3path.NoPath))
	fmt.Println("workloads:", report.ForbidForWorkloads(s3path.NoPath))
	// Output:
	// subnets: <nil>
	// workloads: 1 workload has no path to S3:
	//   Function 10.1.1.0/24: none: security group Group has no rule that allows TCP 443 to S3's public addresses
}

func ExampleAnalyze() {
	report, err := s3path.Analyze("testdata/ExperimentBoth.template.json", s3path.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, g := range report.Groups {
		fmt.Printf("%d clients, such as %s, %s name: %s by %s\n", len(g.Clients), g.Clients[0].Cidr, g.Name, g.Reachable, g.Path)
	}
	// Output:
	// 2 clients, such as 10.1.0.0/24, usual name: yes by gateway
	// 1 clients, such as 192.168.0.0/16, usual name: unknown by none
	// 2 clients, such as 10.1.0.0/24, endpoint name: yes by interface
	// 1 clients, such as 192.168.0.0/16, endpoint name: unknown by interface
}

// The network ACL and the missing route both stop the requests. The endpoint has a route table, but not that of the subnet.
func ExampleReport() {
	report, err := s3path.Analyze([]byte(`{"Resources": {
		"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
		"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.1.0/24"}},
		"Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"UsesTable": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Subnet"}, "RouteTableId": {"Ref": "Table"}}},
		"Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"UsesAcl": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "Subnet"}, "NetworkAclId": {"Ref": "Acl"}}},
		"OldTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"Gateway": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {
			"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "OldTable"}]
		}}
	}}`), s3path.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, obstacle := range report.Groups[0].Obstacles {
		fmt.Printf("%s: %s\n", obstacle.Locations[0].Resource, obstacle.Problem)
	}
	for _, unused := range report.Unused {
		fmt.Println("unused:", unused.Problem)
	}
	// Output:
	// Table: route table Table has no route to S3: no gateway endpoint and no default route
	// Acl: network ACL Acl has no entry that allows TCP 443 to S3's public addresses
	// Acl: network ACL Acl has no entry that allows TCP 1024-65535 from S3's public addresses
	// unused: gateway endpoint Gateway is only on route tables that no subnet uses
}

// Each client by itself.
func ExampleReport_Rows() {
	report, err := s3path.Analyze("testdata/ExperimentBoth.template.json", s3path.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for row := range report.Rows() {
		if row.Client.Kind == s3path.Subnet && row.Name == s3path.UsualName {
			fmt.Println(row.Client.Name, row.Client.Cidr, row.Path)
		}
	}
	// Output:
	// ExperimentBoth/Vpc/PublicSubnet1/Subnet 10.1.0.0/24 gateway
	// ExperimentBoth/Vpc/PrivateSubnet1/Subnet 10.1.1.0/24 gateway
}
