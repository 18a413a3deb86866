package template

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Kind is what is known of a Value.
type Kind uint8

const (
	// Absent is a property that was left out, is null, or is AWS::NoValue.
	Absent Kind = iota
	// Unknown is a property that is set, or may be, to something that cannot be determined from the templates.
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
	cause  *Cause // of an Unknown
}

// part is a stretch of a Text: a token if it has a name, else literal text.
type part struct {
	text  string
	token Token
}

// Token is a value that is known only at deploy time. It is identified by what it refers to, so tokens are compared
// with ==.
type Token struct {
	// Kind is the kind of thing it refers to, empty for a resource.
	Kind CauseKind
	// Scope is the id of the stack that has the resource, parameter or condition, or the environment of a pseudo parameter.
	// For what is outside the assembly it is the kind and where it is looked up: the environment, or the id of a stack
	// without one, such as "export aws://111122223333/eu-west-1".
	Scope string
	// Name is the logical id, the pseudo parameter, or the name outside the assembly.
	Name string
	// Attribute is the attribute that is meant, empty for the id that Ref returns, followed by the steps that were taken
	// from there, such as "DnsEntries[0]".
	Attribute string
}

// Cause returns why the token is known only at deploy time.
func (t Token) Cause() Cause {
	switch t.Kind {
	case "":
		return Cause{Kind: CauseResource, Subject: strings.TrimSuffix(t.Name+"."+t.Attribute, "."), Stack: t.Scope}
	case CauseParameter, CauseCondition:
		return Cause{Kind: t.Kind, Subject: t.Name, Stack: t.Scope}
	default:
		return Cause{Kind: t.Kind, Subject: t.Name}
	}
}

// String returns the token in the form that Fn::Sub uses, "${Vpc.CidrBlock}".
func (t Token) String() string {
	if t.Attribute == "" || strings.HasPrefix(t.Attribute, "[") || strings.HasPrefix(t.Attribute, ".") {
		return "${" + t.Name + t.Attribute + "}"
	}
	return "${" + t.Name + "." + t.Attribute + "}"
}

// TextValue is a known text.
func TextValue(text string) Value { return Value{kind: Text, text: text} }

// TokenValue is the value of a token.
func TokenValue(token Token) Value { return Value{kind: Text, parts: []part{{token: token}}} }

// Kind returns what is known of the value.
func (v Value) Kind() Kind { return v.kind }

// Text returns the text, if the value is one without tokens. Numbers and booleans are as JSON writes them. A text with a
// dynamic reference to a secret, "{{resolve:secretsmanager:…}}", is not known.
func (v Value) Text() (text string, ok bool) {
	if v.kind != Text || v.parts != nil || v.isDynamic() {
		return "", false
	}
	return v.text, true
}

func (v Value) isDynamic() bool { return strings.Contains(v.text, "{{resolve:") }

// Cause returns why the value, or the first part of it, is unknown before the deploy; false if all of it is known.
func (v Value) Cause() (Cause, bool) {
	switch v.kind {
	case Unknown:
		return *v.cause, true
	case Text:
		for _, p := range v.parts {
			if p.token != (Token{}) {
				return p.token.Cause(), true
			}
		}
		if v.isDynamic() {
			return Cause{Kind: CauseDynamicReference, Subject: v.text}, true
		}
	case List:
		for _, element := range v.list {
			if cause, ok := element.Cause(); ok {
				return cause, true
			}
		}
	case Map:
		for _, name := range v.Fields() {
			if cause, ok := v.fields[name].Cause(); ok {
				return cause, true
			}
		}
	}
	return Cause{}, false
}

// Token returns the token, if the value is one and nothing else.
func (v Value) Token() (token Token, ok bool) {
	if len(v.parts) != 1 {
		return Token{}, false
	}
	return v.parts[0].token, true
}

// Tokens returns the tokens in a text, in their order.
func (v Value) Tokens() []Token {
	var tokens []Token
	for _, p := range v.parts {
		if p.token != (Token{}) {
			tokens = append(tokens, p.token)
		}
	}
	return tokens
}

