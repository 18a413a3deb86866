package template

import (
	"slices"
	"strings"
)

// Unseen is something in a stack that makes resources which no template shows: a loop, a macro, a nested stack whose
// template was not read, or a part of the template that could not be read.
type Unseen struct {
	// Cause names it.
	Cause Cause
	// Types are the resource types that it can make, sorted; nil if it can make any.
	Types []string
	// Nested is the resource of the nested stack, nil for anything else.
	Nested *Resource

	stack *Stack
	body  any // a loop
}

// Exists reports whether it is there: a nested stack may depend on a condition.
func (u Unseen) Exists() Truth {
	if u.Nested != nil {
		return u.Nested.Exists()
	}
	return u.stack.Exists()
}

// MayMake reports whether it can make a resource of a type.
func (u Unseen) MayMake(resourceType string) bool {
	return u.Types == nil || slices.Contains(u.Types, resourceType)
}

// Names returns what it is seen to refer to, as a list: the references in a loop, or those that a nested stack is passed. It
// is unknown if it may refer to anything in its stack.
func (u Unseen) Names() Value {
	if u.Nested != nil {
		return u.Nested.Mentions()
	}
	if loop, ok := u.body.([]any); ok && len(loop) == 3 {
		return u.stack.mentions(loop[1:], site{section: sectionResources, name: u.Cause.Subject})
	}
	return Value{kind: Unknown, cause: &u.Cause}
}

// Property returns what a property of the resources of a type that a loop makes is, for each value of the loop's variable.
// It returns false if that cannot be determined, as for anything but a loop.
func (u Unseen) Property(resourceType, name string) (values []Value, ok bool) {
	loop, _ := u.body.([]any)
	if len(loop) != 3 || u.Types == nil {
		return nil, false
	}
	variable, _ := loop[0].(string)
	collection, _ := loop[1].([]any)
	for _, m := range loop[2].(object) {
		body, _ := m.value.(object)
		properties, _ := body.get("Properties").(object)
		if cause, _ := additions(properties); cause != "" || collection == nil || strings.HasPrefix(m.name, forEach) {
			return nil, false
		}
		for _, element := range collection {
			text, isText := element.(string)
			if !isText {
				return nil, false
			}
			if body.get("Type") == resourceType {
				at := site{section: sectionResources, name: u.Cause.Subject, property: name}
				values = append(values, u.stack.identified(u.stack.resolve(substitute(properties.get(name), variable, text), at)))
			}
		}
	}
	return values, true
}

// substitute replaces a loop's variable, which Fn::Sub, Ref and any text may have.
func substitute(node any, variable, by string) any {
	switch node := node.(type) {
	case string:
		return strings.NewReplacer("${"+variable+"}", by, "&{"+variable+"}", by).Replace(node)
	case []any:
		list := make([]any, 0, len(node))
		for _, element := range node {
			list = append(list, substitute(element, variable, by))
		}
		return list
	case object:
		if node.get("Ref") == variable {
			return by
		}
		fields := slices.Clone(node)
		for i, m := range node {
			fields[i].value = substitute(m.value, variable, by)
		}
		return fields
	}
	return node
}

// MayMake reports whether the deploy may make resources of a type in the stack, or in stacks nested in it that were not
// read, that no template shows.
func (s *Stack) MayMake(resourceType string) bool {
	return slices.ContainsFunc(s.Unseen, func(u Unseen) bool { return u.Exists() != False && u.MayMake(resourceType) })
}

// addUnseen records something that makes resources.
func (s *Stack) addUnseen(kind CauseKind, subject string, at *place) *Unseen {
	s.Unseen = append(s.Unseen, Unseen{Cause: *s.cause(at, kind, subject), stack: s})
	return &s.Unseen[len(s.Unseen)-1]
}

// loopTypes returns the types of the resources that a loop makes, sorted; nil if they cannot be determined.
func loopTypes(body any) []string {
	loop, _ := body.([]any)
	if len(loop) != 3 {
		return nil
	}
	resources, ok := loop[2].(object)
	if !ok {
		return nil
	}
	types := []string{}
	for _, m := range resources {
		if strings.HasPrefix(m.name, forEach) {
			inner := loopTypes(m.value)
			if inner == nil {
				return nil
			}
			types = append(types, inner...)
			continue
		}
		resource, _ := m.value.(object)
		resourceType, ok := resource.get("Type").(string)
		if !ok || strings.Contains(resourceType, "${") {
			return nil
		}
		types = append(types, resourceType)
	}
	slices.Sort(types)
	return slices.Compact(types)
}
