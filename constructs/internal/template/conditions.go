package template

import "strings"

// condition evaluates a named condition. A cycle is undecided.
func (s *Stack) condition(name string, at site) Truth {
	if known, ok := s.decided[name]; ok {
		return known
	}
	s.decided[name] = Undecided
	decided := s.test(s.conditions.get(name), site{sectionConditions, name, "", at.depth + 1})
	s.decided[name] = decided
	return decided
}

// implies reports whether a condition holds if another one does: it is the same, a part of it, or an Fn::Or of such parts.
func (s *Stack) implies(name, other string) bool {
	return name == other || s.assuming(name).condition(other, site{}) == True
}

// assuming returns a copy of the stack in which a condition holds.
func (s *Stack) assuming(name string) *Stack {
	then := *s
	then.decided, then.memo = map[string]Truth{}, map[memoKey]Value{}
	then.assume(object{{name: condition, value: name}}, 0)
	return &then
}

// assume records that a piece of the section Conditions holds, and what follows from it.
func (s *Stack) assume(node any, depth int) {
	body, ok := node.(object)
	if !ok || depth > maxDepth {
		return
	}
	name, argument, _ := call(body)
	if intrinsicNamed(name).problem(argument) != "" {
		return
	}
	switch name {
	case condition:
		if id := argument.(string); s.decided[id] != True {
			s.decided[id] = True
			s.assume(s.conditions.get(id), depth+1)
		}
	case "Fn::And":
		for _, part := range argument.([]any) {
			s.assume(part, depth+1)
		}
	default:
		for _, m := range s.conditions {
			if isWrittenAs(m.value, node) {
				s.decided[m.name] = True
			}
		}
	}
}

// test evaluates a piece of the section Conditions.
func (s *Stack) test(node any, at site) Truth {
	body, ok := node.(object)
	if !ok || at.depth > maxDepth {
		return Undecided
	}
	name, argument, _ := call(body)
	function := intrinsicNamed(name)
	if function.truth == nil || function.problem(argument) != "" {
		return Undecided
	}
	return function.truth(s, argument, at.deeper())
}

// named is {"Condition": name}.
func (s *Stack) named(argument any, at site) Truth { return s.condition(argument.(string), at) }

func (s *Stack) equals(argument any, at site) Truth {
	list := argument.([]any)
	return s.resolve(list[0], at).Equal(s.resolve(list[1], at))
}

func (s *Stack) not(argument any, at site) Truth { return s.test(argument.([]any)[0], at).Not() }

func (s *Stack) and(argument any, at site) Truth {
	all := True
	for _, node := range argument.([]any) {
		all = all.And(s.test(node, at))
	}
	return all
}

func (s *Stack) or(argument any, at site) Truth {
	some := False
	for _, node := range argument.([]any) {
		some = some.Or(s.test(node, at))
	}
	return some
}

// choose is Fn::If. If the condition is undecided but both values are equal, the value is known all the same; if both are
// texts, it is a token.
func (s *Stack) choose(argument any, at site) Value {
	list := argument.([]any)
	name := list[0].(string)
	switch s.condition(name, at) {
	case True:
		return s.resolve(list[1], at)
	case False:
		return s.resolve(list[2], at)
	}
	yes, no := s.resolve(list[1], at), s.resolve(list[2], at)
	if yes.Equal(no) == True {
		return yes
	}
	if yes.kind != Text || no.kind != Text || yes.length()+no.length() > maxText {
		return s.unknown(at, CauseCondition, name)
	}
	plain := strings.NewReplacer(`\`, `\\`, "|", `\|`) // so that different pairs have different tokens
	return TokenValue(Token{Kind: CauseCondition, Scope: s.Id, Name: name, Attribute: "[" + plain.Replace(yes.Identity()) + "|" + plain.Replace(no.Identity()) + "]"})
}
