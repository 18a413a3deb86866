package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func bucketPolicyWithoutEndpoint() Rule {
	return Rule{
		Id:       "bucket-policy-without-endpoint",
		Title:    "A bucket policy denies requests unless they come from a VPC that has no S3 endpoint, or through an endpoint of another service",
		Severity: Error,
		Effect:   "The deploy succeeds, but every direct request fails with AccessDenied. A request has aws:SourceVpc and aws:SourceVpce only if it comes through an S3 endpoint.",
		Fix:      "Add an S3 gateway endpoint to the VPC, which is free, or remove the statement from the bucket policy.",
		Page:     bucketPage,
		check:    func(in *input) []Result { return each(in, in.network.BucketPolicies, checkBucketPolicyWithoutEndpoint) },
	}
}

func checkBucketPolicyWithoutEndpoint(in *input, p *network.BucketPolicy) Result {
	return worstStatement(p.PolicyDocument, func(i int, s template.Value) Result {
		denies := s.Field("Effect").Equal(template.TextValue("Deny")).And(deniesEverybody(s)).And(hasAllKeys(s))
		if denies == truth.False {
			return notApplicable()
		}
		return in.checkSources(p, i, s, denies)
	})
}

// checkSources reports whether no request can have the sources that a Deny statement exempts.
func (in *input) checkSources(p *network.BucketPolicy, i int, statement template.Value, denies truth.Value) Result {
	var reasons []string
	hasSources := false
	for _, k := range conditionKeys(statement) {
		switch {
		case k.isEndpointKey():
			possible, reason := in.sourcePossible(k)
			if k.isTrueWithoutKey() == truth.False {
				possible = truth.True // requests without the key are not denied
			}
			hasSources, denies, reasons = true, denies.And(possible.Not()), append(reasons, reason)
		case slices.Contains([]string{"aws:principalisawsservice", "aws:viaawsservice"}, k.key) && k.operator == "bool":
			denies = denies.And(containsText(k.values, "false"))
		default:
			denies = denies.And(truth.Undecided) // who is exempt may need no endpoint
		}
	}
	if !hasSources {
		return notApplicable()
	}
	return violationIf(denies, inStatement(&p.Entity, i, "Condition"),
		"The bucket policy %s denies %s to every request, because %s.", p.Name(), s3Actions(statement), strings.Join(reasons, ", and "))
}

// s3Actions words the actions of a statement.
func s3Actions(statement template.Value) string {
	if list, known := literals(statement.Field("Action")); known && len(list) > 0 {
		return strings.Join(list, ", ")
	}
	return "actions"
}

// sourcePossible reports whether a request can have one of the values of a condition key, and why none can.
func (in *input) sourcePossible(k conditionKey) (possible truth.Value, reason string) {
	values, known := texts(k.values)
	possible = falseIf(known && slices.Contains([]string{"stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotequals", "arnnotlike"}, k.operator))
	var reasons []string
	for _, v := range values {
		is, why := truth.Undecided, ""
		switch k.key {
		case "aws:sourcevpc":
			is, why = in.vpcHasEndpoint(v)
		case "aws:sourcevpcarn":
			is, why = in.vpcHasEndpoint(vpcOfArn(v))
		case "aws:sourcevpce":
			is, why = in.isS3Endpoint(v)
		}
		possible, reasons = possible.Or(is), append(reasons, why)
	}
	return possible, strings.Join(reasons, ", and ")
}

// vpcHasEndpoint reports whether S3 requests can come from a VPC through an endpoint, and why they cannot.
func (in *input) vpcHasEndpoint(id template.Value) (truth.Value, string) {
	if text, _ := id.Text(); strings.HasPrefix(text, "vpce-") {
		return truth.False, text + " is the ID of an endpoint, not of a VPC"
	}
	key := network.KeyOf(id).Value
	if e := network.Find(in.network.Endpoints, key); e != nil {
		return truth.False, e.Name() + " is an endpoint, not a VPC"
	}
	v := network.Find(in.network.Vpcs, key)
	if v == nil || v.Resource == nil || len(in.topology().UnseenInterfaces(v)) > 0 {
		return truth.Undecided, ""
	}
	has := truth.False
	for _, e := range in.network.Endpoints {
		has = has.Or(e.VpcId.Is(v.Key).And(carriesS3(e)).And(e.Exists))
	}
	return has, "the VPC " + v.Name() + " has no S3 endpoint"
}

// isS3Endpoint reports whether S3 requests can come through an endpoint, and why they cannot.
func (in *input) isS3Endpoint(id template.Value) (truth.Value, string) {
	if text, _ := id.Text(); strings.HasPrefix(text, "vpc-") {
		return truth.False, text + " is the ID of a VPC, not of an endpoint"
	}
	key := network.KeyOf(id).Value
	if v := network.Find(in.network.Vpcs, key); v != nil && v.Resource != nil {
		return truth.False, v.Name() + " is a VPC, not an endpoint"
	}
	e := network.Find(in.network.Endpoints, key)
	if e == nil {
		return truth.Undecided, ""
	}
	return carriesS3(e), fmt.Sprintf("%s is an endpoint of the service %s", e.Name(), e.ServiceName)
}

// carriesS3 reports whether requests to buckets can come through an endpoint. Those to Multi-Region Access Points come through
// endpoints of a service of their own.
func carriesS3(e *network.Endpoint) truth.Value {
	return e.IsS3().Or(falseIf(!strings.Contains(e.ServiceName.String(), "s3")))
}

// vpcOfArn returns the ID in the ARN of a VPC, absent if it is not known.
func vpcOfArn(arn template.Value) template.Value {
	tokens := arn.Tokens()
	if len(tokens) == 0 || !strings.HasSuffix(arn.String(), ":vpc/"+tokens[len(tokens)-1].String()) {
		return template.Value{}
	}
	return template.TokenValue(tokens[len(tokens)-1])
}
