package s3rules

import (
	"os"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
)

func TestMain(m *testing.M) {
	// The CDK's own validation takes seconds, and is not what is tested.
	if err := os.Setenv("CDK_VALIDATION", "false"); err != nil {
		panic(err)
	}
	jsiitest.Main(m)
}
