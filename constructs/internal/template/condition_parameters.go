package template

import (
	"maps"
	"slices"
	"strings"
)

// ConditionParameters returns the parameters without a value that a condition depends on, sorted, and whether it depends on the
// account or the Region of the stack. For a parameter of a nested stack, these are the ones of the stack at the top that it is passed.
func (s *Stack) ConditionParameters(name string) (names []string, onEnvironment bool) {
	w := parameterWalk{names: map[string]bool{}, seen: map[memoKey]bool{}}
	w.condition(s, name)
	return slices.Sorted(maps.Keys(w.names)), w.onEnvironment
}

type parameterWalk struct {
	names         map[string]bool
	onEnvironment bool
	seen          map[memoKey]bool // the conditions and parameters that were visited, by stack
}

func (w *parameterWalk) condition(s *Stack, name string) {
	if w.visit(s, sectionConditions, name) {
		w.walk(s, s.conditions.get(name), 0)
	}
}

func (w *parameterWalk) parameter(s *Stack, name string) {
	_, isGiven := s.given[name]
	switch {
	case strings.HasPrefix(name, "AWS::"):
		w.onEnvironment = w.onEnvironment || isOfEnvironment(name)
	case s.parameters.get(name) == nil || isGiven || !w.visit(s, sectionParameters, name):
	case s.Parent == nil:
		w.names[name] = true
	default:
		parameters, _ := s.Parent.properties.get(propertyParameters).(object)
		w.walk(s.Parent.Stack, parameters.get(name), 0)
	}
}

// isOfEnvironment reports whether the account and the Region of a stack decide a pseudo parameter.
func isOfEnvironment(name string) bool {
	switch name {
	case "AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix":
		return true
	}
	return false
}

// visit reports whether something is visited for the first time.
func (w *parameterWalk) visit(s *Stack, section, name string) bool {
	key := memoKey{section, s.Id, name}
	isFirst := !w.seen[key]
	w.seen[key] = true
	return isFirst
}

func (w *parameterWalk) walk(s *Stack, node any, depth int) {
	if depth > maxDepth {
		return
	}
	body, _ := node.(object)
	if name, argument, ok := call(body); ok {
		w.call(s, name, argument)
	}
	inside(node, func(_ string, child any) { w.walk(s, child, depth+1) })
}

// call visits what a call names in a text.
func (w *parameterWalk) call(s *Stack, name string, argument any) {
	text, _ := argument.(string)
	if list, ok := argument.([]any); ok && len(list) > 0 {
		text, _ = list[0].(string)
	}
	switch name {
	case "Ref":
		w.parameter(s, text)
	case condition, "Fn::If":
		w.condition(s, text)
	case "Fn::Sub":
		for _, variable := range strings.Split(text, "${")[1:] {
			name, _, _ := strings.Cut(variable, "}")
			w.parameter(s, name)
		}
	}
}
