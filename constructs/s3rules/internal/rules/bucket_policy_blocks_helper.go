package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func bucketPolicyBlocksHelper() Rule {
	return Rule{
		Id:       "bucket-policy-blocks-helper",
		Title:    "A bucket policy that restricts access to endpoints denies a helper of the bucket: auto-delete, BucketDeployment, notifications or replication",
		Severity: Warning,
		Effect: "The helper's requests do not come through an endpoint and fail with AccessDenied. The deploy, the deletion of the stack, or " +
			"replication then fails.",
		Fix: "Exempt the helper's role with aws:PrincipalArn in an ArnNotLike condition. RestrictBucket does so for helpers in the stack of the " +
			"bucket; list others in ExemptPrincipalArns. A BucketDeployment can also run in a VPC that has the endpoint.",
		Page:  bucketPage,
		check: checkBucketPolicyBlocksHelper,
	}
}

func checkBucketPolicyBlocksHelper(in *input) []Result {
	helpers := in.bucketHelpers()
	var results []Result
	for _, p := range in.network.BucketPolicies {
		for _, h := range helpers {
			is := isSameBucket(in.bucket(p.Bucket), in.bucket(h.bucket)).And(bothExist(p.Exists, h.resource.Exists()))
			if is != truth.False {
				results = append(results, in.checkHelper(p, h, is))
			}
		}
	}
	return results
}

func (in *input) checkHelper(p *network.BucketPolicy, h bucketHelper, isSame truth.Value) Result {
	return worstStatement(p.PolicyDocument, func(i int, s template.Value) Result {
		return violationIf(isSame.And(h.direct).And(in.deniesHelper(s, h)), slices.Concat(inStatement(&p.Entity, i, "Condition"), inResource(h.resource, "")),
			"The bucket policy %s denies %s to every request that does not come through an endpoint, and does not exempt the role %s of %s, which %s.",
			p.Name(), s3Actions(s), h.role, h.resource.Name(), h.does)
	})
}

// deniesHelper reports whether a statement that restricts access to endpoints denies what a helper does over another path.
func (in *input) deniesHelper(statement template.Value, h bucketHelper) truth.Value {
	denies := statement.Field("Effect").Equal(template.TextValue("Deny"))
	if denies == truth.False || !slices.ContainsFunc(conditionKeys(statement), conditionKey.isEndpointKey) {
		return truth.False
	}
	denies = denies.And(hasAction(statement, h.actions...)).And(deniesEverybody(statement)).And(hasAllKeys(statement))
	for _, k := range conditionKeys(statement) {
		switch {
		case k.isEndpointKey(), k.key == "aws:calledvialast", k.key == "aws:calledviafirst":
			denies = denies.And(k.isTrueWithoutKey())
		case k.key == "aws:principalisawsservice" || k.key == "aws:viaawsservice":
			denies = denies.And(containsText(k.values, "false"))
		case k.key == "aws:sourceip" && k.isNegated(): // no list has the addresses of AWS's own networks
		case k.key == "aws:principalarn" && k.isNegated():
			denies = denies.And(in.isListed(h.role, k.values).Not())
		default:
			denies = denies.And(truth.Undecided)
		}
	}
	return denies
}

// isListed reports whether a list of ARNs with wildcards has the ARN of a role.
func (in *input) isListed(role, arns template.Value) truth.Value {
	list, known := texts(arns)
	listed := falseIf(known)
	for _, arn := range list {
		is := arn.Equal(role)
		if is == truth.Undecided && in.areDifferentRoles(role, arn) {
			is = truth.False
		}
		listed = listed.Or(is)
	}
	return listed
}

// randomEnd is how the names end that CloudFormation chooses.
var randomEnd = regexp.MustCompile(`-[A-Za-z0-9]{8,}$`)

// areDifferentRoles reports whether a role of the templates is surely not the one of an ARN: another one of the templates, or
// one with another name. The names that CloudFormation chooses end in random characters.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-type-name.html
func (in *input) areDifferentRoles(role, arn template.Value) bool {
	r, other, text := in.roleOf(role), in.roleOf(arn), arn.String()
	if r != nil && other != nil {
		return r != other
	}
	if r == nil || strings.ContainsAny(text[strings.LastIndexByte(text, '/')+1:], "*?$") || !strings.Contains(text, ":role/") {
		return false
	}
	name, isNamed := r.Property("RoleName").Text()
	if isNamed {
		return !strings.HasSuffix(text, "/"+name)
	}
	return r.Property("RoleName").Kind() == template.Absent && !randomEnd.MatchString(text)
}

// roleOf returns the role of the templates that an ARN is of, nil if it is of none.
func (in *input) roleOf(arn template.Value) *template.Resource {
	return in.resource(arn, "AWS::IAM::Role", "Arn")
}
