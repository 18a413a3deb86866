package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/cfnyaml"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

func newRules() *cobra.Command {
	var in input
	var format string
	var strict bool
	command := &cobra.Command{
		Use:   "rules [flags] [template | assembly | directory]...",
		Short: "Find mistakes in S3 endpoints",
		Long: `Finds mistakes in S3 endpoints that would make the deploy fail or cut a workload
off from Amazon S3. "privates3 explain" lists the rules.

` + inputHelp + `

The exit status is 1 if there is an error or, with --strict, a warning.`,
		Example: `  privates3 rules cdk.out
  privates3 rules --defaults network.yaml endpoints.yaml
  privates3 rules --format sarif templates/ > privates3.sarif`,
		RunE: func(command *cobra.Command, args []string) error {
			render, err := formOf(format, ruleForms())
			if err != nil {
				return err
			}
			findings, err := check(&in, args, command.InOrStdin())
			if err != nil {
				return err
			}
			if err := render(findings, command.OutOrStdout()); err != nil {
				return err
			}
			errors, warnings := findings.count()
			if errors > 0 || strict && warnings > 0 {
				return errFindings{}
			}
			return nil
		},
	}
	in.addFlags(command)
	command.Flags().StringVar(&format, "format", "text", "`format` of the output: "+formNames(ruleForms()))
	command.Flags().BoolVar(&strict, "strict", false, "also exit with status 1 if there is a warning")
	complete(command, "format", names(ruleForms()))
	return command
}

func ruleForms() []form[*findings] {
	return []form[*findings]{
		{"text", text((*findings).text)},
		{"json", text((*findings).json)},
		{"markdown", text((*findings).markdown)},
		{"sarif", text((*findings).sarif)},
		{"junit", text((*findings).junit)},
		{"github", text((*findings).github)},
	}
}

// findings are what the rules found, and where.
type findings struct {
	report *lint.Report
	rules  map[string]lint.Rule
	places *places
}

// check reads the arguments and checks the rules.
func check(in *input, args []string, stdin io.Reader) (*findings, error) {
	from, err := in.source(args, stdin)
	if err != nil {
		return nil, err
	}
	options := lint.Options{DefaultParameters: in.defaults, ContextFile: in.context, AccountFile: in.account, ToJson: cfnyaml.ToJson}
	if options.Parameters, err = in.values(); err != nil {
		return nil, err
	}
	f := &findings{rules: map[string]lint.Rule{}, places: &places{stdin: from.text, files: map[string]*cfnyaml.File{}}}
	for _, r := range lint.Rules() {
		f.rules[r.Id] = r
	}
	if from.text != nil {
		f.report, err = lint.Check(from.text, options)
	} else {
		f.report, err = lint.Check(from.paths, options)
	}
	return f, err
}

func (f *findings) count() (errors, warnings int) {
	for _, finding := range f.report.Findings {
		if finding.Severity == lint.Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// text is for people: what is wrong, where, and what to do.
func (f *findings) text() string {
	var b strings.Builder
	for _, finding := range f.report.Findings {
		fmt.Fprintf(&b, "%s: %s: %s\n", finding.Severity, finding.Rule, plain(finding.Message))
		for _, l := range finding.Locations {
			fmt.Fprintf(&b, "  %s\n", plain(f.places.of(l).String()))
		}
		fmt.Fprintf(&b, "  %s\n\n", f.rules[finding.Rule].Fix)
	}
	errors, warnings := f.count()
	fmt.Fprintf(&b, "%s, %s\n", counted(errors, "error"), counted(warnings, "warning"))
	return b.String()
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (f *findings) json() string {
	data, _ := json.MarshalIndent(f.report, "", "  ") // strings and lists have no error
	return string(data) + "\n"
}

func (f *findings) markdown() string {
	if len(f.report.Findings) == 0 {
		return "No findings.\n"
	}
	var b strings.Builder
	b.WriteString("| severity | rule | finding | place |\n| --- | --- | --- | --- |\n")
	for _, finding := range f.report.Findings {
		var places []string
		for _, l := range finding.Locations {
			places = append(places, f.places.of(l).String())
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", finding.Severity, finding.Rule, cell(finding.Message), cell(strings.Join(places, ", ")))
	}
	return b.String()
}
