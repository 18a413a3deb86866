package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func missingDnsNamePrefix() Rule {
	return Rule{
		Id:       "missing-dns-name-prefix",
		Title:    "Clients get a DNS name of an S3 interface endpoint without bucket., accesspoint. or control. in front",
		Severity: Warning,
		Effect:   `The deploy succeeds, but a name with "*." is not a host name, and the endpoint's certificate does not cover the bare name.`,
		Fix:      `Use the name from "vpce-" onward, with https://bucket., https://accesspoint. or https://control. in front.`,
		Page:     s3InterfacePage,
		check:    checkMissingDnsNamePrefix,
	}
}

// endpointId is how the ID of an endpoint begins, which its names have.
const endpointId = "vpce-"

const typeNestedStack = "AWS::CloudFormation::Stack"

// checkMissingDnsNamePrefix checks where clients get names from: outputs, parameters and the environment of programs. Alias
// records take the bare name and the one with "*.", so they are a mistake only in a URL, or where they are used as a host: in
// an environment variable, or as a parameter that is not for alias records alone.
func checkMissingDnsNamePrefix(in *input) []Result {
	var results []Result
	check := func(use string, v template.Value, isHost bool, location []Location) {
		host, mistake := in.withoutPrefix(v, isHost)
		results = append(results, violationIf(mistake,
			fmt.Sprintf("%s contains the host name %q of an S3 interface endpoint without bucket., accesspoint. or control. in front.", use, host), location))
	}
	for _, r := range in.network.Resources {
		for _, s := range settings(r) {
			switch {
			case r.Type != typeNestedStack || isUrl(s.value):
				check(s.name+" of "+r.Name(), s.value, s.isVariable, inResource(r, s.path))
			case r.Nested() == nil:
				results = append(results, in.perhapsWithoutPrefix(s.value))
			case isUsedAsHost(r.Nested(), s.value):
				check(s.name+" of "+r.Name(), s.value, s.isVariable, inResource(r, s.path))
			}
		}
	}
	for _, s := range in.assembly.Stacks {
		for _, output := range s.Outputs() {
			check("The output "+output+" of "+s.Id, s.Output(output), false,
				[]Location{{Stack: s, LogicalId: output, Path: "Outputs." + output + ".Value"}})
		}
		if s.Parent != nil {
			continue // its parameters are checked where the parent sets them
		}
		for _, parameter := range s.Parameters() {
			reference := template.TokenValue(template.Token{Kind: template.CauseParameter, Scope: s.Id, Name: parameter})
			preset := s.Default(parameter)
			if strings.Contains(preset.String(), endpointId) && (isUrl(preset) || isUsedAsHost(s, reference)) {
				check("The default of the parameter "+parameter+" of "+s.Id, preset, true,
					[]Location{{Stack: s, LogicalId: parameter, Path: "Parameters." + parameter + ".Default"}})
			}
		}
	}
	return results
}

func isUrl(v template.Value) bool { return strings.Contains(v.String(), "://") }

// isUsedAsHost reports whether resources of a stack that are not DNS records use a value.
func isUsedAsHost(s *template.Stack, v template.Value) bool {
	return slices.ContainsFunc(s.Resources, func(r *template.Resource) bool {
		mentions, _ := r.Mentions().List()
		return !strings.HasPrefix(r.Type, "AWS::Route53::RecordSet") && slices.ContainsFunc(mentions, func(mention template.Value) bool {
			return strings.Contains(mention.String(), v.String())
		})
	})
}

// perhapsWithoutPrefix returns the result for a value whose use is unknown.
func (in *input) perhapsWithoutPrefix(v template.Value) Result {
	_, mistake := in.withoutPrefix(v, false)
	return violationIf(mistake.And(truth.Undecided), "")
}

// withoutPrefix reports whether a text has a host without its prefix, and which.
func (in *input) withoutPrefix(v template.Value, isHost bool) (host string, mistake truth.Value) {
	text, ok := in.withExamples(v)
	switch {
	case !ok:
		return "", truth.Undecided
	case !strings.Contains(text, endpointId):
		return "", truth.False
	}
	for _, found := range endpointHost.FindAllStringSubmatch(text, -1) {
		scheme, host := found[1], found[2]
		before, _, _ := strings.Cut(host, endpointId)
		switch {
		case strings.HasSuffix(before, "*."):
			// The raw list of entries, with the hosted zones in front, is not a name yet.
			if !strings.Contains(text, ":"+host) || scheme != "" {
				return host, truth.True
			}
		case before == "" && (scheme != "" || isHost && strings.HasPrefix(text, host)):
			return host, truth.True
		case before != "" && scheme != "" && !hostPrefix.MatchString(before):
			if strings.Contains(before, "${") {
				return "", truth.Undecided // the token may be the prefix
			}
			return host, truth.True
		}
	}
	return "", truth.False
}
