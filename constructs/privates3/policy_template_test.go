package privates3

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

func allow(principal awsiam.IPrincipal, action string) awsiam.PolicyStatement {
	return awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{principal},
		Actions:    jsii.Strings(action),
		Resources:  jsii.Strings("*"),
	})
}

func denyDeleteBucket() awsiam.PolicyStatement {
	return awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Effect:     awsiam.Effect_DENY,
		Principals: &[]awsiam.IPrincipal{awsiam.NewStarPrincipal()},
		Actions:    jsii.Strings("s3:DeleteBucket"),
		Resources:  jsii.Strings("*"),
	})
}

func TestPolicyTemplates(t *testing.T) {
	for _, test := range []struct {
		name  string
		env   *awscdk.StackProps
		build func(stack awscdk.Stack)
	}{
		{
			name: "policy-agnostic",
			build: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc: twoZoneVpc(stack),
					Policy: &EndpointPolicy{
						Accounts:       awscdk.NewCfnParameter(stack, jsii.String("Accounts"), &awscdk.CfnParameterProps{Type: jsii.String("CommaDelimitedList")}).ValueAsList(),
						Buckets:        &[]awss3.IBucket{awss3.NewBucket(stack, jsii.String("Bucket"), nil)},
						ServiceBuckets: sets(ServiceBuckets_EcrImageLayers(), ServiceBuckets_CloudFormationResponses(), ServiceBuckets_SystemsManager()),
					},
				})
			},
		},
		{
			name: "policy-everything",
			env:  ireland(),
			build: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc: twoZoneVpc(stack),
					Policy: &EndpointPolicy{
						Organizations:  jsii.Strings("o-a1b2c3d4e5"),
						Accounts:       jsii.Strings("111122223333", "444455556666"),
						AwsServices:    jsii.Bool(true),
						ServiceBuckets: sets(allServiceBuckets()...),
						Statements:     &[]awsiam.PolicyStatement{denyDeleteBucket()},
					},
					Interface: &InterfaceS3LinkProps{Policy: &EndpointPolicy{BucketArns: jsii.Strings("arn:aws:s3:::amzn-s3-demo-bucket")}},
				})
			},
		},
		{
			name: "policy-other-region-in-china",
			env:  &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("cn-north-1")}},
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc:           twoZoneVpc(stack),
					ServiceRegion: jsii.String("cn-northwest-1"),
					Policy:        &EndpointPolicy{ServiceBuckets: sets(ServiceBuckets_EcrImageLayers(), ServiceBuckets_CloudFormationResponses())},
				})
			},
		},
		{
			name: "policy-added-later",
			build: func(stack awscdk.Stack) {
				access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: twoZoneVpc(stack)})
				access.AddToPolicy(allow(awsiam.NewStarPrincipal(), "s3:GetObject"))
				access.Interface().AddToPolicy(allow(awsiam.NewAccountRootPrincipal(), "s3:PutObject"))
				access.Gateway().AddToPolicy(denyDeleteBucket())
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := awscdk.NewStack(goldenApp(t, nil), jsii.String("Stack"), test.env)
			test.build(stack)
			golden.Template(t, *update, test.name, stack)
		})
	}
}

