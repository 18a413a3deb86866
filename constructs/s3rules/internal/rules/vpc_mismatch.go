package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func vpcMismatch() Rule {
	return Rule{
		Id:       "vpc-mismatch",
		Title:    "A security group, subnet or route table of an S3 endpoint is in another VPC",
		Severity: Error,
		AwsError: "You have specified two resources that belong to different networks.",
		Fix:      "Use a security group, subnet or route table of the endpoint's own VPC.",
		Page:     resourcePage,
		check:    eachEndpoint(checkVpcMismatch),
	}
}

func checkVpcMismatch(in *input, e *network.Endpoint) Result {
	result := compliantIf(e.SecurityGroupIds.AllKnown() && e.SubnetIds.AllKnown() && e.RouteTableIds.AllKnown())
	compare := func(other *network.Entity, vpcId network.Fact[network.Key], property string) {
		result = worse(result, violationIf(in.areDifferentVpcs(e.VpcId, vpcId), slices.Concat(at(&e.Entity, property), at(other, "VpcId")),
			"%s is in the VPC %s, but uses %s, which is in the VPC %s.",
			e.Name(), in.network.Name(e.VpcId.Value), other.Name(), in.network.Name(vpcId.Value)))
	}
	for _, g := range e.SecurityGroups {
		compare(&g.Entity, g.VpcId, "SecurityGroupIds")
	}
	for _, s := range e.Subnets {
		compare(&s.Entity, s.VpcId, "SubnetIds")
	}
	for _, t := range e.RouteTables {
		compare(&t.Entity, t.VpcId, "RouteTableIds")
	}
	return result
}

// areDifferentVpcs reports whether two keys are of different VPCs: of two resources, or two literal ids. A literal id and a
// token may be of one VPC.
func (in *input) areDifferentVpcs(a, b network.Fact[network.Key]) truth.Value {
	isLiteral := func(key network.Key) bool { return strings.HasPrefix(string(key), "vpc-") }
	isResource := func(key network.Key) bool {
		v := network.Find(in.network.Vpcs, key)
		return v != nil && v.Declared
	}
	switch {
	case a.State != network.Known || b.State != network.Known:
		return truth.Undecided
	case a.Value == b.Value:
		return truth.False
	case isLiteral(a.Value) && isLiteral(b.Value), isResource(a.Value) && isResource(b.Value):
		return truth.True
	}
	return truth.Undecided
}
