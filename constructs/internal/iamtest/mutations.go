package iamtest

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// Mutations returns the policies that differ from a policy in one part of one statement, keyed by what differs. Those that decide
// every request as the policy does are left out.
func Mutations(p Policy) map[string]Policy {
	mutations := map[string]Policy{}
	for i, s := range p.Statement {
		removed := PolicyOf(p)
		removed.Statement = slices.Delete(removed.Statement, i, i+1)
		mutations[fmt.Sprintf("statement %d is removed", i)] = removed
		s.mutate(func(what string, edit func(*Statement)) {
			changed := PolicyOf(p)
			edit(&changed.Statement[i])
			mutations[fmt.Sprintf("statement %d: %s", i, what)] = changed
		})
	}
	return mutations
}

// mutate calls change with each edit of the statement.
func (s Statement) mutate(change func(what string, edit func(*Statement))) {
	change("the effect is inverted", func(s *Statement) { s.Effect = map[string]string{"Allow": "Deny", "Deny": "Allow"}[s.Effect] })
	if s.Principal != nil {
		change("the principal is an account", func(s *Statement) { s.Principal = map[string]any{"AWS": "111122223333"} })
	}
	mutateList(change, "action", s.Action, []string{"s3:*", "*"}, func(s *Statement) *OneOrMore { return &s.Action })
	mutateList(change, "resource", s.Resource, []string{"*"}, func(s *Statement) *OneOrMore { return &s.Resource })
	for operator, keys := range s.Condition {
		for key, values := range keys {
			what := operator + " " + key
			change(what+" is removed", func(s *Statement) { delete(s.Condition[operator], key) })
			for _, instead := range insteadOf(operator) {
				change(what+" becomes "+instead, func(s *Statement) { s.move(operator, key, instead) })
			}
			for i, value := range values {
				change(what+": "+value+" is replaced", func(s *Statement) { s.Condition[operator][key][i] = other(value) })
			}
		}
	}
}

// mutateList removes each element, and adds the widest one.
func mutateList(change func(string, func(*Statement)), what string, elements, widest []string, of func(*Statement) *OneOrMore) {
	for i, element := range elements {
		change(what+" "+element+" is removed", func(s *Statement) { *of(s) = slices.Delete(*of(s), i, i+1) })
		if wider, ok := strings.CutSuffix(element, "/*"); ok { // also other buckets whose names begin like this one's
			change(what+" "+element+" is wider", func(s *Statement) { (*of(s))[i] = wider + "*" })
		}
	}
	if !slices.ContainsFunc(elements, func(element string) bool { return slices.Contains(widest, element) }) {
		change(what+" "+widest[0]+" is added", func(s *Statement) { *of(s) = append(*of(s), widest[0]) })
	}
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
