package privates3

import (
	"regexp"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// RestrictBucketProps says who else reaches a bucket that is restricted to endpoints.
type RestrictBucketProps struct {
	// VpcEndpointIds are further endpoints that the bucket is reached through ("vpce-…", or tokens), for example those of
	// another account.
	//
	// Default: none.
	VpcEndpointIds *[]*string

	// ExemptPrincipalArns are the roles and users that reach the bucket from anywhere: administrators, pipelines, the
	// roles of custom resources that fill the bucket (BucketDeployment), roles that AWS services assume, as for
	// replication, Batch Operations or Firehose, and roles that are linked to a service
	// ("arn:aws:iam::111122223333:role/aws-service-role/*"). They are ARNs in IAM with wildcards or without, or tokens: for
	// a role that somebody assumes it is the ARN of the role, not of the session. It is what aws:PrincipalArn holds. The
	// role that empties a bucket with AutoDeleteObjects is exempt by itself.
	//
	// Default: none. Required if DenyAllActions is true; one of the bucket's own account then, which alone can mend the
	// bucket's policy.
	ExemptPrincipalArns *[]*string

	// ExemptAccounts are accounts (12 digits, or tokens) all of whose principals reach the bucket from anywhere, as far as
	// the bucket's policy allows: the account of Elastic Load Balancing that delivers access logs in older Regions
	// (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html). It is what
	// aws:PrincipalAccount holds.
	//
	// Default: none.
	ExemptAccounts *[]*string

	// DenyAllActions also denies what manages the bucket and its policy. Whoever is not exempt, and neither behind an
	// endpoint nor CloudFormation or another service of AWS, then cannot change the policy back. Only the root user of
	// the account can always do that.
	//
	// Default: false, which denies what reads, writes, lists and deletes objects.
	DenyAllActions *bool
}

// RestrictBucket denies access to the bucket's data unless it comes through this endpoint, by a statement in the
// bucket's policy. It grants nothing.
//
// Not denied are: what manages the bucket and its policy; services of AWS that act as themselves (aws:PrincipalIsAWSService),
// such as those that deliver logs; what a service does for its caller (aws:ViaAWSService), such as CloudFormation, but also
// Athena; ExemptPrincipalArns and ExemptAccounts. Everybody else is denied the data from anywhere else, also users of the
// S3 console, and services that act by a role.
//
// A bucket that is restricted several times, by any constructs of the app, gets one statement, which admits all their
// endpoints and exempts all their principals; it denies all actions if any of them does. The bucket's policy must be the
// app's: the statement refers to the endpoint, so that a replaced endpoint keeps its access.
//
// A bucket of another stack makes that stack depend on the one of the endpoint, and an endpoint that is replaced then
// changes an export that is in use: restrict buckets in the stack of the endpoint, or below it.
//
// It panics with a *PropsError that lists every problem, among them an imported bucket.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
func (g *GatewayS3Route) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	restrictBucket(g, bucket, props, g.VpcEndpointId())
}

// RestrictBucket denies access to the bucket's data unless it comes through this endpoint. See the method of
// GatewayS3Route.
func (l *InterfaceS3Link) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	restrictBucket(l, bucket, props, l.VpcEndpointId())
}

// RestrictBucket denies access to the bucket's data unless it comes through one of the two endpoints. See the method of
// GatewayS3Route.
func (a *PrivateS3Access) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	restrictBucket(a, bucket, props, *a.VpcEndpointIds()...)
}

func restrictBucket(c constructs.Construct, bucket awss3.IBucket, props *RestrictBucketProps, vpcEndpointIds ...*string) {
	given := orZero(props)
	found := checkRestrictBucket(bucket, &given)
	found.panicInMethod(c, "RestrictBucket")

	restriction := restrictionOf(bucket)
	if restriction == nil {
		found.add("bucket", *bucket.Node().Path()+", imported", "a bucket of the app, because the CDK cannot change the policy of any other",
			"call RestrictBucket where the bucket is created, or add such a statement to its policy there")
		found.panicInMethod(c, "RestrictBucket")
	}
	restriction.Admit(vpcEndpointIds, &given)
}

// checkRestrictBucket finds what can be judged without the CDK.
func checkRestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) (found problems) {
	if isNil(bucket) {
		found.add("bucket", "nil", "a bucket of the app", "pass the bucket that is to be restricted")
	}
	found = append(found, checkEach("VpcEndpointIds", props.VpcEndpointIds,
		oneByOne(matching(`^vpce-[0-9a-z]+$`, "vpce-…, or a token", "pass the id of a VPC endpoint")))...)
	found = append(found, checkEach("ExemptPrincipalArns", props.ExemptPrincipalArns, oneByOne(checkExemptPrincipal))...)
	found = append(found, checkEach("ExemptAccounts", props.ExemptAccounts, oneByOne(matchingAccount()))...)
	if isTrue(props.DenyAllActions) && props.ExemptPrincipalArns == nil {
		found.add("ExemptPrincipalArns", "nil", "one principal or more, because DenyAllActions is true",
			"name the role that is to mend the bucket's policy, or leave DenyAllActions out")
	}
	return found
}

