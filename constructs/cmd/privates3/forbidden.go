package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// The rules that "paths --forbid" checks.
const (
	ruleForbiddenPath  = "forbidden-path"
	ruleMissingClients = "missing-clients"
	ruleNoClients      = "no-clients"
)

func pathRules() []lint.Rule {
	return []lint.Rule{
		{
			Id: ruleForbiddenPath, Title: "A client has a path to S3 that is forbidden, or may have one", Severity: lint.Error,
			Effect: "Requests to S3 by the usual name take a path that --forbid lists, or may take one.",
			Fix:    "Send the requests over a path that you allow. The route of an S3 gateway endpoint takes precedence over a default route.",
			Page:   "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
		},
		{
			Id: ruleMissingClients, Title: "Clients may be missing from the report", Severity: lint.Error,
			Effect: "A part of the input cannot be read, or creates resources that the templates do not show, so paths may be missing.",
			Fix:    "Pass the whole cloud assembly, such as cdk.out, or the template that CloudFormation processed.",
		},
		{
			Id: ruleNoClients, Title: "There are no clients whose paths could be checked", Severity: lint.Error,
			Effect: "The check cannot pass, because it checks nothing.",
			Fix:    "Pass the templates that have the subnets, or the whole cloud assembly.",
		},
	}
}

// forbiddenPaths returns the findings of a check of paths, of which the error is the result.
func forbiddenPaths(report *s3path.Report, kind s3path.ClientKind, err error, places *places) *findings {
	f := &findings{command: "paths", rules: pathRules(), places: places}
	of := map[s3path.Client][]lint.Finding{}
	var missing []lint.Finding
	add := func(rule, message string, locations []s3path.Location) lint.Finding {
		found := lint.Finding{Rule: rule, Severity: lint.Error, Message: message, Locations: locations}
		f.list = append(f.list, found)
		return found
	}
	var failed *s3path.ForbiddenError
	if errors.As(err, &failed) {
		for _, v := range failed.Violations {
			if len(v.Clients) == 0 {
				missing = append(missing, add(ruleMissingClients, v.Message, v.Locations))
				continue
			}
			found := add(ruleForbiddenPath, v.Message, v.Locations)
			for _, client := range v.Clients {
				of[client] = append(of[client], found)
			}
		}
		if len(failed.Violations) == 0 {
			missing = append(missing, add(ruleNoClients, failed.Error(), nil))
		}
	}
	known := map[s3path.Client]bool{}
	for row := range report.Rows() {
		client := row.Client
		if client.Kind != kind || known[client] {
			continue
		}
		known[client] = true
		f.checks = append(f.checks, check{client.Vpc, nameOf(client), pathRules()[0].Title, of[client]})
	}
	slices.SortStableFunc(f.checks, func(a, b check) int {
		return cmp.Or(strings.Compare(a.class, b.class), strings.Compare(a.name, b.name))
	})
	f.checks = append(f.checks, check{"privates3", "the report has all " + string(kind) + "s", "Clients may be missing from the report", missing})
	return f
}
