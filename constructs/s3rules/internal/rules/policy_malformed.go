package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func policyMalformed() Rule {
	return Rule{
		Id:       "policy-malformed",
		Title:    "the policy of an S3 endpoint is not a policy document",
		Severity: Error,
		AwsError: "InvalidPolicyDocument: The Policy Document is not valid. Syntax error at position (l,c)",
		Fix:      "Give each statement Effect (\"Allow\" or \"Deny\"), Principal, Action and Resource, and the document Version \"2012-10-17\".",
		Link:     policyPage,
		check: eachPolicy(func(e *network.Endpoint, document template.Value) Result {
			fault, wrong := policyFault(document)
			return violationIf(wrong, fmt.Sprintf("The policy of %s %s.", e.Name(), fault), at(&e.Entity, "Properties/PolicyDocument")...)
		}),
	}
}

func policyFault(document template.Value) (fault string, wrong template.Truth) {
	if version, ok := document.Field("Version").Text(); ok && !slices.Contains([]string{"2012-10-17", "2008-10-17"}, version) {
		return fmt.Sprintf("has the Version %q", version), template.True
	}
	list, known := statements(document)
	if known && len(list) == 0 {
		return "has no Statement", template.True
	}
	wrong = template.False
	if !known {
		wrong = template.Undecided
	}
	for i, s := range list {
		if s.Kind() != template.Map {
			continue
		}
		if effect, ok := s.Field("Effect").Text(); ok && effect != "Allow" && effect != "Deny" {
			return fmt.Sprintf("has the Effect %q in Statement[%d]", effect, i), template.True
		}
		for _, fields := range [][]string{{"Effect"}, {"Principal", "NotPrincipal"}, {"Action", "NotAction"}, {"Resource", "NotResource"}} {
			if !slices.ContainsFunc(fields, func(field string) bool { return s.Field(field).Kind() != template.Absent }) {
				return fmt.Sprintf("has no %s in Statement[%d]", fields[0], i), template.True
			}
		}
	}
	return "", wrong
}
