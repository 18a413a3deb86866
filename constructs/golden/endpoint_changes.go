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

// endpoint is a VPC endpoint of a template.
type endpoint struct{ kind, service string }

// endpoints returns the template's VPC endpoints, by their logical IDs.
func (t template) endpoints() map[string]endpoint {
	found := map[string]endpoint{}
	for id, value := range t.resources {
		resource, _ := value.(map[string]any)
		if resource["Type"] != vpcEndpoint {
			continue
		}
		properties, _ := resource["Properties"].(map[string]any)
		e := endpoint{gateway, fmt.Sprint(properties["ServiceName"])} // Gateway is CloudFormation's default
		if kind, ok := properties["VpcEndpointType"]; ok {
			e.kind = fmt.Sprint(kind)
		}
		found[id] = e
	}
	return found
}

// endpointChanges returns a line for each endpoint that the change from before to after replaces, may replace or removes.
// names are the names of the endpoints in after, by their logical IDs.
func endpointChanges(before, after template, names map[string]string) []string {
	name := func(id string) string { return cmp.Or(names[id], id) }
	return append(changesOfId(before.endpoints(), after.endpoints(), name), changesOfProperties(before, after, name)...)
}

// changesOfId reports the endpoints whose logical IDs are gone. Where a new one is of the same type and service, the endpoint
// is replaced.
func changesOfId(before, after map[string]endpoint, name func(id string) string) (lines []string) {
	var added []string
	for _, id := range slices.Sorted(maps.Keys(after)) {
		if _, ok := before[id]; !ok {
			added = append(added, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if _, ok := after[id]; ok {
			continue
		}
		successor := slices.IndexFunc(added, func(other string) bool { return after[other] == before[id] })
		if successor < 0 {
			lines = append(lines, fmt.Sprintf("this change REMOVES %s: %s", id, before[id].lost()))
			continue
		}
		lines = append(lines, fmt.Sprintf("this change REPLACES %s: %s (its logical ID was %s; to keep the endpoint, set that ID with OverrideLogicalId)", name(added[successor]), before[id].renewed(), id))
		added = slices.Delete(added, successor, successor+1)
	}
	return lines
}

// changesOfProperties reports the endpoints that keep their logical IDs and are replaced, as cdk diff decides.
func changesOfProperties(before, after template, name func(id string) string) (lines []string) {
	endpoints, kept := before.endpoints(), after.endpoints()
	maps.DeleteFunc(endpoints, func(id string, _ endpoint) bool {
		_, ok := kept[id]
		return !ok || !reaches(before, after, id, map[string]bool{})
	})
	if len(endpoints) == 0 {
		return nil
	}
	replaced, err := cdkDiff(before, after)
	var unknown []string
	for _, id := range slices.Sorted(maps.Keys(endpoints)) {
		unknown = append(unknown, name(id))
		if r, ok := replaced[id]; ok {
			lines = append(lines, fmt.Sprintf("this change %s %s: %s (changed: %s)", r.verb, name(id), endpoints[id].renewed(), strings.Join(r.properties, ", ")))
		}
	}
	if err != nil {
		lines = append(lines, fmt.Sprintf("whether this change replaces %s is unknown: %v", strings.Join(unknown, ", "), err))
	}
	return lines
}

// renewed describes what users of a replaced endpoint notice.
func (e endpoint) renewed() string {
	if e.kind == gateway {
		return "new endpoint ID, and the deploy fails if both endpoints use the same route table, because CloudFormation creates the new one first"
	}
	return "new DNS names and endpoint ID"
}

// lost describes what users of a removed endpoint notice.
func (e endpoint) lost() string {
	if e.kind == gateway {
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
