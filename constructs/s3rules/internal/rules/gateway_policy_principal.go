package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func gatewayPolicyPrincipal() Rule {
	return Rule{
		Id:       "gateway-policy-principal",
		Title:    `The policy of an S3 gateway endpoint has a principal other than "*"`,
		Severity: Warning,
		Effect:   "The deploy succeeds, but the statement does not match that principal. If the principal is an account, the statement matches only its root user.",
		Fix: `Set Principal to "*", and restrict the statement with the condition key aws:PrincipalArn, aws:PrincipalAccount or ` +
			`aws:PrincipalOrgID.`,
		Page: policyPage,
		check: eachPolicy(func(e *network.Endpoint, document template.Value) Result {
			return appliesIf(e.IsGateway(), func() Result { return checkGatewayPolicyPrincipal(e, document) })
		}),
	}
}

func checkGatewayPolicyPrincipal(e *network.Endpoint, document template.Value) Result {
	return worstStatement(document, func(i int, s template.Value) Result {
		field, named := "NotPrincipal", truth.True
		if s.Field(field).Kind() == template.Absent {
			field, named = "Principal", isForEverybody(s).Not()
		}
		if s.Field(field).Kind() == template.Absent {
			return notApplicable() // policy-malformed
		}
		return violationIf(named, inStatement(&e.Entity, i, field),
			"The policy of %s has the %s %s in Statement.%d. A gateway endpoint supports only the Principal \"*\".",
			e.Name(), field, s.Field(field), i)
	})
}
