package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
)

func TestBadInputOfRestrictBucket(t *testing.T) {
	access := func(stack awscdk.Stack) *PrivateS3Access {
		return NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: twoZoneVpc(stack)})
	}
	bucket := func(stack awscdk.Stack) awss3.IBucket { return awss3.NewBucket(stack, jsii.String("Bucket"), nil) }
	for _, test := range []badInput{
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
			want: []string{"VpcEndpointIds: neither this field nor another one lists a network, so the policy would deny every request. List endpoints, organizations, organizational units, accounts, VPCs or addresses."},
			nearMiss: func(stack awscdk.Stack) {
				RestrictBucket(bucket(stack), &RestrictBucketProps{VpcEndpointIds: &[]*string{awscdk.Fn_ImportValue(jsii.String("Gateway")), jsii.String("vpce-0a1b2c3d")}})
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
	} {
		t.Run(test.name, test.run)
	}
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
