package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// maxPolicyLength is AWS's quota in characters.
const maxPolicyLength = 20_480

func policyTooLong() Rule {
	return Rule{
		Id:       "policy-too-long",
		Title:    "The policy of an S3 endpoint is longer than 20,480 characters",
		Severity: Error,
		Effect:   "AWS rejects the policy. The quota of 20,480 characters includes white space and cannot be increased.",
		Fix:      "Merge statements, use wildcards for resources, or move conditions to IAM and bucket policies.",
		Page:     quotaPage,
		check: eachPolicy(func(e *network.Endpoint, document template.Value) Result {
			length, exact := jsonLength(document)
			return violationIf(truth.Of(length > maxPolicyLength).Or(falseIf(exact)), at(&e.Entity, "PolicyDocument"),
				"The policy of %s has at least %d characters; the quota is %d.", e.Name(), length, maxPolicyLength)
		}),
	}
}

// jsonLength counts the characters of a value as compact JSON. Tokens are not counted, so that the length is a lower bound.
func jsonLength(v template.Value) (length int, exact bool) {
	exact = true
	add := func(part template.Value) {
		n, ok := jsonLength(part)
		length, exact = length+n, exact && ok
	}
	switch v.Kind() {
	case template.Text:
		text := v.String()
		_, exact = v.Text()
		for _, token := range v.Tokens() {
			length -= utf8.RuneCountInString(token.String())
		}
		return length + utf8.RuneCountInString(text) + strings.Count(text, `"`) + strings.Count(text, `\`) + 2, exact
	case template.List:
		elements, _ := v.List()
		for _, element := range elements {
			add(element)
		}
		return length + 2 + max(len(elements)-1, 0), exact
	case template.Map:
		fields := v.Fields()
		for _, name := range fields {
			add(v.Field(name))
			length += len(name) + 3
		}
		return length + 2 + max(len(fields)-1, 0), exact
	}
	return 0, false
}
