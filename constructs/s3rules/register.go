package s3rules

import (
	"errors"
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// mark is metadata of the app by which it is known to be registered. Only the metadata of stacks is synthesized.
const mark = "privates3:rules"

// Register adds the rules to the app of a scope, so that each synth of the app checks them. The scope is the app or any
// construct in it. Registering an app again has no effect. The CDK checks only apps: a construct tree whose root is not an
// App is not checked. Register panics with an error if the scope is nil, or a Go struct that only embeds a construct.
func Register(scope constructs.IConstruct) {
	if cdk.IsNil(scope) {
		panic(errors.New("s3rules: Register: the scope is nil; pass the app or a construct in it"))
	}
	if !cdk.IsObject(scope) {
		panic(fmt.Errorf("s3rules: Register: the CDK does not take a %T as a construct, because it only embeds one; pass the embedded construct", scope))
	}
	app := awscdk.App_Of(scope)
	if app == nil {
		return
	}
	node := app.Node()
	for _, entry := range *node.Metadata() {
		if *entry.Type == mark {
			return
		}
	}
	node.AddMetadata(jsii.String(mark), true, nil)
	awscdk.Validations_Of(app).AddPlugins(&plugin{app: app})
}
