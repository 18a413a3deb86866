package iamtest

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// Request is what a policy decides. Context has the values of each condition key that the request has.
type Request struct {
	Action   string              `json:"action"`
	Resource string              `json:"resource"`
	Context  map[string][]string `json:"context"`
}

// Decision is what the statements of one policy say about a request. A Deny goes before an Allow.
type Decision string

// The decisions of one policy.
const (
	Allowed Decision = "allowed"
	Denied  Decision = "denied"
	Silent  Decision = "silent" // no statement applies
)

// Decide decides a request by a policy.
func (p Policy) Decide(r Request) Decision {
	decision := Silent
	for _, s := range p.Statement {
		if !s.appliesTo(r) {
			continue
		}
		switch s.Effect {
		case "Deny":
			return Denied
		case "Allow":
			decision = Allowed
		default:
			panic("unknown effect " + s.Effect)
		}
	}
	return decision
}

func (s Statement) appliesTo(r Request) bool {
	return s.isFor(r) &&
		slices.ContainsFunc(s.Action, func(pattern string) bool { return likeAction(r.Action, pattern) }) &&
		slices.ContainsFunc(s.Resource, func(pattern string) bool { return like(r.Resource, pattern) }) &&
		s.conditionsMatch(r)
}

// isFor compares the principal, which is "*" or an account. The policies of organizations have none.
func (s Statement) isFor(r Request) bool {
	switch principal := s.Principal.(type) {
	case nil:
		return true
	case string:
		return principal == "*"
	case map[string]any:
		return principal["AWS"] == "*" || slices.Equal(r.Context["aws:PrincipalAccount"], []string{fmt.Sprint(principal["AWS"])})
	}
	panic(fmt.Sprintf("unknown principal %v", s.Principal))
}

// conditionsMatch reports whether a request meets every condition of every operator.
func (s Statement) conditionsMatch(r Request) bool {
	for operator, keys := range s.Condition {
		for key, wanted := range keys {
			if !meets(operator, r.Context[key], wanted) {
				return false
			}
		}
	}
	return true
}

// meets compares the values that a request has for a key, none if it lacks the key, with those of a condition.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
func meets(operator string, values, wanted []string) bool {
	if plain, ok := strings.CutSuffix(operator, "IfExists"); ok {
		return len(values) == 0 || meets(plain, values, wanted)
	}
	quantifier, single, quantified := strings.Cut(operator, ":")
	if !quantified {
		single = operator
	}
	matches := func(value string) bool { return matchesAny(single, value, wanted) }
	switch {
	case quantified && quantifier == "ForAnyValue":
		return slices.ContainsFunc(values, matches)
	case quantified && quantifier == "ForAllValues":
		return !slices.ContainsFunc(values, func(value string) bool { return !matches(value) })
	case quantified:
		panic("unknown operator " + operator)
	case len(values) == 0:
		return isNegated(single)
	case len(values) > 1:
		panic(operator + " compares a single value")
	}
	return matches(values[0])
}

func isNegated(operator string) bool { return strings.Contains(operator, "Not") }

// matchesAny compares a value by a positive operator with each of the wanted ones. A negated operator is its opposite.
func matchesAny(operator, value string, wanted []string) bool {
	positive := strings.Replace(operator, "Not", "", 1)
	matches := slices.ContainsFunc(wanted, func(want string) bool {
		switch positive {
		case "StringEquals", "Bool":
			return value == want
		case "StringLike":
			return like(value, want)
		case "ArnLike", "ArnEquals":
			return arnLike(value, want)
		case "IpAddress":
			return netip.MustParsePrefix(want).Contains(netip.MustParseAddr(value))
		}
		panic("unknown operator " + operator)
	})
	return matches != isNegated(operator)
}

// arnLike compares each of the six parts of an ARN on its own.
func arnLike(value, pattern string) bool {
	values, patterns := strings.SplitN(value, ":", 6), strings.SplitN(pattern, ":", 6)
	if len(values) != len(patterns) {
		return false
	}
	for i := range values {
		if !like(values[i], patterns[i]) {
			return false
		}
	}
	return true
}

// likeAction compares the names of actions, which are the same in any case.
func likeAction(action, pattern string) bool {
	return strings.EqualFold(action, pattern) || strings.ContainsAny(pattern, "*?") && like(strings.ToLower(action), strings.ToLower(pattern))
}

// like compares a text with a pattern, in which "*" stands for any characters and "?" for one.
func like(text, pattern string) bool {
	for pattern != "" {
		switch {
		case pattern == "*":
			return true
		case pattern[0] == '*':
			for i := range len(text) + 1 {
				if like(text[i:], pattern[1:]) {
					return true
				}
			}
			return false
		case text == "" || pattern[0] != '?' && pattern[0] != text[0]:
			return false
		}
		text, pattern = text[1:], pattern[1:]
	}
	return text == ""
}
