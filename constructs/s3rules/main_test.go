package s3rules_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
)

func TestMain(m *testing.M) { jsiitest.MainRecorded(m) }

// newApp returns an app without the CDK's own validation, which takes seconds and is not tested here.
func newApp() awscdk.App {
	return awscdk.NewApp(&awscdk.AppProps{BuiltinCloudFormationValidation: jsii.Bool(false)})
}
