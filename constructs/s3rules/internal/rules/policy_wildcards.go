package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func policyWildcards() Rule {
	return Rule{
		Id:       "policy-wildcards",
		Title:    "The policy of an S3 endpoint has wildcards where endpoint policies do not allow them",
		Severity: Warning,
		Effect:   "According to AWS, such a policy is not valid. The error message of the deploy is not documented.",
		Fix: "List complete IDs with StringEquals. With StringLike, use at least six characters directly before or after each " +
			`wildcard. In an ARN, use the complete account ID or "*".`,
		Page:  policyPage,
		check: eachPolicy(checkPolicyWildcards),
	}
}

func checkPolicyWildcards(e *network.Endpoint, document template.Value) Result {
	list, known := statements(document)
	faulty := func(statement int, path, field, value, fault string) Result {
		return violation(inStatement(&e.Entity, statement, path),
			"The policy of %s has %q in %s of Statement.%d, which %s.", e.Name(), value, field, statement, fault)
	}
	for i, s := range list {
		for _, field := range []string{"Resource", "NotResource"} {
			values, all := literals(s.Field(field))
			for _, arn := range values {
				if hasPartOfAccount(arn) {
					return faulty(i, field, field, arn, "mixes digits and wildcards in the account ID")
				}
			}
			known = known && all
		}
		for _, k := range conditionKeys(s) {
			values, all := literals(k.values)
			for _, value := range values {
				if fault := k.wildcardFault(value); fault != "" {
					return faulty(i, "Condition", k.name, value, fault)
				}
			}
			known = known && all
		}
	}
	return compliantIf(known)
}

// hasPartOfAccount reports whether the account in an ARN is neither an id nor a wildcard.
func hasPartOfAccount(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && strings.ContainsAny(parts[4], "*?") && strings.Trim(parts[4], "*?") != ""
}

func (k conditionKey) wildcardFault(value string) string {
	switch {
	case k.isAwsId() && strings.HasPrefix(k.operator, "numeric"):
		return "is compared as a number, but is an ID"
	case k.isAwsId() && strings.ContainsAny(value, "*?"):
		return "is only part of an ID"
	case hasPartOfAccount(value):
		return "mixes digits and wildcards in the account ID"
	case strings.HasPrefix(k.operator, "string") && strings.HasSuffix(k.operator, "like") && hasLoneWildcard(value):
		return "has a wildcard with fewer than six characters directly before and after it"
	}
	return ""
}

// isAwsId reports whether a condition key has ids that AWS assigns.
func (k conditionKey) isAwsId() bool {
	return slices.Contains([]string{
		"aws:principalaccount", "aws:principalorgid", "aws:resourceaccount", "aws:resourceorgid",
		"aws:sourceaccount", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce", "s3:resourceaccount",
	}, k.key)
}

// hasLoneWildcard reports whether a wildcard has fewer than six characters on either side of it.
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
