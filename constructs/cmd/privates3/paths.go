package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/cfnyaml"
	"github.com/privates3/privates3-go/constructs/s3path"
)

func newPaths() *cobra.Command {
	var in input
	var options s3path.Options
	var form string
	var forbid []string
	var ungrouped, workloads bool
	command := &cobra.Command{
		Use:   "paths [flags] [template | assembly | directory]...",
		Short: "Report which path each subnet takes to S3",
		Long: `Reports which path each subnet takes to Amazon S3 for each DNS name, and
whether requests reach S3.

` + inputHelp + `

With --forbid, the exit status is 1 if a subnet takes or may take a forbidden
path, if there are no subnets, or if some may be missing from the report. The
reason is printed to standard error. To fail unless every subnet reaches S3
through an endpoint or not at all, use
--forbid nat,internet,transit,vpn,peering,firewall,unknown. With --workloads,
the check covers workloads (functions, tasks, instances and others) instead of
subnets.

--format html writes one self-contained page: a drawing, a table that you can
filter, what decides each path, and the findings of the rules.

Below the paths, the report lists the parts of the input that it does not cover,
and the parts that are there for S3 but have no effect.`,
		Example: `  privates3 paths cdk.out
  privates3 paths --forbid nat,internet --defaults network.yaml
  privates3 paths --format markdown templates/ > paths.md
  privates3 paths --format html cdk.out > paths.html`,
		RunE: func(command *cobra.Command, args []string) error {
			render, err := formOf(form, pathForms())
			if err != nil {
				return err
			}
			var forbidden []s3path.Path
			if command.Flags().Changed("forbid") {
				if forbidden, err = s3path.ParsePaths(strings.Join(forbid, ",")); err != nil {
					return fmt.Errorf("--forbid: %w", err)
				}
			}
			if forbidden == nil && slices.Contains([]string{"sarif", "junit", "github"}, form) {
				return fmt.Errorf("--format %s lists forbidden paths; pass --forbid, such as --forbid nat,internet", form)
			}
			from, err := in.source(args, command.InOrStdin())
			if err != nil {
				return err
			}
			stop := progress(command.ErrOrStderr(), "following paths")
			report, err := analyze(&in, options, from)
			stop()
			if err != nil {
				return err
			}
			var failed error
			kind, check := s3path.Subnet, report.Forbid
			if workloads {
				kind, check = s3path.Workload, report.ForbidForWorkloads
			}
			if forbidden != nil {
				failed = check(forbidden...)
			}
			shown := &pathReport{
				Report:    report,
				forbidden: forbiddenPaths(report, kind, failed, placesOf(from)),
				rules:     func() (*ruleReport, error) { return checkRules(&in, from) },
			}
			if ungrouped {
				shown.Report = report.Ungrouped()
			}
			if err := render(shown, command.OutOrStdout()); err != nil {
				return err
			}
			if failed != nil {
				command.PrintErrln(failed)
				return errFindings{}
			}
			if forbidden == nil && !hasSubnets(report) && len(report.Vpcs) == 0 && len(report.Gaps) == 0 {
				command.PrintErrln("privates3: the templates have no VPC, so there are no paths of subnets to report; if they refer to a VPC by its ID, pass the file of \"privates3 account\" with --account")
			}
			return nil
		},
	}
	in.addFlags(command)
	flags := command.Flags()
	flags.StringVar(&form, "format", "table", "`format` of the output: "+formNames(pathForms()))
	flags.BoolVar(&ungrouped, "ungrouped", false, "show each client separately instead of grouping clients with the same result")
	flags.StringArrayVar(&forbid, "forbid", nil, fmt.Sprintf("comma-separated `paths` that no subnet may take by the usual or dual-stack name, from %v; may be repeated", s3path.Paths()))
	flags.BoolVar(&workloads, "workloads", false, "with --forbid, check workloads instead of subnets")
	addPathFlags(command, &options)
	complete(command, "format", names(pathForms()))
	var paths []string
	for _, path := range s3path.Paths() {
		paths = append(paths, string(path))
	}
	complete(command, "forbid", paths)
	return command
}

func hasSubnets(report *s3path.Report) bool {
	for row := range report.Rows() {
		if row.Client.Kind == s3path.Subnet {
			return true
		}
	}
	return false
}

