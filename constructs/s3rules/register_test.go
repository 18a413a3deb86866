package s3rules_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/cloudformationinclude"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
	"github.com/privates3/privates3-go/constructs/privates3"
	"github.com/privates3/privates3-go/constructs/s3rules"
)

// violation is what the CDK reports.
type violation struct {
	RuleName, Description, SuggestedFix string
	ViolatingConstructs                 []struct {
		ConstructPath          string
		CloudFormationResource struct{ PropertyPaths []string }
	}
}

// report synthesizes an app, and returns the violations that are not acknowledged and whether the synth failed.
func report(t *testing.T, app awscdk.App) (violations []violation, failed bool) {
	t.Helper()
	func() {
		defer func() {
			if r := recover(); r != nil {
				if !strings.Contains(fmt.Sprint(r), "Validation failed") {
					panic(r)
				}
				failed = true
			}
		}()
		app.Synth(nil)
	}()
	data, err := os.ReadFile(filepath.Join(*app.Outdir(), "validation-report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		PluginReports []struct {
			PluginName string
			Violations []violation
		}
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	for _, plugin := range r.PluginReports {
		if plugin.PluginName == "privates3" {
			violations = append(violations, plugin.Violations...)
		}
	}
	return violations, failed
}

// synth returns the ids of the violated rules, sorted.
func synth(t *testing.T, app awscdk.App) (ids []string, failed bool) {
	t.Helper()
	violations, failed := report(t, app)
	for _, v := range violations {
		ids = append(ids, v.RuleName)
	}
	slices.Sort(ids)
	return ids, failed
}

func newVpc(scope constructs.Construct) awsec2.Vpc {
	return awsec2.NewVpc(scope, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(1)})
}

// linkIn adds a stack with an interface endpoint of the library, which has no mistake.
func linkIn(scope constructs.Construct, id string) (awscdk.Stack, *privates3.InterfaceS3Link) {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	return stack, privates3.NewInterfaceS3Link(stack, jsii.String("Link"), &privates3.InterfaceS3LinkProps{Vpc: newVpc(stack)})
}

func cfnEndpoint(link *privates3.InterfaceS3Link) awsec2.CfnVPCEndpoint {
	return link.Endpoint().Node().DefaultChild().(awsec2.CfnVPCEndpoint)
}

// privateDnsAspect is what an organization may apply to all endpoints.
type privateDnsAspect struct{ visited int }

func (a *privateDnsAspect) Visit(node constructs.IConstruct) {
	a.visited++
	if endpoint, ok := node.(awsec2.CfnVPCEndpoint); ok {
		endpoint.SetPrivateDnsEnabled(true)
	}
}

// Whatever enables private DNS, the synth fails. The constructs register the rules.
func TestEscapeHatches(t *testing.T) {
	for _, test := range []struct {
		name   string
		escape func(app awscdk.App)
	}{
		{"a property override", func(app awscdk.App) {
			_, link := linkIn(app, "Stack")
			cfnEndpoint(link).AddPropertyOverride(jsii.String("PrivateDnsEnabled"), true)
		}},
		{"a setter of the L1", func(app awscdk.App) {
			_, link := linkIn(app, "Stack")
			cfnEndpoint(link).SetPrivateDnsEnabled(true)
		}},
		{"an aspect", func(app awscdk.App) {
			linkIn(app, "Stack")
			awscdk.Aspects_Of(app).Add(&privateDnsAspect{}, nil)
		}},
		{"the DNS options", func(app awscdk.App) {
			_, link := linkIn(app, "Stack")
			cfnEndpoint(link).AddPropertyOverride(jsii.String("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint"), "OnlyInboundResolver")
		}},
		{"an endpoint written by hand beside ours", func(app awscdk.App) {
			stack, _ := linkIn(app, "Stack")
			awsec2.NewInterfaceVpcEndpoint(stack, jsii.String("ByHand"), &awsec2.InterfaceVpcEndpointProps{
				Vpc: stack.Node().FindChild(jsii.String("Vpc")).(awsec2.Vpc), Service: awsec2.InterfaceVpcEndpointAwsService_S3(),
			})
		}},
		{"a resource of a template that was included", func(app awscdk.App) {
			stack, _ := linkIn(app, "Stack")
			cloudformationinclude.NewCfnInclude(stack, jsii.String("Included"), &cloudformationinclude.CfnIncludeProps{
				TemplateFile: jsii.String("testdata/endpoint.json"),
			})
		}},
		{"an override in a stage", func(app awscdk.App) {
			_, link := linkIn(awscdk.NewStage(app, jsii.String("Prod"), nil), "Stack")
			cfnEndpoint(link).AddPropertyOverride(jsii.String("PrivateDnsEnabled"), true)
		}},
		{"an override in a nested stack", func(app awscdk.App) {
			nested := awscdk.NewNestedStack(awscdk.NewStack(app, jsii.String("Stack"), nil), jsii.String("Nested"), nil)
			link := privates3.NewInterfaceS3Link(nested, jsii.String("Link"), &privates3.InterfaceS3LinkProps{Vpc: newVpc(nested)})
			cfnEndpoint(link).AddPropertyOverride(jsii.String("PrivateDnsEnabled"), true)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			app := newApp()
			test.escape(app)
			ids, failed := synth(t, app)
			if !failed || !slices.Equal(ids, []string{"private-dns"}) {
				t.Errorf("the synth fails: %v, with the findings %v; want one, private-dns", failed, ids)
			}
		})
	}
}

