package privates3

import (
	"encoding/json"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
)

func TestPlainPropsOfRestrictBucket(t *testing.T) {
	const (
		noPrincipal    = ` is not the ARN of an IAM role or user. Pass an ARN such as "arn:aws:iam::111122223333:role/Admin", or a token.`
		emptyList      = ": the list is empty. Add an element."
		almostEveryone = " exempts almost everyone in the account. List the roles to exempt, or use a more specific wildcard."
		noVpc          = ` is not the ARN of a VPC. Pass an ARN such as "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d", or a token.`
		isPrivate      = " has no public address, so aws:SourceIp is never in it. List the public addresses of the network. Clients with private addresses use an endpoint."
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
			name: "the principal of an account", bucket: bucket, props: exempt("arn:aws:iam::111122223333:root"),
			want: []string{`ExemptPrincipalArns[0]: "arn:aws:iam::111122223333:root" is the root user of the account, not everyone in it. List the roles to exempt.`},
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
				"VpcEndpointIds[0]: the token stands for a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select.",
				"ExemptPrincipalArns[0]: the token stands for a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select.",
				"ExemptAccounts[0]: the token stands for a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select.",
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
				VpcEndpointAccounts: jsii.Strings("11112222333"), VpcArns: jsii.Strings("vpc-0a1b2c3d", "arn:aws:ec2:*:111122223333:vpc/vpc-0a1b2c3d"),
			},
			want: []string{
				`VpcEndpointOrganizations[0]: "a1b2c3d4e5" is not the ID of an organization. Pass an ID such as "o-a1b2c3d4e5", or a token.`,
				`VpcEndpointOrganizationPaths[0]: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111" is not the path of an organizational unit. Pass a path such as "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", which ends with "/*", or with "/" for the accounts that are directly in the unit; or a token.`,
				`VpcEndpointAccounts[0]: "11112222333" is not an account ID. Pass 12 digits, with leading zeros and without dashes, or a token.`,
				`VpcArns[0]: "vpc-0a1b2c3d"` + noVpc,
				`VpcArns[1]: "arn:aws:ec2:*:111122223333:vpc/vpc-0a1b2c3d"` + noVpc,
			},
		},
		{
			name: "near miss: networks, and tokens", bucket: bucket,
			props: RestrictBucketProps{
				VpcEndpointOrganizations: jsii.Strings("o-a1b2c3d4e5", "${Token[Org.1]}"), VpcEndpointOrganizationPaths: jsii.Strings("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"),
				VpcEndpointAccounts: jsii.Strings("111122223333", "${Token[AWS.AccountId.1]}"), VpcArns: jsii.Strings("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d", "${Token[Vpc.Arn.1]}"),
			},
		},
		{
			name: "addresses that are never the source, and too many", bucket: bucket,
			props: RestrictBucketProps{ExemptCidrs: jsii.Strings("10.0.0.0/8", "fd00::/8", "0.0.0.0/0", "::/0", "203.0.113.7/24", "203.0.113.7", "::ffff:203.0.113.0/120")},
			want: []string{
				"ExemptCidrs[0]: 10.0.0.0/8" + isPrivate,
				"ExemptCidrs[1]: fd00::/8" + isPrivate,
				"ExemptCidrs[2]: 0.0.0.0/0" + isInternet,
				"ExemptCidrs[3]: ::/0" + isInternet,
				`ExemptCidrs[4]: "203.0.113.7/24" has host bits, which AWS ignores. Use 203.0.113.0/24 for the block or 203.0.113.7/32 for the address.`,
				`ExemptCidrs[5]: "203.0.113.7" is not a CIDR block. Use one such as "203.0.113.0/24", or a token.`,
				`ExemptCidrs[6]: "::ffff:203.0.113.0/120" is not a CIDR block. Use one such as "203.0.113.0/24", or a token.`,
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

func TestBadPropsOfRestrictBucket(t *testing.T) {
	stack := testStack(t)
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
	access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: twoZoneVpc(stack)})
	raised := validationErrorOf(t, func() { access.RestrictBucket(bucket, &RestrictBucketProps{DenyAllActions: jsii.Bool(true)}) })
	if raised == nil || raised.ConstructPath != "Stack/S3" {
		t.Fatalf("panicked with %v, want the path Stack/S3", raised)
	}
	if bucket.Policy() != nil {
		t.Error("the bucket has a policy after the panic")
	}
}

