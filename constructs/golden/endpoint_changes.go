package golden

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
)

const (
	vpcEndpoint = "AWS::EC2::VPCEndpoint"
	gateway     = "Gateway"
)

// template is a parsed template.
type template struct {
	// all is the whole template.
	all map[string]any
	// resources are its resources, by their logical IDs.
	resources map[string]any
}

func parse(text string) (t template, err error) {
	err = json.Unmarshal([]byte(text), &t.all)
	t.resources, _ = t.all["Resources"].(map[string]any)
	return t, err
}

// endpoints returns the types of the template's VPC endpoints, by their logical IDs.
func (t template) endpoints() map[string]string {
	found := map[string]string{}
	for id, value := range t.resources {
		resource, _ := value.(map[string]any)
		if resource["Type"] != vpcEndpoint {
			continue
		}
		properties, _ := resource["Properties"].(map[string]any)
		found[id] = gateway // CloudFormation's default
		if kind, ok := properties["VpcEndpointType"]; ok {
			found[id] = fmt.Sprint(kind)
		}
	}
	return found
}

// endpointChanges returns a line for each endpoint that the change from before to after replaces, may replace or removes.
// names are the endpoints' names in after, by their logical IDs.
func endpointChanges(before, after template, names map[string]string) (lines []string) {
	were, are := before.endpoints(), after.endpoints()
	var kept, added []string
	for _, id := range slices.Sorted(maps.Keys(are)) {
		if _, ok := were[id]; !ok {
			added = append(added, id)
		} else if reaches(before, after, id, map[string]bool{}) {
			kept = append(kept, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(were)) {
		if _, ok := are[id]; ok {
			continue
		}
		heir := slices.IndexFunc(added, func(other string) bool { return are[other] == were[id] })
		if heir < 0 {
			lines = append(lines, fmt.Sprintf("this change REMOVES %s: %s", id, lost(were[id])))
			continue
		}
		lines = append(lines, fmt.Sprintf("this change REPLACES %s: %s (its logical ID was %s)", cmp.Or(names[added[heir]], added[heir]), renewed(were[id]), id))
		added = slices.Delete(added, heir, heir+1)
	}
	if len(kept) == 0 {
		return lines
	}
	replaced, err := cdkDiff(before, after)
	for _, id := range kept {
		if r, ok := replaced[id]; ok {
			lines = append(lines, fmt.Sprintf("this change %s %s: %s (%s)", r.verb, cmp.Or(names[id], id), renewed(were[id]), strings.Join(r.properties, ", ")))
		}
	}
	if err != nil {
		for i, id := range kept {
			kept[i] = cmp.Or(names[id], id)
		}
		lines = append(lines, fmt.Sprintf("whether this change replaces %s is unknown: %v", strings.Join(kept, ", "), err))
	}
	return lines
}

// renewed describes what users of a replaced endpoint notice.
func renewed(kind string) string {
	if kind == gateway {
		return "new endpoint ID, and the deploy fails if both endpoints use the same route table, because CloudFormation creates the new one first"
	}
	return "new DNS names and endpoint ID"
}

// lost describes what users of a removed endpoint miss.
func lost(kind string) string {
	if kind == gateway {
		return "its routes are removed, and its endpoint ID is no longer valid"
	}
	return "its DNS names no longer resolve, and its endpoint ID is no longer valid"
}

// reaches reports whether a resource, or one that it refers to, differs between before and after.
func reaches(before, after template, id string, seen map[string]bool) bool {
	if seen[id] {
		return false
	}
	seen[id] = true
	if !reflect.DeepEqual(before.resources[id], after.resources[id]) {
		return true
	}
	text, err := json.Marshal(after.resources[id])
	if err != nil {
		return true
	}
	for other := range after.resources {
		if strings.Contains(string(text), other) && reaches(before, after, other, seen) {
			return true
		}
	}
	return false
}

// paths returns the construct paths of the stack's endpoints, by their logical IDs.
func paths(stack awscdk.Stack) map[string]string {
	found := map[string]string{}
	for _, construct := range *stack.Node().FindAll(constructs.ConstructOrder_PREORDER) {
		if resource, ok := construct.(awscdk.CfnResource); ok && *resource.CfnResourceType() == vpcEndpoint {
			found[fmt.Sprint(stack.Resolve(resource.LogicalId()))] = strings.TrimSuffix(*resource.Node().Path(), "/Resource")
		}
	}
	return found
}
