package rules

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// statements gives the statements of a policy document. Known is false if the templates do not tell all of them.
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

// eachPolicy judges the policy of every endpoint to S3 that has one of its own.
func eachPolicy(check func(e *network.Endpoint, document template.Value) Result) func(*input) []Result {
	return eachEndpoint(func(_ *input, e *network.Endpoint) Result {
		switch e.PolicyDocument.Kind() {
		case template.Absent:
			return notApplicable()
		case template.Map:
			return check(e, e.PolicyDocument)
		case template.Unknown, template.Text, template.List:
		}
		return unknown()
	})
}

// anybody tells whether a statement is for every principal.
func anybody(statement template.Value) template.Truth {
	principal := statement.Field("Principal")
	if principal.Kind() == template.Map {
		principal = principal.Field("AWS")
	}
	anybody := template.False
	list, known := texts(principal)
	for _, element := range list {
		token, isToken := element.Token()
		switch {
		case strings.HasPrefix(element.String(), "arn:") || isToken && token.Attribute == "Arn":
		case isToken:
			anybody = anybody.Or(template.Undecided)
		default:
			anybody = anybody.Or(element.Equal(template.TextValue("*")))
		}
	}
	return anybody.Or(known.Not())
}

// texts gives the elements of a property of a policy, which may be a list or a lone text. Known is undecided if the
// templates do not tell all of them.
func texts(v template.Value) (list []template.Value, known template.Truth) {
	switch v.Kind() {
	case template.Text:
		return []template.Value{v}, template.True
	case template.List:
		list, _ = v.List()
		return list, template.True
	case template.Absent:
		return nil, template.True
	case template.Unknown, template.Map:
	}
	return nil, template.Undecided
}

// containsText tells whether one of the texts is as wanted.
func containsText(v template.Value, wanted func(text string) bool) template.Truth {
	list, known := texts(v)
	found := known.Not()
	for _, element := range list {
		if text, ok := element.Text(); ok {
			found = found.Or(truth(wanted(text)))
			continue
		}
		found = found.Or(template.Undecided)
	}
	return found
}

// conditionKey is one key of a statement's Condition, such as StringNotEquals of aws:SourceVpce.
type conditionKey struct {
	qualifier string // "foranyvalue", "forallvalues" or empty
	operator  string // in lower case, without IfExists and the qualifier
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

// isEndpointKey tells whether a condition key is there only for requests that come through an endpoint.
func (k conditionKey) isEndpointKey() bool {
	switch k.key {
	case "aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", "aws:vpcsourceip", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths":
		return true
	}
	return false
}

// isNegated tells whether the operator holds for requests that do not have the key.
func (k conditionKey) isNegated() bool { return strings.Contains(k.operator, "not") }
