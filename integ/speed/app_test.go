package speed

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules"
	"github.com/privates3/privates3-go/examples/byhand"
)

// appMode is the first argument of a test binary that runs as an app. The variant, the number of accesses, the output folder
// and whether the CDK validates the template follow.
const appMode = "app"

// The variants of the app. The last two are no apps of their own: they measure what rules, and rules and paths, add to a synth.
const (
	library    = "library"
	byHand     = "by hand"
	javaScript = "JavaScript"
	rules      = "rules"
	both       = "rules and paths"
)

func runApp(args []string) {
	variant, outdir := args[0], args[2]
	accesses, err := strconv.Atoi(args[1])
	if err != nil {
		panic(err)
	}
	validation, err := strconv.ParseBool(args[3])
	if err != nil {
		panic(err)
	}
	if variant == rules || variant == both {
		fmt.Println(addedBy(accesses, outdir, variant == both).Seconds())
		jsii.Close()
		return
	}
	newApp(variant, accesses, outdir, validation).Synth(nil)
	jsii.Close() // waits for Node, whose memory counts
	fmt.Println(peakOfThisAndItsChildren())
}

// newApp returns an app of one stack, with a VPC of two isolated subnets for each access.
func newApp(variant string, accesses int, outdir string, validation bool) awscdk.App {
	app := awscdk.NewApp(&awscdk.AppProps{Context: context(), Outdir: &outdir, BuiltinCloudFormationValidation: &validation})
	stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
	props := byhand.Props{Isolated: true}
	if variant != library && accesses > 0 {
		props.GatewayService, props.InterfaceService = byhand.GatewayService(), byhand.InterfaceService(stack)
	}
	for i := range accesses {
		id, vpc := fmt.Sprint("S3", i), newVpc(stack, fmt.Sprint("Vpc", i))
		if variant == library {
			privates3.NewPrivateS3Access(stack, &id, &privates3.PrivateS3AccessProps{Vpc: vpc})
			continue
		}
		props.Vpc = vpc
		byhand.Access(stack, id, props)
	}
	return app
}

// context removes CloudFormation's limit of 500 resources, which 200 accesses exceed.
func context() *map[string]any {
	return &map[string]any{"@aws-cdk/core:stackResourceLimit": 0}
}

func newVpc(stack awscdk.Stack, id string) awsec2.Vpc {
	return awsec2.NewVpc(stack, &id, &awsec2.VpcProps{
		MaxAzs:      jsii.Number(2),
		NatGateways: jsii.Number(0),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
		},
	})
}

// addedBy returns how much longer a synth takes with the rules, and an analysis of the paths if asked for: the median of pairs of
// equal apps, in alternating order, because Node gets slower with its heap.
func addedBy(accesses int, outdir string, paths bool) time.Duration {
	const pairs = 10
	var added []time.Duration
	for i := range pairs {
		without := func() time.Duration {
			return timeOf(func() { newApp(byHand, accesses, fmt.Sprint(outdir, "/without", i), false).Synth(nil) })
		}
		with := func() time.Duration {
			return timeOf(func() {
				app := newApp(byHand, accesses, fmt.Sprint(outdir, "/with", i), false)
				s3rules.Register(app)
				assembly := app.Synth(nil)
				if !paths {
					return
				}
				if _, err := s3path.Analyze(*assembly.Directory(), s3path.Options{}); err != nil {
					panic(err)
				}
			})
		}
		if i%2 == 0 {
			added = append(added, -without()+with())
		} else {
			added = append(added, with()-without())
		}
	}
	slices.Sort(added)
	return (added[pairs/2-1] + added[pairs/2]) / 2
}

func timeOf(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// contextFile writes the context for the app in JavaScript.
func contextFile(path string) error {
	text, err := json.Marshal(context())
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}
