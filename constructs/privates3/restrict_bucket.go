package privates3

import (
	"regexp"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// RestrictBucketProps are the options of RestrictBucket.
type RestrictBucketProps struct {
	// VpcEndpointIds are the IDs of further endpoints ("vpce-…", or tokens) through which the bucket can be reached,
	// for example those of another account.
	//
	// Default: none.
	VpcEndpointIds *[]*string

	// ExemptPrincipalArns are the ARNs of IAM roles and users that can reach the bucket over any path: administrators,
	// pipelines, the roles of custom resources that write to the bucket (BucketDeployment), roles that AWS services
	// assume (for replication, Batch Operations or Firehose), and service-linked roles
	// ("arn:aws:iam::111122223333:role/aws-service-role/*"). An ARN can have wildcards or be a token. For an assumed
	// role, use the ARN of the role, not of the session, because that is the value of aws:PrincipalArn. The role that
	// empties a bucket with AutoDeleteObjects is always exempt.
	//
	// Default: none. Required if DenyAllActions is true. In that case, include a role of the bucket's account, because
	// only that account can correct the bucket's policy.
	ExemptPrincipalArns *[]*string

	// ExemptAccounts are account IDs (12 digits, or tokens). Their principals (aws:PrincipalAccount) can reach the
	// bucket over any path, if the bucket's policy allows it. An example is the account from which Elastic Load
	// Balancing delivers access logs in older Regions
	// (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
	//
	// Default: none.
	ExemptAccounts *[]*string

	// DenyAllActions also denies management of the bucket and its policy. From then on, the policy can be changed only
	// by exempt principals, by requests through the endpoints, by AWS services such as CloudFormation, and by the root
	// user of the account.
	//
	// Default: false, which denies reading, writing, listing and deleting objects.
	DenyAllActions *bool
}

// RestrictBucket denies access to the bucket's data unless the request comes through this endpoint. It adds one Deny
// statement to the bucket's policy, and grants nothing.
//
// The statement does not deny:
//
//   - management of the bucket and its policy, unless DenyAllActions is true
//   - requests that AWS services make on their own behalf (aws:PrincipalIsAWSService), such as log delivery
//   - requests that AWS services make for their caller (aws:ViaAWSService), such as those of CloudFormation and Athena
//   - requests from ExemptPrincipalArns and ExemptAccounts
//
// It denies all other requests that do not come through the endpoint, including those from the S3 console and from
// services that use a role.
//
// If several constructs of the app restrict one bucket, the bucket still has one statement. It allows all their
// endpoints, exempts all their principals, and denies all actions if one of the calls sets DenyAllActions. The bucket's
// policy must belong to the app, because the statement refers to the endpoint: if the endpoint is replaced, the new one
// has access.
//
// If the bucket is in another stack, that stack imports the endpoint's ID. Replacing the endpoint then fails, because
// CloudFormation does not change an export that is in use. To avoid this, restrict only buckets in the endpoint's stack
// or in its nested stacks.
//
// It panics with a *PropsError if an argument is invalid or the bucket is imported.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
func (g *GatewayS3Route) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	restrictBucket(g, bucket, props, g.VpcEndpointId())
}

// RestrictBucket denies access to the bucket's data unless the request comes through this endpoint. See
// GatewayS3Route.RestrictBucket.
func (l *InterfaceS3Link) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	restrictBucket(l, bucket, props, l.VpcEndpointId())
}

// RestrictBucket denies access to the bucket's data unless the request comes through one of the two endpoints. See
// GatewayS3Route.RestrictBucket.
func (a *PrivateS3Access) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	restrictBucket(a, bucket, props, *a.VpcEndpointIds()...)
}

func restrictBucket(c constructs.Construct, bucket awss3.IBucket, props *RestrictBucketProps, vpcEndpointIds ...*string) {
	given := orZero(props)
	found := checkRestrictBucket(bucket, &given)
	found.panicInMethod(c, "RestrictBucket")

	restriction := restrictionOf(bucket)
	if restriction == nil {
		found.add("bucket", *bucket.Node().Path()+" is imported, so the CDK cannot change its policy.",
			"Call RestrictBucket where the bucket is created, or add such a statement to its policy there.")
		found.panicInMethod(c, "RestrictBucket")
	}
	restriction.Merge(vpcEndpointIds, &given)
}

