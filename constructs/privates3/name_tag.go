package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// What the console lists is named after the path of the construct that it belongs to. Tags have priority 100 unless the user
// says otherwise, so that a Name of the user's, from any scope above, takes precedence.

// nameTags are the tags of an L1, which have priority 50.
func nameTags(path string) *[]*awscdk.CfnTag {
	return &[]*awscdk.CfnTag{{Key: jsii.String("Name"), Value: jsii.String(nameOf(path))}}
}

// addNameTag adds the tag to what the CDK's construct creates.
func addNameTag(tagged constructs.IConstruct, path string) {
	awscdk.Tags_Of(tagged).Add(jsii.String("Name"), jsii.String(nameOf(path)), &awscdk.TagProps{Priority: jsii.Number(50)})
}

func nameOf(path string) string {
	const longest = 256 // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
	if len(path) > longest {
		return path[len(path)-longest:]
	}
	return path
}
