package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func bucketPolicyLockout() Rule {
	return Rule{
		Id:       "bucket-policy-lockout",
		Title:    "a bucket policy denies its own change to everybody who does not come through an endpoint",
		Severity: Error,
		Effect:   "The deploy succeeds, and every later change of the bucket or its policy, by CloudFormation too, is answered with AccessDenied.",
		Fix:      "Deny actions on data only (s3:GetObject, s3:PutObject, s3:ListBucket, …), or exempt roles with aws:PrincipalArn and CloudFormation with aws:ViaAWSService.",
		Link:     bucketPage,
		check: func(in *input) []Result {
			var list []Result
			for _, p := range in.network.BucketPolicies {
				list = append(list, checkBucketPolicyLockout(p))
			}
			return list
		},
	}
}

func checkBucketPolicyLockout(p *network.BucketPolicy) Result {
	list, known := statements(p.PolicyDocument)
	wrong := template.False
	if !known {
		wrong = template.Undecided
	}
	for i, s := range list {
		key, onlyEndpoints := deniesOutside(s)
		locks := onlyEndpoints.And(deniedPrincipal(s)).And(deniesPolicyChange(s)).And(onBucket(s))
		if locks == template.True {
			return violation(fmt.Sprintf("%s denies %s unless %s matches, with no exemption for those who manage the bucket.", p.Name(), s.Field("Action"), key),
				at(&p.Entity, fmt.Sprintf("Properties/PolicyDocument/Statement/%d", i))...)
		}
		wrong = wrong.Or(locks)
	}
	return violationIf(wrong, "")
}

// deniesOutside tells whether a statement denies all that comes through no endpoint, and by which key. Any condition on
// another key is taken for an exemption, but for those that no administrator meets.
func deniesOutside(statement template.Value) (key string, denies template.Truth) {
	denies = statement.Field("Effect").Equal(template.TextValue("Deny"))
	if denies == template.False || statement.Field("Condition").Kind() == template.Absent {
		return "", template.False
	}
	found := truth(false)
	condition := statement.Field("Condition")
	if condition.Kind() != template.Map {
		found = template.Undecided
	}
	for _, operator := range condition.Fields() {
		if condition.Field(operator).Kind() != template.Map {
			found, denies = template.Undecided, template.Undecided // its keys may be any
		}
	}
	for _, k := range conditionKeys(statement) {
		switch {
		case k.isEndpointKey():
			key, found, denies = k.name, template.True, denies.And(k.holdsWithoutKey())
		case k.key == "aws:principalisawsservice" && k.operator == "bool":
			denies = denies.And(containsText(k.values, func(value string) bool { return value == "false" }))
		default:
			return "", template.False
		}
	}
	return key, denies.And(found)
}

// holdsWithoutKey tells whether a condition holds for requests that do not have its key.
func (k conditionKey) holdsWithoutKey() template.Truth {
	switch {
	case k.operator == "null":
		return containsText(k.values, func(value string) bool { return value == "true" })
	case k.qualifier == "foranyvalue":
		return template.False
	case k.isNegated():
		return template.True
	case k.ifExists:
		return template.Undecided // it holds, and also for the endpoints that are listed: what is meant is open
	}
	return template.False
}

// deniedPrincipal tells whether a statement is for everybody. Whether one that NotPrincipal exempts can get through hangs
// on what else is listed there, such as the sessions of a role.
func deniedPrincipal(statement template.Value) template.Truth {
	if statement.Field("NotPrincipal").Kind() != template.Absent {
		return template.Undecided
	}
	return anybody(statement)
}

// deniesPolicyChange tells whether the actions of a statement include the change of the policy.
func deniesPolicyChange(statement template.Value) template.Truth {
	if statement.Field("Action").Kind() == template.Absent {
		return template.Undecided // NotAction
	}
	return containsText(statement.Field("Action"), func(action string) bool {
		for _, change := range []string{"s3:putbucketpolicy", "s3:deletebucketpolicy"} {
			if matches, err := path.Match(strings.ToLower(action), change); matches && err == nil {
				return true
			}
		}
		return false
	})
}

// onBucket tells whether a statement is for the bucket itself, not for its objects alone.
func onBucket(statement template.Value) template.Truth {
	resources, known := texts(statement.Field("Resource"))
	on := known.Not()
	for _, r := range resources {
		switch {
		case r.Kind() != template.Text:
			on = on.Or(template.Undecided)
		case !strings.Contains(r.String(), "/"):
			return template.True
		}
	}
	return on
}
