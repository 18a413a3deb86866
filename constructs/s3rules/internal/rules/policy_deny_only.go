package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func policyDenyOnly() Rule {
	return Rule{
		Id:       "policy-deny-only",
		Title:    "the policy of an S3 endpoint allows nothing",
		Severity: Error,
		Effect:   "The deploy succeeds, and every request through the endpoint is answered with AccessDenied.",
		Fix:      "Add a statement with the Effect \"Allow\": a policy replaces the default one, which allows everything.",
		Link:     policyPage,
		check:    eachPolicy(checkPolicyDenyOnly),
	}
}

func checkPolicyDenyOnly(e *network.Endpoint, document template.Value) Result {
	list, known := statements(document)
	if len(list) == 0 {
		return unknown()
	}
	wrong := truth(known)
	if !known {
		wrong = template.Undecided
	}
	for _, s := range list {
		effect, ok := s.Field("Effect").Text()
		switch {
		case ok && effect != "Deny":
			return compliant()
		case !ok:
			wrong = template.Undecided
		}
	}
	return violationIf(wrong, fmt.Sprintf("The policy of %s has Deny statements only (%d).", e.Name(), len(list)), at(&e.Entity, "Properties/PolicyDocument")...)
}
