package s3path_test

import (
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// TestCidrCause has subnets whose blocks are unknown, beside some that have none or a known one.
func TestCidrCause(t *testing.T) {
	const network = `
		Parameters: {Any: {Type: String}, Block: {Type: String}}
		Conditions: {Open: {Fn::Equals: [@Any, "yes"]}}
		Vpc     VPC                          {CidrBlock: 10.0.0.0/16}
		Table   RouteTable                   {VpcId: @Vpc}
		A       Subnet                       {VpcId: @Vpc, CidrBlock: %}
		AssocA  SubnetRouteTableAssociation  {SubnetId: @A, RouteTableId: @Table}`
	for _, test := range []struct{ block, cidr, cause, reason string }{
		{`10.0.1.0/24`, "10.0.1.0/24", "", "written out"},
		{`@Block`, "", "parameter Block of stack template", "a parameter"},
		{`{Fn::If: [Open, 10.0.1.0/24, 10.0.2.0/24]}`, "", "condition Open of stack template", "a condition"},
		{`{Fn::Select: [1, {Fn::Cidr: [@Vpc.CidrBlock, 4, 8]}]}`, "10.0.1.0/24", "", "a part of the VPC's block"},
		{`"10.0.1.0"`, "", "Resources.A.Properties.CidrBlock of stack template (is \"10.0.1.0\", want an IPv4 CIDR block)", "no block"},
		{`@AWS::NoValue, Ipv4IpamPoolId: ipam-pool-1, Ipv4NetmaskLength: 24`, "", "resource A.CidrBlock of stack template", "an address manager"},
		{`@AWS::NoValue, Ipv6Native: true, Ipv6CidrBlock: "2001:db8::/64"`, "", "", "a subnet without IPv4"},
	} {
		report, err := s3path.Analyze(templatetest.Template(t, strings.Replace(network, "%", test.block, 1)), s3path.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for row := range report.Rows() {
			if row.Client.Cidr != test.cidr || row.Client.CidrCause != test.cause {
				t.Errorf("%s: block %q and cause %q, want %q and %q", test.reason, row.Client.Cidr, row.Client.CidrCause, test.cidr, test.cause)
			}
		}
		if text := report.String(); test.cause != "" && !strings.Contains(text, "unknown: "+test.cause) {
			t.Errorf("%s: %q is not in the table\n%s", test.reason, test.cause, text)
		}
	}
	report, err := s3path.Analyze(templatetest.Template(t, `
		Parameters: {Which: {Type: String}}
		Table  RouteTable                   {VpcId: vpc-1}
		Given  SubnetRouteTableAssociation  {SubnetId: subnet-1, RouteTableId: @Table}
		Named  SubnetRouteTableAssociation  {SubnetId: @Which, RouteTableId: @Table}`), s3path.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for row := range report.Rows() {
		want := map[string]string{"subnet-1": "", "template.Which": "parameter Which of stack template"}[row.Client.Name]
		if row.Client.Cidr != "" || row.Client.CidrCause != want {
			t.Errorf("%s has the block %q and cause %q, want cause %q", row.Client.Name, row.Client.Cidr, row.Client.CidrCause, want)
		}
	}
}
