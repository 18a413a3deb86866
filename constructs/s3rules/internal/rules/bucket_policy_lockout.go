package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func bucketPolicyLockout() Rule {
	return Rule{
		Id:       "bucket-policy-lockout",
		Title:    "A bucket policy denies changes to itself unless the request comes through an endpoint",
		Severity: Error,
		Effect: "The deploy succeeds, but every later change to the bucket or its policy fails with AccessDenied, including changes by " +
			"CloudFormation.",
		Fix: "Deny only data actions (s3:GetObject, s3:PutObject, s3:ListBucket, …), or exempt roles with aws:PrincipalArn and " +
			"CloudFormation with aws:ViaAWSService.",
		Page:  bucketPage,
		check: func(in *input) []Result { return each(in, in.network.BucketPolicies, checkBucketPolicyLockout) },
	}
}

func checkBucketPolicyLockout(_ *input, p *network.BucketPolicy) Result {
	return worstStatement(p.PolicyDocument, func(i int, s template.Value) Result {
		key, onlyEndpoints := deniesWithoutEndpoint(s)
		locksOut := onlyEndpoints.And(deniesEverybody(s)).And(hasAction(s, "s3:putbucketpolicy", "s3:deletebucketpolicy")).And(isAboutBucket(s))
		return violationIf(locksOut, at(&p.Entity, fmt.Sprintf("PolicyDocument.Statement.%d", i)),
			"The bucket policy %s denies %s to every request without a matching %s, and does not exempt the principals that manage the bucket.",
			p.Name(), s.Field("Action"), key)
	})
}

// deniesWithoutEndpoint reports whether a statement denies all requests that come through no endpoint, and by which key. A
// condition on any other key is an exemption, except for those that no administrator meets.
func deniesWithoutEndpoint(statement template.Value) (key string, denies truth.Value) {
	condition := statement.Field("Condition")
	denies = statement.Field("Effect").Equal(template.TextValue("Deny"))
	if denies == truth.False || condition.Kind() == template.Absent {
		return "", truth.False
	}
	found := hasAllKeys(statement).Not() // a condition may decide that it has any
	denies = denies.And(hasAllKeys(statement))
	for _, k := range conditionKeys(statement) {
		switch {
		case k.isEndpointKey():
			key, found, denies = k.name, truth.True, denies.And(k.isTrueWithoutKey())
		case k.key == "aws:principalisawsservice" && k.operator == "bool":
			denies = denies.And(containsText(k.values, "false"))
		default:
			return "", truth.False
		}
	}
	return key, denies.And(found)
}

// isEndpointKey reports whether only requests that come through an endpoint have a condition key.
func (k conditionKey) isEndpointKey() bool {
	return slices.Contains([]string{
		"aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", "aws:vpcsourceip", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths",
	}, k.key)
}

// isTrueWithoutKey reports whether a condition is true for requests that do not have its key.
func (k conditionKey) isTrueWithoutKey() truth.Value {
	switch {
	case k.operator == "null":
		return containsText(k.values, "true")
	case k.qualifier == "foranyvalue":
		return truth.False
	case k.isNegated():
		return truth.True
	case k.ifExists:
		return truth.Undecided // it is true, but also for the endpoints that are listed: the intention is unclear
	}
	return truth.False
}

// deniesEverybody is undecided for NotPrincipal: whether an exempt role can get through depends on what else is listed, such
// as the role's sessions.
func deniesEverybody(statement template.Value) truth.Value {
	if statement.Field("NotPrincipal").Kind() != template.Absent {
		return truth.Undecided
	}
	return isForEverybody(statement)
}

// isAboutBucket reports whether a statement is about the bucket itself, and not only about objects.
func isAboutBucket(statement template.Value) truth.Value {
	resources, known := texts(statement.Field("Resource"))
	about := falseIf(known)
	for _, r := range resources {
		switch {
		case r.Kind() != template.Text:
			about = about.Or(truth.Undecided)
		case !strings.Contains(r.String(), "/"):
			return truth.True
		}
	}
	return about
}
