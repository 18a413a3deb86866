package cdk

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// Resources are named in the console after the path of their construct. The tag has priority 50, so that a Name that
// the user sets anywhere above, which has priority 100, takes precedence.

// NameTags returns the Name tag for the props of an L1, whose tags have priority 50.
func NameTags(path string) *[]*awscdk.CfnTag {
	return &[]*awscdk.CfnTag{{Key: jsii.String("Name"), Value: jsii.String(tagValue(path))}}
}

// AddNameTag adds the Name tag to a construct and everything in it.
func AddNameTag(construct constructs.IConstruct, path string) {
	awscdk.Tags_Of(construct).Add(jsii.String("Name"), jsii.String(tagValue(path)), &awscdk.TagProps{Priority: jsii.Number(50)})
}

// tagValue leaves out the beginning of a path that is too long for a tag.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
func tagValue(path string) string {
	const longest = 256
	return path[max(0, len(path)-longest):]
}
