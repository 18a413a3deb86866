package rules

import (
	"path"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// allowsResponse reports whether the policy of an endpoint allows the responses of custom resources. They are written to a
// bucket of CloudFormation's, by a presigned URL of the service: it is in no organization or account of the customer's.
// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html.
func allowsResponse(e *network.Endpoint) truth.Value {
	if e.PolicyDocument.Kind() == template.Absent {
		return truth.True
	}
	list, known := statements(e.PolicyDocument)
	allows, denies := falseIf(known), truth.False
	for _, s := range list {
		matches := hasAction(s, "s3:putobject").And(hasResponseBucket(s, e)).And(isForService(s)).And(holdsForResponse(s))
		isAllow := s.Field("Effect").Equal(template.TextValue("Allow"))
		allows = allows.Or(matches.And(isAllow))
		denies = denies.Or(matches.And(isAllow.Not()))
	}
	return allows.And(denies.Not())
}

// isForService reports whether a statement is for a service of AWS.
func isForService(statement template.Value) truth.Value {
	principal := statement.Field("Principal")
	if principal.Kind() == template.Absent || principal.Kind() == template.Map && principal.Field("Service").Kind() != template.Absent {
		return truth.Undecided
	}
	return isForEverybody(statement)
}

// hasResponseBucket reports whether a statement is about the bucket for responses of an endpoint's Region.
func hasResponseBucket(statement template.Value, e *network.Endpoint) truth.Value {
	list, known := texts(statement.Field("Resource"))
	if len(list) == 0 {
		return truth.Undecided // NotResource
	}
	const bucket = "cloudformation-custom-resource-response-"
	region := ""
	if e.Resource != nil {
		region = strings.ReplaceAll(e.Resource.Stack.Region, "-", "")
	}
	has := falseIf(known)
	for _, resource := range list {
		pattern, isSure := resource.String(), region != "" || !strings.Contains(resource.String(), bucket)
		for _, token := range resource.Tokens() {
			pattern, isSure = strings.ReplaceAll(pattern, token.String(), "*"), false
		}
		isMatch := strings.Contains(pattern, bucket) && region == ""
		for _, partition := range []string{"aws", "aws-cn", "aws-us-gov"} {
			isMatch = isMatch || matchesPattern(pattern, "arn:"+partition+":s3:::"+bucket+region+"/response")
		}
		switch {
		case isMatch && isSure:
			has = truth.True
		case isMatch:
			has = has.Or(truth.Undecided)
		}
	}
	return has
}

// matchesPattern reports whether a text matches a pattern of a policy, in which "*" matches slashes too.
func matchesPattern(pattern, text string) bool {
	noSlashes := strings.NewReplacer("/", "|", "[", `\[`)
	matches, err := path.Match(noSlashes.Replace(pattern), noSlashes.Replace(text))
	return matches && err == nil
}

// holdsForResponse reports whether the conditions of a statement hold for a response.
func holdsForResponse(statement template.Value) truth.Value {
	if kind := statement.Field("Condition").Kind(); kind != template.Absent && kind != template.Map {
		return truth.Undecided
	}
	holds := truth.True
	for _, k := range conditionKeys(statement) {
		is := truth.Undecided
		values, all := literals(k.values)
		isCustomers := slices.Contains([]string{
			"aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:resourceorgid", "aws:resourceorgpaths", "aws:resourceaccount",
			"s3:resourceaccount",
		}, k.key)
		switch {
		case k.isNegated() || k.ifExists || k.qualifier != "" || k.operator == "null":
		case k.key == "aws:principalisawsservice" && all:
			is = truth.Of(slices.Contains(values, "true"))
		case isCustomers && (all || k.operator == "stringequals") && !slices.ContainsFunc(values, func(text string) bool { return strings.ContainsAny(text, "*?") }):
			is = truth.False
		}
		holds = holds.And(is)
	}
	return holds
}
