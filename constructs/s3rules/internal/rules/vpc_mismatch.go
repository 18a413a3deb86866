package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func vpcMismatch() Rule {
	return Rule{
		Id:       "vpc-mismatch",
		Title:    "a security group, subnet or route table is of another VPC than the S3 endpoint",
		Severity: Error,
		AwsError: "You have specified two resources that belong to different networks.",
		Fix:      "Name a security group, subnet or route table of the endpoint's own VPC.",
		Link:     resourcePage,
		check:    eachEndpoint(checkVpcMismatch),
	}
}

func checkVpcMismatch(in *input, e *network.Endpoint) Result {
	wrong := template.False
	if !e.SecurityGroupIds.AllKnown() || !e.SubnetIds.AllKnown() || !e.RouteTableIds.AllKnown() {
		wrong = template.Undecided
	}
	var found *Result
	check := func(part *network.Entity, vpcId network.Fact[network.Key], property string) {
		different := in.differentVpcs(e.VpcId, vpcId)
		wrong = wrong.Or(different)
		if different == template.True && found == nil {
			j := violation(fmt.Sprintf("%s is in the VPC %s, and names %s, which is in the VPC %s.", e.Name(), in.vpcName(e.VpcId.Value), part.Name(), in.vpcName(vpcId.Value)),
				append(at(&e.Entity, "Properties/"+property), at(part, "Properties/VpcId")...)...)
			found = &j
		}
	}
	for _, g := range e.SecurityGroups {
		check(&g.Entity, g.VpcId, "SecurityGroupIds")
	}
	for _, s := range e.Subnets {
		check(&s.Entity, s.VpcId, "SubnetIds")
	}
	for _, t := range e.RouteTables {
		check(&t.Entity, t.VpcId, "RouteTableIds")
	}
	if found != nil {
		return *found
	}
	return violationIf(wrong, "")
}

// differentVpcs tells whether two keys are of different VPCs: two resources, or two literal ids. A literal id and a token
// may be one VPC.
func (in *input) differentVpcs(a, b network.Fact[network.Key]) template.Truth {
	switch {
	case a.State != network.Known || b.State != network.Known:
		return template.Undecided
	case a.Value == b.Value:
		return template.False
	case isLiteralVpc(a.Value) && isLiteralVpc(b.Value), in.createsVpc(a.Value) && in.createsVpc(b.Value):
		return template.True
	}
	return template.Undecided
}

func isLiteralVpc(key network.Key) bool { return strings.HasPrefix(string(key), "vpc-") }

func (in *input) vpcName(key network.Key) string {
	if v := in.network.Vpc(key); v != nil {
		return v.Name()
	}
	return string(key)
}

func (in *input) createsVpc(key network.Key) bool {
	v := in.network.Vpc(key)
	return v != nil && v.Declared
}
