package main

import (
	"slices"

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
			from, err := in.source(args, command.InOrStdin())
			if err != nil {
				return err
			}
			stop := progress(command.ErrOrStderr(), "checking rules")
			report, err := checkRules(&in, from)
			stop()
			if err != nil {
				return err
			}
			if err := render(report, command.OutOrStdout()); err != nil {
				return err
			}
			errors, warnings := report.count()
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

func ruleForms() []form[*ruleReport] {
	return []form[*ruleReport]{
		{"text", painted((*ruleReport).text)},
		{"json", text(func(r *ruleReport) string { return indented(r.report) })},
		{"markdown", text((*ruleReport).markdown)},
		{"sarif", text((*ruleReport).sarif)},
		{"junit", text((*ruleReport).junit)},
		{"github", text((*ruleReport).github)},
	}
}

// ruleReport is a report of the rules, with its findings as they are printed.
type ruleReport struct {
	*findings
	report *lint.Report
}

// checkRules reads the arguments and checks the rules.
func checkRules(in *input, from source) (*ruleReport, error) {
	options := lint.Options{DefaultParameters: in.defaults, ContextFile: in.context, AccountFile: in.account, ToJson: cfnyaml.ToJson}
	var err error
	if options.Parameters, err = in.values(); err != nil {
		return nil, err
	}
	r := &ruleReport{}
	if from.text != nil {
		r.report, err = lint.Check(from.text, options)
	} else {
		r.report, err = lint.Check(from.paths, options)
	}
	if err != nil {
		return nil, err
	}
	r.findings = &findings{command: "rules", rules: lint.Rules(), list: r.report.Findings, places: placesOf(from)}
	for _, rule := range r.rules {
		others := func(found lint.Finding) bool { return found.Rule != rule.Id }
		r.checks = append(r.checks, check{"privates3", rule.Id, rule.Title, slices.DeleteFunc(slices.Clone(r.list), others)})
	}
	return r, nil
}