// checkRestrictBucket needs no call into the CDK.
func checkRestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) (found problems) {
	if cdk.IsNil(bucket) {
		found.add("bucket", "nil is not a bucket.", "Pass the bucket to restrict.")
	}
	for field, id := range each(&found, "VpcEndpointIds", props.VpcEndpointIds) {
		if found.checkSingle(field, id) {
			checkVpcEndpointId(&found, field, id)
		}
	}
	for field, arn := range each(&found, "ExemptPrincipalArns", props.ExemptPrincipalArns) {
		if found.checkSingle(field, arn) {
			checkExemptPrincipal(&found, field, arn)
		}
	}
	for field, id := range each(&found, "ExemptAccounts", props.ExemptAccounts) {
		if found.checkSingle(field, id) {
			checkAccount(&found, field, id)
		}
	}
	if orZero(props.DenyAllActions) && props.ExemptPrincipalArns == nil {
		found.add("ExemptPrincipalArns", "nil exempts nobody, but DenyAllActions also denies changes to the bucket's policy.",
			"List a role that can correct the policy.")
	}
	return found
}

func checkExemptPrincipal(found *problems, field string, arn *string) {
	is := func(pattern string) bool { return arn != nil && regexp.MustCompile(pattern).MatchString(*arn) }
	switch {
	case is(`^arn:[a-z-]+:sts::.*:assumed-role/`):
		found.add(field, quoted(arn)+" is the ARN of a role session.", `Pass the ARN of the role, "arn:aws:iam::<account>:role/<path and name>".`)
	case is(`^arn:[a-z-]+:iam::.*:root$`):
		found.add(field, quoted(arn)+" is the root user of the account, not everyone in it.", "List the roles to exempt.")
	case is(`:(role|user)/[^$]*[*?]`) && !is(`:(role|user)/.*[^*?/]{3}`):
		found.add(field, quoted(arn)+" exempts almost everyone in the account.", "List the roles to exempt, or use a more specific wildcard.")
	default:
		found.checkForm(field, arn, `^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/.+$`, "the ARN of an IAM role or user", `Pass an ARN such as "arn:aws:iam::111122223333:role/Admin", or a token.`)
	}
}

// bucketRestriction has the one statement that restricts a bucket. Two Deny statements, each for its own endpoints,
// would deny everything. It is a child of the bucket, where every construct that restricts the bucket finds it.
type bucketRestriction struct {
	constructs.Construct
	statement           awsiam.PolicyStatement
	vpcEndpointIds      []string
	exemptPrincipalArns []string
	exemptAccounts      []string
	allActions          bool
}

// restrictionOf returns the bucket's restriction, a new one if it has none, and nil if the CDK cannot change the
// bucket's policy.
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
	constructs.NewConstruct_Override(r, cdk.ScopeOf(bucket), id)
	r.exemptPrincipalArns = autoDeleteRoleOf(bucket)
	return r
}

// autoDeleteRoleOf returns the role that empties a bucket with AutoDeleteObjects when its stack is deleted. If the role
// could not list the bucket, deleting the stack would fail.
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

// Merge adds endpoints, exemptions and actions to the restriction. It is exported because jsii takes only types that have
// an exported method.
func (r *bucketRestriction) Merge(vpcEndpointIds []*string, props *RestrictBucketProps) {
	r.vpcEndpointIds = unique(slices.Concat(r.vpcEndpointIds, values(vpcEndpointIds), values(elements(props.VpcEndpointIds))))
	r.exemptPrincipalArns = unique(append(r.exemptPrincipalArns, values(elements(props.ExemptPrincipalArns))...))
	r.exemptAccounts = unique(append(r.exemptAccounts, values(elements(props.ExemptAccounts))...))
	r.allActions = r.allActions || orZero(props.DenyAllActions)
	if r.allActions {
		r.statement.AddActions(jsii.String("s3:*"))
	} else {
		r.statement.AddActions(*jsii.Strings(dataActions()...)...)
	}
	for operator, keys := range r.denyConditions() {
		r.statement.AddCondition(jsii.String(operator), keys)
	}
}

// dataActions returns all actions on objects, and those that list a bucket. None of them manages a bucket.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
func dataActions() []string {
	return []string{
		"s3:AbortMultipartUpload", "s3:BypassGovernanceRetention", "s3:DeleteObject*", "s3:GetObject*", "s3:InitiateReplication",
		"s3:ListBucket*", "s3:ListMultipartUploadParts", "s3:ListObject*", "s3:ObjectOwnerOverrideToBucketOwner",
		"s3:PutObject*", "s3:Replicate*", "s3:RestoreObject", "s3:UpdateObject*",
	}
}

// denyConditions returns the conditions that a request must meet to be denied. A request without the key meets
// StringNotEquals and ArnNotLike, but not Bool: without IfExists, anonymous requests, which have neither key, would not
// be denied.
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