func TestNothingIsFoundInWhatTheConstructsMake(t *testing.T) {
	app := newApp()
	stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
	privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{Vpc: newVpc(stack)})
	if ids, failed := synth(t, app); failed || len(ids) > 0 {
		t.Errorf("the synth fails: %v, with the findings %v", failed, ids)
	}
}

// Each finding is reported once, however many constructs and stages register the rules.
func TestRegisteredOnce(t *testing.T) {
	app := newApp()
	_, link := linkIn(app, "One")
	cfnEndpoint(link).AddPropertyOverride(jsii.String("PrivateDnsEnabled"), true)
	linkIn(app, "Two")
	stack, _ := linkIn(awscdk.NewStage(app, jsii.String("Prod"), nil), "Three")
	s3rules.Register(app)
	s3rules.Register(stack)
	if ids, _ := synth(t, app); !slices.Equal(ids, []string{"private-dns"}) {
		t.Errorf("the findings are %v, want one", ids)
	}
}

// A construct in a stage registers the rules for the app, so that stacks outside the stage are checked with it.
func TestRegisteredFromAStage(t *testing.T) {
	app := newApp()
	linkIn(awscdk.NewStage(app, jsii.String("Prod"), nil), "Stack")
	byHand(app).Node().DefaultChild().(awsec2.CfnVPCEndpoint).AddPropertyOverride(jsii.String("PrivateDnsEnabled"), true)
	if ids, failed := synth(t, app); !failed || !slices.Contains(ids, "private-dns") {
		t.Errorf("the synth fails: %v, with the findings %v; want private-dns", failed, ids)
	}
}

func TestRegisteredByAnImportedGateway(t *testing.T) {
	app := newApp()
	byHand(app)
	privates3.GatewayS3Route_FromGatewayS3RouteAttributes(awscdk.NewStack(app, jsii.String("Other"), nil), jsii.String("Existing"), &privates3.GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
	if ids, _ := synth(t, app); !slices.Equal(ids, []string{"public-subnets"}) {
		t.Errorf("the findings are %v, want public-subnets", ids)
	}
}

func TestAppsAreApart(t *testing.T) {
	for range 2 {
		app := newApp()
		_, link := linkIn(app, "Stack")
		cfnEndpoint(link).AddPropertyOverride(jsii.String("PrivateDnsEnabled"), true)
		if ids, failed := synth(t, app); !failed || len(ids) != 1 {
			t.Errorf("the synth fails: %v, with the findings %v", failed, ids)
		}
	}
}

// byHand adds a handwritten interface endpoint in public subnets, which is a warning.
func byHand(app awscdk.App) awsec2.InterfaceVpcEndpoint {
	stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
	return awsec2.NewInterfaceVpcEndpoint(stack, jsii.String("ByHand"), &awsec2.InterfaceVpcEndpointProps{
		Vpc: newVpc(stack), Service: awsec2.InterfaceVpcEndpointAwsService_S3(), PrivateDnsEnabled: jsii.Bool(false),
		Subnets: &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PUBLIC},
	})
}

func TestWarningsDoNotFailTheSynth(t *testing.T) {
	app := newApp()
	s3rules.Register(app)
	byHand(app)
	if ids, failed := synth(t, app); failed || !slices.Equal(ids, []string{"public-subnets"}) {
		t.Errorf("the synth fails: %v, with the findings %v; want public-subnets as a warning", failed, ids)
	}
}

