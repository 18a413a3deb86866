package golden

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
)

const (
	vpcEndpoint = "AWS::EC2::VPCEndpoint"
	gateway     = "Gateway"
)

// template is a template as text, as a whole, and as JSON of its resources by their logical IDs.
type template struct {
	text      string
	all       any
	Resources map[string]json.RawMessage
}

func parse(text string) (t template, err error) {
	t.text = text
	if err = json.Unmarshal([]byte(text), &t.all); err == nil {
		err = json.Unmarshal([]byte(text), &t)
	}
	return t, err
}

// endpoint is a VPC endpoint of a template.
type endpoint struct{ kind, service string }

// endpoints returns the template's VPC endpoints, by their logical IDs.
func (t template) endpoints() map[string]endpoint {
	found := map[string]endpoint{}
	for id, text := range t.Resources {
		var resource struct {
			Type       string
			Properties struct{ VpcEndpointType, ServiceName any }
		}
		resource.Properties.VpcEndpointType = gateway // CloudFormation's default
		if err := json.Unmarshal(text, &resource); err == nil && resource.Type == vpcEndpoint {
			found[id] = endpoint{fmt.Sprint(resource.Properties.VpcEndpointType), fmt.Sprint(resource.Properties.ServiceName)}
		}
	}
	return found
}

// replaced describes what users of a replaced endpoint notice.
func (e endpoint) replaced() string {
	if e.kind == gateway {
		return "new endpoint ID, and the deploy fails if both endpoints use the same route table, because CloudFormation creates the new one first"
	}
	return "new DNS names and endpoint ID"
}

// removed describes what users of a removed endpoint notice.
func (e endpoint) removed() string {
	if e.kind == gateway {
		return "its routes are removed, and its endpoint ID is no longer valid"
	}
	return "its DNS names no longer resolve, and its endpoint ID is no longer valid"
}

// endpointChanges returns a line for each endpoint that the change from before to after replaces, may replace or removes.
// names are the names of the endpoints in after, by their logical IDs.
func endpointChanges(before, after template, names map[string]string) []string {
	name := func(id string) string { return cmp.Or(names[id], id) }
	olds, news := before.endpoints(), after.endpoints()
	added := slices.DeleteFunc(slices.Sorted(maps.Keys(news)), func(id string) bool { _, ok := olds[id]; return ok })
	var lines, kept []string
	for _, id := range slices.Sorted(maps.Keys(olds)) {
		if _, ok := news[id]; ok {
			if reaches(before, after, id, map[string]bool{}) {
				kept = append(kept, id)
			}
			continue
		}
		// A new endpoint of the same type and service takes the place of the old one.
		successor := slices.IndexFunc(added, func(other string) bool { return news[other] == olds[id] })
		if successor < 0 {
			lines = append(lines, fmt.Sprintf("this change REMOVES %s: %s", id, olds[id].removed()))
			continue
		}
		lines = append(lines, fmt.Sprintf("this change REPLACES %s: %s (its logical ID was %s; to keep the endpoint, set LogicalId to it, or call OverrideLogicalId with it)", name(added[successor]), olds[id].replaced(), id))
		added = slices.Delete(added, successor, successor+1)
	}
	if len(kept) == 0 {
		return lines
	}
	replacements, err := cdkDiff(before.text, after.text)
	if err != nil {
		for i, id := range kept {
			kept[i] = name(id)
		}
		return append(lines, fmt.Sprintf("whether this change replaces %s is unknown: %v", strings.Join(kept, ", "), err))
	}
	for _, id := range kept {
		if r, ok := replacements[id]; ok {
			lines = append(lines, fmt.Sprintf("this change %s %s: %s (changed: %s)", r.verb, name(id), olds[id].replaced(), strings.Join(r.properties, ", ")))
		}
	}
	return lines
}

// reaches reports whether a resource, or one that it refers to, differs between before and after.
func reaches(before, after template, id string, seen map[string]bool) bool {
	seen[id] = true
	if !bytes.Equal(before.Resources[id], after.Resources[id]) {
		return true
	}
	for other := range after.Resources {
		if !seen[other] && bytes.Contains(after.Resources[id], []byte(other)) && reaches(before, after, other, seen) {
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
