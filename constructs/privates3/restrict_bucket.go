package privates3

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// RestrictBucketProps are the options of RestrictBucket, ResourceControlPolicy and ServiceControlPolicy: the networks that
// requests can come through, and who is exempt.
//
// Endpoints can be listed one by one or by owner. An ID identifies one endpoint, and changes if the endpoint is replaced.
// An organization, an organizational unit or an account includes every endpoint in its accounts, even those that anyone
// creates there later.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties
type RestrictBucketProps struct {
	// VpcEndpointIds are the IDs of further endpoints ("vpce-…", or tokens), for example those of another account.
	//
	// Default: none.
	VpcEndpointIds *[]*string

	// VpcEndpointOrganizations are the IDs of organizations ("o-…", or tokens) that own endpoints (aws:VpceOrgID).
	//
	// Default: none.
	VpcEndpointOrganizations *[]*string

	// VpcEndpointOrganizationPaths are paths of organizational units, or tokens, whose accounts own endpoints
	// (aws:VpceOrgPaths). A path that ends with "/*", such as "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", includes the
	// accounts in the unit and in all units below it; a path that ends with "/" includes only the accounts that are
	// directly in the unit.
	//
	// Default: none.
	VpcEndpointOrganizationPaths *[]*string

	// VpcEndpointAccounts are the IDs of accounts (12 digits, or tokens) that own endpoints (aws:VpceAccount).
	//
	// Default: none.
	VpcEndpointAccounts *[]*string

	// VpcArns are the ARNs of VPCs ("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d", or tokens). Each allows requests
	// through every S3 endpoint in the VPC (aws:SourceVpcArn), including requests from on-premises clients. With "*" in place
	// of the VPC's ID ("arn:aws:ec2:eu-west-1:111122223333:vpc/*"), they are all VPCs of the account in the Region; with "*"
	// in place of the Region, those in every Region.
	//
	// Default: none.
	VpcArns *[]*string

	// ExemptCidrs are blocks of public addresses ("203.0.113.0/24", or tokens), such as those of an office or of NAT
	// gateways, from which the bucket can be reached over the internet (aws:SourceIp). Private addresses never match,
	// because requests that come through an endpoint do not have aws:SourceIp.
	//
	// Default: none.
	ExemptCidrs *[]*string

	// ExemptPrincipalArns are the ARNs of IAM roles and users that can reach the bucket over any path (aws:PrincipalArn):
	// administrators, pipelines, roles that AWS services assume (for Batch Operations or Firehose), and service-linked
	// roles ("arn:aws:iam::111122223333:role/aws-service-role/*"). An ARN can have wildcards or be a token. For an assumed
	// role, use the ARN of the role, not of the session. With "*" as the account, roles with that name in every account are
	// exempt, but still need permission from the bucket's policy. The origin access identities of CloudFront
	// ("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3C4D5E6F7") can be exempt, too; origin access
	// control needs no exemption, because CloudFront then makes requests on its own behalf.
	//
	// RestrictBucket also exempts roles with which the CDK manages the bucket: see GatewayS3Route.RestrictBucket.
	//
	// Default: none. If DenyAllActions is true, a principal of the bucket's account must be exempt, because only that
	// account can correct the bucket's policy.
	ExemptPrincipalArns *[]*string

	// ExemptPrincipalTags are tags of principals, by key. A principal or session with one of the tags can reach the bucket
	// over any path (aws:PrincipalTag). Control who can set the tags: iam:TagRole, iam:TagUser and sts:TagSession.
	//
	// Default: none.
	ExemptPrincipalTags *map[string]*string

	// ExemptAccounts are account IDs (12 digits, or tokens). Their principals (aws:PrincipalAccount) can reach the
	// bucket over any path, if the bucket's policy allows it. An example is the account from which Elastic Load
	// Balancing delivers access logs in older Regions
	// (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
	//
	// Default: none.
	ExemptAccounts *[]*string

	// DenyAllActions also denies management of the bucket and its policy. From then on, the policy can be changed only
	// by exempt principals, by requests through the networks, by CloudFormation and other AWS services, and by the root
	// user of the account, who can always delete the policy.
	//
	// Default: false, which denies reading, writing, listing and deleting objects.
	DenyAllActions *bool

	// DenyForwardAccessSessions also denies requests that AWS services make for their caller (aws:ViaAWSService), except
	// those of CloudFormation (aws:CalledViaLast). Athena, AWS Glue, S3 Object Lambda and other services can then no
	// longer reach the bucket for a principal, unless the principal is exempt.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
	//
	// Default: false, because services such as Athena do not work without these requests.
	DenyForwardAccessSessions *bool
}

