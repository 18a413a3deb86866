// Command app synthesises the stack of the package properties: as it is first deployed, or with -c changed=true.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/integ/deploy/properties"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	properties.NewStack(app, "Properties", app.Node().TryGetContext(jsii.String("changed")) == "true")
	app.Synth(nil)
}
