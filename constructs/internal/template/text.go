package template

import (
	"slices"
	"strconv"
	"strings"
)

// maxText bounds a joined text; longer ones are unknown. Values that are compared (ids, names, CIDRs, hosts) are far
// shorter.
const maxText = 8 << 10

// textBuilder joins texts and tokens.
type textBuilder struct {
	parts  []part
	length int
}

func (b *textBuilder) text(text string) {
	b.length += len(text)
	if text == "" || b.length > maxText {
		return
	}
	if last := len(b.parts) - 1; last >= 0 && b.parts[last].token == (Token{}) {
		b.parts[last].text += text
		return
	}
	b.parts = append(b.parts, part{text: text})
}

// add appends a value, and reports whether it is a text.
func (b *textBuilder) add(v Value) bool {
	if v.kind != Text {
		return false
	}
	if v.parts == nil {
		b.text(v.text)
		return true
	}
	for _, p := range v.parts {
		if p.token == (Token{}) {
			b.text(p.text)
			continue
		}
		b.length += len(p.token.Scope) + len(p.token.Name) + len(p.token.Attribute)
		if b.length <= maxText {
			b.parts = append(b.parts, p)
		}
	}
	return true
}

// value returns the text with its dynamic references to SSM parameters resolved, unknown if it is too long.
func (b *textBuilder) value(s *Stack, at site) Value {
	v := b.plain(s, at)
	if strings.Contains(v.text, ssmReference) || slices.ContainsFunc(v.parts, func(p part) bool { return strings.Contains(p.text, ssmReference) }) {
		return s.joinSsm(v, at)
	}
	return v
}

// plain returns the text as it is.
func (b *textBuilder) plain(s *Stack, at site) Value {
	switch {
	case b.length > maxText:
		return s.unknown(at, CauseCycle, at.name)
	case len(b.parts) == 0:
		return TextValue("")
	case len(b.parts) == 1 && b.parts[0].token == (Token{}):
		return TextValue(b.parts[0].text)
	}
	return Value{kind: Text, parts: b.parts}
}

// join is Fn::Join.
func (s *Stack) join(argument any, at site) Value {
	list := argument.([]any)
	v := s.resolve(list[1], at)
	if token, ok := v.Token(); ok && token.Kind == "" && token.Attribute != "" { // a list that the deploy makes
		return s.step(token, ".Join("+strconv.Quote(list[0].(string))+")", at)
	}
	if v.kind != List {
		return s.because(v, at, "Fn::Join")
	}
	var b textBuilder
	for i, element := range v.list {
		if i > 0 {
			b.text(list[0].(string))
		}
		if !b.add(element) {
			return s.because(element, at, "Fn::Join")
		}
	}
	return b.value(s, at)
}

// split is Fn::Split.
func (s *Stack) split(argument any, at site) Value {
	list := argument.([]any)
	return s.splitText(list[0].(string), s.resolve(list[1], at), at)
}

// splitText cuts a text at a delimiter. The id of a resource has none if the delimiter has only characters that ids do not
// have; the pieces of another token, if it is alone, are tokens themselves.
func (s *Stack) splitText(delimiter string, v Value, at site) Value {
	if v.kind != Text {
		return s.because(v, at, "Fn::Split")
	}
	if v.parts == nil {
		pieces := strings.Split(v.text, delimiter)
		list := make([]Value, 0, len(pieces))
		for _, piece := range pieces {
			list = append(list, TextValue(piece))
		}
		return Value{kind: List, list: list}
	}
	for _, token := range v.Tokens() {
		if s.isId(token) && !strings.ContainsAny(delimiter, idCharacters) {
			continue
		}
		if len(v.parts) > 1 {
			return s.because(TokenValue(token), at, "Fn::Split")
		}
		return s.step(token, ".Split("+strconv.Quote(delimiter)+")", at)
	}
	var list []Value
	b := &textBuilder{}
	for _, p := range v.parts {
		if p.token != (Token{}) {
			b.parts = append(b.parts, p)
			continue
		}
		for i, piece := range strings.Split(p.text, delimiter) {
			if i > 0 {
				list = append(list, b.value(s, at))
				b = &textBuilder{}
			}
			b.text(piece)
		}
	}
	return Value{kind: List, list: append(list, b.value(s, at))}
}

