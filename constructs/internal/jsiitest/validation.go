package jsiitest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// ShareValidation makes the app share the CDK's validation plugin with the other tests of the package, if validate is true. The
// plugin's engine has only the rules for the resource types of one app. For an app with another type, the plugin creates a new
// engine, which takes 20 times as long as validating a template. The engine of the shared plugin has the rules for the types of
// all tests.
func ShareValidation(app awscdk.App, validate bool) awscdk.App {
	if validate {
		awscdk.Validations_Of(app).AddPlugins(validation()) // replaces the CDK's default instance
	}
	return app
}

// validation returns a plugin whose engine has the rules for all of resourceTypes.
//
//nolint:gochecknoglobals // the tests of a package are one process with one Node
var validation = sync.OnceValue(func() awscdk.CloudFormationValidatePlugin {
	resources := map[string]any{}
	for i, name := range resourceTypes() {
		resources[fmt.Sprint("Resource", i)] = map[string]any{"Type": name}
	}
	text, err := json.Marshal(map[string]any{"Resources": resources})
	if err != nil {
		panic(err)
	}
	folder, err := os.MkdirTemp("", "jsiitest")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	file := filepath.Join(folder, "types.template.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		panic(err)
	}
	plugin := awscdk.NewCloudFormationValidatePlugin(nil)
	plugin.Validate(&templateOnly{file})
	return plugin
})

// templateOnly is the context of a plugin that validates one file.
type templateOnly struct{ file string }

func (c *templateOnly) StackTemplates() *[]*awscdk.PolicyValidationStack {
	return &[]*awscdk.PolicyValidationStack{{StackConstructPath: jsii.String("Stack"), TemplatePath: &c.file}}
}
func (c *templateOnly) TemplatePaths() *[]*string           { return &[]*string{&c.file} }
func (c *templateOnly) AccountId() *string                  { return nil }
func (c *templateOnly) Region() *string                     { return nil }
func (c *templateOnly) AppConstruct() constructs.IConstruct { return nil }

// resourceTypes returns those of the templates that the tests synthesize.
func resourceTypes() []string {
	return []string{
		"AWS::CloudFormation::Stack",
		"AWS::CloudFormation::WaitConditionHandle",
		"AWS::EC2::EIP",
		"AWS::EC2::EgressOnlyInternetGateway",
		"AWS::EC2::Instance",
		"AWS::EC2::InternetGateway",
		"AWS::EC2::NatGateway",
		"AWS::EC2::PrefixList",
		"AWS::EC2::Route",
		"AWS::EC2::RouteTable",
		"AWS::EC2::SecurityGroup",
		"AWS::EC2::SecurityGroupEgress",
		"AWS::EC2::SecurityGroupIngress",
		"AWS::EC2::Subnet",
		"AWS::EC2::SubnetRouteTableAssociation",
		"AWS::EC2::VPC",
		"AWS::EC2::VPCCidrBlock",
		"AWS::EC2::VPCEndpoint",
		"AWS::EC2::VPCGatewayAttachment",
		"AWS::IAM::InstanceProfile",
		"AWS::IAM::Policy",
		"AWS::IAM::Role",
		"AWS::Lambda::Function",
		"AWS::Lambda::LayerVersion",
		"AWS::Logs::LogGroup",
		"AWS::S3::Bucket",
		"AWS::S3::BucketPolicy",
		"AWS::SQS::Queue",
		"AWS::SQS::QueuePolicy",
		"AWS::SSM::Parameter",
		"Custom::CDKBucketDeployment",
		"Custom::S3AutoDeleteObjects",
		"Custom::S3BucketNotifications",
		"Custom::S3PrefixList",
		"Custom::VpcRestrictDefaultSG",
		"Test::After::All",
		"Test::Work::Load",
	}
}
