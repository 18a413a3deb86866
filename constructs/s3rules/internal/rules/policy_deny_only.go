package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func policyDenyOnly() Rule {
	return Rule{
		Id:       "policy-deny-only",
		Title:    "The policy of an S3 endpoint allows nothing",
		Severity: Error,
		Effect:   "The deploy succeeds, but every request through the endpoint fails with AccessDenied.",
		Fix:      `Add a statement with the Effect "Allow". The policy replaces the default one, which allows everything.`,
		Page:     policyPage,
		check: eachPolicy(func(e *network.Endpoint, document template.Value) Result {
			list, known := statements(document)
			if len(list) == 0 {
				return unknown()
			}
			allows := falseIf(known)
			for _, s := range list {
				allows = allows.Or(s.Field("Effect").Equal(template.TextValue("Deny")).Not())
			}
			return violationIf(allows.Not(), at(&e.Entity, "PolicyDocument"), "The policy of %s has no Allow statement.", e.Name())
		}),
	}
}
