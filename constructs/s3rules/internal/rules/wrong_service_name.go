package rules

import (
	"cmp"
	"regexp"
	"slices"
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
			return append(eachEndpoint(checkWrongServiceName)(in), each(in, in.network.Endpoints, checkMisspelledService)...)
		},
	}
}

// serviceName is the form of the service names of S3.
var serviceName = regexp.MustCompile(`^(cn\.)?com\.amazonaws\.[^. ]+\.s3$`)

// checkMisspelledService finds names that are intended to be of S3, but are not: shortened, in another case, or with their
// parts in another order, such as "s3.eu-west-1.amazonaws.com".
func checkMisspelledService(_ *input, e *network.Endpoint) Result {
	name := e.ServiceName.String()
	for _, token := range e.ServiceName.Tokens() {
		if token.Name != "AWS::Region" {
			return notApplicable()
		}
		name = strings.Replace(name, token.String(), "region", 1)
	}
	labels := strings.Split(strings.ToLower(strings.TrimSpace(name)), ".")
	right := partition.GatewayService(cmp.Or(e.Resource.Stack.Region, "${AWS::Region}"))
	switch {
	case !slices.Contains([]string{"com", "cn", "s3", "s3-global"}, labels[0]) && !strings.Contains(labels[0], "amazon"):
		return notApplicable() // such as aws.sagemaker.eu-west-1.notebook
	case slices.Contains(labels, "s3-global"):
		right = globalService
		if name == right {
			return notApplicable()
		}
	case !slices.Contains(labels, "s3"), serviceName.MatchString(name):
		return notApplicable()
	}
	return violation(at(&e.Entity, "ServiceName"),
		"%s has the service name %q, which does not exist. The correct name is %s.", e.Name(), e.ServiceName, right)
}

func checkWrongServiceName(_ *input, e *network.Endpoint) Result {
	location := at(&e.Entity, "ServiceName")
	named, isNameKnown := e.Region.Text()
	if isNameKnown {
		if begin, wrong := wrongPrefix(e, named); wrong != truth.False {
			return violationIf(wrong, location,
				"%s is %s with the service name %s. In %s, the name must begin with %q.", e.Name(), typeOf(e), e.ServiceName, named, begin)
		}
	}
	if isNameKnown && named != e.Resource.Stack.Region && !partition.HasRegion(named) {
		return violation(location, "%s has the service name %s, but there is no Region %s.", e.Name(), e.ServiceName, named)
	}
	served, property := e.Resource.Stack.Region, "the Region of its stack"
	if e.ServiceRegion.Kind() != template.Absent {
		property = "its ServiceRegion"
		served, _ = e.ServiceRegion.Text()
	}
	if !isNameKnown || served == "" {
		token, ok := e.Region.Token()
		return compliantIf(ok && token.Name == "AWS::Region" && e.ServiceRegion.Kind() == template.Absent)
	}
	return violationIf(truth.Of(named != served), location, "%s has the service name %s, but %s is %s.", e.Name(), e.ServiceName, property, served)
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
