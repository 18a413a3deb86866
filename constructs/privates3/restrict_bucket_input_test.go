package privates3

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
)

func TestPlainPropsOfRestrictBucket(t *testing.T) {
	const (
		noPrincipal    = ` is not the ARN of an IAM role or user. Pass an ARN such as "arn:aws:iam::111122223333:role/Admin", or a token.`
		emptyList      = ": the list is empty. Add an element."
		almostEveryone = " exempts almost everyone in the account. List the roles to exempt, or use a more specific wildcard."
		noVpc          = ` is not the ARN of a VPC. Pass an ARN such as "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d", or a token. Its Region and its ID can be "*".`
		isPrivate      = " contains no public address, so it never matches aws:SourceIp. List the public addresses of the network. Clients with private addresses use an endpoint."
		isInternet     = " exempts a large part of the internet. List the public addresses of your own networks."
		tagFix         = " Use letters, digits, spaces and _ . : / = + - @ in the key and the value of a tag."
		noTag          = " is not the key of a tag that a principal can have." + tagFix
		noTagValue     = " is not the value of a tag." + tagFix
		noEndpoint     = " is not the ID of a VPC endpoint. Pass an ID of the form vpce-…, or a token."
	)
	bucket := &namedBucket{arn: "arn:aws:s3:::amzn-s3-demo-bucket"}
	exempt := func(arns ...string) RestrictBucketProps {
		return RestrictBucketProps{ExemptPrincipalArns: jsii.Strings(arns...)}
	}
	for _, test := range []struct {
		name   string
		bucket awss3.IBucket
		props  RestrictBucketProps
		want   []string
	}{
		{name: "nothing given", bucket: bucket},
		{name: "no bucket", want: []string{"bucket: nil is not a bucket. Pass the bucket to restrict."}},
		{name: "a nil bucket in an interface", bucket: (*namedBucket)(nil), want: []string{"bucket: nil is not a bucket. Pass the bucket to restrict."}},
		{
			name: "empty lists", bucket: bucket, props: RestrictBucketProps{VpcEndpointIds: &[]*string{}, ExemptPrincipalArns: &[]*string{}},
			want: []string{"VpcEndpointIds" + emptyList, "ExemptPrincipalArns" + emptyList},
		},
		{
			name: "nil elements", bucket: bucket, props: RestrictBucketProps{VpcEndpointIds: &[]*string{nil}, ExemptPrincipalArns: &[]*string{nil}},
			want: []string{"VpcEndpointIds[0]: nil" + noEndpoint, "ExemptPrincipalArns[0]: nil" + noPrincipal},
		},
		{
			name: "ids of other things", bucket: bucket, props: RestrictBucketProps{VpcEndpointIds: jsii.Strings("vpc-0a1b2c3d", "vpce-0A1B2C3D")},
			want: []string{`VpcEndpointIds[0]: "vpc-0a1b2c3d"` + noEndpoint, `VpcEndpointIds[1]: "vpce-0A1B2C3D"` + noEndpoint},
		},
		{name: "near miss: an id and a token", bucket: bucket, props: RestrictBucketProps{VpcEndpointIds: jsii.Strings("vpce-0a1b2c3d", "${Token[Endpoint.1]}")}},
		{
			name: "the session of a role", bucket: bucket, props: exempt("arn:aws:sts::111122223333:assumed-role/Admin/alice"),
			want: []string{`ExemptPrincipalArns[0]: "arn:aws:sts::111122223333:assumed-role/Admin/alice" is the ARN of a role session. Pass the ARN of the role, "arn:aws:iam::<account>:role/<path and name>".`},
		},
		{
			name: "the principal of an account", bucket: bucket, props: exempt("arn:aws:iam::111122223333:root", "arn:${Token[AWS.Partition.4]}:iam::111122223333:root"),
			want: []string{
				`ExemptPrincipalArns[0]: "arn:aws:iam::111122223333:root" is the root user of the account, not everyone in it. List the roles to exempt.`,
				`ExemptPrincipalArns[1]: "arn:${Token[AWS.Partition.4]}:iam::111122223333:root" is the root user of the account, not everyone in it. List the roles to exempt.`,
			},
		},
		{
			name: "everyone in an account", bucket: bucket, props: exempt("arn:aws:iam::111122223333:role/*"),
			want: []string{`ExemptPrincipalArns[0]: "arn:aws:iam::111122223333:role/*"` + almostEveryone},
		},
		{
			name: "almost everyone, in other spellings", bucket: bucket,
			props: exempt("arn:aws:iam::111122223333:role/*/*", "arn:aws:iam::111122223333:user/?*", "arn:aws:iam::${Token[AWS.AccountId.1]}:role/*", "arn:aws:iam::111122223333:role/*a*"),
			want: []string{
				`ExemptPrincipalArns[0]: "arn:aws:iam::111122223333:role/*/*"` + almostEveryone,
				`ExemptPrincipalArns[1]: "arn:aws:iam::111122223333:user/?*"` + almostEveryone,
				`ExemptPrincipalArns[2]: "arn:aws:iam::${Token[AWS.AccountId.1]}:role/*"` + almostEveryone,
				`ExemptPrincipalArns[3]: "arn:aws:iam::111122223333:role/*a*"` + almostEveryone,
			},
		},
		{
			name: "tokens for whole lists, which cannot be combined with other values", bucket: bucket,
			props: RestrictBucketProps{VpcEndpointIds: jsii.Strings("#{Token[List.1]}"), ExemptPrincipalArns: jsii.Strings("#{Token[List.2]}"), ExemptAccounts: jsii.Strings("#{Token[List.3]}")},
			want: []string{
				"VpcEndpointIds[0]: the token represents a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select.",
				"ExemptPrincipalArns[0]: the token represents a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select.",
				"ExemptAccounts[0]: the token represents a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select.",
			},
		},
		{
			name: "a string that is not an account", bucket: bucket, props: RestrictBucketProps{ExemptAccounts: jsii.Strings("1111-2222-3333")},
			want: []string{`ExemptAccounts[0]: "1111-2222-3333" is not an account ID. Pass 12 digits, with leading zeros and without dashes, or a token.`},
		},
		{name: "near miss: an account and a token", bucket: bucket, props: RestrictBucketProps{ExemptAccounts: jsii.Strings("111122223333", "${Token[AWS.AccountId.1]}")}},
		{
			name: "strings that are not principals", bucket: bucket, props: exempt("*", "arn:aws:iam::11112222*:role/Admin", "arn:aws:iam::111122223333:policy/Admin", "Admin", "arn:aws:iam::111122223333:role/${aws:PrincipalTag/role}"),
			want: []string{
				`ExemptPrincipalArns[0]: "*"` + noPrincipal,
				`ExemptPrincipalArns[1]: "arn:aws:iam::11112222*:role/Admin"` + noPrincipal,
				`ExemptPrincipalArns[2]: "arn:aws:iam::111122223333:policy/Admin"` + noPrincipal,
				`ExemptPrincipalArns[3]: "Admin"` + noPrincipal,
				`ExemptPrincipalArns[4]: "arn:aws:iam::111122223333:role/${aws:PrincipalTag/role}"` + noPrincipal,
			},
		},
		{name: "near miss: roles, users, wildcards, paths, partitions, tokens", bucket: bucket, props: exempt(
			"arn:aws:iam::111122223333:role/Admin", "arn:aws-cn:iam::111122223333:user/ops/alice", "${Token[Role.Arn.1]}",
			"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*", "arn:aws:iam::111122223333:role/cdk-*",
			"arn:aws:iam::*:role/aws:ec2-infrastructure", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3C4D5E6F7",
		)},
		{
			name: "networks that are not", bucket: bucket,
			props: RestrictBucketProps{
				VpcEndpointOrganizations: jsii.Strings("a1b2c3d4e5"), VpcEndpointOrganizationPaths: jsii.Strings("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111"),
				VpcEndpointAccounts: jsii.Strings("11112222333"), VpcArns: jsii.Strings("vpc-0a1b2c3d", "arn:aws:ec2:eu-west-1:*:vpc/vpc-0a1b2c3d", "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0*"),
			},
			want: []string{
				`VpcEndpointOrganizations[0]: "a1b2c3d4e5" is not the ID of an organization. Pass an ID such as "o-a1b2c3d4e5", or a token.`,
				`VpcEndpointOrganizationPaths[0]: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111" is not the path of an organizational unit. Pass a path such as "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", which ends with "/*", or with "/" for the accounts that are directly in the unit; or a token.`,
				`VpcEndpointAccounts[0]: "11112222333" is not an account ID. Pass 12 digits, with leading zeros and without dashes, or a token.`,
				`VpcArns[0]: "vpc-0a1b2c3d"` + noVpc,
				`VpcArns[1]: "arn:aws:ec2:eu-west-1:*:vpc/vpc-0a1b2c3d"` + noVpc,
				`VpcArns[2]: "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0*"` + noVpc,
			},
		},
		{
			name: "near miss: networks, and tokens", bucket: bucket,
			props: RestrictBucketProps{
				VpcEndpointOrganizations: jsii.Strings("o-a1b2c3d4e5", "${Token[Org.1]}"), VpcEndpointOrganizationPaths: jsii.Strings("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"),
				VpcEndpointAccounts: jsii.Strings("111122223333", "${Token[AWS.AccountId.1]}"), VpcArns: jsii.Strings("arn:aws:ec2:*:111122223333:vpc/vpc-0a1b2c3d", "arn:aws:ec2:eu-west-1:111122223333:vpc/*", "${Token[Vpc.Arn.1]}"),
			},
		},
		{
			name: "addresses that are never the source, and too many", bucket: bucket,
			props: RestrictBucketProps{ExemptCidrs: jsii.Strings("10.0.0.0/8", "fd00::/8", "224.0.0.0/4", "::1/128", "0.0.0.0/0", "::/0", "203.0.113.7/24", "203.0.113.7", "::ffff:203.0.113.0/120")},
			want: []string{
				"ExemptCidrs[0]: 10.0.0.0/8" + isPrivate,
				"ExemptCidrs[1]: fd00::/8" + isPrivate,
				"ExemptCidrs[2]: 224.0.0.0/4" + isPrivate,
				"ExemptCidrs[3]: ::1/128" + isPrivate,
				"ExemptCidrs[4]: 0.0.0.0/0" + isInternet,
				"ExemptCidrs[5]: ::/0" + isInternet,
				`ExemptCidrs[6]: "203.0.113.7/24" has host bits, which AWS ignores. Use 203.0.113.0/24 for the block or 203.0.113.7/32 for the address.`,
				`ExemptCidrs[7]: "203.0.113.7" is not a CIDR block. Use one such as "203.0.113.0/24", or a token.`,
				`ExemptCidrs[8]: "::ffff:203.0.113.0/120" is not a CIDR block. Use one such as "203.0.113.0/24", or a token.`,
			},
		},
		{name: "near miss: public addresses and a token", bucket: bucket, props: RestrictBucketProps{ExemptCidrs: jsii.Strings("203.0.113.0/24", "2001:4860::/32", "17.0.0.0/8", "${Token[Cidr.1]}")}},
		{
			name: "tags that no principal has", bucket: bucket,
			props: RestrictBucketProps{ExemptPrincipalTags: &map[string]*string{"": jsii.String("true"), "aws:team": jsii.String("true"), "network*": jsii.String("true"), "team": jsii.String("*"), "unit": nil}},
			want: []string{
				`ExemptPrincipalTags: ""` + noTag,
				`ExemptPrincipalTags: "aws:team"` + noTag,
				`ExemptPrincipalTags: "network*"` + noTag,
				`ExemptPrincipalTags[team]: "*"` + noTagValue,
				`ExemptPrincipalTags[unit]: nil` + noTagValue,
			},
		},
		{
			name: "no tag that could exempt anybody", bucket: bucket,
			props: RestrictBucketProps{DenyAllActions: jsii.Bool(true), ExemptPrincipalTags: &map[string]*string{}},
			want:  []string{"ExemptPrincipalTags: the map is empty. Add an element."},
		},
		{name: "near miss: a tag", bucket: bucket, props: RestrictBucketProps{ExemptPrincipalTags: &map[string]*string{"dp:exclude:network": jsii.String("true")}}},
		{
			name: "all actions, and nobody is exempt", bucket: bucket, props: RestrictBucketProps{DenyAllActions: jsii.Bool(true)},
			want: []string{"ExemptPrincipalArns: nil exempts nobody, but DenyAllActions also denies changes to the bucket's policy. List a role that can correct the policy."},
		},
		{
			name: "near miss: all actions, and somebody is exempt", bucket: bucket,
			props: RestrictBucketProps{DenyAllActions: jsii.Bool(true), ExemptPrincipalArns: jsii.Strings("arn:aws:iam::111122223333:role/Admin")},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			compareProblems(t, checkRestrictBucket(test.bucket, &test.props), test.want)
		})
	}
}

