package deploy

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

var (
	update = flag.Bool("update", false, "rewrite the golden files in testdata")
	onAws  = flag.Bool("aws", false, "deploy into the AWS account and Region of the environment, which costs money, instead of an emulator")
)

// here is where the tests deploy to: nil if there is neither an emulator nor an account.
var here *cloud

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	if testing.Short() {
		return m.Run()
	}
	if *onAws {
		found, err := account()
		if err != nil {
			fmt.Fprintln(os.Stderr, "-aws needs credentials and a Region:", err)
			return 1
		}
		here = found
		return m.Run()
	}
	started, stop, err := emulate()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	here = started
	code := m.Run()
	stop(code != 0)
	return code
}

// deployable is where to deploy to. The test is skipped if there is no such place.
func deployable(t *testing.T) *cloud {
	t.Helper()
	switch {
	case testing.Short():
		t.Skip("-short deploys nothing")
	case here == nil:
		t.Skip(`moto_server is not on the PATH. Get it with: pip install "moto[server,cloudformation]==5.2.1". README.md tells of deploys into an account`)
	}
	return here
}
