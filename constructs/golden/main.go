package golden

import (
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
)

// Main is what the TestMain of a package that uses the CDK is to do:
//
//	func TestMain(m *testing.M) { golden.Main(m) }
//
// It runs the tests with one process of Node for all of them, which it starts so that the CDK's validation of templates takes
// half the time, stops that process, and ends the test binary. With -short, the CDK does not validate. The node is the one
// that JSII_NODE names, or that is on the PATH.
func Main(m *testing.M) { jsiitest.Main(m) }
