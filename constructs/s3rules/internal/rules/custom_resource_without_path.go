package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func customResourceWithoutPath() Rule {
	return Rule{
		Id:       "custom-resource-without-path",
		Title:    "The function of a custom resource cannot send its response to S3",
		Severity: Warning,
		AwsError: "CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId […].",
		Fix: "Give the function's subnets a path to S3, such as a gateway endpoint, and allow s3:PutObject to " +
			"cloudformation-custom-resource-response-<region without hyphens> in the endpoint's policy. Or run the function outside of the VPC.",
		Page: customPage,
		check: eachWorkload(func(in *input, w *network.Workload) Result {
			resources, is := in.customResourcesOf(w)
			return appliesIf(is, func() Result {
				return inSomeSubnet(w, func(c topology.Client) Result { return in.checkResponse(c, resources) })
			})
		}),
	}
}

// checkResponse checks whether a function can send its response to the bucket of CloudFormation.
func (in *input) checkResponse(c topology.Client, resources []*template.Resource) Result {
	var denied *network.Endpoint
	allowed := func(end flow.End) truth.Value {
		endpoint := topology.EndpointOf(end)
		if endpoint == nil {
			return end.Arrives()
		}
		allows := allowsResponse(endpoint)
		if allows == truth.False {
			denied = endpoint
		}
		return end.Arrives().And(allows)
	}
	reaches, responds := in.topology().Reaches(c, flow.End.Arrives), in.topology().Reaches(c, allowed)
	what := "has no path to S3 from " + c.Subnet.Name()
	locations := [][]Location{groupsOf(c.Workload)}
	if reaches != truth.False && denied != nil {
		what = fmt.Sprintf("sends its response through %s, whose policy does not allow s3:PutObject to cloudformation-custom-resource-response-…", denied.Name())
		locations = append(locations, at(&denied.Entity, "PolicyDocument"))
	}
	for _, r := range resources {
		locations = append(locations, inResource(r, "ServiceToken"))
	}
	return violationIf(responds.Not(), slices.Concat(locations...),
		"The function %s of the custom resource %s %s.", c.Workload.Name(), resources[0].Name(), what)
}

// customResourcesOf returns the custom resources that call a function, those that surely exist first.
func (in *input) customResourcesOf(w *network.Workload) (list []*template.Resource, is truth.Value) {
	is = truth.False
	if !w.IsFunction() {
		return nil, is
	}
	for _, r := range in.network.Resources {
		if r.Type != "AWS::CloudFormation::CustomResource" && !strings.HasPrefix(r.Type, "Custom::") {
			continue
		}
		calls := in.names(r.Property("ServiceToken"), w.Key).And(r.Exists())
		switch calls {
		case truth.True:
			list = slices.Insert(list, 0, r)
		case truth.Undecided:
			list = append(list, r)
		case truth.False:
		}
		is = is.Or(calls)
	}
	return list, is
}

// names reports whether a reference is to a function, by its ARN, an alias or a version.
func (in *input) names(reference template.Value, function network.Key) truth.Value {
	if reference.Kind() == template.Unknown {
		return truth.Undecided
	}
	for _, token := range reference.Tokens() {
		if network.ResourceKeyOf(token) == function {
			return truth.True
		}
		if r := in.assembly.ResourceOf(token); r != nil && (r.Type == "AWS::Lambda::Alias" || r.Type == "AWS::Lambda::Version") {
			return in.names(r.Property("FunctionName"), function)
		}
	}
	return truth.False
}
