package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// isSharedGroup reports whether others may learn the id of a group, and so may add rules to it.
func (in *input) isSharedGroup(g *network.SecurityGroup) bool { return in.isShared(&g.Entity) }

// isShared reports whether others may learn the id of a part of the network, and so may change it: by an output, or by a
// property such as the value of an SSM parameter. The properties of the network itself are read, and a member of a security
// group does not change the group.
func (in *input) isShared(e *network.Entity) bool {
	for _, s := range in.assembly.Stacks {
		for _, output := range s.Outputs() {
			if v := s.Output(output); v.Kind() == template.Unknown || hasId(v, e.Key, false) {
				return true
			}
		}
	}
	return slices.ContainsFunc(in.network.Resources, func(r *template.Resource) bool {
		if strings.HasPrefix(r.Type, "AWS::EC2::") || r.Nested() != nil {
			return false // a nested stack with a template is checked itself
		}
		isAws := strings.HasPrefix(r.Type, "AWS::") && !strings.HasPrefix(r.Type, "AWS::CloudFormation::")
		return hasId(r.Properties(), e.Key, isAws)
	})
}

// hasId reports whether an id is in a value, as the whole or within a text. Fields for security groups may be excluded.
func hasId(v template.Value, id network.Key, exceptMembers bool) bool {
	for _, token := range v.Tokens() {
		if token.Scope+"."+token.Name == string(id) && token.Attribute == "" {
			return true
		}
	}
	if v.Kind() == template.List {
		list, _ := v.List()
		return slices.ContainsFunc(list, func(element template.Value) bool { return hasId(element, id, exceptMembers) })
	}
	return slices.ContainsFunc(v.Fields(), func(name string) bool {
		isMembers := exceptMembers && strings.Contains(name, "SecurityGroup")
		return !isMembers && hasId(v.Field(name), id, exceptMembers)
	})
}
