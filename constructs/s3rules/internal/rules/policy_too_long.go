package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// maxPolicyLength counts white space too, and cannot be raised.
const maxPolicyLength = 20_480

func policyTooLong() Rule {
	return Rule{
		Id:       "policy-too-long",
		Title:    "the policy of an S3 endpoint is longer than 20,480 characters",
		Severity: Error,
		Effect:   "AWS refuses the policy: the quota of 20,480 characters, white space included, cannot be raised.",
		Fix:      "Merge statements, use wildcards for resources, or leave to IAM and bucket policies what they can say.",
		Link:     quotaPage,
		check: eachPolicy(func(e *network.Endpoint, document template.Value) Result {
			length, exact := jsonLength(document)
			wrong := truth(length > maxPolicyLength)
			if wrong == template.False && !exact {
				wrong = template.Undecided
			}
			return violationIf(wrong, fmt.Sprintf("The policy of %s has at least %d characters.", e.Name(), length), at(&e.Entity, "Properties/PolicyDocument")...)
		}),
	}
}

// jsonLength counts the characters of a value as compact JSON. Tokens count nothing, and make the length a lower bound.
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
	case template.Absent, template.Unknown:
	}
	return 0, false
}
