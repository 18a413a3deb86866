package template

import (
	"math/big"
	"net/netip"
	"strconv"
	"strings"
)

// maxText bounds a joined text; longer ones are unknown. Values that are compared, ids, names, CIDRs and hosts, are
// far shorter.
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

// add appends a value, and tells whether it is a text.
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

func (b *textBuilder) value() Value {
	switch {
	case b.length > maxText:
		return unknown()
	case len(b.parts) == 0:
		return TextValue("")
	case len(b.parts) == 1 && b.parts[0].token == (Token{}):
		return TextValue(b.parts[0].text)
	}
	return Value{kind: Text, parts: b.parts}
}

func join(delimiter string, v Value) Value {
	if v.kind != List {
		return unknown()
	}
	var b textBuilder
	for i, element := range v.list {
		if i > 0 {
			b.text(delimiter)
		}
		if !b.add(element) {
			return unknown()
		}
	}
	return b.value()
}

// split cuts a text at a delimiter. The id of a resource has none if the delimiter has only characters that ids do not
// have; the pieces of another token, if it is alone, are tokens themselves.
func (s *Stack) split(delimiter string, v Value) Value {
	if v.kind != Text {
		return unknown()
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
			return unknown()
		}
		return step(token, ".Split("+strconv.Quote(delimiter)+")")
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
				list = append(list, b.value())
				b = &textBuilder{}
			}
			b.text(piece)
		}
	}
	return Value{kind: List, list: append(list, b.value())}
}

// isId tells whether a token stands for the id of a resource.
func (s *Stack) isId(token Token) bool {
	stack := s.assembly.Stack(token.Scope)
	return stack != nil && stack.resources[token.Name] != nil && token.Attribute == ""
}

const idCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/*"

// step gives the token for something taken out of what a token stands for.
func step(token Token, taken string) Value {
	token.Attribute += taken
	if len(token.Attribute) > maxText {
		return unknown()
	}
	return TokenValue(token)
}

func selectFrom(index, from Value) Value {
	text, _ := index.Text()
	i, err := strconv.Atoi(text)
	if err != nil || i < 0 {
		return unknown()
	}
	if from.kind == List {
		if i >= len(from.list) {
			return unknown()
		}
		return from.list[i]
	}
	if token, ok := from.Token(); ok {
		return step(token, "["+strconv.Itoa(i)+"]")
	}
	return unknown()
}

// sub evaluates the short form, a string, and the long one, with variables of its own.
func (s *Stack) sub(argument any, depth int) Value {
	text, _ := argument.(string)
	var variables map[string]any
	if list, ok := argument.([]any); ok {
		text = list[0].(string)
		variables = list[1].(map[string]any)
	}
	var b textBuilder
	known := map[string]Value{}
	for {
		before, rest, found := strings.Cut(text, "${")
		b.text(before)
		if !found {
			return b.value()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.text("${" + rest)
			return b.value()
		}
		text = after
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			b.text("${" + literal + "}")
			continue
		}
		v, seen := known[name]
		if !seen {
			v = s.variable(strings.TrimSpace(name), variables, depth)
			known[name] = v
		}
		if !b.add(v) {
			return unknown()
		}
	}
}

// variable gives what a name inside ${} stands for.
func (s *Stack) variable(name string, variables map[string]any, depth int) Value {
	if node, ok := variables[name]; ok {
		return s.resolve(node, depth+1)
	}
	if id, attribute, ok := strings.Cut(name, "."); ok {
		return s.attribute(id, attribute, depth+1)
	}
	return s.ref(name, depth+1)
}

// availabilityZones names the token for the list of a Region's zones. It is no pseudo parameter of CloudFormation.
const availabilityZones = "AWS::AvailabilityZones"

// getAZs gives the zones of a Region: a token, of which Fn::Select takes the first, second and so on.
func (s *Stack) getAZs(region Value) Value {
	text, ok := region.Text()
	if region.kind != Text && region.kind != Absent {
		return unknown()
	}
	if !ok && region.kind == Text {
		text = region.String()
	}
	scope := s.Environment()
	if text != "" && text != s.Region && text != s.pseudoParameter("AWS::Region").String() {
		scope = environmentScheme + text
	}
	return TokenValue(Token{Scope: scope, Name: availabilityZones})
}

// cidrs cuts a block into the first so many of its parts, as Fn::Cidr does.
func (s *Stack) cidrs(list []any, depth int) Value {
	block, ok := s.resolve(list[0], depth).Text()
	countText, _ := s.resolve(list[1], depth).Text()
	count, err := strconv.Atoi(countText)
	prefix, parseErr := netip.ParsePrefix(block)
	if !ok || err != nil || parseErr != nil || count < 1 || count > 256 {
		return unknown()
	}
	bits := 8
	if len(list) == 3 {
		text, _ := s.resolve(list[2], depth).Text()
		if bits, err = strconv.Atoi(text); err != nil {
			return unknown()
		}
	}
	address := prefix.Masked().Addr()
	length := address.BitLen() - bits
	if bits < 1 || length < prefix.Bits() || length-prefix.Bits() < 8 && count > 1<<(length-prefix.Bits()) {
		return unknown()
	}
	size := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	base := new(big.Int).SetBytes(address.AsSlice())
	var blocks []Value
	for range count {
		next, _ := netip.AddrFromSlice(base.FillBytes(make([]byte, address.BitLen()/8)))
		blocks = append(blocks, TextValue(netip.PrefixFrom(next, length).String()))
		base.Add(base, size)
	}
	return Value{kind: List, list: blocks}
}
