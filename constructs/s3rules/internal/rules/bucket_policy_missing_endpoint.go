package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func bucketPolicyMissingEndpoint() Rule {
	return Rule{
		Id:       "bucket-policy-missing-endpoint",
		Title:    "A bucket policy allows one S3 endpoint of a VPC, but not the other",
		Severity: Warning,
		Effect:   "The deploy succeeds, but requests through the other endpoint fail with AccessDenied.",
		Fix:      "List the IDs of both endpoints in aws:SourceVpce. The gateway endpoint and the interface endpoint of a VPC have different IDs.",
		Page:     bucketPage,
		check:    func(in *input) []Result { return each(in, in.network.BucketPolicies, checkBucketPolicyMissingEndpoint) },
	}
}

func checkBucketPolicyMissingEndpoint(in *input, p *network.BucketPolicy) Result {
	return worstStatement(p.PolicyDocument, func(i int, s template.Value) Result {
		if s.Field("Effect").Equal(template.TextValue("Deny")).And(isForEverybody(s)) != truth.True {
			return notApplicable()
		}
		return worstOf(conditionKeys(s), func(k conditionKey) Result {
			if k.key != "aws:sourcevpce" || !k.isNegated() {
				return notApplicable()
			}
			r := in.checkEndpointList(p, i, k.values)
			if r.Compliance == NonCompliant && allowsOtherNetworks(s) {
				return unknown() // the other endpoint may be in one of them
			}
			return r
		})
	})
}

// allowsOtherNetworks reports whether a Deny also leaves out requests by another key of endpoints, such as the organization
// that owns them.
func allowsOtherNetworks(statement template.Value) bool {
	return slices.ContainsFunc(conditionKeys(statement), func(k conditionKey) bool {
		return k.isEndpointKey() && k.key != "aws:sourcevpce" && k.isNegated()
	})
}

// checkEndpointList looks for an endpoint that is not in the list, although another one of its VPC is.
func (in *input) checkEndpointList(p *network.BucketPolicy, statement int, values template.Value) Result {
	ids, ok := values.List()
	if !ok {
		return unknown()
	}
	var listed []*network.Endpoint
	isListed := map[*network.Endpoint]bool{}
	for _, id := range ids {
		e := network.Find(in.network.Endpoints, network.KeyOf(id).Value)
		if _, literal := id.Text(); literal && e == nil {
			continue // the id of no endpoint of the app
		}
		if e == nil {
			return unknown() // the id may be that of any endpoint
		}
		listed, isListed[e] = append(listed, e), true
	}
	for _, e := range listed {
		for _, other := range othersInVpc(e) {
			if !isListed[other] {
				return violationIf(bothExist(e.Exists, other.Exists), inStatement(&p.Entity, statement, "Condition"),
					"The bucket policy %s lists %s in aws:SourceVpce, but not %s in the same VPC.", p.Name(), e.Name(), other.Name())
			}
		}
	}
	return compliant()
}
