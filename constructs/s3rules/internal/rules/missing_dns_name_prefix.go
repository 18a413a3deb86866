package rules

import (
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
	for _, r := range in.network.Resources {
		for _, s := range settings(r) {
			switch {
			case r.Type != typeNestedStack || isUrl(s.value) || r.Nested() != nil && isUsedAsHost(r.Nested(), s.value):
				results = append(results, checkPrefix(in, s))
			case r.Nested() == nil:
				_, mistake := in.withoutPrefix(s.value, false)
				results = append(results, compliantUnless(mistake)) // its use is unknown
			}
		}
	}
	for _, s := range in.assembly.Stacks {
		results = append(results, each(in, outputs(s), checkPrefix)...)
		if s.Parent != nil {
			continue // its parameters are checked where the parent sets them
		}
		for _, parameter := range s.Parameters() {
			reference := template.TokenValue(template.Token{Kind: template.CauseParameter, Scope: s.Id, Name: parameter})
			preset := s.Default(parameter)
			if strings.Contains(preset.String(), endpointId) && (isUrl(preset) || isUsedAsHost(s, reference)) {
				where := []Location{{Stack: s, LogicalId: parameter, Path: "Parameters." + parameter + ".Default"}}
				results = append(results, checkPrefix(in, setting{name: "The default of the parameter " + parameter + " of " + s.Id, where: where, value: preset, isVariable: true}))
			}
		}
	}
	return results
}

func checkPrefix(in *input, s setting) Result {
	host, mistake := in.withoutPrefix(s.value, s.isVariable)
	return violationIf(mistake, s.where,
		"%s contains the host name %q of an S3 interface endpoint without bucket., accesspoint. or control. in front.", s.name, host)
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
