package s3rules_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
	"github.com/privates3/privates3-go/constructs/s3rules"
)

func acknowledge(t *testing.T, app awscdk.App, ruleId, path string) {
	t.Helper()
	var construct constructs.IConstruct = app
	for _, id := range strings.FieldsFunc(path, func(r rune) bool { return r == '/' }) {
		construct = construct.Node().FindChild(&id)
	}
	awscdk.Validations_Of(construct).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("privates3::" + ruleId),
		Reason: jsii.String("a test"),
	})
}

// twoGateways is an app with two gateway endpoints on one route table, one of them in a nested stack, in a stage.
func twoGateways() awscdk.App {
	app := newApp()
	s3rules.Register(app)
	stack := awscdk.NewStack(awscdk.NewStage(app, jsii.String("Prod"), nil), jsii.String("Network"), nil)
	nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs:              jsii.Number(1),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED}},
	})
	for id, scope := range map[string]constructs.Construct{"One": stack, "Two": nested} {
		gateway := awsec2.NewCfnVPCEndpoint(constructs.NewConstruct(scope, &id), jsii.String("Gateway"), &awsec2.CfnVPCEndpointProps{
			VpcId:           vpc.VpcId(),
			ServiceName:     jsii.String("com.amazonaws.eu-west-1.s3"),
			VpcEndpointType: jsii.String("Gateway"),
			RouteTableIds:   &[]any{(*vpc.IsolatedSubnets())[0].RouteTable().RouteTableId()},
		})
		constructs.NewConstruct(gateway, jsii.String("Below"))
	}
	return app
}

// A finding with two locations can be acknowledged at either, and above either.
func TestAcknowledgeOneOfTwoLocations(t *testing.T) {
	const rule = "gateways-on-one-route-table"
	violations, failed := report(t, twoGateways())
	if len(violations) != 1 || violations[0].RuleName != rule || !failed {
		t.Fatalf("the synth fails: %v, with %+v", failed, violations)
	}
	const message = "Prod/Network/Nested/Two/Gateway and Prod/Network/One/Gateway both add a route for S3 to Prod/Network/Vpc/IsolatedSubnet1/RouteTable."
	if got := violations[0].Description; got != message {
		t.Errorf("%q, want %q", got, message)
	}
	want := "acknowledge privates3::" + rule + " on Prod/Network/One/Gateway or Prod/Network/Nested/Two/Gateway, or a construct above one of them."
	if !strings.Contains(violations[0].SuggestedFix, want) {
		t.Errorf("%q lacks %q", violations[0].SuggestedFix, want)
	}
	for _, test := range []struct {
		name, rule, path string
		want             bool
	}{
		{"the one", rule, "Prod/Network/One/Gateway", true},
		{"the other", rule, "Prod/Network/Nested/Two/Gateway", true},
		{"above the one", rule, "Prod/Network/One", true},
		{"above the other", rule, "Prod/Network/Nested/Two", true},
		{"the nested stack", rule, "Prod/Network/Nested", true},
		{"the stack", rule, "Prod/Network", true},
		{"the stage", rule, "Prod", true},
		{"the app", rule, "", true},
		{"below the one", rule, "Prod/Network/One/Gateway/Below", false},
		{"below the other", rule, "Prod/Network/Nested/Two/Gateway/Below", false},
		{"a sibling", rule, "Prod/Network/Vpc", false},
		{"another rule", "private-dns", "Prod/Network/One/Gateway", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			app := twoGateways()
			acknowledge(t, app, test.rule, test.path)
			ids, failed := synth(t, app)
			if silent := len(ids) == 0 && !failed; silent != test.want {
				t.Errorf("the synth fails: %v, with the findings %v", failed, ids)
			}
		})
	}
}