// Bool returns a boolean, also if it is written as a string in any case, which CloudFormation takes too.
func (v Value) Bool() (value, ok bool) {
	text, _ := v.Text()
	switch {
	case strings.EqualFold(text, "true"):
		return true, true
	case strings.EqualFold(text, "false"):
		return false, true
	}
	return false, false
}

// List returns the elements of a list. A lone text is a list of one, as CloudFormation takes it; a token that names an
// attribute may be a list of any length, so it is not known as a list.
func (v Value) List() (elements []Value, ok bool) {
	switch v.kind {
	case List:
		return v.list, true
	case Text:
		if v.mayBeList() {
			return nil, false
		}
		return []Value{v}, true
	}
	return nil, false
}

// mayBeList reports whether a text is a token that may be a list of any length.
func (v Value) mayBeList() bool {
	token, ok := v.Token()
	return ok && token.Attribute != ""
}

// MayBeAbsent reports whether a condition may decide that the value is AWS::NoValue.
func (v Value) MayBeAbsent() bool { return v.kind == Unknown && v.cause.Kind == CauseCondition }

// mayLackOne reports whether an element of a list or a field of a map may be absent.
func (v Value) mayLackOne() bool {
	if slices.ContainsFunc(v.list, Value.MayBeAbsent) {
		return true
	}
	for _, field := range v.fields {
		if field.MayBeAbsent() {
			return true
		}
	}
	return false
}

// Field returns a field of a map. It is absent if the map has none of that name or the value is absent itself, and
// unknown if the value is not a map.
func (v Value) Field(name string) Value {
	switch v.kind {
	case Map:
		return v.fields[name]
	case Absent:
		return Value{}
	case Unknown:
		return v
	}
	cause, ok := v.Cause()
	if !ok {
		cause = Cause{Kind: CauseGap, Subject: "a value that is no object"}
	}
	return Value{kind: Unknown, cause: &cause}
}

// Fields returns the names of a map's fields that are not absent, sorted.
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

// DomainName returns a text in the one form in which DNS names are compared: lower-case, without a closing dot, and with
// "*" where Route 53 writes "\\052". Other values stay as they are.
func (v Value) DomainName() Value {
	if v.kind != Text {
		return v
	}
	form := func(text string) string { return strings.ToLower(strings.ReplaceAll(text, `\052`, "*")) }
	v.text = strings.TrimSuffix(form(v.text), ".")
	v.parts = slices.Clone(v.parts)
	for i := range v.parts {
		p := &v.parts[i]
		if p.text = form(p.text); i == len(v.parts)-1 {
			p.text = strings.TrimSuffix(p.text, ".")
		}
	}
	if last := len(v.parts) - 1; last >= 0 && v.parts[last] == (part{}) {
		v.parts = v.parts[:last]
	}
	return v
}

// Equal reports whether two values are equal. It is Undecided if one of them is unknown, or if texts differ of which one
// has a token in it, because a token may be deployed as any text. Only Availability Zones of one environment differ if
// their indexes do.
func (v Value) Equal(w Value) Truth {
	if v.kind == Unknown || w.kind == Unknown || v.mayLackOne() || w.mayLackOne() {
		return Undecided
	}
	if v.kind != w.kind {
		if v.mayBeList() && w.kind == List || w.mayBeList() && v.kind == List {
			return Undecided
		}
		return False
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
	}
	return True
}

// length is how long a text is, with its tokens.
func (v Value) length() int {
	n := len(v.text)
	for _, p := range v.parts {
		n += len(p.text) + len(p.token.Scope) + len(p.token.Name) + len(p.token.Attribute)
	}
	return n
}

// Identity returns a text with the scopes of its tokens, so that two of the same identity are equal. It is empty for a value that
// is no text.
func (v Value) Identity() string {
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

// String returns the value for people to read: tokens as Fn::Sub writes them, "unknown" and "absent" for those states.
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
	}
	return "absent"
}
