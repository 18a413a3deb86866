package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func policyWildcards() Rule {
	return Rule{
		Id:       "policy-wildcards",
		Title:    "the policy of an S3 endpoint has wildcards where an endpoint policy takes none",
		Severity: Warning,
		Effect:   "AWS documents that such a policy is not valid; what it answers is not on record.",
		Fix: "List whole ids with StringEquals; with StringLike write six characters or more right before or after each wildcard; " +
			"in an ARN write the whole account id, or \"*\".",
		Link:  policyPage,
		check: eachPolicy(checkPolicyWildcards),
	}
}

func checkPolicyWildcards(e *network.Endpoint, document template.Value) Result {
	list, known := statements(document)
	wrong := template.False
	if !known {
		wrong = template.Undecided
	}
	for i, s := range list {
		for _, name := range []string{"Resource", "NotResource"} {
			for _, arn := range literals(s.Field(name), &wrong) {
				if hasPartOfAccount(arn) {
					return policyWildcard(e, i, name, arn, "mixes digits and wildcards in the account")
				}
			}
		}
		for _, k := range conditionKeys(s) {
			for _, value := range literals(k.values, &wrong) {
				if fault := k.wildcardFault(value); fault != "" {
					return policyWildcard(e, i, "Condition/"+k.name, value, fault)
				}
			}
		}
	}
	return violationIf(wrong, "")
}

func policyWildcard(e *network.Endpoint, statement int, place, value, fault string) Result {
	return violation(fmt.Sprintf("The policy of %s has %q in %s of Statement[%d], which %s.", e.Name(), value, strings.TrimPrefix(place, "Condition/"), statement, fault),
		at(&e.Entity, fmt.Sprintf("Properties/PolicyDocument/Statement/%d/%s", statement, place))...)
}

// literals gives the texts without tokens. If there are others, nothing can be known to be right.
func literals(v template.Value, wrong *template.Truth) (literals []string) {
	list, known := texts(v)
	*wrong = wrong.Or(known.Not())
	for _, element := range list {
		if text, ok := element.Text(); ok {
			literals = append(literals, text)
			continue
		}
		*wrong = wrong.Or(template.Undecided)
	}
	return literals
}

// hasPartOfAccount tells whether the account in an ARN is neither an id nor a wildcard.
func hasPartOfAccount(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && strings.ContainsAny(parts[4], "*?") && strings.Trim(parts[4], "*?") != ""
}

func (k conditionKey) wildcardFault(value string) string {
	hasWildcard := strings.ContainsAny(value, "*?")
	switch {
	case k.isSystemId() && strings.HasPrefix(k.operator, "numeric"):
		return "is an id that AWS makes up, and no number"
	case k.isSystemId() && hasWildcard:
		return "is a part of an id that AWS makes up"
	case hasPartOfAccount(value):
		return "mixes digits and wildcards in the account"
	case strings.HasPrefix(k.operator, "string") && strings.HasSuffix(k.operator, "like") && hasLoneWildcard(value):
		return "has a wildcard with fewer than six characters right before and after it"
	}
	return ""
}

// isSystemId tells whether a condition key holds an id that AWS makes up.
func (k conditionKey) isSystemId() bool {
	return slices.Contains([]string{
		"aws:principalaccount", "aws:principalorgid", "aws:resourceaccount", "aws:resourceorgid",
		"aws:sourceaccount", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce", "s3:resourceaccount",
	}, k.key)
}

// hasLoneWildcard tells whether there is a wildcard with fewer than six characters on either side of it.
func hasLoneWildcard(value string) bool {
	const enough = 6
	parts := strings.Split(strings.ReplaceAll(value, "?", "*"), "*")
	for i := range len(parts) - 1 {
		if len(parts[i]) < enough && len(parts[i+1]) < enough {
			return true
		}
	}
	return false
}
