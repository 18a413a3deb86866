package privates3

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// EndpointPolicy controls which principals can reach which buckets through an endpoint. It does not grant access: the
// principal's own policies and the bucket's policy must also allow the request.
//
// The policy allows principals to reach buckets. The principals are those of Organizations, OrganizationPaths and
// Accounts, or all principals if none of these fields is set. The buckets are those in Buckets and BucketArns, or all
// buckets that Organizations, OrganizationPaths and Accounts own if neither field is set. AwsServices, ServiceBuckets and
// Statements each allow further requests. At least one field must be set, because a policy that allows nothing denies
// everything.
//
// All other requests through the endpoint are denied. If Buckets or BucketArns is set, these include requests that do not
// refer to a bucket (ListBuckets), requests to S3 Control (such as those about access points and Batch Operations jobs),
// and requests to the CDK's staging bucket, from which a stack's assets are downloaded. To allow the staging bucket, add
// ServiceBuckets_CdkStaging.
//
// The statements have the principal "*" and conditions on the callers, because a gateway endpoint ignores other
// principals. At synth, the rules of package s3rules check the complete policy, including statements that were added
// later. They find policies of more than 20,480 characters, policies with only Deny statements, and principals and
// wildcards that endpoint policies do not support. Tokens are not checked.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
type EndpointPolicy struct {
	// Organizations are the IDs of organizations in AWS Organizations ("o-…", or tokens). They limit the callers
	// (aws:PrincipalOrgID) and, if no bucket is listed, the owners of the buckets (aws:ResourceOrgID).
	//
	// Default: none.
	Organizations *[]*string

	// OrganizationPaths are paths of organizational units, or tokens. They limit the callers (aws:PrincipalOrgPaths) and,
	// if no bucket is listed, the owners of the buckets (aws:ResourceOrgPaths). A path that ends with "/*", such as
	// "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", includes the accounts in the unit and in all units below it; a path that
	// ends with "/" includes only the accounts that are directly in the unit.
	//
	// Default: none.
	OrganizationPaths *[]*string

	// Accounts are account IDs (12 digits, or tokens). They limit the callers (aws:PrincipalAccount) and, if no bucket
	// is listed, the owners of the buckets (aws:ResourceAccount).
	//
	// Default: none.
	Accounts *[]*string

	// Buckets are the buckets that callers can reach, with their objects, regardless of who owns them. Requests to
	// access point ARNs need a statement in Statements. If RestrictBucket restricts a bucket of another stack to the
	// same endpoint, do not list the bucket here: the two stacks would depend on each other, which the CDK rejects.
	// List its literal ARN in BucketArns instead.
	//
	// Default: those of BucketArns; if there are none, all buckets of Organizations, OrganizationPaths and Accounts.
	Buckets *[]awss3.IBucket

	// BucketArns are the ARNs of further buckets ("arn:aws:s3:::amzn-s3-demo-bucket", or tokens). A name can have a
	// wildcard only before the suffix of an account's own namespace, "-<account>-<region>-an": other wildcards also match
	// buckets that any account can create. Access point aliases are not bucket names.
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
	//
	// Default: none.
	BucketArns *[]*string

	// AwsServices allows requests that an AWS service makes or presigns on its own behalf (aws:PrincipalIsAWSService),
	// to any bucket. Organizations, OrganizationPaths and Accounts do not include these requests, because a service
	// principal belongs to none of them.
	//
	// Default: false.
	AwsServices *bool

	// ServiceBuckets are buckets that AWS owns and that workloads in the VPC need. All principals can reach them.
	//
	// Default: none.
	ServiceBuckets *[]*ServiceBuckets

	// Statements are added unchanged. Each needs a principal; for a gateway endpoint, "*" (awsiam.NewStarPrincipal).
	//
	// Default: none.
	Statements *[]awsiam.PolicyStatement
}

// endpointPolicy has the valid values of an EndpointPolicy.
type endpointPolicy struct {
	organizations     []string
	organizationPaths []string
	accounts          []string
	bucketArns        []string
	awsServices       bool
	serviceBuckets    []fieldOf[*ServiceBuckets]
	statements        []fieldOf[awsiam.PolicyStatement]

	rendered map[string][]awsiam.PolicyStatement // by the Region of the buckets
}

// fieldOf is a value with the field that the user set.
type fieldOf[T any] struct {
	field string
	value T
}

