package privates3

import (
	"fmt"
	"slices"
)

// bucketPolicySize is the maximum size of a bucket policy in bytes.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
const bucketPolicySize = 20_480

// restriction is what the statement of RestrictBucket denies: actions, unless a request comes through one of the networks
// or from an exempt caller.
type restriction struct {
	unless []condition // the negated conditions of the statement: a request with one of the values is not denied

	allActions, forwardAccessSessions bool
}

// restrictionList is a list in the props, with the condition that exempts requests from its elements.
type restrictionList struct {
	field         string
	elements      *[]*string
	check         func(found *problems, field string, value *string) bool
	operator, key string
	isNetwork     bool // whether its elements are networks, rather than callers
}

func restrictionLists(props *RestrictBucketProps) []restrictionList {
	return []restrictionList{
		{"VpcEndpointIds", props.VpcEndpointIds, checkVpcEndpointId, "StringNotEquals", "aws:SourceVpce", true},
		{"VpcEndpointOrganizations", props.VpcEndpointOrganizations, checkOrganization, "StringNotEquals", "aws:VpceOrgID", true},
		{"VpcEndpointOrganizationPaths", props.VpcEndpointOrganizationPaths, checkOrganizationPath, "ForAllValues:StringNotLike", "aws:VpceOrgPaths", true},
		{"VpcEndpointAccounts", props.VpcEndpointAccounts, checkAccount, "StringNotEquals", "aws:VpceAccount", true},
		{"VpcArns", props.VpcArns, checkVpcArn, "ArnNotLike", "aws:SourceVpcArn", true},
		{"ExemptCidrs", props.ExemptCidrs, checkExemptCidr, "NotIpAddress", "aws:SourceIp", true},
		{"ExemptPrincipalArns", props.ExemptPrincipalArns, checkExemptPrincipal, "ArnNotLike", "aws:PrincipalArn", false},
		{"ExemptAccounts", props.ExemptAccounts, checkAccount, "StringNotEquals", "aws:PrincipalAccount", false},
	}
}

// add adds networks and exemptions. It never allows an action or a forward access session that is denied already.
func (r *restriction) add(props *RestrictBucketProps) {
	for _, list := range restrictionLists(props) {
		r.exempt(list.operator, list.key, values(elements(list.elements))...)
	}
	tags := orZero(props.ExemptPrincipalTags)
	for _, key := range sortedKeys(tags) {
		r.exempt("StringNotEquals", "aws:PrincipalTag/"+key, *tags[key])
	}
	r.allActions = r.allActions || orZero(props.DenyAllActions)
	r.forwardAccessSessions = r.forwardAccessSessions || orZero(props.DenyForwardAccessSessions)
}

func (r *restriction) exempt(operator, key string, values ...string) {
	if len(values) == 0 {
		return
	}
	r.unless = slices.Clone(r.unless) // because copies of r share it
	i := slices.IndexFunc(r.unless, func(c condition) bool { return c.key == key })
	if i < 0 {
		i, r.unless = len(r.unless), append(r.unless, condition{operator: operator, key: key})
	}
	r.unless[i].values = unique(slices.Concat(r.unless[i].values, values))
}

func checkNamesNetwork(found *problems, props *RestrictBucketProps) {
	if !slices.ContainsFunc(restrictionLists(props), func(list restrictionList) bool { return list.isNetwork && list.elements != nil }) {
		found.add("VpcEndpointIds", "neither this field nor any other lists a network, so the policy would deny every request.",
			"List endpoints, organizations, organizational units, accounts, VPCs or addresses.")
	}
}

// checkSize finds a statement that no bucket policy has room for. The values of tokens are not counted.
func (r restriction) checkSize(found *problems) {
	text := jsonText(map[string]any{"Action": r.actions(), "Condition": conditionsOf(r.conditions())})
	text = anyTokenInAString.ReplaceAllString(text, "")
	if len(text) > bucketPolicySize {
		found.add("props", fmt.Sprintf("the statement has at least %d characters, but a bucket policy can have at most %d.", len(text), bucketPolicySize),
			"List organizations or organizational units instead of accounts and endpoints.")
	}
}

// actions returns all actions on objects, and those that list a bucket. None of them manages a bucket.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
func (r *restriction) actions() []string {
	if r.allActions {
		return []string{"s3:*"}
	}
	return []string{
		"s3:AbortMultipartUpload", "s3:BypassGovernanceRetention", "s3:DeleteObject*", "s3:GetObject*", "s3:InitiateReplication",
		"s3:ListBucket*", "s3:ListMultipartUploadParts", "s3:ListObject*", "s3:ObjectOwnerOverrideToBucketOwner",
		"s3:PutObject*", "s3:Replicate*", "s3:RestoreObject", "s3:UpdateObject*",
	}
}

// conditions returns what a request must meet to be denied. A request without a key meets the negated operators, but not
// Bool: without IfExists, anonymous requests, which have neither key, would not be denied. For a key with several values,
// ForAllValues negates ForAnyValue.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
func (r *restriction) conditions() []condition {
	conditions := append(slices.Clone(r.unless), condition{"BoolIfExists", "aws:PrincipalIsAWSService", []string{"false"}})
	if r.forwardAccessSessions {
		return append(conditions, condition{"StringNotEquals", "aws:CalledViaLast", []string{"cloudformation.amazonaws.com"}})
	}
	return append(conditions, condition{"BoolIfExists", "aws:ViaAWSService", []string{"false"}})
}

// restrictionOperators are the operators that conditions can have.
func restrictionOperators() []string {
	return []string{"StringNotEquals", "ForAllValues:StringNotLike", "ArnNotLike", "NotIpAddress", "BoolIfExists"}
}
