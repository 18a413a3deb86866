package iamtest

import (
	"fmt"
	"iter"
	"maps"
	"net/netip"
	"slices"
	"strings"
)

// Mutations yields the policies that differ from a policy in one part of one statement, with what differs. Those that
// decide every request as the policy does are left out.
func Mutations(p Policy) iter.Seq2[string, Policy] {
	return func(yield func(string, Policy) bool) {
		for i, s := range p.Statement {
			m := mutator{yield: yield, of: p, statement: i}
			if !yield(fmt.Sprintf("statement %d is removed", i), Policy{Statement: slices.Delete(slices.Clone(p.Statement), i, i+1)}) || !m.all(s) {
				return
			}
		}
	}
}

type mutator struct {
	yield     func(string, Policy) bool
	of        Policy
	statement int
}

// change yields a copy of the policy with a changed statement.
func (m mutator) change(what string, edit func(*Statement)) bool {
	changed := Policy{Statement: slices.Clone(m.of.Statement)}
	statement := &changed.Statement[m.statement]
	*statement = statement.clone()
	edit(statement)
	return m.yield(fmt.Sprintf("statement %d: %s", m.statement, what), changed)
}

func (m mutator) all(s Statement) bool {
	if !m.change("the effect is inverted", func(s *Statement) { s.Effect = map[string]string{"Allow": "Deny", "Deny": "Allow"}[s.Effect] }) {
		return false
	}
	if s.Principal != nil && !m.change("the principal is an account", func(s *Statement) { s.Principal = map[string]any{"AWS": "111122223333"} }) {
		return false
	}
	return m.list("action", s.Action, []string{"s3:*", "*"}, func(s *Statement) *OneOrMore { return &s.Action }) &&
		m.list("resource", s.Resource, []string{"*"}, func(s *Statement) *OneOrMore { return &s.Resource }) &&
		m.conditions(s)
}

// list removes each element, and adds the widest one.
func (m mutator) list(what string, elements, widest []string, of func(*Statement) *OneOrMore) bool {
	for i, element := range elements {
		if !m.change(what+" "+element+" is removed", func(s *Statement) { *of(s) = slices.Delete(*of(s), i, i+1) }) {
			return false
		}
		wider, ok := strings.CutSuffix(element, "/*") // also other buckets whose names begin like this one's
		if ok && !m.change(what+" "+element+" is wider", func(s *Statement) { (*of(s))[i] = wider + "*" }) {
			return false
		}
	}
	return slices.ContainsFunc(elements, func(element string) bool { return slices.Contains(widest, element) }) ||
		m.change(what+" "+widest[0]+" is added", func(s *Statement) { *of(s) = append(*of(s), widest[0]) })
}

func (m mutator) conditions(s Statement) bool {
	for _, operator := range slices.Sorted(maps.Keys(s.Condition)) {
		for _, key := range slices.Sorted(maps.Keys(s.Condition[operator])) {
			what := operator + " " + key
			if !m.change(what+" is removed", func(s *Statement) { delete(s.Condition[operator], key) }) {
				return false
			}
			for _, instead := range insteadOf(operator) {
				if !m.change(what+" becomes "+instead, func(s *Statement) { s.move(operator, key, instead) }) {
					return false
				}
			}
			for i, value := range s.Condition[operator][key] {
				if !m.change(what+": "+value+" is replaced", func(s *Statement) { s.Condition[operator][key][i] = other(value) }) {
					return false
				}
			}
		}
	}
	return true
}

func (s *Statement) move(operator, key, to string) {
	values := s.Condition[operator][key]
	delete(s.Condition[operator], key)
	if s.Condition[to] == nil {
		s.Condition[to] = map[string]OneOrMore{}
	}
	s.Condition[to][key] = values
}

// insteadOf returns operators that decide some request differently. IfExists changes nothing for a negated operator.
func insteadOf(operator string) []string {
	instead, ok := map[string][]string{
		"StringEquals":               {"StringNotEquals", "StringEqualsIfExists"},
		"StringNotEquals":            {"StringEquals"},
		"ForAnyValue:StringLike":     {"ForAnyValue:StringEquals", "ForAnyValue:StringNotLike", "ForAllValues:StringLike", "ForAnyValue:StringLikeIfExists"},
		"ForAllValues:StringNotLike": {"ForAllValues:StringNotEquals", "ForAllValues:StringLike", "ForAnyValue:StringNotLike"},
		"ArnNotLike":                 {"ArnLike"},
		"NotIpAddress":               {"IpAddress"},
		"Bool":                       {"BoolIfExists"},
		"BoolIfExists":               {"Bool"},
	}[operator]
	if !ok {
		panic("no mutation of " + operator)
	}
	return instead
}

// other returns a value of the same form.
func other(value string) string {
	switch value {
	case "true":
		return "false"
	case "false":
		return "true"
	}
	if _, err := netip.ParsePrefix(value); err == nil {
		return "192.0.2.0/24"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '9' - (r - '0')
		case r == 'a' || r == 'b':
			return 'a' + 'b' - r
		}
		return r
	}, value)
}