func TestBadInputOfRestrictBucket(t *testing.T) {
	access := func(stack awscdk.Stack) *PrivateS3Access {
		return NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: isolatedVpc(stack)})
	}
	bucket := func(stack awscdk.Stack) awss3.IBucket { return awss3.NewBucket(stack, jsii.String("Bucket"), nil) }
	runBadInput(t, []badInput{
		{
			name: "an imported bucket, reported with the other problems",
			bad: func(stack awscdk.Stack) {
				imported := awss3.Bucket_FromBucketName(stack, jsii.String("Imported"), jsii.String("amzn-s3-demo-bucket"))
				access(stack).RestrictBucket(imported, &RestrictBucketProps{ExemptAccounts: &[]*string{}})
			},
			want: []string{
				"ExemptAccounts: the list is empty. Add an element.",
				"bucket: Stack/Imported is imported, so the CDK cannot change its policy. Call RestrictBucket where the bucket is created, or add such a statement to its policy there.",
			},
			nearMiss: func(stack awscdk.Stack) {
				bucket := awss3.NewCfnBucket(stack, jsii.String("Bucket"), nil)
				access(stack).RestrictBucket(awss3.Bucket_FromCfnBucket(bucket), nil)
			},
		},
		{
			name: "no endpoints",
			bad:  func(stack awscdk.Stack) { RestrictBucket(bucket(stack), nil) },
			want: []string{"VpcEndpointIds: neither this field nor any other lists a network, so the policy would deny every request. List endpoints, organizations, organizational units, accounts, VPCs or addresses."},
			nearMiss: func(stack awscdk.Stack) {
				RestrictBucket(bucket(stack), &RestrictBucketProps{VpcEndpointIds: &[]*string{awscdk.Fn_ImportValue(jsii.String("Gateway")), jsii.String("vpce-0a1b2c3d")}})
			},
		},
		{
			name: "ARNs of another partition", env: ireland(),
			bad: func(stack awscdk.Stack) {
				access(stack).RestrictBucket(bucket(stack), &RestrictBucketProps{
					VpcArns: jsii.Strings("arn:aws-cn:ec2:cn-north-1:111122223333:vpc/*"), ExemptPrincipalArns: jsii.Strings("arn:aws:iam::111122223333:role/Admin", "arn:aws-us-gov:iam::111122223333:role/Admin"),
				})
			},
			want: []string{
				`VpcArns[0]: "arn:aws-cn:ec2:cn-north-1:111122223333:vpc/*" is in the partition aws-cn, but eu-west-1 is in the partition aws. Use an ARN that begins with "arn:aws:".`,
				`ExemptPrincipalArns[1]: "arn:aws-us-gov:iam::111122223333:role/Admin" is in the partition aws-us-gov, but eu-west-1 is in the partition aws. Use an ARN that begins with "arn:aws:".`,
			},
			nearMiss: func(stack awscdk.Stack) {
				agnostic := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Agnostic"), nil)
				RestrictBucket(bucket(agnostic), &RestrictBucketProps{VpcArns: jsii.Strings("arn:aws-cn:ec2:cn-north-1:111122223333:vpc/*")})
			},
		},
		{
			name: "a bucket in another Region", env: ireland(),
			bad: func(stack awscdk.Stack) {
				access(stack).RestrictBucket(bucket(stackIn(stack, "eu-central-1")), nil)
			},
			want: []string{"bucket: Other/Bucket is in eu-central-1, but the endpoint reaches only buckets in eu-west-1. Use an endpoint for eu-central-1, or list other networks in a call of the function RestrictBucket."},
			nearMiss: func(stack awscdk.Stack) {
				other := NewPrivateS3Access(stack, jsii.String("Other"), &PrivateS3AccessProps{
					Vpc: isolatedVpc(stack), Interface: &InterfaceS3LinkProps{ServiceRegion: jsii.String("eu-central-1")},
				})
				elsewhere := bucket(stackIn(stack, "eu-central-1"))
				other.RestrictBucket(elsewhere, nil)
				existing := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
				existing.RestrictBucket(elsewhere, nil)
				other.Interface().RestrictBucket(bucket(awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Agnostic"), nil)), nil)
			},
		},
		{
			name: "more than a bucket policy has room for",
			bad: func(stack awscdk.Stack) {
				RestrictBucket(bucket(stack), &RestrictBucketProps{VpcEndpointIds: endpointIds(900)})
			},
			want: []string{"props: the statement has at least 22035 characters, but a bucket policy can have at most 20480. List organizations or organizational units instead of accounts and endpoints."},
			nearMiss: func(stack awscdk.Stack) {
				RestrictBucket(bucket(stack), &RestrictBucketProps{VpcEndpointIds: endpointIds(800)})
			},
		},
		{
			name: "more than a bucket policy has room for, in two calls",
			bad: func(stack awscdk.Stack) {
				twice := bucket(stack)
				RestrictBucket(twice, &RestrictBucketProps{VpcEndpointIds: endpointIds(800)})
				RestrictBucket(twice, &RestrictBucketProps{VpcEndpointAccounts: manyAccounts(200)})
			},
			want: []string{"props: the statement has at least 22655 characters, but a bucket policy can have at most 20480. List organizations or organizational units instead of accounts and endpoints."},
			nearMiss: func(stack awscdk.Stack) {
				twice := bucket(stack)
				RestrictBucket(twice, &RestrictBucketProps{VpcEndpointIds: endpointIds(800)})
				RestrictBucket(twice, &RestrictBucketProps{VpcEndpointIds: endpointIds(800)})
			},
		},
		{
			name: "no bucket",
			bad:  func(awscdk.Stack) { RestrictBucket((*namedBucket)(nil), nil) },
			want: []string{"bucket: nil is not a bucket. Pass the bucket to restrict."},
			nearMiss: func(stack awscdk.Stack) {
				of := bucket(stack)
				RestrictBucket(of, &RestrictBucketProps{VpcEndpointIds: jsii.Strings("vpce-0a1b2c3d")})
				access(stack).RestrictBucket(of, nil)
			},
		},
	})
}

// stackIn is another stack of the app.
func stackIn(stack awscdk.Stack, region string) awscdk.Stack {
	return awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: &region},
	})
}

