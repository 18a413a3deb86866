package privates3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// routeTables are the route tables that a gateway endpoint is put into.
type routeTables struct {
	ids     []*string // each once
	without []string  // subnets for which the CDK knows no route table
	subnets int       // how many were looked at
}

func checkRouteTableId(field string, id *string) problems {
	return matching(`^rtb-[0-9a-z]+$`, "rtb-…, or a token", "pass the id of a route table of the VPC")(field, id)
}

// read collects the route tables of the selected subnets and the ids that were given. The CDK's own gateway endpoint
// leaves subnets out in silence if it knows no route table for them; here they are a problem.
func (r *routeTables) read(at string, props *GatewayS3RouteProps) (found problems) {
	vpc := props.Vpc
	if props.Subnets == nil && props.RouteTableIds == nil {
		everySubnet := slices.Concat(*vpc.PrivateSubnets(), *vpc.PublicSubnets(), *vpc.IsolatedSubnets())
		found = append(found, r.addTablesOf(at+"Vpc", everySubnet)...)
		if len(everySubnet) == 0 {
			found.add(at+"RouteTableIds", "left out, and the CDK knows no subnets of the Vpc "+*vpc.Node().Path(), "at least one route table",
				"name the route tables in RouteTableIds, or import the VPC with its subnets and their route table ids")
		}
	}
	for i, selection := range elements(props.Subnets) {
		field := fmt.Sprintf("%sSubnets[%d]", at, i)
		if selection == nil || len(checkSelection(field, selection)) > 0 {
			continue // reported by checkGatewayProps
		}
		subnets, unusable := selectSubnets(field, vpc, selection)
		found = append(append(found, unusable...), r.addTablesOf(field, subnets)...)
	}
	for _, id := range elements(props.RouteTableIds) {
		r.add(id)
	}
	found = append(found, r.checkWithout(at, props)...)
	return append(found, r.checkLists(at, props)...)
}

// addTablesOf adds the route tables of subnets, and finds ids that are of something else.
func (r *routeTables) addTablesOf(field string, subnets []awsec2.ISubnet) (found problems) {
	for _, subnet := range subnets {
		if isNil(subnet) {
			continue // reported by checkSelection
		}
		r.subnets++
		id, err := attempt(func() *string { return subnet.RouteTable().RouteTableId() })
		if err != nil {
			r.without = unique(append(r.without, describeSubnet(subnet)))
			continue
		}
		if wrong := checkRouteTableId(field, id); len(wrong) > 0 {
			found.add(field, "a subnet, "+describeSubnet(subnet)+", with the route table "+quoted(id), "rtb-…, or a token", "import the subnet with the id of its route table")
			continue
		}
		r.add(id)
	}
	return found
}

func (r *routeTables) add(id *string) {
	if id != nil && !slices.ContainsFunc(r.ids, func(known *string) bool { return *known == *id }) {
		r.ids = append(r.ids, id)
	}
}

func (r *routeTables) checkWithout(at string, props *GatewayS3RouteProps) (found problems) {
	subnets := strings.Join(r.without, ", ")
	switch {
	case len(r.without) == 0:
	case len(r.ids) == 0:
		found.add(at+"RouteTableIds", "left out, and the CDK knows no route table of the subnets "+subnets, "at least one route table",
			"name the route tables in RouteTableIds, or import the VPC with the route table ids of its subnets")
	case props.Subnets == nil:
		found.add(at+"Subnets", "left out, which selects "+subnets+" too", "subnets whose route table the CDK knows",
			"import these subnets with their route table id, or select the others and name the route tables of these in RouteTableIds")
	default:
		found.add(at+"Subnets", "a selection with "+subnets, "subnets whose route table the CDK knows",
			"import these subnets with their route table id, or select others and name the route tables of these in RouteTableIds")
	}
	return found
}

// checkLists finds a token for a whole list beside other ids: CloudFormation has no means to join the two.
func (r *routeTables) checkLists(at string, props *GatewayS3RouteProps) (found problems) {
	isList := func(id *string) bool { return id != nil && isListToken(*id) }
	if len(r.ids) < 2 || !slices.ContainsFunc(r.ids, isList) {
		return nil
	}
	if slices.ContainsFunc(elements(props.RouteTableIds), isList) {
		found.add(at+"RouteTableIds", "a token for a whole list, among others", "such a token alone, or ids one by one", "take the ids out of the list with awscdk.Fn_Select")
		return found
	}
	found.add(at+"Vpc", *props.Vpc.Node().Path()+", whose subnets have tokens for whole lists of route tables", "ids one by one, if there are several groups of subnets",
		"import the VPC with ids that awscdk.Fn_Select takes out of the lists")
	return found
}
