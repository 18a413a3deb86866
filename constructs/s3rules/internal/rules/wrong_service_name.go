package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func wrongServiceName() Rule {
	return Rule{
		Id:       "wrong-service-name",
		Title:    "The service name of an S3 endpoint does not exist or belongs to another Region or partition",
		Severity: Error,
		AwsError: "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.….s3' does not exist",
		Fix: `Use the endpoint's own Region: com.amazonaws.${AWS::Region}.s3. In China, the name for an interface endpoint begins with ` +
			`"cn.". For buckets in another Region, use an interface endpoint and set ServiceRegion.`,
		Page: s3InterfacePage,
		check: func(in *input) []Result {
			return append(eachEndpoint(checkWrongServiceName)(in), each(in.network.Endpoints, checkMisspelledService)...)
		},
	}
}

// checkMisspelledService finds names that are intended to be that of S3, but are shortened or in another case.
func checkMisspelledService(e *network.Endpoint) Result {
	text, _ := e.ServiceName.Text()
	if !strings.EqualFold(text, "s3") && (e.Service.Value == "s3" || !strings.EqualFold(e.Service.Value, "s3")) {
		return notApplicable()
	}
	return violation(fmt.Sprintf("%s has the service name %s, which does not exist.", e.Name(), e.ServiceName), at(&e.Entity, "ServiceName"))
}

func checkWrongServiceName(_ *input, e *network.Endpoint) Result {
	location := at(&e.Entity, "ServiceName")
	named, isNameKnown := e.Region.Text()
	if isNameKnown {
		if begin, wrong := wrongPrefix(e, named); wrong != truth.False {
			return violationIf(wrong, fmt.Sprintf("%s is %s with the service name %s. In %s, the name must begin with %q.",
				e.Name(), typeOf(e), e.ServiceName, named, begin), location)
		}
	}
	served, property := e.Resource.Stack.Region, "the Region of its stack"
	if e.ServiceRegion.Kind() != template.Absent {
		property = "its ServiceRegion"
		served, _ = e.ServiceRegion.Text()
	}
	if !isNameKnown || served == "" {
		token, ok := e.Region.Token()
		return violationIf(falseIf(ok && token.Name == "AWS::Region" && e.ServiceRegion.Kind() == template.Absent), "")
	}
	return violationIf(truth.Of(named != served),
		fmt.Sprintf("%s has the service name %s, but %s is %s.", e.Name(), e.ServiceName, property, served), location)
}

// wrongPrefix reports whether "cn." is missing or must not be there, and how the name must begin.
func wrongPrefix(e *network.Endpoint, region string) (begin string, wrong truth.Value) {
	p := partition.Of(region)
	if p.InterfacePrefixUnsure || p.InterfacePrefix != "" && e.IsInterface() == truth.Undecided {
		return "", truth.Undecided
	}
	begin, _, _ = strings.Cut(partition.GatewayService(region), region)
	if e.IsInterface() == truth.True {
		begin = p.InterfacePrefix + begin
	}
	return begin, truth.Of(!strings.HasPrefix(e.ServiceName.String(), begin))
}