func endpointIds(n int) *[]*string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("vpce-%016x", i)
	}
	return jsii.Strings(ids...)
}

func manyAccounts(n int) *[]*string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("%012d", i)
	}
	return jsii.Strings(ids...)
}

func TestPlainDenyingAllActionsNeedsSomebodyAtHome(t *testing.T) {
	const wrong = "ExemptPrincipalArns: nobody in 111122223333, the bucket's account, is exempt, but DenyAllActions also denies changes to the bucket's policy. List a role of 111122223333 that can correct the policy."
	home, abroad := "arn:aws:iam::111122223333:role/Admin", "arn:aws:iam::444455556666:role/Admin"
	for _, test := range []struct {
		name    string
		props   RestrictBucketProps
		account string
		want    []string
	}{
		{"a role of another account", RestrictBucketProps{ExemptPrincipalArns: &[]*string{&abroad}}, "111122223333", []string{wrong}},
		{"an origin access identity", RestrictBucketProps{ExemptPrincipalArns: jsii.Strings("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3C4D5E6F7")}, "111122223333", []string{wrong}},
		{"another account", RestrictBucketProps{ExemptAccounts: jsii.Strings("444455556666")}, "111122223333", []string{wrong}},
		{"near miss: one of two roles", RestrictBucketProps{ExemptPrincipalArns: &[]*string{&abroad, &home}}, "111122223333", nil},
		{"near miss: a role of every account", RestrictBucketProps{ExemptPrincipalArns: jsii.Strings("arn:aws:iam::*:role/Admin")}, "111122223333", nil},
		{"near miss: a token", RestrictBucketProps{ExemptPrincipalArns: &[]*string{&abroad, jsii.String("${Token[Role.1]}")}}, "111122223333", nil},
		{"near miss: the account", RestrictBucketProps{ExemptAccounts: jsii.Strings("111122223333")}, "111122223333", nil},
		{"near miss: a tag", RestrictBucketProps{ExemptPrincipalTags: &map[string]*string{"team": jsii.String("storage")}}, "111122223333", nil},
		{"near miss: an account that is known only at deploy time", RestrictBucketProps{ExemptPrincipalArns: &[]*string{&abroad}}, "${Token[AWS.AccountId.1]}", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			checkHome(&found, &test.props, test.account)
			compareProblems(t, found, test.want)
		})
	}
}
