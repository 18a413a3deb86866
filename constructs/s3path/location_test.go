package s3path

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestLocations(t *testing.T) {
	const (
		acl = `, "Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
			"UsesAcl": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "Private"}, "NetworkAclId": {"Ref": "Acl"}}}`
		deny = `, "Deny": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "Egress": true, "RuleNumber": 1, "RuleAction": "deny", "Protocol": -1, "CidrBlock": "0.0.0.0/0"}}`
		open = `"PrivateDefault": {"Condition": "Open", `
	)
	for _, test := range []struct {
		reason, resources string
		name              Name
		want              []string
	}{
		{"a gateway endpoint", experiment + gateway, UsualName, []string{"Resources.Gateway"}},
		{"a route", experiment + nat, UsualName, []string{"Resources.PrivateDefault"}},
		{"a table without a route", experiment, UsualName, []string{"Resources.PrivateTable"}},
		{"a network ACL behind a gateway endpoint", experiment + gateway + acl, UsualName, []string{"Resources.Gateway", "Resources.Acl"}},
		{"its entry", experiment + nat + acl + deny, UsualName, []string{"Resources.PrivateDefault", "Resources.Deny"}},
		{"a condition that decides", experiment + replace(t, nat, `"PrivateDefault": {`, open), UsualName, []string{"Resources.PrivateDefault", "Resources.PrivateTable", "Resources.PrivateDefault.Condition"}},
		{"a route for a part of the addresses", experiment + gateway + `, "Partner": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "8.8.8.8/32", "TransitGatewayId": "tgw-1"}}`, UsualName, []string{"Resources.Gateway", "Resources.Partner"}},
		{"a rule that allows", experiment + linked, EndpointName, []string{"Resources.Group.Properties.SecurityGroupIngress.0"}},
		{"a security group without a rule", experiment + replace(t, linked, `{"Fn::GetAtt": ["Vpc", "CidrBlock"]}`, `"10.9.0.0/16"`), EndpointName, []string{"Resources.Group"}},
		{"no endpoint at all, for a group of two clients", experiment, EndpointName, []string{"Resources.Public"}},
	} {
		t.Run(test.reason, func(t *testing.T) {
			row := find(t, analyze(t, test.resources, Options{}).Ungrouped(), inPrivate, test.name)
			var got []string
			for _, l := range row.Locations {
				if l.File != "template" || l.Stack != "template" {
					t.Errorf("%+v is not in the template", l)
				}
				got = append(got, l.Place)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q; %s", got, test.want, row.Reason)
			}
		})
	}
}

func TestForbiddenError(t *testing.T) {
	const loop = `, "Fn::ForEach::Subnets": ["Zone", ["a"], {"Subnet${Zone}": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}}}]`
	err := analyze(t, experiment+nat+loop, Options{}).Forbid(Nat)
	var forbidden *ForbiddenError
	if !errors.As(err, &forbidden) || len(forbidden.Violations) != 2 {
		t.Fatalf("%v, want two violations", err)
	}
	for _, v := range forbidden.Violations {
		if !strings.Contains(err.Error(), "\n  "+v.Message) {
			t.Errorf("%v has no line %q", err, v.Message)
		}
	}
	if v := forbidden.Violations[0]; v.Clients[0].Name != "Private" || v.Locations[0].Resource != "PrivateDefault" {
		t.Errorf("the first violation is %+v, want that of Private", v)
	}
	if v := forbidden.Violations[1]; v.Clients != nil || v.Locations[0].Place != "Resources.Fn::ForEach::Subnets" {
		t.Errorf("the second violation is %+v, want the loop", v)
	}
	if err := analyze(t, experiment, Options{}).Forbid("natt"); errors.As(err, &forbidden) {
		t.Errorf("%v is the error of a report", err)
	}
}
