// Command fleet creates the same network and S3 endpoints in several accounts and Regions, and a template of them for
// CloudFormation StackSets.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	NewStages(app, Places())
	NewStack(app, "Anywhere")
	app.Synth(nil)
}

// Place is an account and a Region. The names of its stage and stack consist of the workload and the Region.
type Place struct{ Workload, Account, Region string }

// Places returns the places to deploy to. To add a place, add a line.
func Places() []Place {
	return []Place{
		{"Orders", "111122223333", "eu-west-1"},
		{"Orders", "111122223333", "us-east-1"},
		{"Billing", "444455556666", "eu-west-1"},
		{"Orders", "777788889999", "cn-north-1"},
	}
}

// NewStages creates a stage with a stack for each place.
func NewStages(scope constructs.Construct, places []Place) []*Stack {
	var stacks []*Stack
	for _, place := range places {
		stage := awscdk.NewStage(scope, jsii.String(place.Workload+"-"+place.Region), &awscdk.StageProps{
			Env: &awscdk.Environment{Account: &place.Account, Region: &place.Region},
		})
		stacks = append(stacks, NewStack(stage, "PrivateS3"))
	}
	return stacks
}

// Stack has a network and its S3 endpoints, the same in every account and Region.
type Stack struct{ awscdk.Stack }

// NewStack creates a stack that is bound to the account and Region of its stage. Outside of a stage it is bound to none.
func NewStack(scope constructs.Construct, id string) *Stack {
	s := &Stack{}
	awscdk.NewStack_Override(s, scope, &id, &awscdk.StackProps{
		// StackSets deploy to accounts that are not bootstrapped. The CDK CLI checks the bootstrap version by itself.
		Synthesizer: awscdk.NewDefaultStackSynthesizer(&awscdk.DefaultStackSynthesizerProps{GenerateBootstrapVersionRule: jsii.Bool(false)}),
	})

	vpc := awsec2.NewVpc(s, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs: jsii.Number(zones),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
		},
		// The CDK restricts the group with a Lambda function, which is an asset, and StackSets do not deploy assets.
		RestrictDefaultSecurityGroup: jsii.Bool(false),
	})
	// Through the endpoints, principals of the account can reach only buckets of the account.
	privates3.NewPrivateS3Access(s, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc:          vpc,
		Policy:       &privates3.EndpointPolicy{Accounts: &[]*string{awscdk.Aws_ACCOUNT_ID()}, AwsServices: jsii.Bool(true)},
		OutputPrefix: jsii.String("S3"),
	})
	return s
}

const zones = 2

// AvailabilityZones returns the first zones of the Region that CloudFormation deploys to. The CDK's own method would look up
// the zones of each account at synth, and name them in the template.
func (s *Stack) AvailabilityZones() *[]*string {
	list := make([]*string, zones)
	for i := range list {
		list[i] = awscdk.Fn_Select(jsii.Number(i), awscdk.Fn_GetAzs(nil))
	}
	return &list
}
