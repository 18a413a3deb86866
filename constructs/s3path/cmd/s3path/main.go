// Command s3path prints the path that each subnet of a synthesized CDK app takes to Amazon S3.
//
//	s3path [--format FORMAT] [--forbid PATH,…] [--context FILE] [--on-premises CIDR]… [--peered-vpc CIDR]… [--not-s3 CIDR]… [--other-region] [cdk.out]
//
// The argument is a cloud assembly or a template; the default is cdk.out. The default context file is the cdk.context.json
// in the directory of the argument, or else in the working directory, if there is one.
//
// --forbid nat,internet,transit,vpn,peering,unknown makes the same check as s3path.RequirePrivate in a test. --forbid
// nat,internet alone allows paths that lead out of the templates, such as a transit gateway, but none that is unknown.
//
// With --forbid, the exit status is 1 if a subnet has a forbidden path, if there are no subnets, or if some may be missing.
// The reason is printed to standard error. The exit status is 2 for incorrect usage or input that cannot be read.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/s3path"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// The exit statuses.
const (
	statusOk        = 0
	statusForbidden = 1
	statusUnusable  = 2
)

const usage = `usage: s3path [flags] [cdk.out]

Prints the path that each subnet of a synthesized CDK app takes to Amazon S3.
The argument is a cloud assembly or a template; the default is cdk.out.

To fail unless every subnet reaches S3 through an endpoint or not at all, use
--forbid nat,internet,transit,vpn,peering,unknown. RequirePrivate makes the same
check in a Go test. --forbid nat,internet alone allows paths that lead out of
the templates, such as a transit gateway, but none that is unknown.

With --forbid, the exit status is 1 if a subnet has a forbidden path, if there
are no subnets, or if some may be missing. The exit status is 2 for incorrect
usage or input that cannot be read.

`

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("s3path", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = io.WriteString(stderr, usage)
		flags.PrintDefaults()
	}
	var options s3path.Options
	var forbid []string
	form := flags.String("format", formats()[0].name, "`format` of the output: "+formatNames())
	flags.Func("forbid", fmt.Sprintf("comma-separated `paths` that no subnet may take by the usual name: one or more of %v", s3path.Paths()), collect(&forbid))
	flags.StringVar(&options.ContextFile, "context", "", "`file` with the VPCs that were looked up (default cdk.context.json next to the argument, or else in the working directory)")
	flags.Func("on-premises", "`CIDR` block of a network that is connected to the VPCs, such as 192.168.0.0/16; may be repeated (default: the blocks in VPN routes and security groups)", collect(&options.OnPremises))
	flags.Func("peered-vpc", "`CIDR` block of a peered VPC that is not in the templates; may be repeated (default: the destinations of routes to it)", collect(&options.PeeredVpcs))
	flags.Func("not-s3", "public `CIDR` block that does not belong to S3 but, for example, to a partner, so that a route to it does not affect the path to S3; may be repeated (default: any public address may be S3's)", collect(&options.NotS3))
	flags.BoolVar(&options.OtherRegion, "other-region", false, "add rows for buckets in other Regions")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return statusOk
		}
		return statusUnusable
	}
	var forbidden []s3path.Path
	if forbid != nil {
		var err error
		if forbidden, err = s3path.ParsePaths(strings.Join(forbid, ",")); err != nil {
			return fail(stderr, fmt.Errorf("--forbid: %w", err))
		}
	}
	chosen := slices.IndexFunc(formats(), func(f format) bool { return f.name == *form })
	if chosen < 0 {
		return fail(stderr, fmt.Errorf("--format: unknown format %q; want %s", *form, formatNames()))
	}
	if flags.NArg() > 1 {
		return fail(stderr, fmt.Errorf("%d arguments; want one, a cloud assembly or a template, after the flags", flags.NArg()))
	}
	source := "cdk.out"
	if flags.NArg() == 1 {
		source = flags.Arg(0)
	}
	if options.ContextFile == "" {
		options.ContextFile = defaultContext(source)
	}
	report, err := s3path.Analyze(source, options)
	if err != nil {
		return fail(stderr, err)
	}
	if _, err := io.WriteString(stdout, formats()[chosen].render(report)); err != nil {
		return fail(stderr, err)
	}
	if forbid == nil {
		if len(report.Vpcs) == 0 && len(report.Gaps) == 0 {
			_, _ = fmt.Fprintf(stderr, "s3path: %s has no VPC, so there are no paths to report; if the app has one, pass its cloud assembly, such as cdk.out\n", source)
		}
		return statusOk
	}
	if err := report.Forbid(forbidden...); err != nil {
		_, _ = fmt.Fprintln(stderr, err)
		return statusForbidden
	}
	return statusOk
}

// format is a form of the output.
type format struct {
	name   string
	render func(*s3path.Report) string
}

// formats returns the forms of the output, the default first.
func formats() []format {
	return []format{
		{"table", (*s3path.Report).String},
		{"json", (*s3path.Report).JSON},
		{"markdown", (*s3path.Report).Markdown},
		{"mermaid", (*s3path.Report).Mermaid},
	}
}

func formatNames() string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

func fail(stderr io.Writer, err error) int {
	_, _ = fmt.Fprintf(stderr, "s3path: %v\n", err)
	return statusUnusable
}

func collect(into *[]string) func(string) error {
	return func(text string) error {
		*into = append(*into, text)
		return nil
	}
}

// defaultContext returns the context in the working directory, if there is none beside the source.
func defaultContext(source string) string {
	const name = "cdk.context.json"
	if _, err := os.Stat(filepath.Join(filepath.Dir(filepath.Clean(source)), name)); err == nil {
		return "" // Analyze finds it
	}
	if _, err := os.Stat(name); err == nil {
		return name
	}
	return ""
}
