// Command privates3 reports which path each subnet takes to Amazon S3, and finds mistakes in S3 endpoints, in CloudFormation
// templates of any origin.
//
// Run "privates3 help" for its commands.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// The exit statuses.
const (
	statusOk       = 0
	statusFindings = 1
	statusUnusable = 2
)

// errFindings is returned by a command that found what it was to look for, and has said so.
type errFindings struct{}

func (errFindings) Error() string { return "there are findings" }

// run executes the command line and returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	switch {
	case err == nil:
		return statusOk
	case errors.As(err, new(errFindings)):
		return statusFindings
	}
	_, _ = fmt.Fprintf(stderr, "privates3: %v\n", err)
	return statusUnusable
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "privates3",
		Short: "Check how a network reaches Amazon S3, before it is deployed",
		Long: `privates3 reads CloudFormation templates and CDK cloud assemblies. It reports
which path each subnet takes to Amazon S3, and finds mistakes in S3 endpoints
that would make the deploy fail or cut a workload off from S3. It needs neither
the CDK nor Node, and only "privates3 account" calls AWS.

Exit status: 0 if the check passes, 1 if it fails, 2 for incorrect usage or
input that cannot be read. The help of each command lists what fails it.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(newPaths(), newRules(), newDiff(), newAccount(), newExplain(), newVersion())
	return root
}
