package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// IsShared reports whether other apps may know the id of a part of the network, and so may change it: by an output, or by a
// property such as the value of an SSM parameter. The paths of an app do not depend on that, because they are those of the
// network that its templates show.
func (t *Topology) IsShared(e *network.Entity) bool { return t.unseen.isShared(e.Key) }

// AnyShared reports whether other apps may add rules to any of the security groups.
func (t *Topology) AnyShared(groups []*network.SecurityGroup) bool {
	return slices.ContainsFunc(groups, func(g *network.SecurityGroup) bool { return t.IsShared(&g.Entity) })
}

// ImportedIngress is undecided if a template adds a rule to a security group that is known by an import, which may be any.
func (t *Topology) ImportedIngress() truth.Value {
	for _, g := range t.network.SecurityGroups {
		if len(g.Ingress) > 0 && g.Resource == nil && !strings.HasPrefix(string(g.Key), "sg-") {
			return truth.Undecided
		}
	}
	return truth.False
}

// isShared reports whether other apps may know a key. The properties of the network itself are read, and a member of a security group does not
// change the group.
func (u *unseen) isShared(key network.Key) bool {
	if u.shared == nil {
		u.shared = map[network.Key]bool{}
		for _, s := range u.assembly.Stacks {
			for _, name := range s.Outputs() {
				v := s.Output(name)
				u.sharesAll = u.sharesAll || v.Kind() == template.Unknown
				keysIn(v, u.shared)
			}
		}
		for _, r := range u.resources {
			if strings.HasPrefix(r.Type, "AWS::EC2::") || r.Nested() != nil {
				continue // a nested stack with a template is checked itself
			}
			isAws := strings.HasPrefix(r.Type, "AWS::") && !strings.HasPrefix(r.Type, "AWS::CloudFormation::")
			u.shareIn(r.Properties(), isAws)
		}
	}
	return u.sharesAll || u.shared[key]
}

// shareIn adds the keys that a property mentions. Fields for security groups may be excluded.
func (u *unseen) shareIn(v template.Value, exceptMembers bool) {
	if v.Kind() == template.List {
		list, _ := v.List()
		for _, element := range list {
			u.shareIn(element, exceptMembers)
		}
		return
	}
	fields := v.Fields()
	if len(fields) == 0 {
		keysIn(v, u.shared)
	}
	for _, name := range fields {
		if !exceptMembers || !strings.Contains(name, "SecurityGroup") {
			u.shareIn(v.Field(name), exceptMembers)
		}
	}
}
