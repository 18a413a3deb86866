package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/spf13/cobra"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/account"
	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/cfnyaml"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func newAccount() *cobra.Command {
	var vpcs []string
	var all, mask bool
	var region, profile, endpointUrl string
	command := &cobra.Command{
		Use:   "account [flags] [template | assembly | directory]...",
		Short: "Read VPCs from the AWS account, for the other commands",
		Long: `Reads VPCs from the AWS account, with their subnets, routes, gateways,
endpoints, security groups and network ACLs, and writes them to standard output.
Save the output in a file. With --account FILE, the other commands use it for
resources that templates refer to by AWS ID, such as a VPC that was looked up.

The command reads the VPCs that --vpc lists and those whose IDs are in the
templates. It changes nothing, and needs these permissions:

  ` + strings.Join(account.Actions(), "\n  ") + `

With --mask, IDs and account numbers are replaced, so that you can share the
file. It then no longer matches templates that contain the original IDs.`,
		Example: `  privates3 account cdk.out > account.json
  privates3 paths --account account.json cdk.out`,
		RunE: func(command *cobra.Command, args []string) error {
			selection, err := selected(vpcs, all, args)
			if err != nil {
				return err
			}
			loaded, err := config.LoadDefaultConfig(command.Context(), func(o *config.LoadOptions) error {
				o.Region, o.SharedConfigProfile = region, profile
				return nil
			})
			if err != nil {
				return err
			}
			if loaded.Region == "" {
				return errors.New("no Region; pass --region")
			}
			if endpointUrl != "" {
				loaded.BaseEndpoint = aws.String(endpointUrl)
			}
			stop := progress(command.ErrOrStderr(), "reading the account")
			file, err := account.Read(command.Context(), loaded, selection)
			stop()
			if err != nil {
				return err
			}
			for _, problem := range file.Problems {
				command.PrintErrln("privates3:", problem)
			}
			text := file.JSON()
			if mask {
				text = masked(text)
			}
			_, err = io.WriteString(command.OutOrStdout(), text)
			return err
		},
	}
	flags := command.Flags()
	flags.StringArrayVar(&vpcs, "vpc", nil, "`ID` of a VPC; may be repeated")
	flags.BoolVar(&all, "all", false, "read all VPCs of the Region")
	flags.BoolVar(&mask, "mask", false, "replace IDs and account numbers")
	flags.StringVar(&region, "region", "", "AWS `Region` (default: that of the profile)")
	flags.StringVar(&profile, "profile", "", "`name` of the profile in the shared AWS config files")
	flags.StringVar(&endpointUrl, "endpoint-url", "", "`URL` to send all requests to, such as that of an emulator")
	return command
}

// selected returns the VPCs that the flags name and the templates refer to, and the stacks of the templates.
func selected(vpcs []string, all bool, args []string) (account.Selection, error) {
	selection := account.Selection{VpcIds: slices.Clone(vpcs)}
	for _, id := range vpcs {
		if !regexp.MustCompile(`^vpc-[0-9a-f]+$`).MatchString(id) {
			return selection, fmt.Errorf("--vpc: %q is not the ID of a VPC; use one such as vpc-0a1b2c3d4e5f60718", id)
		}
	}
	if len(args) > 0 {
		assembly, err := template.Reader{ToJson: cfnyaml.ToJson}.Load(args...)
		if err != nil {
			return selection, err
		}
		for _, s := range assembly.Stacks {
			if s.Name != "" {
				selection.StackNames = append(selection.StackNames, s.Name)
			}
			text, err := template.ReadFile(s.File)
			if err != nil {
				return selection, err
			}
			selection.VpcIds = append(selection.VpcIds, regexp.MustCompile(`\bvpc-[0-9a-f]{8,17}\b`).FindAllString(string(text), -1)...)
		}
	}
	slices.Sort(selection.VpcIds)
	selection.VpcIds = slices.Compact(selection.VpcIds)
	switch {
	case all:
		selection.VpcIds = nil
	case len(selection.VpcIds) == 0 && len(args) > 0:
		return selection, errors.New("the templates refer to no VPC by its ID; pass --vpc or --all")
	case len(selection.VpcIds) == 0:
		return selection, errors.New("no VPC; pass --vpc, --all, or templates that refer to VPCs by their IDs")
	}
	return selection, nil
}

// masked replaces IDs and account numbers, each by the same one everywhere.
func masked(text string) string {
	ids := map[string]string{}
	text = regexp.MustCompile(`\b([a-z]{2,}(?:-attach|-rtb)?)-([0-9a-f]{8,17})\b`).ReplaceAllStringFunc(text, func(id string) string {
		if ids[id] == "" {
			cut := strings.LastIndex(id, "-")
			ids[id] = fmt.Sprintf("%s-%017x", id[:cut], len(ids)+1)
		}
		return ids[id]
	})
	accounts := map[string]string{}
	return regexp.MustCompile(`\b[0-9]{12}\b`).ReplaceAllStringFunc(text, func(id string) string {
		if accounts[id] == "" {
			accounts[id] = fmt.Sprintf("%012d", len(accounts)+1)
		}
		return accounts[id]
	})
}
