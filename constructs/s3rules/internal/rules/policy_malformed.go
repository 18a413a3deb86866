package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func policyMalformed() Rule {
	return Rule{
		Id:       "policy-malformed",
		Title:    "The policy of an S3 endpoint is not a valid policy document",
		Severity: Error,
		AwsError: "InvalidPolicyDocument: The Policy Document is not valid. Syntax error at position (l,c)",
		Fix:      `Each statement needs Effect ("Allow" or "Deny"), Principal, Action and Resource. Set Version to "2012-10-17".`,
		Page:     policyPage,
		check: eachPolicy(func(e *network.Endpoint, document template.Value) Result {
			fault, mistake := policyFault(document)
			return violationIf(mistake, at(&e.Entity, "PolicyDocument"), "The policy of %s has %s.", e.Name(), fault)
		}),
	}
}

func policyFault(document template.Value) (fault string, mistake truth.Value) {
	if version, ok := document.Field("Version").Text(); ok && !slices.Contains([]string{"2012-10-17", "2008-10-17"}, version) {
		return fmt.Sprintf("the Version %q, which does not exist", version), truth.True
	}
	list, known := statements(document)
	if known && len(list) == 0 {
		return "no Statement", truth.True
	}
	for i, s := range list {
		if s.Kind() != template.Map {
			continue
		}
		if effect, ok := s.Field("Effect").Text(); ok && effect != "Allow" && effect != "Deny" {
			return fmt.Sprintf(`the Effect %q in Statement.%d, which must be "Allow" or "Deny"`, effect, i), truth.True
		}
		for _, fields := range [][]string{{"Effect"}, {"Principal", "NotPrincipal"}, {"Action", "NotAction"}, {"Resource", "NotResource"}} {
			if !slices.ContainsFunc(fields, func(field string) bool { return s.Field(field).Kind() != template.Absent }) {
				return fmt.Sprintf("no %s in Statement.%d", fields[0], i), truth.True
			}
		}
	}
	return "", falseIf(known)
}
