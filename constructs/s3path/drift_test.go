package s3path_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// accountOf is an account that has a VPC, a subnet and a route table of the stack Net, and parts of them.
const accountOf = `{"Metadata": {"privates3::account": {"Account": "111122223333", "Region": "eu-west-1"}}, "Resources": {
	"vpc-1": {"Type": "AWS::EC2::VPC", "Metadata": {"privates3::created-by": "Net/Vpc"}, "Properties": {"CidrBlock": "10.0.0.0/16"}},
	"subnet-1": {"Type": "AWS::EC2::Subnet", "Metadata": {"privates3::created-by": "Net/Iso"}, "Properties": {"VpcId": "vpc-1", "CidrBlock": "10.0.9.0/24"}},
	"rtb-1": {"Type": "AWS::EC2::RouteTable", "Metadata": {"privates3::created-by": "Net/IsoTable"}, "Properties": {"VpcId": "vpc-1"}}%s}}`

// TestDrift has an account with parts of a stack's network that its template does not have. What somebody has added counts; what
// the stack itself has created does not, because the next deploy removes it.
func TestDrift(t *testing.T) {
	const (
		association = `, %q: {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Metadata": {"privates3::part-of": "subnet-1"}, "Properties": {"SubnetId": "subnet-1", "RouteTableId": %q}}`
		route       = `, "rtb-1/%[1]s": {"Type": "AWS::EC2::Route", "Metadata": {"privates3::part-of": "rtb-1"%[2]s}, "Properties": {"RouteTableId": "rtb-1", "DestinationCidrBlock": %[1]q, "NatGatewayId": "nat-1"}}`
		another     = `, "rtb-2": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": "vpc-1"}}, "rtb-2/0.0.0.0/0": {"Type": "AWS::EC2::Route",
			"Metadata": {"privates3::part-of": "rtb-2"}, "Properties": {"RouteTableId": "rtb-2", "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}}`
		byNet = `, "privates3::created-by": "Net/Gone"`
	)
	for _, test := range []struct{ network, parts, want, private, reason string }{
		{isolated, ``, "Iso usual no by none", "passes", "nothing more"},
		{isolated, fmt.Sprintf(route, "0.0.0.0/0", ""), "Iso usual unknown by unknown", "refuses", "a default route that somebody has added"},
		{isolated, fmt.Sprintf(route, "0.0.0.0/0", byNet), "Iso usual no by none", "passes", "a default route that the template has no more"},
		{isolated, fmt.Sprintf(route, "10.9.0.0/16", ""), "Iso usual no by none", "passes", "a route to other addresses"},
		{withNat, fmt.Sprintf(route, "0.0.0.0/0", ""), "Iso usual yes by nat", "refuses (nat, internet)", "the default route of the template"},
		{withGateway, fmt.Sprintf(route, "0.0.0.0/0", ""), "Iso usual yes by gateway", "passes", "a default route that somebody has added beside a gateway endpoint"},
		{isolated, another, "Iso usual no by none", "passes", "another table"},
		{isolated, another + fmt.Sprintf(association, "subnet-1/rtb-2", "rtb-2"), "Iso usual unknown by unknown", "refuses", "an association with another table"},
		{isolated, fmt.Sprintf(association, "subnet-1/rtb-1", "rtb-1"), "Iso usual no by none", "passes", "the association of the template"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			assembly, account := t.TempDir(), filepath.Join(t.TempDir(), "account.json")
			templatetest.WriteAssembly(t, assembly, templatetest.Stack{Name: "Net", Template: templatetest.Template(t, test.network)})
			if err := os.WriteFile(account, fmt.Appendf(nil, accountOf, test.parts), 0o600); err != nil {
				t.Fatal(err)
			}
			report, err := s3path.Analyze(assembly, s3path.Options{AccountFile: account})
			if err != nil {
				t.Fatal(err)
			}
			checkLine(t, report, test.want)
			networkCase{private: test.private}.checkPrivate(t, report)
			if t.Failed() {
				t.Log(report)
			}
		})
	}
}

