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
	// 2 subnets reach S3 over a forbidden path (nat, internet):
	//   NatNone/Vpc/PublicSubnet1/Subnet 10.1.0.0/24: internet: route NatNone/Vpc/PublicSubnet1/DefaultRoute leads to the internet gateway NatNone/Vpc/IGW
	//   NatNone/Vpc/PrivateSubnet1/Subnet 10.1.1.0/24: nat: route NatNone/Vpc/PrivateSubnet1/DefaultRoute leads to the NAT gateway NatNone/Vpc/PublicSubnet1/NATGateway
	// Add the route tables of these subnets to an S3 gateway endpoint. Its route takes precedence over the default route.
	//
	// CLIENT                             CIDR         NAME      DNS           PATH      REACHABLE  REASON
	// NatNone/Vpc/PublicSubnet1/Subnet   10.1.0.0/24  usual     public IP     internet  yes        route NatNone/Vpc/PublicSubnet1/DefaultRoute leads to the internet gateway NatNone/Vpc/IGW
	// NatNone/Vpc/PublicSubnet1/Subnet   10.1.0.0/24  endpoint  no such name  none      no         NatNone/Vpc has no S3 interface endpoint
	// NatNone/Vpc/PrivateSubnet1/Subnet  10.1.1.0/24  usual     public IP     nat       yes        route NatNone/Vpc/PrivateSubnet1/DefaultRoute leads to the NAT gateway NatNone/Vpc/PublicSubnet1/NATGateway
	// NatNone/Vpc/PrivateSubnet1/Subnet  10.1.1.0/24  endpoint  no such name  none      no         NatNone/Vpc has no S3 interface endpoint
}

func ExampleAnalyze() {
	report, err := s3path.Analyze("testdata/ExperimentBoth.template.json", s3path.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range report.Rows() {
		fmt.Printf("%s, %s name: %s by %s\n", row.Client.Cidr, row.Name, row.Reachable, row.Path)
	}
	// Output:
	// 10.1.0.0/24, usual name: yes by gateway
	// 10.1.0.0/24, endpoint name: yes by interface
	// 10.1.1.0/24, usual name: yes by gateway
	// 10.1.1.0/24, endpoint name: yes by interface
	// 192.168.0.0/16, usual name: unknown by none
	// 192.168.0.0/16, endpoint name: unknown by interface
}
