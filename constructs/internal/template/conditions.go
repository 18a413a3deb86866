package template

import (
	"strconv"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// condition evaluates a named condition.
func (s *Stack) condition(name string, depth int) Truth {
	v := s.once(memoKey{"Conditions", name, ""}, func() Value {
		return truthValue(s.test(s.conditions[name], depth+1))
	})
	b, ok := v.Bool()
	if !ok {
		return Undecided
	}
	return truth.Of(b)
}

// truthValue lets a Truth be kept where values are.
func truthValue(t Truth) Value {
	switch t {
	case True:
		return TextValue("true")
	case False:
		return TextValue("false")
	case Undecided:
	}
	return unknown()
}

// test evaluates the functions that may stand in the section Conditions.
func (s *Stack) test(node any, depth int) Truth {
	body, ok := node.(map[string]any)
	if !ok || depth > maxDepth {
		return Undecided
	}
	name, argument, _ := intrinsic(body)
	list, _ := argument.([]any)
	switch name {
	case "Condition":
		return s.condition(argument.(string), depth+1)
	case "Fn::Equals":
		return s.resolve(list[0], depth+1).Equal(s.resolve(list[1], depth+1))
	case "Fn::Not":
		return s.test(list[0], depth+1).Not()
	case "Fn::And":
		all := True
		for _, node := range list {
			all = all.And(s.test(node, depth+1))
		}
		return all
	case "Fn::Or":
		some := False
		for _, node := range list {
			some = some.Or(s.test(node, depth+1))
		}
		return some
	}
	return Undecided
}

// ScopeIf is the scope of the tokens that stand for one of two known texts, as a condition decides at the deploy.
const ScopeIf = "Fn::If"

// choose is Fn::If. If the condition is undecided but both values are equal, the value is known all the same; if both are
// texts, it is a token.
func (s *Stack) choose(list []any, depth int) Value {
	name, _ := list[0].(string)
	switch s.condition(name, depth) {
	case True:
		return s.resolve(list[1], depth)
	case False:
		return s.resolve(list[2], depth)
	case Undecided:
	}
	yes, no := s.resolve(list[1], depth), s.resolve(list[2], depth)
	if yes.Equal(no) == True {
		return yes
	}
	if yes.kind != Text || no.kind != Text || yes.length()+no.length() > maxText {
		return unknown()
	}
	return TokenValue(Token{Scope: ScopeIf, Name: s.Id + "." + name, Attribute: "[" + yes.identity() + "|" + no.identity() + "]"})
}

// findInMap looks a value up in the section Mappings.
func (s *Stack) findInMap(list []any, depth int) Value {
	var names [3]string
	for i, key := range list[:3] {
		name, ok := s.resolve(key, depth).Text()
		if !ok {
			return unknown()
		}
		names[i] = name
	}
	var node any = s.mappings
	for _, name := range names {
		level, _ := node.(map[string]any)
		var ok bool
		if node, ok = level[name]; !ok {
			return s.mapDefault(list, depth)
		}
	}
	key := memoKey{"Mappings", names[0], strconv.Quote(names[1]) + names[2]}
	return s.once(key, func() Value { return flat(s.resolve(node, depth)) })
}

// mapDefault is the value that the language extensions let a look-up fall back to.
func (s *Stack) mapDefault(list []any, depth int) Value {
	if len(list) == 4 {
		if fallback, ok := list[3].(map[string]any); ok {
			return s.resolve(fallback["DefaultValue"], depth)
		}
	}
	return unknown()
}
