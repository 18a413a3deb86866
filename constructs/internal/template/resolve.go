package template

import (
	"encoding/json"
	"strconv"
	"strings"
)

// maxDepth bounds how deep a value may be, and how far it may refer on through functions, parameters, outputs and exports.
const maxDepth = 1000

// memoKey names a value that is evaluated once: a parameter, output, attribute and so on.
type memoKey struct{ section, name, attribute string }

// once evaluates what a key names, or returns the value that was evaluated before. A cycle finds an unknown value.
func (s *Stack) once(key memoKey, evaluate func() Value) Value {
	if v, ok := s.memo[key]; ok {
		return v
	}
	s.memo[key] = Value{kind: Unknown, cause: s.cycle}
	v := evaluate()
	s.memo[key] = v
	return v
}

// resolve evaluates a piece of the template.
func (s *Stack) resolve(node any, at site) Value {
	if at.depth > maxDepth {
		return s.unknown(at, CauseCycle, at.name)
	}
	switch node := node.(type) {
	case nil:
		return Value{}
	case string:
		if strings.Contains(node, ssmReference) {
			return s.joinSsm(TextValue(node), at)
		}
		return TextValue(node)
	case bool:
		return TextValue(strconv.FormatBool(node))
	case json.Number:
		return TextValue(node.String())
	case []any:
		list := make([]Value, 0, len(node))
		for _, element := range node {
			// An element that is AWS::NoValue is not in the list.
			if v := s.resolve(element, at.deeper()); v.kind != Absent {
				list = append(list, v)
			}
		}
		return Value{kind: List, list: list}
	case object:
		// "Condition" as the only key is a condition of a policy here, not one of the template's.
		if name, argument, ok := call(node); ok && name != condition {
			return s.evaluate(name, argument, at.deeper())
		}
		return s.resolveMap(node, at)
	}
	return s.unknown(at, CauseGap, jsonType(node))
}

// resolveMap evaluates an object. It is unknown if a macro or a loop adds fields to it.
func (s *Stack) resolveMap(node object, at site) Value {
	if cause, key := additions(node); cause != "" {
		return s.unknown(at, cause, key)
	}
	fields := make(map[string]Value, len(node))
	for _, m := range node {
		fields[m.name] = s.resolve(m.value, at.deeper())
	}
	return Value{kind: Map, fields: fields}
}

// additions returns the kind and the key of what adds fields to an object at the deploy, if something does.
func additions(node object) (CauseKind, string) {
	if node.has(transform) {
		return CauseMacro, transform
	}
	for _, m := range node {
		if strings.HasPrefix(m.name, forEach) {
			return CauseLoop, m.name
		}
	}
	return "", ""
}

// evaluate calls an intrinsic function.
func (s *Stack) evaluate(name string, argument any, at site) Value {
	function := intrinsicNamed(name)
	if problem := function.problem(argument); problem != "" {
		return s.unknown(at, CauseGap, name+" "+problem)
	}
	switch {
	case function.value != nil:
		return function.value(s, argument, at)
	case name == transform:
		return s.unknown(at, CauseMacro, name)
	default:
		return s.unknown(at, CauseFunction, name)
	}
}

// text evaluates a piece that has to be a known text.
func (s *Stack) text(node any, at site) (string, bool) {
	return s.resolve(node, at).Text()
}

// flat returns what CloudFormation can pass from stack to stack: a text, or a list of texts, of bounded length, so that
// many references to one value cost no more than the template's own length.
func (s *Stack) flat(v Value, at site) Value {
	length := v.length()
	for _, element := range v.list {
		if element.kind == Unknown {
			return element
		}
		if element.kind != Text {
			return s.unknown(at, CauseGap, "a list of objects")
		}
		length += 1 + element.length()
	}
	switch {
	case v.kind == Map:
		return s.unknown(at, CauseGap, "an object")
	case length > maxText:
		return s.unknown(at, CauseCycle, at.name)
	}
	return v
}
