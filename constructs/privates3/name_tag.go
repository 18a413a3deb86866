package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// addNameTag names what the console lists after the construct's path. Tags have priority 100 unless the user says
// otherwise, so that a Name of the user's, from any scope above, takes precedence.
func addNameTag(c constructs.Construct) {
	awscdk.Tags_Of(c).Add(jsii.String("Name"), c.Node().Path(), &awscdk.TagProps{Priority: jsii.Number(50)})
}
