package privates3

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// The maximum sizes of policies of AWS Organizations, in characters. White space counts unless the policy is saved in the
// console.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
const (
	resourceControlPolicySize = 5120
	serviceControlPolicySize  = 10240 // since 2026-05-15; 5,120 before
)

// ResourceControlPolicy returns the statement of RestrictBucket as a resource control policy of AWS Organizations: in the
// accounts that it is attached to, it denies access to the data of every bucket, unless the request comes through one of
// the networks or the caller is exempt. Nothing is deployed. Use the result as the Content of an
// awsorganizations.CfnPolicy, or encode it as JSON.
//
// Such a policy also applies to public buckets, and to buckets whose owners do not know about it. It does not apply to the
// management account of the organization or to requests of service-linked roles. It does not exempt the CDK helpers that
// RestrictBucket exempts: exempt their roles by ARN or tag.
//
// It panics with a *ValidationError if a field is invalid, if no network is listed, or if the policy has more than 5,120
// characters. The size of a policy with tokens is not checked.
//
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
func ResourceControlPolicy(props *RestrictBucketProps) map[string]any {
	return organizationPolicy("ResourceControlPolicy", props, resourceControlPolicySize, func(r *restriction) map[string]any {
		return map[string]any{"Principal": "*", "Condition": conditionsOf(r.conditions())}
	})
}

// ServiceControlPolicy returns the statement of RestrictBucket as a service control policy of AWS Organizations: it denies
// the principals in the accounts that it is attached to access to the data of every bucket, including buckets of other
// owners and of AWS, unless the request comes through one of the networks or the caller is exempt. Nothing is deployed. Use
// the result as the Content of an awsorganizations.CfnPolicy, or encode it as JSON.
//
// Such a policy does not apply to the management account of the organization, to service-linked roles, to AWS services
// that act on their own behalf, to principals in other organizations, or to anonymous callers. For these, use
// ResourceControlPolicy.
//
// It panics with a *ValidationError if a field is invalid, if no network is listed, or if the policy has more than 10,240
// characters. The size of a policy with tokens is not checked.
//
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
func ServiceControlPolicy(props *RestrictBucketProps) map[string]any {
	return organizationPolicy("ServiceControlPolicy", props, serviceControlPolicySize, func(r *restriction) map[string]any {
		conditions := slices.DeleteFunc(r.conditions(), func(c condition) bool { return c.key == "aws:PrincipalIsAWSService" }) // always false
		return map[string]any{"Condition": conditionsOf(conditions)}
	})
}

func organizationPolicy(function string, props *RestrictBucketProps, size int, own func(*restriction) map[string]any) map[string]any {
	given, found, r := orZero(props), problems{}, restriction{}
	checkRestriction(&found, &given)
	found.panicInMethod(nil, function)
	checkNamesNetwork(&found, &given)
	r.add(&given)
	statement := map[string]any{"Sid": restrictionSid, "Effect": "Deny", "Action": oneOrMore(r.actions()), "Resource": "*"}
	maps.Copy(statement, own(&r))
	policy := map[string]any{"Version": "2012-10-17", "Statement": []any{statement}}
	if text := jsonText(policy); !cdk.IsToken(text) && utf8.RuneCountInString(text) > size {
		found.add("props", fmt.Sprintf("the policy has %d characters, but AWS accepts at most %d.", utf8.RuneCountInString(text), size),
			"List organizations or organizational units instead of accounts and endpoints.")
	}
	found.panicInMethod(nil, function)
	return policy
}