// The CDK's custom resource lists and deletes the objects. If the statement denied that, the stack could not be deleted.
func TestRestrictionExemptsTheRoleThatEmptiesTheBucket(t *testing.T) {
	stack := testStack(t)
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), &awss3.BucketProps{AutoDeleteObjects: jsii.Bool(true), RemovalPolicy: awscdk.RemovalPolicy_DESTROY})
	gateway := NewGatewayS3Route(stack, jsii.String("S3"), &GatewayS3RouteProps{Vpc: twoZoneVpc(stack)})
	gateway.RestrictBucket(bucket, &RestrictBucketProps{ExemptAccounts: jsii.Strings("111122223333")})

	want := map[string]any{
		"ArnNotLike":      map[string]any{"aws:PrincipalArn": map[string]any{"Fn::GetAtt": []any{"CustomS3AutoDeleteObjectsCustomResourceProviderRole3B1BD092", "Arn"}}},
		"BoolIfExists":    map[string]any{"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"},
		"StringNotEquals": map[string]any{"aws:PrincipalAccount": "111122223333", "aws:SourceVpce": ref(*stack.GetLogicalId(gateway.Node().DefaultChild().(awscdk.CfnElement)))},
	}
	got := restrictionIn(t, stack)["Condition"].(map[string]any)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("conditions (-want +got):\n%s", diff)
	}
}

// restrictionIn returns the only statement of its kind in the stack's only bucket policy.
func restrictionIn(t *testing.T, stack awscdk.Stack) map[string]any {
	t.Helper()
	var found []map[string]any
	for _, resource := range policiesIn(stack) {
		document := (*resource)["Properties"].(map[string]any)["PolicyDocument"].(map[string]any)
		for _, statement := range document["Statement"].([]any) {
			if s := statement.(map[string]any); s["Sid"] == "OnlyThroughVpcEndpoints" {
				found = append(found, s)
			}
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d statements restrict the bucket, want 1", len(found))
	}
	return found[0]
}

func policiesIn(stack awscdk.Stack) map[string]*map[string]any {
	return *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::S3::BucketPolicy"), nil)
}

func ref(id string) map[string]any { return map[string]any{"Ref": id} }

// restrictTwice restricts one bucket by two constructs, with two Go values for it.
func restrictTwice(stack awscdk.Stack) {
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
	access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: twoZoneVpc(stack)})
	access.RestrictBucket(bucket, &RestrictBucketProps{ExemptPrincipalArns: jsii.Strings("arn:aws:iam::111122223333:role/Admin")})
	access.Interface().RestrictBucket(bucket, nil)

	handle := stack.Node().FindChild(jsii.String("Bucket")).(awss3.IBucket)
	GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")}).RestrictBucket(handle, &RestrictBucketProps{
		VpcEndpointIds:      jsii.Strings("vpce-0ddd"),
		ExemptPrincipalArns: jsii.Strings("arn:aws:iam::111122223333:role/Pipeline", "arn:aws:iam::111122223333:role/Admin"),
	})
}

// Two Deny statements, each for its own endpoints, would deny everything.
func TestRestrictionsOfOneBucketMerge(t *testing.T) {
	stack := testStack(t)
	restrictTwice(stack)
	want := map[string]any{
		"StringNotEquals": map[string]any{"aws:SourceVpce": []any{ref("S3Gateway239015FA"), ref("S3InterfaceEndpointDDD2DAAE"), "vpce-0a1b2c3d", "vpce-0ddd"}},
		"BoolIfExists":    map[string]any{"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"},
		"ArnNotLike":      map[string]any{"aws:PrincipalArn": []any{"arn:aws:iam::111122223333:role/Admin", "arn:aws:iam::111122223333:role/Pipeline"}},
	}
	if diff := cmp.Diff(want, restrictionIn(t, stack)["Condition"]); diff != "" {
		t.Errorf("conditions differ (-want +got):\n%s", diff)
	}
}

