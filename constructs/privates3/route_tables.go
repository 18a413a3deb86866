package privates3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// routeTables are the route tables that a gateway endpoint is put into.
type routeTables struct {
	list    []any    // ids, or resources of the app, each once
	without []string // subnets for which the CDK knows no route table
}

func checkRouteTableId(field string, id *string) problems {
	return matching(`^rtb-[0-9a-z]+$`, "rtb-…, or a token", "pass the id of a route table of the VPC")(field, id)
}

// chosenSubnets are the subnets that one field chooses.
type chosenSubnets struct {
	field   string
	subnets []awsec2.ISubnet
	all     awsec2.IVpc // whose subnets they all are, in the order in which they were created; nil if that is not known
}

// read collects the route tables of the selected subnets and the ids that were given. The CDK's own gateway endpoint
// leaves subnets out in silence if it knows no route table for them; here they are a problem.
func (r *routeTables) read(at string, shared *shared, subnets *vpcSubnets, props *GatewayS3RouteProps) problems {
	chosen, found := chooseGatewaySubnets(at, subnets, props)
	if props.RouteTableIds == nil && allOwn(chosen) {
		r.addResources(shared, chosen)
		return found
	}
	for _, c := range chosen {
		found = append(found, r.addTablesOf(c)...)
	}
	for _, id := range elements(props.RouteTableIds) {
		r.add(id)
	}
	found = append(found, r.checkWithout(at, props)...)
	return append(found, r.checkLists(at, props)...)
}

func chooseGatewaySubnets(at string, subnets *vpcSubnets, props *GatewayS3RouteProps) (chosen []chosenSubnets, found problems) {
	if props.Subnets == nil && props.RouteTableIds == nil {
		every, kinds := subnets.all()
		if len(every) == 0 {
			found.add(at+"RouteTableIds", "left out, and the CDK knows no subnets of the Vpc "+*props.Vpc.Node().Path(), "at least one route table",
				"name the route tables in RouteTableIds, or import the VPC with its subnets and their route table ids")
		}
		c := chosenSubnets{field: at + "Vpc", subnets: every}
		if kinds == 1 {
			c.all = props.Vpc
		}
		return []chosenSubnets{c}, found
	}
	for i, selection := range elements(props.Subnets) {
		field := fmt.Sprintf("%sSubnets[%d]", at, i)
		if selection == nil || len(checkSelection(field, selection)) > 0 {
			continue // reported by checkGatewayProps
		}
		selected, unusable := selectSubnets(field, props.Vpc, selection)
		chosen, found = append(chosen, chosenSubnets{field: field, subnets: selected}), append(found, unusable...)
	}
	return chosen, found
}

func allOwn(chosen []chosenSubnets) bool {
	return !slices.ContainsFunc(chosen, func(c chosenSubnets) bool {
		return slices.ContainsFunc(c.subnets, func(subnet awsec2.ISubnet) bool { return !isOwn(subnet) })
	})
}

// addResources adds the route tables of subnets of the app, whose ids need not be asked for.
func (r *routeTables) addResources(shared *shared, chosen []chosenSubnets) {
	var seen []awsec2.ISubnet
	for _, c := range chosen {
		if c.all != nil {
			if tables := shared.routeTablesIn(c.all); len(tables) == len(c.subnets) {
				for _, table := range tables {
					r.list = append(r.list, table)
				}
				continue
			}
		}
		for _, subnet := range c.subnets {
			if !slices.Contains(seen, subnet) {
				seen = append(seen, subnet)
				r.list = append(r.list, shared.routeTablesIn(subnet)[0])
			}
		}
	}
}

// addTablesOf adds the ids of the route tables of subnets, and finds ids that are of something else.
func (r *routeTables) addTablesOf(chosen chosenSubnets) (found problems) {
	for _, subnet := range chosen.subnets {
		if isNil(subnet) {
			continue // reported by checkSelection
		}
		id, err := attempt(func() *string { return subnet.RouteTable().RouteTableId() })
		if err != nil {
			r.without = unique(append(r.without, describeSubnet(subnet)))
			continue
		}
		if wrong := checkRouteTableId(chosen.field, id); len(wrong) > 0 {
			found.add(chosen.field, "a subnet, "+describeSubnet(subnet)+", with the route table "+quoted(id), "rtb-…, or a token", "import the subnet with the id of its route table")
			continue
		}
		r.add(id)
	}
	return found
}

// add adds an id.
func (r *routeTables) add(id *string) {
	if id != nil && !slices.ContainsFunc(r.list, func(known any) bool { return *known.(*string) == *id }) {
		r.list = append(r.list, id)
	}
}

func (r *routeTables) checkWithout(at string, props *GatewayS3RouteProps) (found problems) {
	subnets := strings.Join(r.without, ", ")
	switch {
	case len(r.without) == 0:
	case len(r.list) == 0:
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
	if len(r.list) < 2 || !slices.ContainsFunc(r.list, func(id any) bool { return isList(id.(*string)) }) {
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
