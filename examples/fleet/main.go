// Command fleet builds the same network and access to S3 in several accounts and Regions, and a template of it for
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

// Place is an account and one of its Regions. The workload and the Region name the stage, and with it the stack.
type Place struct{ Workload, Account, Region string }

// Places are those of the fleet. Another place is another line.
func Places() []Place {
	return []Place{
		{"Orders", "111122223333", "eu-west-1"},
		{"Orders", "111122223333", "us-east-1"},
		{"Billing", "444455556666", "eu-west-1"},
		{"Orders", "777788889999", "cn-north-1"},
	}
}

// NewStages is the stack in each place.
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

// Stack is a network and its two ways to S3, which are the same in every account and Region.
type Stack struct{ awscdk.Stack }

// NewStack is bound to the account and the Region of its stage. Outside of a stage it is bound to none: where its template
// is deployed decides.
func NewStack(scope constructs.Construct, id string) *Stack {
	s := &Stack{}
	awscdk.NewStack_Override(s, scope, &id, &awscdk.StackProps{
		// StackSets deploy to accounts that no CDK has been in. The CDK CLI looks at an account's bootstrap all the same.
		Synthesizer: awscdk.NewDefaultStackSynthesizer(&awscdk.DefaultStackSynthesizerProps{GenerateBootstrapVersionRule: jsii.Bool(false)}),
	})

	vpc := awsec2.NewVpc(s, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs: jsii.Number(zones),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
		},
		// The CDK closes that group by a function, which is an asset, and StackSets bring no assets along.
		RestrictDefaultSecurityGroup: jsii.Bool(false),
	})
	// Whoever is in the VPC reaches buckets of the account with identities of the account.
	privates3.NewPrivateS3Access(s, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc:          vpc,
		Policy:       &privates3.EndpointPolicy{Accounts: &[]*string{awscdk.Aws_ACCOUNT_ID()}, AwsServices: jsii.Bool(true)},
		OutputPrefix: jsii.String("S3"),
	})
	return s
}

const zones = 2

// AvailabilityZones lets CloudFormation choose the zones, in the Region that it deploys to. The CDK's own method would ask
// each account at synth, and name them in the template.
func (s *Stack) AvailabilityZones() *[]*string {
	list := make([]*string, zones)
	for i := range list {
		list[i] = awscdk.Fn_Select(jsii.Number(i), awscdk.Fn_GetAzs(nil))
	}
	return &list
}
