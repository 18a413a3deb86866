// Command paths prints the report of an assembly as JSON. The mutants of the analysis are built into it.
package main

import (
	"fmt"
	"os"

	"github.com/privates3/privates3-go/constructs/s3path"
)

func main() {
	report, err := s3path.Analyze(os.Args[1], s3path.Options{})
	if err == nil {
		err = report.WriteJSON(os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
