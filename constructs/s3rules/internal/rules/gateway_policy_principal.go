package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func gatewayPolicyPrincipal() Rule {
	return Rule{
		Id:       "gateway-policy-principal",
		Title:    "the policy of an S3 gateway endpoint names a principal",
		Severity: Warning,
		Effect:   "The deploy succeeds, and the statement does not match the principals that it names: of an account, only the root user.",
		Fix:      "Set Principal to \"*\" and narrow the statement with the condition key aws:PrincipalArn, aws:PrincipalAccount or aws:PrincipalOrgID.",
		Link:     policyPage,
		check: eachPolicy(func(e *network.Endpoint, document template.Value) Result {
			return appliesIf(e.IsGateway(), func() Result { return checkGatewayPolicyPrincipal(e, document) })
		}),
	}
}

func checkGatewayPolicyPrincipal(e *network.Endpoint, document template.Value) Result {
	list, known := statements(document)
	wrong := template.False
	if !known {
		wrong = template.Undecided
	}
	for i, s := range list {
		if s.Field("NotPrincipal").Kind() != template.Absent {
			return violation(fmt.Sprintf("The policy of %s has a NotPrincipal in Statement[%d], and a gateway endpoint matches the Principal \"*\" only.", e.Name(), i),
				at(&e.Entity, fmt.Sprintf("Properties/PolicyDocument/Statement/%d/NotPrincipal", i))...)
		}
		principal := s.Field("Principal")
		if principal.Kind() == template.Absent {
			continue // policy-malformed
		}
		named := anybody(s).Not()
		if named == template.True {
			return violation(fmt.Sprintf("The policy of %s names the Principal %s in Statement[%d], and a gateway endpoint matches \"*\" only.", e.Name(), principal, i),
				at(&e.Entity, fmt.Sprintf("Properties/PolicyDocument/Statement/%d/Principal", i))...)
		}
		wrong = wrong.Or(named)
	}
	return violationIf(wrong, "")
}
