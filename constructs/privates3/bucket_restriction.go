package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

const restrictionSid = "OnlyThroughVpcEndpoints"

// bucketRestriction has the one statement that restricts a bucket. Two Deny statements, each for its own endpoints,
// would deny everything. It is a child of the bucket, where every construct that restricts the bucket finds it.
type bucketRestriction struct {
	constructs.Construct
	what      restriction
	statement awsiam.PolicyStatement
	bucket    awss3.IBucket

	helperRoles  []string
	helpersKnown bool
}

// restrictionOf returns the bucket's restriction, nil if it has none yet.
func restrictionOf(bucket awss3.IBucket) *bucketRestriction {
	existing, _ := ownerOfPolicy(bucket).Node().TryFindChild(jsii.String(restrictionSid)).(*bucketRestriction)
	return existing
}

// newRestriction restricts the bucket. It returns nil if the CDK cannot change the bucket's policy.
func newRestriction(bucket awss3.IBucket) *bucketRestriction {
	bucket = ownerOfPolicy(bucket)
	id := jsii.String(restrictionSid)
	r := &bucketRestriction{bucket: bucket}
	conditions := map[string]any{}
	for _, operator := range restrictionOperators() {
		conditions[operator] = awscdk.Lazy_UncachedAny(&lazyConditions{r, operator}, nil)
	}
	r.statement = awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Sid:        id,
		Effect:     awsiam.Effect_DENY,
		Principals: &[]awsiam.IPrincipal{awsiam.NewStarPrincipal()},
		Resources:  &[]*string{bucket.BucketArn(), bucket.ArnForObjects(jsii.String("*"))},
		Conditions: &conditions,
	})
	if !*bucket.AddToResourcePolicy(r.statement).StatementAdded {
		return nil
	}
	constructs.NewConstruct_Override(r, cdk.ScopeOf(bucket), id)
	return r
}

// ownerOfPolicy returns the construct that created the bucket. Bucket_FromCfnBucket returns another construct for the same
// bucket, whose policy would be a second one.
func ownerOfPolicy(bucket awss3.IBucket) awss3.IBucket {
	resource := bucket.Node().DefaultChild()
	if cdk.IsNil(resource) {
		return bucket
	}
	if owner, ok := resource.Node().Scope().(awss3.IBucket); ok {
		return owner
	}
	return bucket
}

// Merge adds endpoints, exemptions and actions to the restriction. It is exported because jsii takes only types that have
// an exported method.
func (r *bucketRestriction) Merge(vpcEndpointIds []*string, props *RestrictBucketProps) {
	r.what = r.with(vpcEndpointIds, props)
	r.statement.AddActions(*jsii.Strings(r.what.actions()...)...)
}

// with returns what the bucket's statement, if it has one, denies with further endpoints, exemptions and actions.
func (r *bucketRestriction) with(vpcEndpointIds []*string, props *RestrictBucketProps) (what restriction) {
	if r != nil {
		what = r.what
	}
	what.add(&RestrictBucketProps{VpcEndpointIds: &vpcEndpointIds})
	what.add(props)
	return what
}

// lazyConditions are the conditions of one operator, which are complete only at synth.
type lazyConditions struct {
	restriction *bucketRestriction
	operator    string
}

// Produce returns nil, which renders nothing, if no condition has the operator.
func (l *lazyConditions) Produce(context awscdk.IResolveContext) any {
	complete := l.restriction.what
	if l.operator == "ArnNotLike" {
		complete.exempt("ArnNotLike", "aws:PrincipalArn", l.restriction.helpers(context)...)
	}
	keys, ok := conditionsOf(complete.conditions())[l.operator]
	if !ok {
		return nil
	}
	return keys
}

// helpers looks for the helper roles once for each synth, which prepares a complete tree before it renders it.
func (r *bucketRestriction) helpers(context awscdk.IResolveContext) []string {
	if !r.helpersKnown || *context.Preparing() {
		r.helperRoles, r.helpersKnown = helperRoles(r.bucket, r.what.allActions), true
	}
	return r.helperRoles
}