// violations returns the rules of this library that the stack violates, with the logical ids of the resources.
func violations(t *testing.T, stack awscdk.Stack) (found []string) {
	t.Helper()
	app := awscdk.App_Of(stack).(awscdk.App)
	_, _ = cdk.Try(func() any { return app.Synth(nil) }) // fails if the severity is error
	data, err := os.ReadFile(filepath.Join(*app.Outdir(), "validation-report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		PluginReports []struct {
			PluginName string
			Violations []struct {
				RuleName            string
				ViolatingConstructs []struct{ CloudFormationResource struct{ LogicalId string } }
			}
		}
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	for _, plugin := range report.PluginReports {
		if plugin.PluginName != "privates3" {
			continue
		}
		for _, violation := range plugin.Violations {
			for _, violating := range violation.ViolatingConstructs {
				found = append(found, violation.RuleName+" "+violating.CloudFormationResource.LogicalId)
			}
		}
	}
	return found
}

func TestPoliciesAreCheckedAtSynth(t *testing.T) {
	role := awsiam.NewArnPrincipal(jsii.String("arn:aws:iam::111122223333:role/app"))
	for _, test := range []struct {
		name string
		add  func(access *PrivateS3Access)
		want []string
	}{
		{
			name: "a Deny alone, added to the default policy",
			add:  func(access *PrivateS3Access) { access.AddToPolicy(denyDeleteBucket()) },
			want: []string{"policy-deny-only S3Gateway239015FA", "policy-deny-only S3InterfaceEndpointDDD2DAAE"},
		},
		{
			name: "near miss: a Deny after an Allow",
			add: func(access *PrivateS3Access) {
				access.AddToPolicy(allow(awsiam.NewStarPrincipal(), "*"))
				access.AddToPolicy(denyDeleteBucket())
			},
		},
		{
			name: "near miss: a role as the principal of an interface",
			add:  func(access *PrivateS3Access) { access.Interface().AddToPolicy(allow(role, "*")) },
		},
		{
			name: "statements that were added without this library",
			add:  func(access *PrivateS3Access) { access.Interface().Endpoint().AddToPolicy(denyDeleteBucket()) },
			want: []string{"policy-deny-only S3InterfaceEndpointDDD2DAAE"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := testStack(t)
			test.add(NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: isolatedVpc(stack)}))
			if diff := cmp.Diff(test.want, violations(t, stack)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBadInputOfPolicies(t *testing.T) {
	access := func(stack awscdk.Stack, props PrivateS3AccessProps) *PrivateS3Access {
		props.Vpc = isolatedVpc(stack)
		return NewPrivateS3Access(stack, jsii.String("S3"), &props)
	}
	existing := func(stack awscdk.Stack) *GatewayS3Route {
		return GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
	}
	star := func() awsiam.PolicyStatement { return allow(awsiam.NewStarPrincipal(), "*") }
	services := &EndpointPolicy{AwsServices: jsii.Bool(true)}
	const imported = `endpoint: "vpce-0a1b2c3d" is imported, so this app cannot change its policy. Add the statement where the endpoint is created, or to its policy in the account.`

	runBadInput(t, []badInput{
		{
			name: "the policy of the access is reported once, that of an endpoint with its own field",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Policy: &EndpointPolicy{}, Gateway: &GatewayS3RouteProps{Policy: &EndpointPolicy{Accounts: jsii.Strings("1")}}})
			},
			want: []string{
				"Policy: an empty policy denies everything. Set the principals and the buckets to allow.",
				`Gateway.Policy.Accounts[0]: "1" is not an account ID. Pass 12 digits, with leading zeros and without dashes, or a token.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Policy: services, Gateway: &GatewayS3RouteProps{Policy: services}})
			},
		},
		{
			name: "a bucket of another partition", env: ireland(),
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Policy: &EndpointPolicy{BucketArns: jsii.Strings("arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws-cn:s3:::amzn-s3-demo-bucket")}})
			},
			want: []string{`Policy.BucketArns[1]: "arn:aws-cn:s3:::amzn-s3-demo-bucket" is in the partition aws-cn, but eu-west-1 is in the partition aws. Use an ARN that begins with "arn:aws:".`},
			nearMiss: func(stack awscdk.Stack) {
				other := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
				access(stack, PrivateS3AccessProps{Policy: &EndpointPolicy{BucketArns: &[]*string{other.BucketArn(), jsii.String("arn:" + *stack.Partition() + ":s3:::amzn-s3-demo-bucket")}}})
			},
		},
		{
			name: "a policy beside an existing gateway",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Policy: services, ExistingGateway: existing(stack)})
			},
			want: []string{"Policy: ExistingGateway is used unchanged and keeps its policy. Set Interface.Policy instead, and change the policy of the existing endpoint where it is created."},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingGateway: existing(stack), Interface: &InterfaceS3LinkProps{Policy: services}})
			},
		},
		{
			name: "a set without buckets for the ServiceRegion",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc: isolatedVpc(stack), ServiceRegion: jsii.String("mx-central-1"), Policy: &EndpointPolicy{ServiceBuckets: sets(ServiceBuckets_PatchManager())},
				})
			},
			want: []string{"Policy.ServiceBuckets[0] (Patch Manager): the set of 2025-11-07 has no buckets for mx-central-1, only for " +
				strings.Join(sortedKeys(*ServiceBuckets_PatchManager().ResourcesByRegion), ", ") + ". Look up the names at https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html, and add them to its ResourcesByRegion."},
			nearMiss: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc: isolatedVpc(stack), ServiceRegion: jsii.String("eu-west-2"), Policy: &EndpointPolicy{ServiceBuckets: sets(ServiceBuckets_PatchManager())},
				})
			},
		},
		{
			name: "a set without buckets for the Region of both endpoints, reported once",
			env:  &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("mx-central-1")}},
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Policy: &EndpointPolicy{ServiceBuckets: sets(&ServiceBuckets{
					Name: jsii.String("Mine"), ResourcesByRegion: &map[string]*[]*string{"eu-west-1": jsii.Strings("amzn-s3-demo-bucket/*")},
				})}})
			},
			want: []string{"Policy.ServiceBuckets[0] (Mine): the set has no buckets for mx-central-1, only for eu-west-1. Add those for mx-central-1 to its ResourcesByRegion."},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Policy: &EndpointPolicy{ServiceBuckets: sets(ServiceBuckets_CodeDeploy())}})
			},
		},
		{
			name: "a statement for an imported gateway",
			bad:  func(stack awscdk.Stack) { existing(stack).AddToPolicy(star()) },
			want: []string{imported},
			nearMiss: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack)}).AddToPolicy(star())
			},
		},
		{
			name: "a statement for an access with an imported gateway",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingGateway: existing(stack)}).AddToPolicy(star())
			},
			want: []string{imported},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingGateway: existing(stack)}).Interface().AddToPolicy(star())
			},
		},
		{
			name: "no statement",
			bad:  func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{}).AddToPolicy(nil) },
			want: []string{"statement: nil is not a statement. Pass a statement."},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{}).AddToPolicy(star())
			},
		},
		{
			name: "principals that a gateway does not support",
			bad: func(stack awscdk.Stack) {
				role := awsiam.NewArnPrincipal(jsii.String("arn:aws:iam::111122223333:role/app"))
				access(stack, PrivateS3AccessProps{Policy: &EndpointPolicy{Statements: &[]awsiam.PolicyStatement{
					star(), allow(role, "*"), allow(awsiam.NewServicePrincipal(jsii.String("logs.amazonaws.com"), nil), "*"),
					allow(awsiam.NewAccountPrincipal(jsii.String("111122223333")), "*"),
				}}})
			},
			want: []string{
				`Policy.Statements[1]: the statement has the principal AWS "arn:aws:iam::111122223333:role/app", but a gateway endpoint supports only "*". Use awsiam.NewStarPrincipal() with a condition on the callers, such as aws:PrincipalArn.`,
				`Policy.Statements[2]: the statement has the principal Service "logs.amazonaws.com", but a gateway endpoint supports only "*". Use awsiam.NewStarPrincipal() with a condition on the callers, such as aws:PrincipalArn.`,
				`Policy.Statements[3]: the statement has the principal AWS "arn:…:iam::111122223333:root", but a gateway endpoint supports only "*". Use awsiam.NewStarPrincipal() with a condition on the callers, such as aws:PrincipalArn.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				role := awsiam.NewArnPrincipal(awscdk.Fn_ImportValue(jsii.String("Role")))
				access(stack, PrivateS3AccessProps{Policy: &EndpointPolicy{Statements: &[]awsiam.PolicyStatement{
					star(), allow(awsiam.NewAnyPrincipal(), "*"), allow(role, "*"),
				}}})
			},
		},
		{
			name: "all principals but one, for a gateway",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{}).Gateway().AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
					NotPrincipals: &[]awsiam.IPrincipal{awsiam.NewArnPrincipal(jsii.String("arn:aws:iam::111122223333:role/app"))},
					Actions:       jsii.Strings("*"), Resources: jsii.Strings("*"),
				}))
			},
			want: []string{`statement: the statement has a NotPrincipal, but a gateway endpoint supports only the principal "*". Use awsiam.NewStarPrincipal() with a condition on the callers, such as aws:PrincipalArn.`},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{}).Gateway().AddToPolicy(star())
			},
		},
		{
			name: "a statement without a principal",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{}).Interface().AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{Actions: jsii.Strings("*"), Resources: jsii.Strings("*")}))
			},
			want:     []string{"statement: the statement has no principal. Set Principals. For a gateway endpoint, use awsiam.NewStarPrincipal() with a condition on the callers."},
			nearMiss: func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{}).Interface().AddToPolicy(star()) },
		},
	})
}

// Each endpoint has a policy document of its own from one EndpointPolicy, and the caller's props do not change.
func TestPolicyOfBothEndpoints(t *testing.T) {
	stack := testStack(t)
	props := &PrivateS3AccessProps{Vpc: isolatedVpc(stack), Policy: &EndpointPolicy{Organizations: jsii.Strings("o-a1b2c3d4e5")}, Gateway: &GatewayS3RouteProps{}}
	NewPrivateS3Access(stack, jsii.String("S3"), props).Gateway().AddToPolicy(denyDeleteBucket())

	counts := map[string]int{}
	for _, resource := range *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::EC2::VPCEndpoint"), nil) {
		properties := (*resource)["Properties"].(map[string]any)
		statements := properties["PolicyDocument"].(map[string]any)["Statement"].([]any)
		counts[properties["VpcEndpointType"].(string)] = len(statements)
	}
	if diff := cmp.Diff(map[string]int{"Gateway": 2, "Interface": 1}, counts); diff != "" {
		t.Errorf("numbers of statements differ (-want +got):\n%s", diff)
	}
	if props.Gateway.Policy != nil || props.Gateway.Vpc != awsec2.IVpc(nil) {
		t.Error("the caller's props were changed")
	}
}
