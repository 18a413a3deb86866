package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// addNameTags names what the console lists after the path of the construct that it belongs to. Tags have priority 100
// unless the user says otherwise, so that a Name of the user's, from any scope above, takes precedence.
func addNameTags(c constructs.Construct, tagged ...constructs.IConstruct) {
	const longest = 256 // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
	name := *c.Node().Path()
	if len(name) > longest {
		name = name[len(name)-longest:]
	}
	for _, resource := range tagged {
		awscdk.Tags_Of(resource).Add(jsii.String("Name"), &name, &awscdk.TagProps{Priority: jsii.Number(50)})
	}
}
