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
	vpcEndpointIds, organizations, organizationPaths, accounts, vpcArns []string // of endpoints and their VPCs

	exemptCidrs, exemptPrincipalArns, exemptAccounts []string
	exemptPrincipalTags                              map[string][]string

	allActions, forwardAccessSessions bool
}

// add adds networks and exemptions. It never allows an action or a forward access session that is denied already.
func (r *restriction) add(props *RestrictBucketProps) {
	for list, added := range map[*[]string]*[]*string{
		&r.vpcEndpointIds:      props.VpcEndpointIds,
		&r.organizations:       props.VpcEndpointOrganizations,
		&r.organizationPaths:   props.VpcEndpointOrganizationPaths,
		&r.accounts:            props.VpcEndpointAccounts,
		&r.vpcArns:             props.VpcArns,
		&r.exemptCidrs:         props.ExemptCidrs,
		&r.exemptPrincipalArns: props.ExemptPrincipalArns,
		&r.exemptAccounts:      props.ExemptAccounts,
	} {
		*list = unique(append(*list, values(elements(added))...))
	}
	for key, value := range orZero(props.ExemptPrincipalTags) {
		if r.exemptPrincipalTags == nil {
			r.exemptPrincipalTags = map[string][]string{}
		}
		r.exemptPrincipalTags[key] = unique(append(r.exemptPrincipalTags[key], *value))
	}
	r.allActions = r.allActions || orZero(props.DenyAllActions)
	r.forwardAccessSessions = r.forwardAccessSessions || orZero(props.DenyForwardAccessSessions)
}

// namesNetwork reports whether a request can come through any of the networks.
func (r *restriction) namesNetwork() bool {
	return len(slices.Concat(r.vpcEndpointIds, r.organizations, r.organizationPaths, r.accounts, r.vpcArns, r.exemptCidrs)) > 0
}

func (r *restriction) checkNamesNetwork(found *problems) {
	if !r.namesNetwork() {
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
	conditions := []condition{
		{"StringNotEquals", "aws:SourceVpce", r.vpcEndpointIds},
		{"StringNotEquals", "aws:VpceOrgID", r.organizations},
		{"ForAllValues:StringNotLike", "aws:VpceOrgPaths", r.organizationPaths},
		{"StringNotEquals", "aws:VpceAccount", r.accounts},
		{"ArnNotLike", "aws:SourceVpcArn", r.vpcArns},
		{"NotIpAddress", "aws:SourceIp", r.exemptCidrs},
		{"ArnNotLike", "aws:PrincipalArn", r.exemptPrincipalArns},
		{"StringNotEquals", "aws:PrincipalAccount", r.exemptAccounts},
		{"BoolIfExists", "aws:PrincipalIsAWSService", []string{"false"}},
	}
	for _, key := range sortedKeys(r.exemptPrincipalTags) {
		conditions = append(conditions, condition{"StringNotEquals", "aws:PrincipalTag/" + key, r.exemptPrincipalTags[key]})
	}
	if r.forwardAccessSessions {
		conditions = append(conditions, condition{"StringNotEquals", "aws:CalledViaLast", []string{"cloudformation.amazonaws.com"}})
	} else {
		conditions = append(conditions, condition{"BoolIfExists", "aws:ViaAWSService", []string{"false"}})
	}
	return withValues(conditions...)
}

// restrictionOperators are the operators that conditions can have.
func restrictionOperators() []string {
	return []string{"StringNotEquals", "ForAllValues:StringNotLike", "ArnNotLike", "NotIpAddress", "BoolIfExists"}
}
