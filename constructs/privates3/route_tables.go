package privates3

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// gatewaySubnets are the subnets that one field selects.
type gatewaySubnets struct {
	field string
	list  []awsec2.ISubnet
}

// readRouteTables returns the route tables for a gateway endpoint, each once, as ids or as L1s. Unlike the CDK's own gateway
// endpoint, it does not skip subnets whose route table the CDK does not know: they are a problem.
func readRouteTables(found *problems, at string, c common, props *GatewayS3RouteProps) (tables []any) {
	selected := readGatewaySubnets(found, at, c, props)
	given := readRouteTableIds(found, at+"RouteTableIds", props.RouteTableIds)
	if c.vpc == nil {
		return nil
	}
	if props.RouteTableIds == nil {
		if tables, ok := c.stack.RouteTables(unite(selected)); ok {
			return tables
		}
	}
	asked, unknown := askRouteTableIds(found, selected)
	ids := unique(append(asked, given...))
	if len(unknown) > 0 {
		checkUnknownRouteTables(found, at, unknown, props, len(ids) > 0)
	}
	checkListTokens(found, at, ids, given, c.vpc)
	for _, id := range ids {
		tables = append(tables, id)
	}
	return tables
}

// readGatewaySubnets returns the subnets that the props select, or selects all.
func readGatewaySubnets(found *problems, at string, c common, props *GatewayS3RouteProps) (selected []gatewaySubnets) {
	for field, selection := range each(found, at+"Subnets", props.Subnets) {
		if !found.checkNotNil(field, selection, "a SubnetSelection") || !checkSelection(found, field, selection) || c.vpc == nil {
			continue
		}
		selected = append(selected, gatewaySubnets{field, selectSubnets(found, field, c.vpc, selection)})
	}
	if props.Subnets != nil || props.RouteTableIds != nil || c.vpc == nil {
		return selected
	}
	all := c.vpc.AllSubnets()
	if len(all) == 0 {
		found.add(at+"RouteTableIds", "nil means the route tables of every subnet, but the CDK knows no subnet of the VPC "+c.vpc.Path()+".",
			"List route tables, or import the VPC with its subnets and their route tables.")
	}
	return []gatewaySubnets{{at + "Vpc", all}}
}

// unite returns each subnet once.
func unite(selected []gatewaySubnets) (united []awsec2.ISubnet) {
	for _, s := range selected {
		for _, subnet := range s.list {
			if !slices.Contains(united, subnet) {
				united = append(united, subnet)
			}
		}
	}
	return united
}

// readRouteTableIds returns the ids that the user listed.
func readRouteTableIds(found *problems, field string, list *[]*string) (ids []string) {
	for field, id := range each(found, field, list) {
		if found.checkForm(field, id, routeTableId, "the id of a route table", "Pass an id of the form rtb-…, or a token.") {
			ids = append(ids, *id)
		}
	}
	return ids
}

const routeTableId = `^rtb-[0-9a-z]+$`

// askRouteTableIds returns the ids of the subnets' route tables, and the names of subnets whose route table the CDK does not
// know.
func askRouteTableIds(found *problems, selected []gatewaySubnets) (ids, unknown []string) {
	for _, s := range selected {
		for _, subnet := range s.list {
			id, err := cdk.RouteTableId(subnet)
			switch {
			case err != nil:
				unknown = append(unknown, cdk.SubnetName(subnet))
			case !hasForm(*id, routeTableId):
				found.add(s.field, cdk.SubnetName(subnet)+" is imported with the RouteTableId "+quoted(id)+", which is not the id of a route table.",
					"Import the subnet with the id of its route table.")
			default:
				ids = append(ids, *id)
			}
		}
	}
	return ids, unique(unknown)
}

func checkUnknownRouteTables(found *problems, at string, unknown []string, props *GatewayS3RouteProps, someKnown bool) {
	subnets := strings.Join(unknown, ", ")
	switch {
	case !someKnown:
		found.add(at+"RouteTableIds", "the CDK does not know the route table of any selected subnet: "+subnets+".",
			"List the route tables and leave Subnets out, or import the subnets with the ids of their route tables.")
	case props.Subnets == nil:
		found.add(at+"Subnets", "nil selects every subnet, but the CDK does not know the route table of "+subnets+".",
			"Import these subnets with the ids of their route tables, or select the other subnets and list the route tables of these in RouteTableIds.")
	default:
		found.add(at+"Subnets", "the CDK does not know the route table of "+subnets+".",
			"Import these subnets with the ids of their route tables, or remove them from the selection and list their route tables in RouteTableIds.")
	}
}

// checkListTokens finds a token for a whole list beside other ids. CloudFormation cannot combine the two.
func checkListTokens(found *problems, at string, ids, given []string, vpc *cdk.Vpc) {
	if len(ids) < 2 || !slices.ContainsFunc(ids, cdk.IsListToken) {
		return
	}
	if slices.ContainsFunc(given, cdk.IsListToken) {
		found.add(at+"RouteTableIds", "a token stands for a whole list, which cannot be combined with other ids.", "Select single ids with awscdk.Fn_Select.")
		return
	}
	found.add(at+"Vpc", "the subnets of "+vpc.Path()+" are imported with tokens for whole lists of route tables, which cannot be combined.",
		"Import the VPC with single ids, selected with awscdk.Fn_Select.")
}
