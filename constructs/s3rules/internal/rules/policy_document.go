package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// eachPolicy checks the policy of every S3 endpoint that has one of its own.
func eachPolicy(check func(e *network.Endpoint, document template.Value) Result) func(*input) []Result {
	return eachEndpoint(func(_ *input, e *network.Endpoint) Result {
		switch e.PolicyDocument.Kind() {
		case template.Absent:
			return notApplicable()
		case template.Map:
			return check(e, e.PolicyDocument)
		}
		return unknown()
	})
}

// statements returns the statements of a policy document. Known is false if there may be others.
func statements(document template.Value) (list []template.Value, known bool) {
	v := document.Field("Statement")
	if v.Kind() == template.Map {
		return []template.Value{v}, true
	}
	if v.Kind() != template.List {
		return nil, document.Kind() == template.Map && v.Kind() == template.Absent
	}
	list, _ = v.List()
	for _, s := range list {
		if s.Kind() != template.Map {
			return list, false
		}
	}
	return list, true
}

// worstStatement checks each statement of a policy document, and returns the result that outweighs the others. It is unknown if
// there may be other statements.
func worstStatement(document template.Value, check func(i int, s template.Value) Result) Result {
	list, known := statements(document)
	var result Result
	if !known {
		result = unknown()
	}
	for i, s := range list {
		result = worse(result, check(i, s))
	}
	return result
}

// isForEverybody reports whether a statement is for every principal.
func isForEverybody(statement template.Value) truth.Value {
	principal := statement.Field("Principal")
	if principal.Kind() == template.Map {
		principal = principal.Field("AWS")
	}
	list, known := texts(principal)
	everybody := falseIf(known)
	for _, element := range list {
		token, isToken := element.Token()
		switch {
		case strings.HasPrefix(element.String(), "arn:") || isToken && token.Attribute == "Arn":
		case isToken:
			everybody = everybody.Or(truth.Undecided)
		default:
			everybody = everybody.Or(element.Equal(template.TextValue("*")))
		}
	}
	return everybody
}

// texts returns the elements of a value that may be a list or a single text. Known is false if there may be others.
func texts(v template.Value) (list []template.Value, known bool) {
	switch v.Kind() {
	case template.Text:
		return []template.Value{v}, true
	case template.List:
		list, _ = v.List()
		return list, true
	}
	return nil, v.Kind() == template.Absent
}

// literals returns the texts without tokens. All is false if there may be others.
func literals(v template.Value) (literals []string, all bool) {
	list, all := texts(v)
	for _, element := range list {
		text, ok := element.Text()
		if ok {
			literals = append(literals, text)
		}
		all = all && ok
	}
	return literals, all
}

// anyText reports whether a function accepts one of the texts.
func anyText(v template.Value, accepts func(text string) bool) truth.Value {
	list, all := literals(v)
	return truth.Of(slices.ContainsFunc(list, accepts)).Or(falseIf(all))
}

func containsText(v template.Value, want string) truth.Value {
	return anyText(v, func(text string) bool { return text == want })
}

// hasAction reports whether a statement is about one of the actions, which are in lower case.
func hasAction(statement template.Value, actions ...string) truth.Value {
	if statement.Field("Action").Kind() == template.Absent {
		return truth.Undecided // NotAction
	}
	return anyText(statement.Field("Action"), func(pattern string) bool {
		return slices.ContainsFunc(actions, func(action string) bool { return matchesPattern(strings.ToLower(pattern), action) })
	})
}

// conditionKey is one key in the Condition of a statement, with its operator.
type conditionKey struct {
	qualifier string // "foranyvalue", "forallvalues" or empty
	operator  string // in lower case, without the qualifier and IfExists
	ifExists  bool
	key       string // in lower case
	name      string // as it is written
	values    template.Value
}

func conditionKeys(statement template.Value) []conditionKey {
	var keys []conditionKey
	condition := statement.Field("Condition")
	for _, operator := range condition.Fields() {
		qualifier, name, qualified := strings.Cut(strings.ToLower(operator), ":")
		if !qualified {
			qualifier, name = "", qualifier
		}
		name, ifExists := strings.CutSuffix(name, "ifexists")
		tests := condition.Field(operator)
		for _, key := range tests.Fields() {
			keys = append(keys, conditionKey{qualifier, name, ifExists, strings.ToLower(key), key, tests.Field(key)})
		}
	}
	return keys
}

// hasAllKeys reports whether conditionKeys returns all keys of a statement: a condition decides none of them.
func hasAllKeys(statement template.Value) truth.Value {
	condition := statement.Field("Condition")
	known := condition.Kind() == template.Map || condition.Kind() == template.Absent
	for _, operator := range condition.Fields() {
		known = known && condition.Field(operator).Kind() == template.Map
	}
	return falseIf(known).Not()
}

// isNegated reports whether the operator is true for requests that do not have the key.
func (k conditionKey) isNegated() bool { return strings.Contains(k.operator, "not") }
