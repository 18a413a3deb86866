package s3rules

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// mark is metadata of the root that tells that the rules are registered. Only the metadata of stacks is synthesised.
const mark = "privates3:rules"

// Register has the rules checked whenever the app that scope is in is synthesised. Scope may be the app or any construct
// in it; registering again does nothing. The CDK checks apps only: in a tree whose root is not an App nothing is checked.
func Register(scope constructs.IConstruct) {
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