// The mark by which an app is known to be registered is not synthesized.
func TestTheMarkIsNotSynthesised(t *testing.T) {
	app := newApp()
	linkIn(app, "Stack")
	synth(t, app)
	err := filepath.WalkDir(*app.Outdir(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), "privates3:rules") {
			t.Errorf("%s has the mark", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRegisterNoConstruct(t *testing.T) {
	type network struct{ awscdk.Stack }
	for _, test := range []struct {
		scope constructs.IConstruct
		want  string
	}{
		{nil, "s3rules: Register: the scope is nil; pass the app or a construct in it"},
		{(*network)(nil), "s3rules: Register: the scope is nil; pass the app or a construct in it"},
		{&network{}, "s3rules: Register: the scope is nil; pass the app or a construct in it"},
		{&network{awscdk.NewStack(newApp(), jsii.String("Stack"), nil)}, "s3rules: Register: the CDK does not take a *s3rules_test.network as a construct, because it only embeds one; pass the embedded construct"},
	} {
		func() {
			defer func() {
				if err, ok := recover().(error); !ok || err.Error() != test.want {
					t.Errorf("Register panics with %v, want %s", err, test.want)
				}
			}()
			s3rules.Register(test.scope)
		}()
	}
}

// A construct works without an App too.
func TestTreesWithoutAnApp(t *testing.T) {
	linkIn(nil, "Stack") // the CDK makes an App by itself
	linkIn(constructs.NewRootConstruct(jsii.String("Root")), "Stack")
}

// A template that cannot be read does not fail the synth. The warning names the file and the place in it.
func TestUnreadableTemplateIsAWarning(t *testing.T) {
	app := newApp()
	stack, _ := linkIn(app, "Stack")
	awscdk.NewCfnResource(stack, jsii.String("Odd"), &awscdk.CfnResourceProps{Type: jsii.String("AWS::SNS::Topic"), Properties: &map[string]any{
		"TopicName": map[string]any{"Fn::Join": "not a list"},
	}})
	violations, failed := report(t, app)
	if len(violations) != 1 || violations[0].RuleName != "unreadable-template" || failed {
		t.Fatalf("the synth fails: %v, with %+v; want unreadable-template as a warning", failed, violations)
	}
	want := `Stack.template.json cannot be read at Resources.Odd.Properties.TopicName.Fn::Join: is "not a list", want `
	if !strings.HasPrefix(violations[0].Description, want) {
		t.Errorf("%q, want %q", violations[0].Description, want)
	}
	if want := "acknowledge privates3::unreadable-template on Stack/Odd or a construct above it."; !strings.HasSuffix(violations[0].SuggestedFix, want) {
		t.Errorf("%q, want %q", violations[0].SuggestedFix, want)
	}
}

// lookedUp is an app with an endpoint in a public subnet of a VPC that the CDK has looked up.
func lookedUp() awscdk.App {
	app := newApp()
	app.Node().SetContext(jsii.String("vpc-provider:account=111122223333:filter.vpc-id=vpc-1:region=eu-west-1:returnAsymmetricSubnets=true"), map[string]any{
		"vpcId": "vpc-1", "vpcCidrBlock": "10.1.0.0/16", "ownerAccountId": "111122223333", "availabilityZones": []any{},
		"subnetGroups": []any{map[string]any{"name": "Public", "type": "Public", "subnets": []any{
			map[string]any{"subnetId": "subnet-1", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-1", "cidr": "10.1.0.0/24"},
		}}},
	})
	stack := awscdk.NewStack(app, jsii.String("Stack"), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String("eu-west-1")},
	})
	privates3.NewInterfaceS3Link(stack, jsii.String("Link"), &privates3.InterfaceS3LinkProps{
		Vpc:     awsec2.Vpc_FromLookup(stack, jsii.String("Vpc"), &awsec2.VpcLookupOptions{VpcId: jsii.String("vpc-1")}),
		Subnets: &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PUBLIC},
	})
	return app
}

// The rules check what the CDK has looked up.
func TestLookedUpVpc(t *testing.T) {
	if ids, failed := synth(t, lookedUp()); failed || !slices.Equal(ids, []string{"public-subnets"}) {
		t.Errorf("the synth fails: %v, with the findings %v; want public-subnets as a warning", failed, ids)
	}
}

// Each request to Node takes time, and the context is the largest answer: the rules ask for it only if the templates refer to
// what it may have.
func TestRequestsOfASynth(t *testing.T) {
	declared := newApp()
	linkIn(declared, "Stack")
	byHand := newApp()
	newVpc(awscdk.NewStack(byHand, jsii.String("Stack"), nil))
	for _, test := range []struct {
		name string
		app  awscdk.App
		want []string
	}{
		{"without the rules", byHand, nil},
		{"all is declared", declared, []string{"get outdir"}},
		{"a VPC was looked up", lookedUp(), []string{"get outdir", "get node", "invoke getAllContext"}},
	} {
		var got []string
		for _, r := range jsiitest.RequestsOf(t, func() { test.app.Synth(nil) }) {
			if r.Api != "" && r.Method != "synth" { // an answer to Node has no API
				got = append(got, r.String())
			}
		}
		if test.name == "a VPC was looked up" {
			got = got[:min(len(got), len(test.want))] // the rest is for the finding
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: the requests are %q, want %q", test.name, got, test.want)
		}
	}
}

// Before a lookup, the CDK uses the same placeholders for every VPC. No rule finds a mistake in them.
func TestVpcsThatAreNotLookedUpYet(t *testing.T) {
	app := newApp()
	stack := awscdk.NewStack(app, jsii.String("Stack"), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String("eu-west-1")},
	})
	lookup := func(id string) awsec2.IVpc {
		return awsec2.Vpc_FromLookup(stack, jsii.String(id), &awsec2.VpcLookupOptions{VpcName: jsii.String(id)})
	}
	privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{Vpc: lookup("Vpc")})
	privates3.NewGatewayS3Route(stack, jsii.String("Gateway"), &privates3.GatewayS3RouteProps{Vpc: lookup("OfGateway")})
	privates3.NewInterfaceS3Link(stack, jsii.String("Interface"), &privates3.InterfaceS3LinkProps{Vpc: lookup("OfInterface")})
	if ids, failed := synth(t, app); failed || len(ids) > 0 {
		t.Errorf("the synth fails: %v, with the findings %v", failed, ids)
	}
}