func TestRestrictionIsAsStrictAsTheStrictest(t *testing.T) {
	strict := &RestrictBucketProps{DenyAllActions: jsii.Bool(true), ExemptPrincipalArns: jsii.Strings("arn:aws:iam::111122223333:role/Admin")}
	for _, test := range []struct {
		name  string
		props []*RestrictBucketProps
		want  any
	}{
		{"data", []*RestrictBucketProps{nil, {}}, jsonOf(new(restriction).actions())},
		{"all", []*RestrictBucketProps{strict}, "s3:*"},
		{"all first", []*RestrictBucketProps{strict, nil}, "s3:*"},
		{"all last", []*RestrictBucketProps{nil, strict}, append([]any{"s3:*"}, jsonOf(new(restriction).actions()).([]any)...)},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := testStack(t)
			bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
			gateway := NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: twoZoneVpc(stack)})
			for _, props := range test.props {
				gateway.RestrictBucket(bucket, props)
			}
			if diff := cmp.Diff(test.want, restrictionIn(t, stack)["Action"]); diff != "" {
				t.Errorf("actions differ (-want +got):\n%s", diff)
			}
		})
	}
}

// jsonOf returns a value as JSON decodes it.
func jsonOf(value any) (decoded any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	if err := json.Unmarshal(text, &decoded); err != nil {
		panic(err)
	}
	return decoded
}

func TestRestrictionTemplates(t *testing.T) {
	for _, test := range []struct {
		name  string
		build func(stack awscdk.Stack)
	}{
		{
			name: "restricted-bucket-defaults",
			build: func(stack awscdk.Stack) {
				bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: twoZoneVpc(stack)}).RestrictBucket(bucket, nil)
			},
		},
		{
			name: "restricted-bucket-everything",
			build: func(stack awscdk.Stack) {
				bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)}).RestrictBucket(bucket, &RestrictBucketProps{
					VpcEndpointIds: jsii.Strings("vpce-0a1b2c3d"),
					ExemptPrincipalArns: jsii.Strings(
						"arn:aws:iam::111122223333:role/Admin", "arn:aws:iam::111122223333:role/Replication", "arn:aws:iam::111122223333:role/aws-service-role/*",
					),
					ExemptAccounts: jsii.Strings("123456789012"),
					DenyAllActions: jsii.Bool(true),
				})
			},
		},
		{
			name: "restricted-bucket-networks",
			build: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: vpc}).RestrictBucket(bucket, &RestrictBucketProps{
					VpcEndpointOrganizations:     jsii.Strings("o-a1b2c3d4e5"),
					VpcEndpointOrganizationPaths: jsii.Strings("o-z9y8x7w6v5/r-ab12/ou-ab12-11111111/*"),
					VpcEndpointAccounts:          jsii.Strings("444455556666"),
					VpcArns:                      &[]*string{vpc.VpcArn()},
					ExemptCidrs:                  jsii.Strings("203.0.113.0/24"),
					ExemptPrincipalTags:          &map[string]*string{"dp:exclude:network": jsii.String("true")},
					DenyForwardAccessSessions:    jsii.Bool(true),
				})
			},
		},
		{name: "restricted-bucket-twice", build: restrictTwice},
		{
			name: "restricted-bucket-of-another-stack",
			build: func(stack awscdk.Stack) {
				network := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Network"), nil)
				bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
				NewGatewayS3Route(network, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: awsec2.NewVpc(network, jsii.String("Vpc"), nil)}).RestrictBucket(bucket, nil)
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := awscdk.NewStack(golden.App(t, "../..", nil), jsii.String("Stack"), nil)
			test.build(stack)
			golden.Template(t, *update, test.name, stack)
		})
	}
}
