package privates3

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// readRouteTables returns the route tables for a gateway endpoint, each once, as ids or as L1s. Unlike the CDK's own
// gateway endpoint, it does not skip subnets whose route table the CDK does not know: they are a problem.
func readRouteTables(found *problems, at string, c commonProps, props *GatewayS3RouteProps) (tables []any) {
	subnets := readGatewaySubnets(found, at, c, props)
	given := readRouteTableIds(found, at+"RouteTableIds", props.RouteTableIds)
	if c.vpc == nil {
		return nil
	}
	if props.RouteTableIds == nil {
		if tables, ok := c.stack.RouteTables(subnets); ok {
			return tables
		}
	}
	ids := unique(append(askRouteTableIds(found, at+"Subnets", subnets), given...))
	if len(ids) > 1 && slices.ContainsFunc(ids, cdk.IsListToken) {
		found.add(at+"RouteTableIds", "a token for a whole list of route tables cannot be combined with other route tables.",
			"Select single IDs with awscdk.Fn_Select. If the token comes from an imported VPC, import the VPC with the single IDs.")
	}
	for _, id := range ids {
		tables = append(tables, id)
	}
	return tables
}

func readRouteTableIds(found *problems, field string, list *[]*string) []string {
	return valid(found, field, list, func(found *problems, field string, id *string) bool {
		return found.checkForm(field, id, routeTableForm, "the ID of a route table", "Pass an ID of the form rtb-…, or a token.")
	})
}

// readGatewaySubnets returns the selected subnets, each once.
func readGatewaySubnets(found *problems, at string, c commonProps, props *GatewayS3RouteProps) (subnets []awsec2.ISubnet) {
	for field, selection := range each(found, at+"Subnets", props.Subnets) {
		if found.checkNotNil(field, selection, "a SubnetSelection") && checkSelection(found, field, selection) && c.vpc != nil {
			subnets = append(subnets, selectSubnets(found, field, c.vpc, selection)...)
		}
	}
	if props.Subnets == nil && props.RouteTableIds == nil && c.vpc != nil {
		if subnets = c.vpc.AllSubnets(); len(subnets) == 0 && c.vpc.IsOwn() {
			found.add(at+"Subnets", "nil selects every subnet of the VPC, but "+c.vpc.Path()+" has none.", "Add subnets to the VPC, or list route tables in RouteTableIds.")
		} else if len(subnets) == 0 {
			found.add(at+"RouteTableIds", "nil defaults to the route tables of every subnet, but the CDK knows no subnets of the VPC "+c.vpc.Path()+".",
				"List route tables, or import the VPC with its subnets and their route tables.")
		}
	}
	return unique(subnets)
}

// askRouteTableIds returns the ids of the subnets' route tables.
func askRouteTableIds(found *problems, field string, subnets []awsec2.ISubnet) (ids []string) {
	var unknown []string
	for _, subnet := range subnets {
		id, err := cdk.RouteTableId(subnet)
		switch {
		case err != nil:
			unknown = append(unknown, cdk.SubnetName(subnet))
		case !hasForm(*id, routeTableForm):
			found.add(field, cdk.SubnetName(subnet)+" is imported with the RouteTableId "+quoted(id)+", which is not the ID of a route table.",
				"Import the subnet with the ID of its route table.")
		default:
			ids = append(ids, *id)
		}
	}
	if len(unknown) > 0 {
		found.add(field, "the CDK does not know the route table of "+strings.Join(unique(unknown), ", ")+".",
			"Import these subnets with the IDs of their route tables, or leave them out of Subnets and list their route tables in RouteTableIds.")
	}
	return ids
}
