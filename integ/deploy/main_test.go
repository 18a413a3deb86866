package deploy

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

var (
	update = flag.Bool("update", false, "rewrite the golden files in testdata")
	onAws  = flag.Bool("aws", false, "deploy into the AWS account and Region of the environment, which costs money, instead of an emulator")
)

// here is where the tests deploy to: nil without an emulator and without -aws.
var here *cloud

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	server, err := exec.LookPath("moto_server")
	if testing.Short() || err != nil && !*onAws {
		return m.Run()
	}
	stop := func(failed bool) {}
	if !*onAws {
		if stop, err = startEmulator(server); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	code := 1
	if here, err = newCloud("", ""); err == nil {
		code = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	stop(code != 0)
	return code
}

// deployable returns where to deploy to, and skips the test if there is no such place.
func deployable(t *testing.T) *cloud {
	t.Helper()
	if testing.Short() {
		t.Skip("-short deploys nothing")
	}
	if here == nil {
		t.Skip(`moto_server is not on the PATH. Install it with: pip install "moto[server,cloudformation]==5.2.1". README.md describes deploys into an account.`)
	}
	return here
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