// addPathFlags adds the flags that add to what the templates say of the network.
func addPathFlags(command *cobra.Command, options *s3path.Options) {
	flags := command.Flags()
	flags.StringArrayVar(&options.OnPremises, "on-premises", nil, "`CIDR` block of a network that is connected to the VPCs; may be repeated (default: the blocks in VPN routes and security groups)")
	flags.StringArrayVar(&options.PeeredVpcs, "peered-vpc", nil, "`CIDR` block of a peered VPC that is not in the templates; may be repeated (default: the destinations of routes to it)")
	flags.StringArrayVar(&options.NotS3, "not-s3", nil, "public `CIDR` block that does not belong to S3 but, for example, to a partner; may be repeated")
	flags.StringArrayVar(&options.NoNetwork, "no-network", nil, "logical `ID` of a nested stack, serverless application, macro or the like that neither creates nor changes any part of a network; may be repeated")
	flags.BoolVar(&options.NoDualstack, "no-dualstack", false, "state that no client uses the dual-stack names of S3 (s3.dualstack.<region>.amazonaws.com)")
	flags.BoolVar(&options.CrossRegion, "cross-region", false, "add rows for buckets in another Region")
}

// pathReport is a report with the findings of --forbid, and those of the rules for forms that show them.
type pathReport struct {
	*s3path.Report
	forbidden *findings
	rules     func() (*ruleReport, error)
}

// analyze follows the paths.
func analyze(in *input, options s3path.Options, from source) (report *s3path.Report, err error) {
	if options.Parameters, err = in.values(); err != nil {
		return nil, err
	}
	options.DefaultParameters, options.ContextFile, options.AccountFile, options.ToJson = in.defaults, in.context, in.account, cfnyaml.ToJson
	if from.text != nil {
		report, err = s3path.Analyze(from.text, options)
	} else {
		report, err = s3path.Analyze(from.paths, options)
	}
	return report, byFlags(err)
}

// byFlags names the flags in the place of the options of package s3path.
func byFlags(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.NewReplacer("OnPremises[", "--on-premises[", "PeeredVpcs[", "--peered-vpc[", "NotS3[", "--not-s3[", "NoNetwork[", "--no-network[").Replace(err.Error()))
}

// form is a format of the output of a report.
type form[R any] struct {
	name   string
	render func(R, io.Writer) error
}

func pathForms() []form[*pathReport] {
	return []form[*pathReport]{
		{"table", painted(func(r *pathReport, t terminal) string { return t.paths(r.Report) })},
		{"json", (*pathReport).WriteJSON},
		{"markdown", text((*pathReport).Markdown)},
		{"mermaid", text((*pathReport).Mermaid)},
		{"html", (*pathReport).html},
		{"sarif", text(func(r *pathReport) string { return r.forbidden.sarif() })},
		{"junit", text(func(r *pathReport) string { return r.forbidden.junit() })},
		{"github", text(func(r *pathReport) string { return r.forbidden.github() })},
	}
}

// text makes a form of a function that returns the whole output.
func text[R any](render func(R) string) func(R, io.Writer) error {
	return func(report R, out io.Writer) error {
		_, err := io.WriteString(out, render(report))
		return err
	}
}

// painted makes a form of a function that returns the whole output, with colors on a terminal.
func painted[R any](render func(R, terminal) string) func(R, io.Writer) error {
	return func(report R, out io.Writer) error {
		_, err := io.WriteString(out, render(report, terminalOf(out)))
		return err
	}
}

func names[R any](forms []form[R]) []string {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
}

func formNames[R any](forms []form[R]) string {
	all := names(forms)
	last := len(all) - 1
	return strings.Join(all[:last], ", ") + " or " + all[last]
}

func formOf[R any](name string, forms []form[R]) (func(R, io.Writer) error, error) {
	i := slices.IndexFunc(forms, func(f form[R]) bool { return f.name == name })
	if i < 0 {
		return nil, fmt.Errorf("--format: unknown format %q; want %s", name, formNames(forms))
	}
	return forms[i].render, nil
}

// complete lets the shell complete the values of a flag.
func complete(command *cobra.Command, flag string, values []string) {
	_ = command.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}