// An acknowledgment covers neither a sibling nor the same construct in a nested stack. A finding on an endpoint of this library
// names the construct.
func TestAcknowledgeAnEndpointOfTheLibrary(t *testing.T) {
	app := newApp()
	stack, link := linkIn(app, "Stack")
	nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
	links := []*privates3.InterfaceS3Link{
		link,
		privates3.NewInterfaceS3Link(stack, jsii.String("Sibling"), &privates3.InterfaceS3LinkProps{
			Vpc: awsec2.NewVpc(stack, jsii.String("OtherVpc"), nil),
		}),
		privates3.NewInterfaceS3Link(nested, jsii.String("Link"), &privates3.InterfaceS3LinkProps{Vpc: newVpc(nested)}),
	}
	for _, link := range links {
		cfnEndpoint(link).AddPropertyOverride(jsii.String("PrivateDnsEnabled"), true)
	}
	acknowledge(t, app, "private-dns", "Stack/Link")
	acknowledge(t, app, "private-dns", "Stack/Sibling/SecurityGroup")
	violations, failed := report(t, app)
	if !failed {
		t.Error("the synth does not fail")
	}
	var paths []string
	for _, v := range violations {
		path := v.ViolatingConstructs[0].ConstructPath
		paths = append(paths, path)
		endpoint := strings.TrimSuffix(path, "/Resource")
		link := strings.TrimSuffix(endpoint, "/Endpoint")
		for _, want := range []string{
			endpoint + " is part of " + link + ", a privates3.InterfaceS3Link.",
			"If this is intentional, acknowledge privates3::private-dns on " + link + " or a construct above it.",
		} {
			if !strings.Contains(v.SuggestedFix, want) {
				t.Errorf("%q lacks %q", v.SuggestedFix, want)
			}
		}
		if locations := v.ViolatingConstructs[0].CloudFormationResource.PropertyPaths; !slices.Equal(locations, []string{"Properties.PrivateDnsEnabled"}) {
			t.Errorf("the locations are %v", locations)
		}
	}
	slices.Sort(paths)
	if want := []string{"Stack/Nested/Link/Endpoint/Resource", "Stack/Sibling/Endpoint/Resource"}; !slices.Equal(paths, want) {
		t.Errorf("the findings are on %v, want %v", paths, want)
	}
}

// An output is no resource, and has a construct all the same.
func TestAcknowledgeAnOutput(t *testing.T) {
	for path, want := range map[string]bool{"Stack/Url": true, "Stack": true, "Stack/Other": false} {
		app := newApp()
		s3rules.Register(app)
		stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
		for _, id := range []string{"Url", "Other"} {
			awscdk.NewCfnOutput(stack, &id, &awscdk.CfnOutputProps{
				Value: jsii.String("https://" + id + ".vpce-0a1b2c3d-4e5f6g7h.s3.eu-west-1.vpce.amazonaws.com"),
			})
		}
		acknowledge(t, app, "missing-dns-name-prefix", "Stack/Other")
		acknowledge(t, app, "missing-dns-name-prefix", path)
		if ids, _ := synth(t, app); (len(ids) == 0) != want {
			t.Errorf("acknowledged on %s, the findings are %v", path, ids)
		}
	}
}

// A gateway endpoint of this library is the construct itself, and not one below it.
func TestFindingOnAGatewayOfTheLibrary(t *testing.T) {
	violations, _ := report(t, withTwoGateways(newApp()))
	if len(violations) != 1 {
		t.Fatalf("the synth has %d findings, want 1: %+v", len(violations), violations)
	}
	for _, want := range []string{"Stack/One is a privates3.GatewayS3Route.", "Stack/Two is a privates3.GatewayS3Route."} {
		if !strings.Contains(violations[0].SuggestedFix, want) {
			t.Errorf("%q lacks %q", violations[0].SuggestedFix, want)
		}
	}
}

// The switches that turn off the CDK's own validation do not turn off the rules.
func TestRulesWithoutTheCdksValidation(t *testing.T) {
	check := func(t *testing.T, app awscdk.App) {
		t.Helper()
		if violations, failed := report(t, withTwoGateways(app)); len(violations) != 1 || !failed {
			t.Errorf("the synth fails: %t, with %+v", failed, violations)
		}
	}
	t.Run("BuiltinCloudFormationValidation, also by golden.App and -short", func(t *testing.T) {
		check(t, newApp())
	})
	t.Run("cdk --no-validation", func(t *testing.T) {
		if set := os.Getenv("CDK_VALIDATION"); set != "false" { // the CDK CLI sets it, and here MainRecorded does
			t.Fatalf("CDK_VALIDATION is %q", set)
		}
		check(t, awscdk.NewApp(nil))
	})
}

// withTwoGateways adds two gateway endpoints in the same route tables, which is an error.
func withTwoGateways(app awscdk.App) awscdk.App {
	stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
	vpc := newVpc(stack)
	for _, id := range []string{"One", "Two"} {
		privates3.NewGatewayS3Route(stack, &id, &privates3.GatewayS3RouteProps{Vpc: vpc})
	}
	return app
}
