// Package speed measures what the library costs beside the CDK's own constructs: see README.md.
package speed

import (
	"flag"
	"os"
	"testing"

	"github.com/aws/jsii-runtime-go"
)

var update = flag.Bool("update", false, "rewrite the tables of README.md from this run")

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == appMode {
		runApp(os.Args[2:])
		return
	}
	if log := os.Getenv(clockLog); log != "" && len(os.Args) == 2 {
		jsii.Close()
		standInForNode(os.Args[1], log)
		return
	}
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}