// RestrictBucket denies access to the bucket's data unless the request comes through this endpoint or a network in the
// props. It adds one Deny statement to the bucket's policy, and grants nothing.
//
// The statement does not deny:
//
//   - management of the bucket and its policy, unless DenyAllActions is true. Whoever manages the bucket can still expire
//     objects (lifecycle rules), export the names of objects (inventory and metadata tables), send events to other
//     accounts (notifications), or delete the policy.
//   - requests that AWS services make on their own behalf (aws:PrincipalIsAWSService), such as log delivery
//   - requests that AWS services make for their caller (aws:ViaAWSService), unless DenyForwardAccessSessions is true.
//     Services such as CloudFormation, Athena, AWS Glue and S3 Object Lambda forward the caller's permissions: a role in
//     the account that may read the bucket can do so from anywhere with an Athena query, and so can a principal in
//     another account that the bucket's policy allows.
//   - requests from exempt addresses, principals and accounts
//
// It denies all other requests that do not come through the networks, including those from the S3 console and from services
// that use a role. These helpers of the CDK also use roles. They are exempt if they are in the bucket's stack, even if they
// are added later: AutoDeleteObjects, BucketDeployment to or from the bucket, replication to or from the bucket and, if
// DenyAllActions is true, AddEventNotification. Their roles' policies must be in the same stack. A rule of package s3rules
// reports helpers that are denied.
//
// If several constructs of the app restrict one bucket, the bucket still has one statement. It allows all their networks,
// exempts all their principals, and denies what any of the calls denies. The bucket must be created in the app, not
// imported. The statement refers to the endpoint, so if the endpoint is replaced, the new one has access.
//
// If the bucket is in another stack, the strength of the CDK's references decides what happens when the endpoint is
// replaced. With strong ones, the default, replacing it fails, because CloudFormation does not change an export that is in
// use. With weak ones, which "cdk init" sets in cdk.json, the bucket denies requests through the new endpoint until the
// bucket's stack is updated, too. To avoid both, restrict buckets in the endpoint's stack or in its nested stacks, or list
// the owner or the VPC of the endpoint in a call of the function RestrictBucket.
//
// It panics with a *ValidationError if an argument is invalid, if the bucket is imported, if the bucket is in a Region whose
// buckets the endpoint does not reach, or if the statement alone has more characters than a bucket policy can have, 20,480.
// Tokens are not counted.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib-readme.html#reference-strength
func (g *GatewayS3Route) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	g.mustExist("RestrictBucket")
	restrictBucket(g, bucket, props, []string{g.bucketRegion}, g.VpcEndpointId())
}

// RestrictBucket denies access to the bucket's data unless the request comes through this endpoint. See
// GatewayS3Route.RestrictBucket.
func (l *InterfaceS3Link) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	l.mustExist("RestrictBucket")
	restrictBucket(l, bucket, props, []string{l.bucketRegion}, l.VpcEndpointId())
}

// RestrictBucket denies access to the bucket's data unless the request comes through one of the two endpoints. See
// GatewayS3Route.RestrictBucket.
func (a *PrivateS3Access) RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	a.mustExist("RestrictBucket")
	restrictBucket(a, bucket, props, []string{a.gateway.bucketRegion, a.link.bucketRegion}, *a.VpcEndpointIds()...)
}

// RestrictBucket denies access to the bucket's data unless the request comes through one of the networks that the props
// list. Use it if you know only the IDs or the owner of the endpoints. See GatewayS3Route.RestrictBucket. It panics with a
// *ValidationError under the same conditions, and also if no network is listed.
func RestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) {
	restrictBucket(bucket, bucket, props, nil)
}

