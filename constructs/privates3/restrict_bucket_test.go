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

func TestBadPropsOfRestrictBucket(t *testing.T) {
	stack := testStack(t)
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
	access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: isolatedVpc(stack)})
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
	gateway := NewGatewayS3Route(stack, jsii.String("S3"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack)})
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
			gateway := NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack)})
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
			stack := awscdk.NewStack(goldenApp(t, nil), jsii.String("Stack"), nil)
			test.build(stack)
			golden.Template(t, *update, test.name, stack)
		})
	}
}
