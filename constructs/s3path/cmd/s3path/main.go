// Command s3path prints which path each subnet of a synthesised CDK app takes to Amazon S3.
//
//	s3path [--format table|json|markdown|mermaid] [--forbid PATH,…] [--context FILE] [--on-premises CIDR]… [--peer CIDR]… [--other-region] [cdk.out]
//
// The argument is a cloud assembly or a template; the default is cdk.out. The context is the cdk.context.json beside it or
// in the working directory, if there is one.
//
// --forbid nat,internet,transit,vpn,peering,unknown asks of every subnet what s3path.RequirePrivate does. Unlike that, it
// passes input without a subnet.
//
// The exit status is 0; 1 if a subnet has one of the paths that --forbid lists, with these rows on the standard error;
// and 2 if the command is not used like this or its input cannot be read.
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

Prints which path each subnet of a synthesised CDK app takes to Amazon S3. The
argument is a cloud assembly or a template; the default is cdk.out.

--forbid nat,internet,transit,vpn,peering,unknown asks what RequirePrivate does
in a test of every subnet: nat,internet alone allows a path whose end is not in
the templates.

`

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("s3path", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = io.WriteString(stderr, usage)
		flags.PrintDefaults()
	}
	var options s3path.Options
	format := flags.String("format", "table", "`form` of the output: table, json, markdown or mermaid")
	forbid := flags.String("forbid", "", "`paths` that no subnet may have by the usual name, one or more of "+listed()+": exit status 1 if one does")
	flags.StringVar(&options.ContextFile, "context", "", "`file` with the VPCs that were looked up (default cdk.context.json beside the argument or in the working directory)")
	flags.Func("on-premises", "`block` of a network that is linked to the VPCs, such as 192.168.0.0/16; may be repeated (default: what the templates tell)", collect(&options.OnPremises))
	flags.Func("peer", "`block` of a peered VPC that the templates do not show; may be repeated (default: what the templates tell)", collect(&options.Peers))
	flags.BoolVar(&options.OtherRegion, "other-region", false, "tell also about buckets in other Regions")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return statusOk
		}
		return statusUnusable
	}
	forbidden, err := paths(*forbid)
	if err == nil && flags.NArg() > 1 {
		err = fmt.Errorf("there are %d arguments, want one: a cloud assembly or a template", flags.NArg())
	}
	if err != nil {
		return fail(stderr, err)
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
	text, err := render(report, *format)
	if err != nil {
		return fail(stderr, err)
	}
	if _, err := io.WriteString(stdout, text); err != nil {
		return fail(stderr, err)
	}
	if err := report.Forbid(forbidden...); err != nil {
		_, _ = fmt.Fprintln(stderr, err)
		return statusForbidden
	}
	return statusOk
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

// paths reads the list of --forbid.
func paths(list string) ([]s3path.Path, error) {
	if list == "" {
		return nil, nil
	}
	var forbidden []s3path.Path
	for _, word := range strings.Split(list, ",") {
		path := s3path.Path(strings.TrimSpace(word))
		if !slices.Contains(s3path.Paths(), path) {
			return nil, fmt.Errorf("--forbid: unknown path %q; want one or more of %s", strings.TrimSpace(word), listed())
		}
		forbidden = append(forbidden, path)
	}
	return forbidden, nil
}

// listed returns all paths, separated by commas.
func listed() string {
	var words []string
	for _, path := range s3path.Paths() {
		words = append(words, string(path))
	}
	return strings.Join(words, ", ")
}

// defaultContext finds the context in the working directory, if there is none beside the source.
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

func render(report *s3path.Report, format string) (string, error) {
	switch format {
	case "table":
		return report.String(), nil
	case "markdown":
		return report.Markdown(), nil
	case "mermaid":
		return report.Mermaid(), nil
	case "json":
		return report.JSON(), nil
	}
	return "", fmt.Errorf("--format: %q is no format, want table, json, markdown or mermaid", format)
}
