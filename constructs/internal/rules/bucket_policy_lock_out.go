package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func bucketPolicyLockOut() Rule {
	return Rule{
		Id:       "bucket-policy-lock-out",
		Title:    "a bucket policy denies its own change to everybody who does not come through an endpoint",
		Severity: Error,
		Effect:   "The deploy succeeds, and every later change of the bucket or its policy, by CloudFormation too, is answered with AccessDenied.",
		Fix:      "Deny actions on data only (s3:GetObject, s3:PutObject, s3:ListBucket, …), or exempt roles with aws:PrincipalArn and CloudFormation with aws:ViaAWSService.",
		Link:     "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
		judge: func(in *input) []Judgement {
			var list []Judgement
			for _, p := range in.network.BucketPolicies {
				list = append(list, judgeBucketPolicyLockOut(p))
			}
			return list
		},
	}
}

func judgeBucketPolicyLockOut(p *network.BucketPolicy) Judgement {
	list, known := statements(p.PolicyDocument)
	wrong := template.False
	if !known {
		wrong = template.Undecided
	}
	for i, s := range list {
		key, onlyEndpoints := deniesOutside(s)
		locks := onlyEndpoints.And(anybody(s)).And(deniesPolicyChange(s)).And(onBucket(s))
		if locks == template.True {
			return violates(fmt.Sprintf("%s denies %s unless %s matches, with no exemption for those who manage the bucket.", p.Name(), s.Field("Action"), key),
				at(&p.Entity, fmt.Sprintf("Properties/PolicyDocument/Statement/%d", i))...)
		}
		wrong = wrong.Or(locks)
	}
	return decide(wrong, "")
}

// deniesOutside tells whether a statement denies all that comes through no endpoint, and by which key. Any condition on
// another key is taken for an exemption, but for those that no administrator meets.
func deniesOutside(statement template.Value) (key string, denies template.Truth) {
	if statement.Field("Effect").Equal(template.TextValue("Deny")) == template.False || statement.Field("Condition").Kind() == template.Absent {
		return "", template.False
	}
	if statement.Field("Condition").Kind() != template.Map {
		return "", template.Undecided
	}
	denies = template.False
	for _, k := range conditionKeys(statement) {
		switch {
		case k.isEndpointKey() && k.isNegated():
			key, denies = k.name, template.True
		case k.key == "aws:principalisawsservice":
		default:
			return "", template.False
		}
	}
	return key, denies.And(statement.Field("Effect").Equal(template.TextValue("Deny")))
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
