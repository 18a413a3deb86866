package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
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

const typeNestedStack = "AWS::CloudFormation::Stack"

// checkMissingDnsNamePrefix checks where clients get names from: outputs, parameters and the environment of programs. Alias
// records take the bare name and the one with "*.", so they are a mistake only in a URL, or where they are used as a host: in
// an environment variable, or as a parameter that is not for alias records alone.
func checkMissingDnsNamePrefix(in *input) []Result {
	names := in.exampleNames()
	var results []Result
	check := func(use string, v template.Value, isHost bool, location []Location) {
		host, mistake := names.withoutPrefix(v, isHost)
		results = append(results, violationIf(mistake,
			fmt.Sprintf("%s contains the host name %q of an S3 interface endpoint without bucket., accesspoint. or control. in front.", use, host), location))
	}
	for _, r := range in.network.Resources {
		for _, s := range settings(r) {
			switch {
			case r.Type != typeNestedStack || isUrl(s.value):
				check(s.name+" of "+r.Name(), s.value, s.isVariable, inResource(r, s.path))
			case r.Nested() == nil:
				results = append(results, names.perhaps(s.value))
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
			if preset := s.Default(parameter); preset.Kind() != template.Absent && (isUrl(preset) || isUsedAsHost(s, reference)) {
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

// setting is a text that a resource passes to a program.
type setting struct {
	name, path string
	value      template.Value
	isVariable bool
}

func settings(r *template.Resource) []setting {
	var all []setting
	pairs := func(v template.Value, path string) {
		list, _ := v.List()
		for i, pair := range list {
			name, _ := pair.Field("Name").Text()
			all = append(all, setting{"The variable " + name, fmt.Sprintf("%s.%d.Value", path, i), pair.Field("Value"), true})
		}
	}
	fields := func(v template.Value, kind, path string, areVariables bool) {
		for _, name := range v.Fields() {
			all = append(all, setting{"The " + kind + " " + name, path + "." + name, v.Field(name), areVariables})
		}
	}
	switch r.Type {
	case "AWS::Lambda::Function":
		fields(r.Property("Environment", "Variables"), "variable", "Environment.Variables", true)
	case "AWS::ECS::TaskDefinition":
		containers, _ := r.Property("ContainerDefinitions").List()
		for i, c := range containers {
			pairs(c.Field("Environment"), fmt.Sprintf("ContainerDefinitions.%d.Environment", i))
		}
	case "AWS::Batch::JobDefinition":
		pairs(r.Property("ContainerProperties", "Environment"), "ContainerProperties.Environment")
	case "AWS::CodeBuild::Project":
		pairs(r.Property("Environment", "EnvironmentVariables"), "Environment.EnvironmentVariables")
	case "AWS::SSM::Parameter":
		all = append(all, setting{"The value", "Value", r.Property("Value"), false})
	case typeNestedStack:
		fields(r.Property("Parameters"), "parameter", "Parameters", false)
	}
	return all
}

// exampleNames replaces tokens for the DNS entries of S3 interface endpoints with examples.
type exampleNames struct {
	endpoints map[string]bool // "stack.logicalId"
	host      *regexp.Regexp  // the name of such an endpoint, with the scheme if there is one
	prefix    *regexp.Regexp  // what must be before such a name
	step      *regexp.Regexp  // what Fn::Select and Fn::Split leave in a token
}

func (in *input) exampleNames() exampleNames {
	names := exampleNames{
		endpoints: map[string]bool{},
		host:      regexp.MustCompile(`([a-z]+://)?([^\s/:,"']*vpce-[^\s/:,"']*\.s3\.[^\s/:,"']*vpce\.[^\s/:,"']*)`),
		prefix:    regexp.MustCompile(`(^|\.)(bucket|accesspoint|control)\.$`),
		step:      regexp.MustCompile(`^(?:\[(\d+)\]|\.Split\("([^"]+)"\))`),
	}
	for _, e := range in.network.Endpoints {
		if e.IsS3().And(e.IsInterface()) == truth.True {
			names.endpoints[string(e.Key)] = true
		}
	}
	return names
}

// perhaps returns the result for a value whose use is unknown.
func (x exampleNames) perhaps(v template.Value) Result {
	_, mistake := x.withoutPrefix(v, false)
	return violationIf(mistake.And(truth.Undecided), "")
}

// withoutPrefix reports whether a text has a host without its prefix, and which.
func (x exampleNames) withoutPrefix(v template.Value, isHost bool) (host string, mistake truth.Value) {
	if v.Kind() != template.Text {
		return "", truth.Undecided
	}
	text := v.String()
	for _, token := range v.Tokens() {
		if !x.endpoints[token.Scope+"."+token.Name] || !strings.HasPrefix(token.Attribute, "DnsEntries") {
			continue
		}
		example := x.exampleOf(strings.TrimPrefix(token.Attribute, "DnsEntries"))
		if example == "" {
			return "", truth.Undecided
		}
		text = strings.ReplaceAll(text, token.String(), example)
	}
	if !strings.Contains(text, "vpce-") {
		return "", truth.False
	}
	for _, found := range x.host.FindAllStringSubmatch(text, -1) {
		scheme, host := found[1], found[2]
		before, _, _ := strings.Cut(host, "vpce-")
		switch {
		case strings.HasSuffix(before, "*."):
			// The raw list of entries, with the hosted zones in front, is not a name yet.
			if !strings.Contains(text, ":"+host) || scheme != "" {
				return host, truth.True
			}
		case before == "" && (scheme != "" || isHost && strings.HasPrefix(text, host)):
			return host, truth.True
		case before != "" && scheme != "" && !x.prefix.MatchString(before):
			if strings.Contains(before, "${") {
				return "", truth.Undecided // the token may be the prefix
			}
			return host, truth.True
		}
	}
	return "", truth.False
}

// exampleOf follows the steps from the list of DNS entries, such as [0].Split(":")[1], on an example. It returns "" if they
// end nowhere.
func (x exampleNames) exampleOf(steps string) (text string) {
	regional := "Z1HUB23UULQXV:*.vpce-<id>-<label>.s3.<region>.vpce.amazonaws.com"
	zonal := strings.Replace(regional, ".s3.", "-<zone>.s3.", 1)
	list := []string{regional}
	for first := true; steps != ""; {
		found := x.step.FindStringSubmatch(steps)
		if found == nil {
			return ""
		}
		steps = steps[len(found[0]):]
		if found[1] == "" {
			list, first = strings.Split(text, found[2]), false
			continue
		}
		i, _ := strconv.Atoi(found[1])
		switch {
		case i < len(list):
			text = list[i]
		case first:
			text = zonal
		default:
			return ""
		}
	}
	return text
}
