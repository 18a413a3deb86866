package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

func missingDnsNamePrefix() Rule {
	return Rule{
		Id:       "missing-dns-name-prefix",
		Title:    "a client is given a name of an S3 interface endpoint without bucket., accesspoint. or control.",
		Severity: Warning,
		Effect:   "The deploy succeeds; the name with \"*.\" is no host name, and for the bare one the client finds no certificate.",
		Fix:      "Take the name from \"vpce-\" onward and put \"https://bucket.\" in front, or \"https://accesspoint.\" or \"https://control.\".",
		Link:     s3InterfacePage,
		check:    checkDnsNames,
	}
}

// checkDnsNames looks where clients get names from: outputs, parameters and the environment of programs. The bare name
// alone is what alias records take, so it is wrong only as a URL, or where people or programs take it for a host: in an
// environment variable, or as the default of a parameter.
func checkDnsNames(in *input) []Result {
	names := in.exampleNames()
	var list []Result
	check := func(use string, v template.Value, isHost bool, location Location) {
		host, wrong := names.withoutPrefix(v, isHost)
		list = append(list, violationIf(wrong, fmt.Sprintf("%s of %s gives the host %q of an S3 interface endpoint, which lacks bucket., accesspoint. or control. in front.", use, location.Name, host), location))
	}
	for _, r := range in.network.Resources {
		for _, s := range environment(r) {
			check(s.name, s.value, strings.HasPrefix(s.name, variable), Location{Stack: r.Stack, LogicalId: r.LogicalId, Name: r.Name(), Path: "Properties/" + s.location})
		}
	}
	for _, s := range in.assembly.Stacks {
		for _, output := range s.Outputs() {
			check("The output "+output, s.Output(output), false, Location{Stack: s, LogicalId: output, Name: s.Id, Path: "Value"})
		}
		for _, parameter := range s.Parameters() {
			if preset := s.Default(parameter); s.Parent == nil && preset.Kind() != template.Absent { // what a parent hands over is judged there
				check("The default of the parameter "+parameter, preset, true, Location{Stack: s, LogicalId: parameter, Name: s.Id, Path: "Default"})
			}
		}
	}
	return list
}

// setting is a text that a resource hands to a program.
type setting struct {
	name, location string
	value          template.Value
}

// variable is how the names of environment variables begin.
const variable = "The variable "

// environment gives the settings of a resource.
func environment(r *template.Resource) []setting {
	var all []setting
	pairs := func(v template.Value, location string) {
		list, _ := v.List()
		for i, pair := range list {
			name, _ := pair.Field("Name").Text()
			all = append(all, setting{variable + name, fmt.Sprintf("%s/%d/Value", location, i), pair.Field("Value")})
		}
	}
	fields := func(v template.Value, kind, location string) {
		for _, name := range v.Fields() {
			all = append(all, setting{kind + " " + name, location + "/" + name, v.Field(name)})
		}
	}
	switch r.Type {
	case "AWS::Lambda::Function":
		fields(r.Property("Environment", "Variables"), strings.TrimSpace(variable), "Environment/Variables")
	case "AWS::ECS::TaskDefinition":
		containers, _ := r.Property("ContainerDefinitions").List()
		for i, c := range containers {
			pairs(c.Field("Environment"), fmt.Sprintf("ContainerDefinitions/%d/Environment", i))
		}
	case "AWS::Batch::JobDefinition":
		pairs(r.Property("ContainerProperties", "Environment"), "ContainerProperties/Environment")
	case "AWS::CodeBuild::Project":
		pairs(r.Property("Environment", "EnvironmentVariables"), "Environment/EnvironmentVariables")
	case "AWS::SSM::Parameter":
		all = append(all, setting{"The value", "Value", r.Property("Value")})
	case "AWS::CloudFormation::Stack":
		fields(r.Property("Parameters"), "The parameter", "Parameters")
	}
	return all
}

// exampleNames puts examples in the place of tokens for the DNS entries of S3 interface endpoints.
type exampleNames struct {
	endpoints map[string]bool   // "stack.logicalId"
	host      *regexp.Regexp    // the name of such an endpoint, with the scheme if there is one
	step      *regexp.Regexp    // what Fn::Select and Fn::Split leave in a token
	followed  map[string]string // the example at the end of the steps of a token, "" if there is none
}

func (in *input) exampleNames() exampleNames {
	names := exampleNames{
		endpoints: map[string]bool{},
		host:      regexp.MustCompile(`([a-z]+://)?([^\s/:,"']*vpce-[^\s/:,"']*\.s3\.[^\s/:,"']*vpce\.[^\s/:,"']*)`),
		step:      regexp.MustCompile(`^(?:\[(\d+)\]|\.Split\("([^"]+)"\))`),
		followed:  map[string]string{},
	}
	for _, e := range in.network.Endpoints {
		if e.IsS3().And(e.IsInterface()) == template.True {
			names.endpoints[string(e.Key)] = true
		}
	}
	return names
}

// withoutPrefix tells whether a text leads a client to a host without its prefix, and to which.
func (x exampleNames) withoutPrefix(v template.Value, isHost bool) (host string, wrong template.Truth) {
	if v.Kind() != template.Text {
		return "", template.Undecided
	}
	text := v.String()
	for _, token := range v.Tokens() {
		if !x.endpoints[token.Scope+"."+token.Name] || !strings.HasPrefix(token.Attribute, "DnsEntries") {
			continue
		}
		example, known := x.followed[token.Attribute]
		if !known {
			example, _ = x.exampleOf(strings.TrimPrefix(token.Attribute, "DnsEntries"))
			x.followed[token.Attribute] = example
		}
		if example == "" {
			return "", template.Undecided
		}
		text = strings.ReplaceAll(text, token.String(), example)
	}
	if !strings.Contains(text, "vpce-") {
		return "", template.False
	}
	for _, found := range x.host.FindAllStringSubmatch(text, -1) {
		scheme, host := found[1], found[2]
		before, _, _ := strings.Cut(host, "vpce-")
		switch {
		case strings.HasSuffix(before, "*."):
			// The raw list of entries, with the hosted zones in front, is no name yet.
			if !strings.Contains(text, ":"+host) || scheme != "" {
				return host, template.True
			}
		case before == "" && (scheme != "" || isHost && strings.HasPrefix(text, host)):
			return host, template.True
		case before != "" && scheme != "" && !hasPrefixOfService(before):
			if strings.Contains(before, "${") {
				return "", template.Undecided // the token may be the prefix
			}
			return host, template.True
		}
	}
	return "", template.False
}

func hasPrefixOfService(before string) bool {
	for _, prefix := range []string{"bucket.", "accesspoint.", "control."} {
		if before == prefix || strings.HasSuffix(before, "."+prefix) {
			return true
		}
	}
	return false
}

// exampleOf follows the steps that were taken from the list of DNS entries, such as [0].Split(":")[1], on an example.
func (x exampleNames) exampleOf(steps string) (text string, ok bool) {
	regional := "Z1HUB23UULQXV:*.vpce-id-label.s3.region.vpce.amazonaws.com"
	zonal := strings.Replace(regional, ".s3.", "-zone.s3.", 1)
	list := []string{regional}
	for first := true; steps != ""; {
		found := x.step.FindStringSubmatch(steps)
		if found == nil {
			return "", false
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
			return "", false
		}
	}
	return text, text != ""
}