// AtCommas cuts a text with commas into a list without the spaces around its elements. Other values, and a text that cannot be
// cut, stay as they are.
func (r *Resource) AtCommas(v Value) Value {
	if v.kind != Text || !strings.Contains(v.String(), ",") {
		return v
	}
	list := r.Stack.splitText(",", v, site{section: sectionResources, name: r.LogicalId})
	if list.kind != List {
		return v
	}
	return trimElements(list)
}

// trimElements takes the spaces off the elements of a list that was written as one text.
func trimElements(v Value) Value {
	for i, element := range v.list {
		v.list[i] = element.trimmed()
	}
	return v
}

// trimmed returns a text without the spaces around it.
func (v Value) trimmed() Value {
	if v.parts == nil {
		v.text = strings.TrimSpace(v.text)
		return v
	}
	parts := slices.Clone(v.parts)
	last := len(parts) - 1
	parts[0].text = strings.TrimLeft(parts[0].text, " ")
	parts[last].text = strings.TrimRight(parts[last].text, " ")
	v.parts = slices.DeleteFunc(parts, func(p part) bool { return p == part{} })
	return v
}

// isId reports whether a token is the id of a resource. The Ref of some types has more in it, such as the ids of both parts of
// an attachment.
func (s *Stack) isId(token Token) bool {
	r := s.assembly.ResourceOf(token)
	return r != nil && token.Attribute == "" && idAttribute(r.Type) != ""
}

const idCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/*"

// step returns the token of something taken out of what a token stands for.
func (s *Stack) step(token Token, taken string, at site) Value {
	token.Attribute += taken
	if len(token.Attribute) > maxText {
		return s.unknown(at, CauseCycle, at.name)
	}
	return TokenValue(token)
}

// selectElement is Fn::Select.
func (s *Stack) selectElement(argument any, at site) Value {
	list := argument.([]any)
	index, from := s.resolve(list[0], at), s.resolve(list[1], at)
	text, _ := index.Text()
	i, err := strconv.Atoi(text)
	if err != nil || i < 0 {
		return s.because(index, at, "Fn::Select")
	}
	if from.kind == List {
		if i >= len(from.list) {
			return s.unknown(at, CauseFunction, "Fn::Select")
		}
		for _, before := range from.list[:i] {
			if before.MayBeAbsent() {
				return before
			}
		}
		return from.list[i]
	}
	if token, ok := from.Token(); ok {
		return s.step(token, "["+strconv.Itoa(i)+"]", at)
	}
	return s.because(from, at, "Fn::Select")
}

// sub is Fn::Sub, in its short form, a string, and its long one, with variables of its own.
func (s *Stack) sub(argument any, at site) Value {
	text, _ := argument.(string)
	var variables object
	if list, ok := argument.([]any); ok {
		text = list[0].(string)
		variables = list[1].(object)
	}
	var b textBuilder
	known := map[string]Value{}
	for {
		before, rest, found := strings.Cut(text, "${")
		b.text(before)
		if !found {
			return b.value(s, at)
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.text("${" + rest)
			return b.value(s, at)
		}
		text = after
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			b.text("${" + literal + "}")
			continue
		}
		v, seen := known[name]
		if !seen {
			v = s.variable(strings.TrimSpace(name), variables, at.deeper())
			known[name] = v
		}
		if !b.add(v) {
			return s.because(v, at, "Fn::Sub")
		}
	}
}

// variable returns what a name inside ${} stands for.
func (s *Stack) variable(name string, variables object, at site) Value {
	if node, ok := variables.find(name); ok {
		return s.resolve(node, at)
	}
	if id, attribute, ok := strings.Cut(name, "."); ok {
		return s.attribute(id, attribute, at)
	}
	return s.ref(name, at)
}
