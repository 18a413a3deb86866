package template

import "strings"

// ssmReference begins a dynamic reference to an SSM parameter.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
const ssmReference = "{{resolve:ssm:"

const typeSsmParameter = "AWS::SSM::Parameter"

// joinSsm puts the values of SSM parameters in the place of the dynamic references in a text.
func (s *Stack) joinSsm(v Value, at site) Value {
	parts := v.parts
	if parts == nil {
		parts = []part{{text: v.text}}
	}
	var outside, name textBuilder
	b, end := &outside, ssmReference
	for _, p := range parts {
		if p.token != (Token{}) {
			b.add(TokenValue(p.token))
			continue
		}
		for text := p.text; text != ""; {
			before, after, found := strings.Cut(text, end)
			b.text(before)
			text = after
			switch {
			case !found:
			case b == &outside:
				b, end = &name, "}}"
			default:
				value := s.ssmParameter(name.plain(s, at), Token{}, at)
				if !outside.add(value) {
					return s.because(value, at, "{{resolve:ssm}}")
				}
				name = textBuilder{}
				b, end = &outside, ssmReference
			}
		}
	}
	if b == &name {
		return v
	}
	return outside.plain(s, at)
}

// ssmParameter returns the value that a stack of the assembly keeps under the name of an SSM parameter, or else a token for
// that name. If the name itself is left out, as it can be of a parameter of a template, that parameter is the token.
func (s *Stack) ssmParameter(name Value, parameter Token, at site) Value {
	text, ok := name.Text()
	switch {
	case name.kind == Absent:
		return TokenValue(parameter)
	case !ok:
		return s.because(name, at, "SSM parameter")
	case strings.Contains(text, ":") && !strings.HasPrefix(text, "arn:"): // with a version, which may be an old one
		return s.unknown(at, CauseSsmParameter, text)
	}
	switch found, ok := s.assembly.ssm.find(text, s); ok {
	case True:
		return found.stack.ssmValue(found.id, at)
	case Undecided:
		return s.unknown(at, CauseSsmParameter, text)
	}
	return TokenValue(Token{Kind: CauseSsmParameter, Scope: s.outside(CauseSsmParameter), Name: text, Attribute: parameter.Attribute})
}

// ssmValue returns the value of a resource of type AWS::SSM::Parameter.
func (s *Stack) ssmValue(id string, from site) Value {
	at := site{sectionResources, id, "Value", from.depth + 1}
	return s.once(memoKey{typeSsmParameter, id, ""}, func() Value {
		return s.flat(s.resolve(s.resources[id].properties.get("Value"), at), at)
	})
}

// indexSsm finds the SSM parameters that the stacks set under a name.
func (a *Assembly) indexSsm() {
	a.ssm = publications{}
	for _, stack := range a.Stacks {
		if stack.MayMake(typeSsmParameter) {
			a.ssm.unseen = append(a.ssm.unseen, stack)
		}
		for _, r := range stack.Resources {
			if r.Type == typeSsmParameter {
				a.ssm.add(publication{stack, r.LogicalId, r.Property("Name"), r.Exists()})
			}
		}
	}
}
