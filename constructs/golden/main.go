package golden

import (
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
)

// Main runs the tests of a package that uses the CDK with one Node process for all of them, and ends the test binary. Call it
// from TestMain:
//
//	func TestMain(m *testing.M) { golden.Main(m) }
//
// It starts Node with node.OptimizeForSynth, which halves the time of the first template validation.
func Main(m *testing.M) { jsiitest.Main(m) }