// readEndpointPolicy reads what does not depend on the Region.
func readEndpointPolicy(found *problems, field string, policy *EndpointPolicy) *endpointPolicy {
	p := &endpointPolicy{awsServices: orZero(policy.AwsServices), rendered: map[string][]awsiam.PolicyStatement{}}
	effective := *policy
	if !p.awsServices {
		effective.AwsServices = nil
	}
	if effective == (EndpointPolicy{}) {
		found.add(field, "an empty policy denies everything.", "Set the principals and the buckets to allow.")
	}
	p.organizations = valid(found, field+".Organizations", policy.Organizations, checkOrganization)
	p.organizationPaths = valid(found, field+".OrganizationPaths", policy.OrganizationPaths, checkOrganizationPath)
	p.accounts = valid(found, field+".Accounts", policy.Accounts, checkAccount)
	p.bucketArns = valid(found, field+".BucketArns", policy.BucketArns, func(found *problems, field string, arn *string) bool {
		return found.checkSingle(field, arn) && checkBucketArn(found, field, arn)
	})
	for field, bucket := range each(found, field+".Buckets", policy.Buckets) {
		if !found.checkNotNil(field, bucket, "a bucket") {
			continue
		}
		if arn := bucket.BucketArn(); checkBucketArn(found, field, arn) {
			p.bucketArns = append(p.bucketArns, *arn)
		}
	}
	for field, set := range each(found, field+".ServiceBuckets", policy.ServiceBuckets) {
		if field, ok := checkServiceBuckets(found, field, set); ok {
			p.serviceBuckets = append(p.serviceBuckets, fieldOf[*ServiceBuckets]{field, set})
		}
	}
	for field, statement := range each(found, field+".Statements", policy.Statements) {
		if checkStatement(found, field, statement) {
			p.statements = append(p.statements, fieldOf[awsiam.PolicyStatement]{field, statement})
		}
	}
	return p
}

// checkStatement reports whether an endpoint policy can have the statement. The rules of s3rules check the rest at
// synth.
func checkStatement(found *problems, field string, statement awsiam.PolicyStatement) bool {
	if cdk.IsNil(statement) {
		found.add(field, "nil is not a statement.", "Pass a statement.")
		return false
	}
	if !*statement.HasPrincipal() {
		found.add(field, "the statement has no principal.", "Set Principals. For a gateway endpoint, use awsiam.NewStarPrincipal() with a condition on the callers.")
		return false
	}
	return true
}

// checkRegion finds AWS-owned buckets whose names in a Region are unknown.
func (p *endpointPolicy) checkRegion(found *problems, region string) {
	if p == nil {
		return
	}
	for _, set := range p.serviceBuckets {
		set.value.checkRegion(found, set.field, region)
	}
}

// checkForGateway finds statements with principals that a gateway endpoint does not support.
func (p *endpointPolicy) checkForGateway(found *problems, stack *cdk.Stack) {
	if p == nil {
		return
	}
	for _, statement := range p.statements {
		checkStatementForGateway(found, statement.field, stack, statement.value)
	}
}

func checkStatementForGateway(found *problems, field string, stack *cdk.Stack, statement awsiam.PolicyStatement) {
	const fix = "Use awsiam.NewStarPrincipal() with a condition on the callers, such as aws:PrincipalArn."
	rendered, _ := stack.Resolve(statement.ToStatementJson()).(map[string]any)
	if _, excluded := rendered["NotPrincipal"]; excluded {
		found.add(field, `the statement has a NotPrincipal, but a gateway endpoint supports only the principal "*".`, fix)
	}
	for _, principal := range namedPrincipals(rendered["Principal"]) {
		found.add(field, "the statement has the principal "+principal+`, but a gateway endpoint supports only "*".`, fix)
	}
}

// namedPrincipals returns the principals other than "*", as far as they are known at synth.
func namedPrincipals(principal any) (named []string) {
	byKind, ok := principal.(map[string]any)
	if !ok {
		byKind = map[string]any{"AWS": principal}
	}
	for _, kind := range sortedKeys(byKind) {
		list, ok := byKind[kind].([]any)
		if !ok {
			list = []any{byKind[kind]}
		}
		for _, element := range list {
			if name, known := principalName(element); known && (kind != "AWS" || name != "*") {
				named = append(named, fmt.Sprintf("%s %q", kind, name))
			}
		}
	}
	return named
}

// principalName returns a principal, with "…" for what is unknown at synth, and whether anything of it is known. Of the ARN of
// awsiam.NewAccountPrincipal, only the partition is unknown.
func principalName(principal any) (name string, known bool) {
	if text, ok := principal.(string); ok {
		return text, true
	}
	function, _ := principal.(map[string]any)
	join, _ := function["Fn::Join"].([]any) // the separator, which the CDK leaves empty, and the parts
	if len(join) != 2 {
		return "", false
	}
	parts, _ := join[1].([]any)
	for _, part := range parts {
		text, ok := part.(string)
		if !ok {
			text = "…"
		}
		name, known = name+text, known || ok
	}
	return name, known
}