// restrictBucket takes the Regions in which the endpoints reach buckets, empty if unknown.
func restrictBucket(c constructs.IConstruct, bucket awss3.IBucket, props *RestrictBucketProps, regions []string, vpcEndpointIds ...*string) {
	given := orZero(props)
	found := checkRestrictBucket(bucket, &given)
	if len(found) == 0 && len(vpcEndpointIds) == 0 {
		checkNamesNetwork(&found, &given)
	}
	if !cdk.IsNil(bucket) && bucket.Node().DefaultChild() == nil { // which every bucket has that the app creates
		found.addImportedBucket(bucket)
	}
	found.panicInMethod(c, "RestrictBucket")
	if orZero(given.DenyAllActions) {
		checkHome(&found, &given, *bucket.Stack().Account())
	}
	checkReach(&found, bucket, regions)
	if given.VpcArns != nil || given.ExemptPrincipalArns != nil {
		checkPartitions(&found, &given, *bucket.Stack().Region())
	}
	existing := restrictionOf(bucket)
	existing.with(vpcEndpointIds, &given).checkSize(&found)
	found.panicInMethod(c, "RestrictBucket")

	if existing == nil {
		existing = newRestriction(bucket)
	}
	if existing == nil {
		found.addImportedBucket(bucket)
		found.panicInMethod(c, "RestrictBucket")
	}
	existing.Merge(vpcEndpointIds, &given)
}

func (p *problems) addImportedBucket(bucket awss3.IBucket) {
	p.add("bucket", *bucket.Node().Path()+" is imported, so the CDK cannot change its policy.",
		"Call RestrictBucket where the bucket is created, or add such a statement to its policy there.")
}

// checkRestrictBucket needs no call into the CDK.
func checkRestrictBucket(bucket awss3.IBucket, props *RestrictBucketProps) (found problems) {
	found.checkObject("bucket", bucket, "a bucket", "Pass the bucket to restrict.")
	checkRestriction(&found, props)
	return found
}

func checkRestriction(found *problems, props *RestrictBucketProps) {
	for _, list := range restrictionLists(props) {
		for field, value := range each(found, list.field, list.elements) {
			if found.checkSingle(field, value) {
				list.check(found, field, value)
			}
		}
	}
	if props.ExemptPrincipalTags != nil && len(*props.ExemptPrincipalTags) == 0 {
		found.add("ExemptPrincipalTags", "the map is empty.", "Add an element.")
	}
	for _, key := range sortedKeys(orZero(props.ExemptPrincipalTags)) {
		checkExemptTag(found, "ExemptPrincipalTags", key, (*props.ExemptPrincipalTags)[key])
	}
	if orZero(props.DenyAllActions) && props.ExemptPrincipalArns == nil && props.ExemptPrincipalTags == nil && props.ExemptAccounts == nil {
		found.add("ExemptPrincipalArns", "nil exempts nobody, but DenyAllActions also denies changes to the bucket's policy.",
			"List a role that can correct the policy.")
	}
}

// checkReach finds a bucket in a Region in which no endpoint reaches buckets. It asks for the Region only if the endpoints' are
// known.
func checkReach(found *problems, bucket awss3.IBucket, regions []string) {
	if len(regions) == 0 || slices.ContainsFunc(regions, func(region string) bool { return region == "" || cdk.IsToken(region) }) {
		return
	}
	if region := *bucket.Stack().Region(); !cdk.IsToken(region) && !slices.Contains(regions, region) {
		found.add("bucket", *bucket.Node().Path()+" is in "+region+", but the endpoint reaches only buckets in "+strings.Join(unique(regions), " and ")+".",
			"Use an endpoint for "+region+", or list other networks in a call of the function RestrictBucket.")
	}
}

// checkPartitions finds ARNs that nothing in the partition of the bucket's Region has.
func checkPartitions(found *problems, props *RestrictBucketProps, region string) {
	for field, arn := range eachOrNone("VpcArns", props.VpcArns) {
		found.checkPartition(field, arn, region)
	}
	for field, arn := range eachOrNone("ExemptPrincipalArns", props.ExemptPrincipalArns) {
		found.checkPartition(field, arn, region)
	}
}

// checkHome checks that somebody in the bucket's account can correct a policy that denies all actions.
func checkHome(found *problems, props *RestrictBucketProps, account string) {
	if cdk.IsToken(account) || props.ExemptPrincipalTags != nil {
		return
	}
	atHome := func(of string) bool { return of == account || of == "*" || cdk.IsToken(of) }
	arnAtHome := func(arn *string) bool {
		parts := strings.Split(*arn, ":") // the account is the fifth
		return cdk.IsToken(*arn) || len(parts) > 4 && atHome(parts[4])
	}
	if slices.ContainsFunc(elements(props.ExemptPrincipalArns), arnAtHome) || slices.ContainsFunc(values(elements(props.ExemptAccounts)), atHome) {
		return
	}
	found.add("ExemptPrincipalArns", "nobody in "+account+", the bucket's account, is exempt, but DenyAllActions also denies changes to the bucket's policy.",
		"List a role of "+account+" that can correct the policy.")
}
