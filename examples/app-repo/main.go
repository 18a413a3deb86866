// Command network is a CDK app with a network and a bucket that is reached over the network's S3 endpoints alone.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/node"
)

func main() {
	node.OptimizeForSynth() // before any other use of the CDK
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	NewStacks(app)
	app.Synth(nil)
}

// NewStacks creates the stacks of the app, for the CDK CLI and for the tests.
func NewStacks(app awscdk.App) (network *NetworkStack, storage awscdk.Stack) {
	network = NewNetworkStack(app, "Network", nil)
	storage = NewStorageStack(app, "Storage", &StorageStackProps{Vpc: network.Vpc()})
	return network, storage
}