func checkExemptPrincipal(field string, arn *string) (found problems) {
	const allowed = "the ARN of a role or a user in IAM, or a token"
	is := func(pattern string) bool { return arn != nil && regexp.MustCompile(pattern).MatchString(*arn) }
	switch {
	case is(`^arn:[a-z-]+:sts::.*:assumed-role/`):
		found.add(field, quoted(arn), allowed+": it is the session of a role", `pass the role's ARN, "arn:aws:iam::<account>:role/<path and name>"`)
	case is(`^arn:[a-z-]+:iam::.*:root$`):
		found.add(field, quoted(arn), allowed+": it is the root user, not everybody in the account", "name the roles of the account")
	case is(`:(role|user)/[^$]*[*?]`) && !is(`:(role|user)/.*[^*?/]{3}`):
		found.add(field, quoted(arn), allowed+": it is nearly everybody in the account", "name the roles, or write more of their names")
	default:
		return matching(`^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/.+$`, allowed, `write it as "arn:aws:iam::111122223333:role/Admin"`)(field, arn)
	}
	return found
}

// bucketRestriction holds the one statement that restricts a bucket. Two Denys, each with its own endpoints, would admit
// nobody. It is a child of the bucket in the tree, where every construct that restricts the bucket finds it.
type bucketRestriction struct {
	constructs.Construct
	statement           awsiam.PolicyStatement
	vpcEndpointIds      []string
	exemptPrincipalArns []string
	exemptAccounts      []string
	allActions          bool
}

// restrictionOf finds the bucket's restriction or creates it, without any endpoint yet. It is nil if the bucket's policy
// cannot be changed.
func restrictionOf(bucket awss3.IBucket) *bucketRestriction {
	id := jsii.String("OnlyThroughVpcEndpoints")
	if existing, ok := bucket.Node().TryFindChild(id).(*bucketRestriction); ok {
		return existing
	}
	r := &bucketRestriction{statement: awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Sid:        id,
		Effect:     awsiam.Effect_DENY,
		Principals: &[]awsiam.IPrincipal{awsiam.NewStarPrincipal()},
		Resources:  &[]*string{bucket.BucketArn(), bucket.ArnForObjects(jsii.String("*"))},
	})}
	if !*bucket.AddToResourcePolicy(r.statement).StatementAdded {
		return nil
	}
	constructs.NewConstruct_Override(r, constructOf(bucket), id)
	r.exemptPrincipalArns = autoDeleteRoleOf(bucket)
	return r
}

// autoDeleteRoleOf is the role that empties a bucket with AutoDeleteObjects when its stack is deleted. Denied the listing,
// it would fail the delete.
func autoDeleteRoleOf(bucket awss3.IBucket) []string {
	if bucket.Node().TryFindChild(jsii.String("AutoDeleteObjectsCustomResource")) == nil {
		return nil
	}
	provider, ok := bucket.Stack().Node().TryFindChild(jsii.String("Custom::S3AutoDeleteObjectsCustomResourceProvider")).(awscdk.CustomResourceProviderBase)
	if !ok {
		return nil
	}
	return []string{*provider.RoleArn()}
}

// constructOf is what an interface of the CDK does not say: that a resource is a construct, and so a scope.
func constructOf(resource constructs.IConstruct) (scope constructs.Construct) {
	jsii.UnsafeCast(resource, &scope)
	return scope
}

// Admit widens the restriction by endpoints and principals, or makes it stricter by denying all actions.
func (r *bucketRestriction) Admit(vpcEndpointIds []*string, props *RestrictBucketProps) {
	r.vpcEndpointIds = unique(slices.Concat(r.vpcEndpointIds, values(vpcEndpointIds), values(elements(props.VpcEndpointIds))))
	r.exemptPrincipalArns = unique(append(r.exemptPrincipalArns, values(elements(props.ExemptPrincipalArns))...))
	r.exemptAccounts = unique(append(r.exemptAccounts, values(elements(props.ExemptAccounts))...))
	r.allActions = r.allActions || isTrue(props.DenyAllActions)
	if r.allActions {
		r.statement.AddActions(jsii.String("s3:*"))
	} else {
		r.statement.AddActions(*jsii.Strings(dataActions()...)...)
	}
	for operator, keys := range r.denyConditions() {
		r.statement.AddCondition(jsii.String(operator), keys)
	}
}

// dataActions are all actions on objects, and the listings of a bucket. None of them manages a bucket.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
func dataActions() []string {
	return []string{
		"s3:AbortMultipartUpload", "s3:BypassGovernanceRetention", "s3:DeleteObject*", "s3:GetObject*", "s3:InitiateReplication",
		"s3:ListBucket*", "s3:ListMultipartUploadParts", "s3:ListObject*", "s3:ObjectOwnerOverrideToBucketOwner",
		"s3:PutObject*", "s3:Replicate*", "s3:RestoreObject", "s3:UpdateObject*",
	}
}

// denyConditions must all hold for a request to be denied. Where a request lacks a key, StringNotEquals and ArnNotLike
// hold, but Bool does not: without IfExists, anonymous requests, which lack both keys, would pass.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
func (r *bucketRestriction) denyConditions() map[string]map[string]any {
	conditions := map[string]map[string]any{
		"StringNotEquals": {"aws:SourceVpce": oneOrMore(r.vpcEndpointIds)},
		"BoolIfExists":    {"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"},
	}
	if len(r.exemptAccounts) > 0 {
		conditions["StringNotEquals"]["aws:PrincipalAccount"] = oneOrMore(r.exemptAccounts)
	}
	if len(r.exemptPrincipalArns) > 0 {
		conditions["ArnNotLike"] = map[string]any{"aws:PrincipalArn": oneOrMore(r.exemptPrincipalArns)}
	}
	return conditions
}
