package template

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Kind tells what a Value is.
type Kind uint8

const (
	// Absent is a property that was left out, is null, or is AWS::NoValue.
	Absent Kind = iota
	// Unknown is a property that is there, but of which the templates do not tell what it is.
	Unknown
	// Text is a string, number or boolean. It may have tokens in it.
	Text
	// List is a list of values.
	List
	// Map is an object.
	Map
)

// Value is a resolved property. The zero value is absent.
type Value struct {
	kind   Kind
	text   string // a Text without tokens
	parts  []part // a Text with tokens
	list   []Value
	fields map[string]Value
}

// part is a stretch of a Text: a token if it has a name, else literal text.
type part struct {
	text  string
	token Token
}

// Token stands for a value that only the deploy brings. It is known by what it refers to, so tokens are compared
// with ==.
type Token struct {
	// Scope is the id of the stack that holds a resource or parameter, the environment of a pseudo parameter, or ScopeIf.
	// Of a function that reaches outside the assembly it is the name and from where: the environment, or the id of a
	// stack without one, such as "Fn::ImportValue aws://111122223333/eu-west-1".
	Scope string
	// Name is the logical id, the pseudo parameter, or what was to be imported.
	Name string
	// Attribute is what of it is meant. It is empty for the id that Ref gives, and goes on with the steps that were
	// taken from there, such as "DnsEntries[0]".
	Attribute string
}

// String gives the token in the form that Fn::Sub uses, "${Vpc.CidrBlock}".
func (t Token) String() string {
	if t.Attribute == "" || strings.HasPrefix(t.Attribute, "[") || strings.HasPrefix(t.Attribute, ".") {
		return "${" + t.Name + t.Attribute + "}"
	}
	return "${" + t.Name + "." + t.Attribute + "}"
}

func unknown() Value { return Value{kind: Unknown} }

// TextValue gives a known string.
func TextValue(text string) Value { return Value{kind: Text, text: text} }

// TokenValue gives a value that is known by its token.
func TokenValue(token Token) Value { return Value{kind: Text, parts: []part{{token: token}}} }

// Kind tells what the value is.
func (v Value) Kind() Kind { return v.kind }

// Text gives the string, if the value is one without tokens. Numbers and booleans are given as JSON writes them. A text
// with a dynamic reference, "{{resolve:ssm:…}}", is not known.
func (v Value) Text() (text string, ok bool) {
	if v.kind != Text || v.parts != nil || v.isDynamic() {
		return "", false
	}
	return v.text, true
}

func (v Value) isDynamic() bool { return strings.Contains(v.text, "{{resolve:") }

// Token gives the token, if the value is one and nothing else.
func (v Value) Token() (token Token, ok bool) {
	if len(v.parts) != 1 {
		return Token{}, false
	}
	return v.parts[0].token, true
}

// Tokens gives the tokens in a text, in their order.
func (v Value) Tokens() []Token {
	var tokens []Token
	for _, p := range v.parts {
		if p.token != (Token{}) {
			tokens = append(tokens, p.token)
		}
	}
	return tokens
}

// Bool gives a boolean, also where it was written as a string, which CloudFormation takes too.
func (v Value) Bool() (value, ok bool) {
	text, ok := v.Text()
	return text == "true", ok && (text == "true" || text == "false")
}

// List gives the elements of a list. A lone text is a list of one, as CloudFormation takes it; a token that names an
// attribute may be a list of any length, so it is not known as a list.
func (v Value) List() (elements []Value, ok bool) {
	switch v.kind {
	case List:
		return v.list, true
	case Text:
		if token, ok := v.Token(); ok && token.Attribute != "" {
			return nil, false
		}
		return []Value{v}, true
	case Absent, Unknown, Map:
	}
	return nil, false
}

// Field gives a field of a map. It is absent if the map has none of that name or the value is absent itself, and
// unknown if the value is not a map.
func (v Value) Field(name string) Value {
	switch v.kind {
	case Map:
		return v.fields[name]
	case Absent:
		return Value{}
	case Unknown, Text, List:
	}
	return unknown()
}

// Fields gives the names of a map's fields that are not absent, sorted.
func (v Value) Fields() []string {
	var names []string
	for name, field := range v.fields {
		if field.kind != Absent {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Equal tells whether two values are equal: undecided if one of them is unknown, or if texts differ of which one has a
// token in it, for a token may be deployed as any text. Only availability zones of one environment differ if their
// indexes do.
func (v Value) Equal(w Value) Truth {
	if v.kind == Unknown || w.kind == Unknown {
		return Undecided
	}
	if v.kind != w.kind {
		return truth.Of(false)
	}
	switch v.kind {
	case Text:
		if v.parts == nil && w.parts == nil {
			if v.text != w.text && (v.isDynamic() || w.isDynamic()) {
				return Undecided
			}
			return truth.Of(v.text == w.text)
		}
		if slices.Equal(v.parts, w.parts) {
			return True
		}
		return truthOfZones(v, w)
	case List:
		if len(v.list) != len(w.list) {
			return False
		}
		all := True
		for i := range v.list {
			all = all.And(v.list[i].Equal(w.list[i]))
		}
		return all
	case Map:
		names := v.Fields()
		if !slices.Equal(names, w.Fields()) {
			return False
		}
		all := True
		for _, name := range names {
			all = all.And(v.fields[name].Equal(w.fields[name]))
		}
		return all
	case Absent, Unknown:
	}
	return True
}

// truthOfZones tells two zones of one Region apart by their index in Fn::GetAZs. Other tokens cannot be told apart.
func truthOfZones(v, w Value) Truth {
	a, okA := v.Token()
	b, okB := w.Token()
	if okA && okB && a.Name == availabilityZones && a.Name == b.Name && a.Scope == b.Scope {
		return False
	}
	return Undecided
}

// length is how long a text is, with its tokens.
func (v Value) length() int {
	n := len(v.text)
	for _, p := range v.parts {
		n += len(p.text) + len(p.token.Scope) + len(p.token.Name) + len(p.token.Attribute)
	}
	return n
}

// identity gives a text with the scopes of its tokens, so that two of the same identity are equal.
func (v Value) identity() string {
	if v.parts == nil {
		return v.text
	}
	var b strings.Builder
	for _, p := range v.parts {
		b.WriteString(p.text)
		if p.token != (Token{}) {
			b.WriteString(p.token.Scope + p.token.String())
		}
	}
	return b.String()
}

// String gives the value for people to read: tokens as Fn::Sub writes them, "unknown" and "absent" for those states.
func (v Value) String() string {
	switch v.kind {
	case Unknown:
		return "unknown"
	case Text:
		if v.parts == nil {
			return v.text
		}
		var b strings.Builder
		for _, p := range v.parts {
			if p.token != (Token{}) {
				b.WriteString(p.token.String())
				continue
			}
			b.WriteString(p.text)
		}
		return b.String()
	case List:
		var elements []string
		for _, element := range v.list {
			elements = append(elements, element.String())
		}
		return "[" + strings.Join(elements, ", ") + "]"
	case Map:
		var fields []string
		for _, name := range v.Fields() {
			fields = append(fields, name+": "+v.fields[name].String())
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case Absent:
	}
	return "absent"
}
