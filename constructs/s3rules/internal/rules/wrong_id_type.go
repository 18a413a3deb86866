package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func wrongIdType() Rule {
	return Rule{
		Id:       "wrong-id-type",
		Title:    "an S3 endpoint names a VPC, subnet, route table or security group by the id of something else",
		Severity: Error,
		AwsError: "InvalidVpcID.NotFound, InvalidSubnetID.NotFound, InvalidRouteTableID.NotFound or InvalidSecurityGroupID.NotFound",
		Fix:      "Name a \"vpc-…\" in VpcId, \"subnet-…\" in SubnetIds, \"rtb-…\" in RouteTableIds and \"sg-…\" in SecurityGroupIds.",
		Link:     "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
		check:    eachEndpoint(checkWrongIdType),
	}
}

func checkWrongIdType(in *input, e *network.Endpoint) Result {
	wrong := template.False
	for _, property := range []struct{ name, prefix, resourceType string }{
		{"VpcId", "vpc-", "AWS::EC2::VPC"},
		{"SubnetIds", "subnet-", "AWS::EC2::Subnet"},
		{"RouteTableIds", "rtb-", "AWS::EC2::RouteTable"},
		{"SecurityGroupIds", "sg-", "AWS::EC2::SecurityGroup"},
	} {
		value := e.Resource.Property(property.name)
		ids, ok := value.List()
		if !ok && value.Kind() != template.Absent {
			wrong = wrong.Or(template.Undecided)
		}
		for _, id := range ids {
			bad := in.isOther(id, property.prefix, property.resourceType)
			if bad == template.True {
				return violation(fmt.Sprintf("%s names %s in %s.", e.Name(), id, property.name), at(&e.Entity, "Properties/"+property.name)...)
			}
			wrong = wrong.Or(bad)
		}
	}
	return violationIf(wrong, "")
}

// isOther tells whether an id is of another type: by its form, or by the resource that it refers to. A text that is no id
// of a kind that is known may be a placeholder: before a lookup the CDK names subnets "p-12345".
func (in *input) isOther(id template.Value, prefix, resourceType string) template.Truth {
	if text, ok := id.Text(); ok {
		switch {
		case strings.HasPrefix(text, prefix):
			return template.False
		case isIdOfAnyKind(text):
			return template.True
		}
		return template.Undecided
	}
	r := in.resource(id)
	switch {
	case r == nil:
		return template.Undecided
	case r.Type == resourceType:
		return template.False
	// What the resource of another service, or a custom one, gives as its id may be anything.
	case strings.HasPrefix(r.Type, "AWS::EC2::"):
		return template.True
	}
	return template.Undecided
}

// resource gives the resource whose id a value is, nil if the assembly has none or it is another attribute.
func (in *input) resource(id template.Value) *template.Resource {
	token, ok := id.Token()
	if !ok || token.Attribute != "" {
		return nil
	}
	stack := in.assembly.Stack(token.Scope)
	if stack == nil {
		return nil
	}
	return stack.Resource(token.Name)
}

// isIdOfAnyKind tells whether a text has the form of an id of EC2 that is often at hand.
func isIdOfAnyKind(text string) bool {
	kind, _, _ := strings.Cut(text, "-")
	switch kind {
	case "vpc", "subnet", "rtb", "sg", "vpce", "acl", "igw", "eigw", "nat", "eni", "pcx", "pl", "tgw", "vgw", "lgw":
		return strings.Contains(text, "-")
	}
	return false
}
