package network

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// TestFileOfAnAccount has a subnet of a template in a VPC of the account, without an association.
func TestFileOfAnAccount(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"Net.json": `{"Resources": {"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": "vpc-1", "CidrBlock": "10.1.1.0/24"}}}}`,
		"account.json": `{"Metadata": {"privates3::account": {"Account": "111122223333", "Region": "eu-west-1"}}, "Resources": {
			"vpc-1": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
			"rtb-1": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": "vpc-1", "Main": true}},
			"rtb-2": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": "vpc-1"}},
			"acl-1": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": "vpc-1", "Default": true}},
			"acl-1/100": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": "acl-1", "RuleNumber": 100, "Protocol": "6", "RuleAction": "allow", "CidrBlock": "10.0.0.0/8"}}}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a, err := template.Reader{Account: filepath.Join(dir, "account.json")}.Load(filepath.Join(dir, "Net.json"))
	if err != nil {
		t.Fatal(err)
	}
	n := New(a, nil)
	for _, s := range n.Subnets {
		if s.RouteTable == nil || s.RouteTable.Name() != "rtb-1" || !s.RouteTable.Main {
			t.Errorf("the subnet uses %+v, want the main table of the account's VPC", s.RouteTable)
		}
		if acl := s.Vpc.DefaultNetworkAcl; acl.Name() != "acl-1" || acl.DefaultOf != s.Vpc || len(acl.Entries) != 1 {
			t.Errorf("the default ACL is %+v, want that of the account", acl)
		}
	}
	if len(n.Subnets) != 1 {
		t.Errorf("subnets are %v", n.Subnets)
	}
}