// TestDriftOfGroups does so for the rules of a security group, which an account file has in the group.
func TestDriftOfGroups(t *testing.T) {
	const (
		account = `{"Metadata": {"privates3::account": {"Account": "111122223333", "Region": "eu-west-1"}}, "Resources": {
			"sg-1": {"Type": "AWS::EC2::SecurityGroup", "Metadata": {"privates3::created-by": "Net/Door"}, "Properties": {
				"SecurityGroupIngress": [%s], "SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]}},
			"sg-2": {"Type": "AWS::EC2::SecurityGroup", "Metadata": {"privates3::created-by": "Net/Own"}, "Properties": {"SecurityGroupIngress": []}}}}`
		rule   = `{"IpProtocol": "tcp", "FromPort": %d, "ToPort": %d, "CidrIp": %q}`
		closed = isolated + `
Parameters: {Block: {Type: String}}
Own        SecurityGroup                {VpcId: @Vpc}
Link       VPCEndpoint                  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface,
                                         PrivateDnsEnabled: false, SubnetIds: [@Iso], SecurityGroupIds: [@Door.GroupId]}
Door       SecurityGroup                {VpcId: @Vpc, SecurityGroupIngress: `
	)
	ofOffice := closed + `[{IpProtocol: TCP, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}`
	inOffice, inVpc, ssh := fmt.Sprintf(rule, 443, 443, "192.168.0.0/16"), fmt.Sprintf(rule, 443, 443, "10.0.0.0/16"), fmt.Sprintf(rule, 22, 22, "10.0.0.0/16")
	ofGroup := `{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourceSecurityGroupId": "sg-2"}`
	for _, test := range []struct {
		network, rules, want string
		isDrift              bool
		reason               string
	}{
		{ofOffice, inOffice, "Iso endpoint no by interface", false, "the rule of the template"},
		{ofOffice, inOffice + "," + inVpc, "Iso endpoint unknown by interface", true, "a rule that somebody has added"},
		{ofOffice, inOffice + "," + ssh, "Iso endpoint no by interface", false, "a rule for another port"},
		{ofOffice, inOffice + `, {"IpProtocol": "-1", "CidrIp": "10.0.0.0/16"}`, "Iso endpoint unknown by interface", true, "a rule for all traffic"},
		{closed + `[{IpProtocol: "6", FromPort: 443, ToPort: 443, CidrIp: 10.0.3.4/16}]}`, inVpc, "Iso endpoint yes by interface", false, "the rule of the template in another form"},
		{closed + `[{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: @Own.GroupId}]}`, ofGroup, "Iso endpoint unknown by interface", false, "a rule for a group of the template"},
		{closed + `[{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: @Block}]}`, inVpc, "Iso endpoint unknown by interface", false, "a rule that a parameter decides"},
		{closed + "[]}\n" + `ByItself SecurityGroupIngress {GroupId: @Door.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}`, inOffice, "Iso endpoint no by interface", false, "a rule of the template that is a resource"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			assembly, file := t.TempDir(), filepath.Join(t.TempDir(), "account.json")
			templatetest.WriteAssembly(t, assembly, templatetest.Stack{Name: "Net", Template: templatetest.Template(t, test.network)})
			if err := os.WriteFile(file, fmt.Appendf(nil, account, test.rules), 0o600); err != nil {
				t.Fatal(err)
			}
			report, err := s3path.Analyze(assembly, s3path.Options{AccountFile: file})
			if err != nil {
				t.Fatal(err)
			}
			checkLine(t, report, test.want)
			checkRemedies(t, report)
			if isDrift := strings.Contains(report.String(), "drift of the account"); isDrift != test.isDrift {
				t.Errorf("the report names drift: %t", isDrift)
			}
			if t.Failed() {
				t.Log(report)
			}
		})
	}
}
