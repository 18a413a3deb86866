package template

import "strings"

const (
	sectionGlobals   = "Globals"
	serverlessPrefix = "AWS::Serverless::"
)

// withGlobals returns the properties of a resource together with those that the section Globals has for its type. See
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html.
func (s *Stack) withGlobals(resourceType string, properties any) any {
	kind, isServerless := strings.CutPrefix(resourceType, serverlessPrefix)
	if global, ok := s.globals.find(kind); ok && isServerless {
		return overridden(global, properties)
	}
	return properties
}

// overridden returns a global value as a resource changes it: objects are merged, lists are joined, and of anything else, such
// as a call of a function, the resource's own counts.
func overridden(global, own any) any {
	switch own := own.(type) {
	case nil:
		return global
	case []any:
		if list, ok := global.([]any); ok {
			return append(list[:len(list):len(list)], own...)
		}
	case object:
		fields, ok := global.(object)
		if _, _, isCall := call(own); isCall || !ok {
			return own
		}
		if _, _, isCall := call(fields); isCall {
			return own
		}
		merged := fields
		for _, m := range own {
			merged = merged.with(m.name, overridden(fields.get(m.name), m.value))
		}
		return merged
	}
	return own
}
