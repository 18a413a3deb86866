package rules

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func wrongIdType() Rule {
	return Rule{
		Id:       "wrong-id-type",
		Title:    "An S3 endpoint has an ID of the wrong type in VpcId, SubnetIds, RouteTableIds or SecurityGroupIds",
		Severity: Error,
		AwsError: "InvalidVpcID.NotFound, InvalidSubnetID.NotFound, InvalidRouteTableID.NotFound or InvalidSecurityGroupID.NotFound",
		Fix:      `Use "vpc-…" in VpcId, "subnet-…" in SubnetIds, "rtb-…" in RouteTableIds and "sg-…" in SecurityGroupIds.`,
		Page:     "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
		check:    eachEndpoint(checkWrongIdType),
	}
}

func checkWrongIdType(in *input, e *network.Endpoint) Result {
	var result Result
	for _, property := range []struct{ name, prefix, resourceType, noun string }{
		{"VpcId", "vpc-", "AWS::EC2::VPC", "a VPC"},
		{"SubnetIds", "subnet-", "AWS::EC2::Subnet", "a subnet"},
		{"RouteTableIds", "rtb-", "AWS::EC2::RouteTable", "a route table"},
		{"SecurityGroupIds", "sg-", "AWS::EC2::SecurityGroup", "a security group"},
	} {
		value := e.Resource.Property(property.name)
		ids, ok := value.List()
		result = worse(result, compliantIf(ok || value.Kind() == template.Absent))
		result = worse(result, worstOf(ids, func(id template.Value) Result {
			return violationIf(in.isOfOtherType(id, property.prefix, property.resourceType), at(&e.Entity, property.name),
				"%s has %s in %s, which is not the ID of %s.", e.Name(), id, property.name, property.noun)
		}))
	}
	return result
}

// isOfOtherType reports whether an id is of another type, by its form or by the resource that it refers to. A text that is not
// an id may be a placeholder: before a lookup, the CDK's subnets have ids such as "p-12345".
func (in *input) isOfOtherType(id template.Value, prefix, resourceType string) truth.Value {
	if text, ok := id.Text(); ok {
		switch {
		case strings.HasPrefix(text, prefix):
			return truth.False
		case isEc2Id(text):
			return truth.True
		}
		return truth.Undecided
	}
	token, _ := id.Token()
	r := in.assembly.ResourceOf(token)
	switch {
	case token.Attribute != "":
	case r != nil && r.Type == resourceType:
		return truth.False
	case r != nil && strings.HasPrefix(r.Type, "AWS::EC2::"):
		return truth.True
	}
	return truth.Undecided // a parameter may be any id, and so may a resource of another service or a custom one
}

// isEc2Id reports whether a text has the form of a common EC2 id.
func isEc2Id(text string) bool {
	kind, _, ok := strings.Cut(text, "-")
	switch kind {
	case "vpc", "subnet", "rtb", "sg", "vpce", "acl", "igw", "eigw", "nat", "eni", "pcx", "pl", "tgw", "vgw", "lgw":
		return ok
	}
	return false
}
