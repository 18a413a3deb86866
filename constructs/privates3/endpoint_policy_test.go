package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

// namedBucket is a bucket that needs no CDK.
type namedBucket struct {
	aBucket
	arn string
}

func (b *namedBucket) BucketArn() *string { return &b.arn }

// anyStatement is a statement that needs no CDK.
type anyStatement struct {
	aStatement
	principal bool
}

func (s *anyStatement) HasPrincipal() *bool { return &s.principal }

func sets(list ...*ServiceBuckets) *[]*ServiceBuckets { return &list }

func TestPlainAllowStatements(t *testing.T) {
	everything, anywhere := []string{"*"}, []string{"*"}
	organization := condition{"StringEquals", "aws:PrincipalOrgID", []string{"o-a1b2c3d4e5"}}
	accounts := condition{"StringEquals", "aws:PrincipalAccount", []string{"111122223333", "444455556666"}}
	account := condition{"StringEquals", "aws:PrincipalAccount", []string{"111122223333"}}
	unit := condition{"ForAnyValue:StringLike", "aws:PrincipalOrgPaths", []string{"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}
	reports := []string{"arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/*"}

	for _, test := range []struct {
		name   string
		policy EndpointPolicy
		want   []allowStatement
	}{
		{
			name:   "an organization: its callers, its buckets",
			policy: EndpointPolicy{Organizations: jsii.Strings("o-a1b2c3d4e5")},
			want:   []allowStatement{{everything, anywhere, []condition{organization, {"StringEquals", "aws:ResourceOrgID", []string{"o-a1b2c3d4e5"}}}}},
		},
		{
			name:   "accounts, one of them twice",
			policy: EndpointPolicy{Accounts: jsii.Strings("111122223333", "444455556666", "111122223333")},
			want:   []allowStatement{{everything, anywhere, []condition{accounts, {"StringEquals", "aws:ResourceAccount", accounts.values}}}},
		},
		{
			name:   "an organization and accounts: callers of either, buckets of either",
			policy: EndpointPolicy{Organizations: jsii.Strings("o-a1b2c3d4e5"), Accounts: jsii.Strings("111122223333", "444455556666")},
			want: []allowStatement{
				{everything, anywhere, []condition{organization, {"StringEquals", "aws:ResourceOrgID", []string{"o-a1b2c3d4e5"}}}},
				{everything, anywhere, []condition{organization, {"StringEquals", "aws:ResourceAccount", accounts.values}}},
				{everything, anywhere, []condition{accounts, {"StringEquals", "aws:ResourceOrgID", []string{"o-a1b2c3d4e5"}}}},
				{everything, anywhere, []condition{accounts, {"StringEquals", "aws:ResourceAccount", accounts.values}}},
			},
		},
		{
			name:   "an organizational unit, and an account outside it",
			policy: EndpointPolicy{OrganizationPaths: jsii.Strings("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"), Accounts: jsii.Strings("111122223333")},
			want: []allowStatement{
				{everything, anywhere, []condition{unit, {"ForAnyValue:StringLike", "aws:ResourceOrgPaths", unit.values}}},
				{everything, anywhere, []condition{unit, {"StringEquals", "aws:ResourceAccount", account.values}}},
				{everything, anywhere, []condition{account, {"ForAnyValue:StringLike", "aws:ResourceOrgPaths", unit.values}}},
				{everything, anywhere, []condition{account, {"StringEquals", "aws:ResourceAccount", account.values}}},
			},
		},
		{
			name: "listed buckets, one of them in both fields: all principals",
			policy: EndpointPolicy{
				Buckets:    &[]awss3.IBucket{&namedBucket{arn: "arn:aws:s3:::amzn-s3-demo-bucket"}, &namedBucket{arn: "${Token[Bucket.Arn.7]}"}},
				BucketArns: jsii.Strings("arn:aws:s3:::amzn-s3-demo-bucket"),
			},
			want: []allowStatement{{actions: everything, resources: append(reports[:2:2], "${Token[Bucket.Arn.7]}", "${Token[Bucket.Arn.7]}/*")}},
		},
		{
			name: "listed buckets for an organization and accounts, whoever owns them",
			policy: EndpointPolicy{
				Organizations: jsii.Strings("o-a1b2c3d4e5"), Accounts: jsii.Strings("111122223333", "444455556666"),
				BucketArns: jsii.Strings("arn:aws:s3:::amzn-s3-demo-bucket"),
			},
			want: []allowStatement{
				{everything, reports, []condition{organization}},
				{everything, reports, []condition{accounts}},
			},
		},
		{
			name:   "AWS services",
			policy: EndpointPolicy{AwsServices: jsii.Bool(true)},
			want:   []allowStatement{{everything, anywhere, []condition{{"Bool", "aws:PrincipalIsAWSService", []string{"true"}}}}},
		},
		{
			name:   "sets with the same actions share a statement, in which each resource occurs once",
			policy: EndpointPolicy{ServiceBuckets: sets(ServiceBuckets_EcrImageLayers(), ServiceBuckets_CloudFormationResponses(), ServiceBuckets_CodeDeploy(), ServiceBuckets_EcrImageLayers())},
			want: []allowStatement{
				{actions: []string{"s3:GetObject"}, resources: []string{"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*", "arn:aws:s3:::aws-codedeploy-eu-west-1/*"}},
				{actions: []string{"s3:PutObject"}, resources: []string{"arn:aws:s3:::cloudformation-custom-resource-response-euwest1/*", "arn:aws:s3:::cloudformation-waitcondition-eu-west-1/*"}},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			got := readEndpointPolicy(&found, "Policy", &test.policy).allowStatements(ireland1())
			compareProblems(t, found, nil)
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(allowStatement{}, condition{})); diff != "" {
				t.Errorf("statements differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlainBadEndpointPolicies(t *testing.T) {
	const (
		organizationIsWrong = ` is not the ID of an organization. Pass an ID such as "o-a1b2c3d4e5", or a token.`
		accountIsWrong      = " is not an account ID. Pass 12 digits, with leading zeros and without dashes, or a token."
		bucketIsWrong       = ` is not the ARN of a bucket. Pass "arn:aws:s3:::" followed by the name of the bucket, or a token. For access points and parts of buckets, use Statements.`
		ofAnybody           = ` also allows buckets that other accounts create. List each bucket, use the namespace of your account ("arn:aws:s3:::*-111122223333-eu-west-1-an"), or leave the bucket out to allow those of Organizations, OrganizationPaths or Accounts.`
		alias               = " is the alias of an access point, which no policy matches. List the bucket, or the ARN of the access point in Statements."
		pathIsWrong         = ` is not the path of an organizational unit. Pass a path such as "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", which ends with "/*", or with "/" for the accounts that are directly in the unit; or a token.`
		empty               = "Policy: an empty policy denies everything. Set the principals and the buckets to allow."
		emptyList           = ": the list is empty. Add an element."
	)
	for _, test := range []struct {
		name   string
		policy *EndpointPolicy
		want   []string
	}{
		{"an empty policy, which would deny everything", &EndpointPolicy{}, []string{empty}},
		{"only what is off", &EndpointPolicy{AwsServices: jsii.Bool(false)}, []string{empty}},
		{"near miss: one field", &EndpointPolicy{AwsServices: jsii.Bool(true)}, nil},
		{
			"empty lists",
			&EndpointPolicy{Organizations: &[]*string{}, Accounts: &[]*string{}, Buckets: &[]awss3.IBucket{}, BucketArns: &[]*string{}, ServiceBuckets: sets(), Statements: &[]awsiam.PolicyStatement{}},
			[]string{
				"Policy.Organizations" + emptyList, "Policy.Accounts" + emptyList, "Policy.BucketArns" + emptyList,
				"Policy.Buckets" + emptyList, "Policy.ServiceBuckets" + emptyList, "Policy.Statements" + emptyList,
			},
		},
		{
			"nil elements",
			&EndpointPolicy{
				Organizations: &[]*string{nil}, Accounts: &[]*string{nil}, Buckets: &[]awss3.IBucket{(*namedBucket)(nil)}, BucketArns: &[]*string{nil},
				ServiceBuckets: sets(nil), Statements: &[]awsiam.PolicyStatement{nil, (*anyStatement)(nil)},
			},
			[]string{
				"Policy.Organizations[0]: nil" + organizationIsWrong,
				"Policy.Accounts[0]: nil" + accountIsWrong,
				"Policy.BucketArns[0]: nil" + bucketIsWrong,
				"Policy.Buckets[0]: nil is not a bucket. Remove the element.",
				"Policy.ServiceBuckets[0]: nil is not a set of buckets. Remove the element.",
				"Policy.Statements[0]: nil is not a statement. Pass a statement.",
				"Policy.Statements[1]: nil is not a statement. Pass a statement.",
			},
		},
		{
			"strings that are not ids",
			&EndpointPolicy{Organizations: jsii.Strings("a1b2c3d4e5", "o-short", "o-A1B2C3D4E5"), Accounts: jsii.Strings("1111-2222-3333", "11112222333")},
			[]string{
				`Policy.Organizations[0]: "a1b2c3d4e5"` + organizationIsWrong,
				`Policy.Organizations[1]: "o-short"` + organizationIsWrong,
				`Policy.Organizations[2]: "o-A1B2C3D4E5"` + organizationIsWrong,
				`Policy.Accounts[0]: "1111-2222-3333"` + accountIsWrong,
				`Policy.Accounts[1]: "11112222333"` + accountIsWrong,
			},
		},
		{"near miss: ids and tokens", &EndpointPolicy{Organizations: jsii.Strings("o-a1b2c3d4e5", "${Token[Org.1]}"), Accounts: jsii.Strings("012345678901", "${Token[AWS.AccountId.2]}")}, nil},
		{
			"ARNs of other things",
			&EndpointPolicy{BucketArns: jsii.Strings("arn:aws:sqs:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/*", "arn:aws:s3:eu-west-1:111122223333:accesspoint/reports", "amzn-s3-demo-bucket")},
			[]string{
				`Policy.BucketArns[0]: "arn:aws:sqs:::amzn-s3-demo-bucket"` + bucketIsWrong,
				`Policy.BucketArns[1]: "arn:aws:s3:::amzn-s3-demo-bucket/*"` + bucketIsWrong,
				`Policy.BucketArns[2]: "arn:aws:s3:eu-west-1:111122223333:accesspoint/reports"` + bucketIsWrong,
				`Policy.BucketArns[3]: "amzn-s3-demo-bucket"` + bucketIsWrong,
			},
		},
		{
			"names of buckets that any account can create",
			&EndpointPolicy{
				BucketArns: jsii.Strings("arn:aws:s3:::*", "arn:aws:s3:::????", "arn:aws:s3:::*-logs", "arn:aws:s3:::amzn-s3-demo-*", "arn:${Token[AWS.Partition.3]}:s3:::*",
					"arn:aws:s3:::*-111122223333-*-an", "arn:aws:s3:::amzn-s3-demo-111122223333-eu-west-1-an*"),
				Buckets: &[]awss3.IBucket{&namedBucket{arn: "arn:aws:s3:::*"}},
			},
			[]string{
				`Policy.BucketArns[0]: "arn:aws:s3:::*"` + ofAnybody,
				`Policy.BucketArns[1]: "arn:aws:s3:::????"` + ofAnybody,
				`Policy.BucketArns[2]: "arn:aws:s3:::*-logs"` + ofAnybody,
				`Policy.BucketArns[3]: "arn:aws:s3:::amzn-s3-demo-*"` + ofAnybody,
				`Policy.BucketArns[4]: "arn:${Token[AWS.Partition.3]}:s3:::*"` + ofAnybody,
				`Policy.BucketArns[5]: "arn:aws:s3:::*-111122223333-*-an"` + ofAnybody,
				`Policy.BucketArns[6]: "arn:aws:s3:::amzn-s3-demo-111122223333-eu-west-1-an*"` + ofAnybody,
				`Policy.Buckets[0]: "arn:aws:s3:::*"` + ofAnybody,
			},
		},
		{
			"aliases, and a directory bucket",
			&EndpointPolicy{BucketArns: jsii.Strings("arn:aws:s3:::reports-abc123-s3alias", "arn:aws:s3:::reports-abc123--ol-s3", "arn:aws:s3:::abc123.mrap", "arn:aws:s3:::reports--euw1-az1--x-s3")},
			[]string{
				`Policy.BucketArns[0]: "arn:aws:s3:::reports-abc123-s3alias"` + alias,
				`Policy.BucketArns[1]: "arn:aws:s3:::reports-abc123--ol-s3"` + alias,
				`Policy.BucketArns[2]: "arn:aws:s3:::abc123.mrap"` + alias,
				`Policy.BucketArns[3]: "arn:aws:s3:::reports--euw1-az1--x-s3" is a directory bucket, whose requests do not go through an S3 endpoint. Allow it in the policy of an endpoint for S3 Express One Zone.`,
			},
		},
		{"near miss: buckets of any partition, tokens, and the namespace of an account", &EndpointPolicy{BucketArns: jsii.Strings(
			"arn:aws-cn:s3:::amzn-s3-demo-bucket", "${Token[Bucket.Arn.1]}", "arn:${Token[AWS.Partition.3]}:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-${Token[AWS.AccountId.2]}",
			"arn:aws:s3:::*-111122223333-eu-west-1-an", "arn:aws-us-gov:s3:::logs-*-111122223333-us-gov-west-1-an",
		)}, nil},
		{
			"strings that are not paths of organizational units",
			&EndpointPolicy{OrganizationPaths: jsii.Strings("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111", "ou-ab12-11111111/*", "o-a1b2c3d4e5/*", "o-a1b2c3d4e5/r-ab12/ou-ab12-1111*")},
			[]string{
				`Policy.OrganizationPaths[0]: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111"` + pathIsWrong,
				`Policy.OrganizationPaths[1]: "ou-ab12-11111111/*"` + pathIsWrong,
				`Policy.OrganizationPaths[2]: "o-a1b2c3d4e5/*"` + pathIsWrong,
				`Policy.OrganizationPaths[3]: "o-a1b2c3d4e5/r-ab12/ou-ab12-1111*"` + pathIsWrong,
			},
		},
		{"near miss: units, nested units and a token", &EndpointPolicy{OrganizationPaths: jsii.Strings(
			"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/", "o-a1b2c3d4e5/r-ab12/", "${Token[Unit.1]}",
		)}, nil},
		{
			"a statement without a principal",
			&EndpointPolicy{Statements: &[]awsiam.PolicyStatement{&anyStatement{}}},
			[]string{"Policy.Statements[0]: the statement has no principal. Set Principals. For a gateway endpoint, use awsiam.NewStarPrincipal() with a condition on the callers."},
		},
		{"near miss: a statement with a principal", &EndpointPolicy{Statements: &[]awsiam.PolicyStatement{&anyStatement{principal: true}}}, nil},
		{
			"a set without buckets for the Region",
			&EndpointPolicy{ServiceBuckets: sets(ServiceBuckets_EcrImageLayers(), ServiceBuckets_CodeArtifact())},
			[]string{"Policy.ServiceBuckets[1] (CodeArtifact): the names of these buckets depend on the Region, which is unknown at synth. Set the Region in the Env of the stack, or list the buckets in a ServiceBuckets of your own."},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			readEndpointPolicy(&found, "Policy", test.policy).checkRegion(&found, "${Token[AWS.Region.4]}")
			compareProblems(t, found, test.want)
		})
	}
}
