package template

import (
	"strings"
	"unicode"
)

// Mentions returns what the properties of a resource refer to, as a list: each reference and each text in them, whatever
// the functions around them decide at the deploy. It is unknown if a macro may add properties, and so is the element for a
// macro inside.
func (r *Resource) Mentions() Value {
	if v := r.leftOut(""); v.kind == Unknown {
		return v
	}
	return r.Stack.mentions(r.properties, site{section: sectionResources, name: r.LogicalId})
}

// MentionsIn returns what one property refers to, as Mentions does.
func (r *Resource) MentionsIn(name string) Value {
	if v := r.leftOut(name); v.kind == Unknown {
		return v
	}
	return r.Stack.mentions(r.properties.get(name), site{section: sectionResources, name: r.LogicalId, property: name})
}

// mentions returns the references and texts in a node.
func (s *Stack) mentions(node any, at site) Value {
	var list []Value
	s.addMentions(&list, node, at)
	return s.identified(Value{kind: List, list: list})
}

func (s *Stack) addMentions(list *[]Value, node any, at site) {
	if at.depth > maxDepth {
		*list = append(*list, s.resolve(node, at)) // unknown
		return
	}
	at = at.deeper()
	switch node := node.(type) {
	case string:
		*list = append(*list, s.resolve(node, at)) // a dynamic reference has a value
	case []any:
		for _, element := range node {
			s.addMentions(list, element, at)
		}
	case object:
		if name, argument, ok := call(node); ok {
			switch name {
			case "Ref", "Fn::GetAtt", "Fn::Sub", "Fn::ImportValue", "Fn::GetStackOutput":
				*list = append(*list, s.resolve(node, at))
				named := argument
				if names, ok := argument.([]any); ok && len(names) > 0 {
					named = names[0]
				}
				s.addLoopReferences(list, name, named)
				s.addComputedReferences(list, named, at)
				if variables, ok := argument.([]any); ok && name == "Fn::Sub" {
					s.addMentions(list, variables, at)
				}
				return
			}
		}
		for _, m := range node {
			if m.name == transform {
				*list = append(*list, s.unknown(at, CauseMacro, transform))
			}
			s.addMentions(list, m.value, at)
		}
	}
}

// addComputedReferences adds the resources and parameters that a reference may name whose name is a function, which
// AWS::LanguageExtensions allows: those whose logical id begins and ends as the name does.
func (s *Stack) addComputedReferences(list *[]Value, named any, at site) {
	if !isObject(named) {
		return
	}
	before, after := "", ""
	v := s.resolve(named, at)
	if _, isKnown := v.Text(); isKnown {
		return
	}
	if len(v.parts) > 0 {
		before, after = v.parts[0].text, v.parts[len(v.parts)-1].text
	}
	s.addNamesLike(list, before, after)
}

// addLoopReferences adds the resources and parameters that a reference in a loop may name: for "Table${Zone}", all whose
// logical id begins so. In Fn::Sub the reference is "${Table${Zone}}".
func (s *Stack) addLoopReferences(list *[]Value, name string, named any) {
	text, _ := named.(string)
	text = strings.ReplaceAll(text, "&{", "${") // which takes no more than letters and digits of the value
	if name != "Fn::Sub" {
		s.addLoopReference(list, text)
		return
	}
	_, inner, found := strings.Cut(text, "${")
	for found {
		if strings.IndexByte(inner, '}') > strings.Index(inner, "${") {
			s.addLoopReference(list, inner)
		}
		_, inner, found = strings.Cut(inner, "${")
	}
}

func (s *Stack) addLoopReference(list *[]Value, text string) {
	before, after, found := strings.Cut(text, "${")
	if !found {
		return
	}
	_, after, _ = strings.Cut(after, "}")
	after = after[:strings.IndexFunc(after+".", func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })]
	s.addNamesLike(list, before, after)
}

// addNamesLike adds the resources and parameters whose names begin and end so.
func (s *Stack) addNamesLike(list *[]Value, before, after string) {
	for _, ids := range [][]string{sortedKeys(s.resources), s.parameters.names()} {
		for _, id := range ids {
			if len(id) >= len(before)+len(after) && strings.HasPrefix(id, before) && strings.HasSuffix(id, after) {
				*list = append(*list, s.ref(id, site{}))
			}
		}
	}
}
