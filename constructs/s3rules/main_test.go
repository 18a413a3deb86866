package s3rules

import (
	"os"
	"testing"

	"github.com/aws/jsii-runtime-go"
)

func TestMain(m *testing.M) {
	// The CDK's own validation takes seconds, and is not what is tested.
	if err := os.Setenv("CDK_VALIDATION", "false"); err != nil {
		panic(err)
	}
	jsii.Close() // the child process takes the environment over when it is prepared, which importing the CDK does
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}
