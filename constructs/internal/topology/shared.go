package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// rulesOfOthers returns why other apps may add rules of a type to one of the security groups: they may know its id, or the
// templates add such a rule to a group that is known by an import, which may be any.
func (t *Topology) rulesOfOthers(groups []*network.SecurityGroup, ruleType string) []template.Cause {
	if !t.options.OtherApps {
		return nil
	}
	why := slices.Clone(t.unseen.importedRules(ruleType))
	for _, g := range groups {
		why = append(why, t.changedByOthers(&g.Entity)...)
	}
	return why
}

// changedByOthers returns why other apps may add something to a part: they may know its id.
func (t *Topology) changedByOthers(e *network.Entity) []template.Cause {
	if !t.options.OtherApps || !t.unseen.isShared(e.Key) {
		return nil
	}
	return []template.Cause{{Kind: CauseOtherApps, Subject: e.Name()}}
}

// importedRules returns the groups with rules of a type that are known by an import.
func (u *unseen) importedRules(ruleType string) []template.Cause {
	if u.imported == nil {
		u.imported = map[string][]template.Cause{}
		for _, g := range u.model.SecurityGroups {
			if g.Resource != nil || strings.HasPrefix(string(g.Key), "sg-") {
				continue
			}
			for _, r := range slices.Concat(g.Ingress, g.Egress) {
				u.imported[r.Resource.Type] = append(u.imported[r.Resource.Type], causeOf(&g.Entity, CauseRules))
			}
		}
	}
	return u.imported[ruleType]
}

// isShared reports whether other apps may know a key. The properties of the network itself are read.
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
		for _, r := range u.model.Resources {
			if strings.HasPrefix(r.Type, "AWS::EC2::") || r.Nested() != nil {
				continue // a nested stack with a template is checked itself
			}
			var except []string
			if strings.HasPrefix(r.Type, "AWS::") && !strings.HasPrefix(r.Type, "AWS::CloudFormation::") {
				except = []string{"SecurityGroup"} // whose members do not change them
			}
			keysIn(r.Properties(), u.shared, except...)
		}
	}
	return u.sharesAll || u.shared[key]
}
