package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

func newDiff() *cobra.Command {
	var in input
	var options s3path.Options
	var format string
	var exitCode bool
	command := &cobra.Command{
		Use:   "diff [flags] base head",
		Short: "Report how a change affects paths and findings",
		Long: `Compares two cloud assemblies, templates or directories of templates, and
reports which clients take a different path to S3 or no longer reach it, and
which findings are new or resolved. It prints nothing if nothing changed. The
Markdown output fits into a comment on a pull request. A parameter value applies
to each of the two that has the parameter.

The exit status is 0 or, with --exit-code, 1 if something changed.`,
		Example: `  privates3 diff base/cdk.out cdk.out
  privates3 diff --format markdown base/cdk.out cdk.out > comment.md`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("diff: want two arguments, base and head; got %d", len(args))
			}
			return nil
		},
		RunE: func(command *cobra.Command, args []string) error {
			render, err := formOf(format, diffForms())
			if err != nil {
				return err
			}
			stop := progress(command.ErrOrStderr(), "comparing")
			d, err := compare(&in, options, args[0], args[1])
			stop()
			if err != nil {
				return err
			}
			if d.empty() {
				return nil
			}
			if err := render(d, command.OutOrStdout()); err != nil {
				return err
			}
			if exitCode {
				return errFindings{}
			}
			return nil
		},
	}
	in.addFlags(command)
	addPathFlags(command, &options)
	flags := command.Flags()
	flags.StringVar(&format, "format", "text", "`format` of the output: "+formNames(diffForms()))
	flags.BoolVar(&exitCode, "exit-code", false, "exit with status 1 if something changed")
	complete(command, "format", names(diffForms()))
	return command
}

func diffForms() []form[*diff] {
	return []form[*diff]{
		{"text", painted((*diff).text)},
		{"json", text(func(d *diff) string { return indented(d) })},
		{"markdown", text((*diff).markdown)},
	}
}

// diff is what changed from one set of templates to another.
type diff struct {
	Version  int            `json:"version"`
	Paths    []pathChange   `json:"paths"`
	New      []lint.Finding `json:"newFindings"`
	Resolved []lint.Finding `json:"resolvedFindings"`
}

func (d *diff) empty() bool { return len(d.Paths)+len(d.New)+len(d.Resolved) == 0 }

// side is one of the two that are compared.
type side struct {
	stacks   *stackNames
	report   *s3path.Report
	findings []lint.Finding
}

// compare reads both sides and compares them.
func compare(in *input, options s3path.Options, base, head string) (*diff, error) {
	var sides [2]side
	for i, path := range []string{base, head} {
		if path == standardInput {
			return nil, fmt.Errorf("diff: %q is not read; pass two files or directories", path)
		}
		var err error
		if sides[i].stacks, err = readStackNames(path); err != nil {
			return nil, err
		}
	}
	if len(sides[0].stacks.ids) == 1 && len(sides[1].stacks.ids) == 1 {
		sides[0].stacks.alone, sides[1].stacks.alone = true, true // two versions of one template can be in files of any name
	}
	values, err := in.values()
	if err != nil {
		return nil, err
	}
	for i, path := range []string{base, head} {
		of, other := &sides[i], &sides[1-i]
		input := *in
		input.parameterFiles, input.parameters = nil, nil
		for name, value := range values {
			if of.stacks.parameters[name] || !other.stacks.parameters[name] {
				input.parameters = append(input.parameters, name+"="+value)
			}
		}
		from := source{paths: []string{path}}
		if of.report, err = analyze(&input, options, from); err != nil {
			return nil, err
		}
		found, err := checkRules(&input, from)
		if err != nil {
			return nil, err
		}
		of.findings = found.list
	}
	d := &diff{Version: 1, Paths: pathChanges(sides[0], sides[1])}
	d.New, d.Resolved = unmatched(sides[1], sides[0]), unmatched(sides[0], sides[1])
	return d, nil
}

// unmatched returns the findings of one side that the other does not have. The same finding has the same message or is at the
// same resource, because its message can name a value or an element of a list that changed.
func unmatched(of, other side) []lint.Finding {
	rest := slices.Clone(of.findings)
	known := slices.Clone(other.findings)
	for _, same := range []func(f, g lint.Finding) bool{
		func(f, g lint.Finding) bool { return f.Message == g.Message },
		func(f, g lint.Finding) bool {
			return len(f.Locations) > 0 && len(g.Locations) > 0 && of.stacks.resourceOf(f.Locations[0]) == other.stacks.resourceOf(g.Locations[0])
		},
	} {
		rest = slices.DeleteFunc(rest, func(f lint.Finding) bool {
			i := slices.IndexFunc(known, func(g lint.Finding) bool { return f.Rule == g.Rule && same(f, g) })
			if i >= 0 {
				known = slices.Delete(known, i, i+1)
			}
			return i >= 0
		})
	}
	return append([]lint.Finding{}, rest...)
}
