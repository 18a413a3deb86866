package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [rule]",
		Short: "Explain a rule, or list all rules",
		Args:  cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, r := range lint.Rules() {
				ids = append(ids, r.Id+"\t"+r.Title)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(command *cobra.Command, args []string) error {
			out := command.OutOrStdout()
			rules := lint.Rules()
			if len(args) == 0 {
				return listRules(out, rules)
			}
			id := strings.TrimPrefix(args[0], "privates3::") // as findings at synth name it
			i := slices.IndexFunc(rules, func(r lint.Rule) bool { return r.Id == id })
			if i < 0 {
				return fmt.Errorf("there is no rule %q; \"privates3 explain\" lists all rules", args[0])
			}
			return explain(out, rules[i])
		},
	}
}

func listRules(out io.Writer, rules []lint.Rule) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, r := range rules {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", r.Id, r.Severity, r.Title) // Flush returns the error
	}
	return w.Flush()
}

func explain(out io.Writer, r lint.Rule) error {
	_, err := fmt.Fprintf(out, "%s (%s)\n\n%s.\n\nWhat happens: %s\n\nFix: %s\n", r.Id, r.Severity, r.Title, happens(r), r.Fix)
	if err == nil && r.Page != "" {
		_, err = fmt.Fprintf(out, "\nSee %s\n", r.Page)
	}
	return err
}
