package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func wrongServiceName() Rule {
	return Rule{
		Id:       "wrong-service-name",
		Title:    "the service name is of another Region or partition, or of no service",
		Severity: Error,
		AwsError: "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.….s3' does not exist",
		Fix:      "Name the endpoint's own Region, \"com.amazonaws.${AWS::Region}.s3\". In China an interface endpoint's name begins with \"cn.\"; for buckets of another Region set ServiceRegion, which takes an interface endpoint.",
		Link:     s3InterfacePage,
		check: func(in *input) []Result {
			list := eachEndpoint(checkWrongServiceName)(in)
			for _, e := range in.network.Endpoints {
				if isNoService(e) {
					list = append(list, violation(fmt.Sprintf("%s is named %s, which is no service: the name ends with \".s3\".", e.Name(), e.ServiceName), at(&e.Entity, "Properties/ServiceName")...))
				}
			}
			return list
		},
	}
}

// isNoService tells whether a name is meant to be that of S3, but shortened or in another case.
func isNoService(e *network.Endpoint) bool {
	text, _ := e.ServiceName.Text()
	return strings.EqualFold(text, "s3") || e.Service.Value != "s3" && strings.EqualFold(e.Service.Value, "s3")
}

func checkWrongServiceName(_ *input, e *network.Endpoint) Result {
	place := at(&e.Entity, "Properties/ServiceName")
	named, nameKnown := e.Region.Text()
	if nameKnown {
		if begins, wrong := wrongPrefix(e, named); wrong != template.False {
			return violationIf(wrong, fmt.Sprintf("%s is %s endpoint named %s; in %s its name begins with %q.", e.Name(), typeWord(e), e.ServiceName, named, begins), place...)
		}
	}
	served, where := serviceRegion(e)
	if !nameKnown || served == "" {
		return violationIf(regionIsOwn(e), "")
	}
	return violationIf(truth(named != served), fmt.Sprintf("%s is named %s, and %s is %s.", e.Name(), e.ServiceName, where, served), place...)
}

// serviceRegion is the Region whose buckets an endpoint serves: that of its stack, unless it names another.
func serviceRegion(e *network.Endpoint) (region, where string) {
	if e.ServiceRegion.Kind() == template.Absent {
		return e.Resource.Stack.Region, "the Region of its stack"
	}
	region, _ = e.ServiceRegion.Text()
	return region, "its ServiceRegion"
}

// regionIsOwn is false, nothing is wrong, for a name that is made of AWS::Region.
func regionIsOwn(e *network.Endpoint) template.Truth {
	if token, ok := e.Region.Token(); ok && token.Name == "AWS::Region" && e.ServiceRegion.Kind() == template.Absent {
		return template.False
	}
	return template.Undecided
}

// wrongPrefix reports whether "cn." is missing or too much, and how the name should begin.
func wrongPrefix(e *network.Endpoint, region string) (begins string, wrong template.Truth) {
	p := partition.Of(region)
	if p.InterfacePrefixUnsure {
		return "", template.Undecided
	}
	begins, _, _ = strings.Cut(partition.GatewayService(region), region)
	if p.InterfacePrefix != "" {
		switch e.IsInterface() {
		case template.Undecided:
			return "", template.Undecided
		case template.True:
			begins = p.InterfacePrefix + begins
		case template.False:
		}
	}
	return begins, truth(!strings.HasPrefix(e.ServiceName.String(), begins))
}

func typeWord(e *network.Endpoint) string {
	if e.IsInterface() == template.True {
		return "an interface"
	}
	return "a gateway"
}
