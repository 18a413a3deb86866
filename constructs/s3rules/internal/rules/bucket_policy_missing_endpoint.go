package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func bucketPolicyMissingEndpoint() Rule {
	return Rule{
		Id:       "bucket-policy-missing-endpoint",
		Title:    "a bucket policy admits one S3 endpoint of a VPC and not the other",
		Severity: Warning,
		Effect:   "The deploy succeeds, and requests through the other endpoint are answered with AccessDenied.",
		Fix:      "List the ids of both endpoints in aws:SourceVpce: a gateway and an interface endpoint of one VPC have different ids.",
		Link:     bucketPage,
		check:    checkBucketPolicies,
	}
}

func checkBucketPolicies(in *input) []Result {
	endpoints := map[network.Key]*network.Endpoint{}
	for _, e := range in.network.Endpoints {
		endpoints[e.Key] = e
	}
	var list []Result
	for _, p := range in.network.BucketPolicies {
		worst := notApplicable()
		rules, _ := statements(p.PolicyDocument)
		for i, s := range rules {
			if s.Field("Effect").Equal(template.TextValue("Deny")).And(anybody(s)) != template.True {
				continue
			}
			for _, k := range conditionKeys(s) {
				if k.key != "aws:sourcevpce" || !k.isNegated() {
					continue
				}
				if j := checkEndpointList(p, i, k.values, endpoints); j.Compliance > worst.Compliance {
					worst = j
				}
			}
		}
		list = append(list, worst)
	}
	return list
}

// checkEndpointList looks for an endpoint that shares its VPC with one of the list and is not in it.
func checkEndpointList(p *network.BucketPolicy, statement int, values template.Value, endpoints map[network.Key]*network.Endpoint) Result {
	ids, ok := values.List()
	if !ok {
		return unknown()
	}
	listed := map[*network.Endpoint]bool{}
	forgets := template.False
	for _, id := range ids {
		if _, literal := id.Text(); literal {
			continue // no id of the templates' own endpoints
		}
		e := endpoints[network.KeyOf(id).Value]
		if e == nil {
			forgets = template.Undecided // it may be any endpoint
			continue
		}
		listed[e] = true
	}
	for _, id := range ids {
		e := endpoints[network.KeyOf(id).Value]
		if e == nil {
			continue
		}
		for _, other := range neighbours(e) {
			if !listed[other] && forgets != template.Undecided {
				return violationIf(bothExist(&e.Entity, &other.Entity), fmt.Sprintf("%s admits %s in aws:SourceVpce, and not %s of the same VPC.", p.Name(), e.Name(), other.Name()),
					at(&p.Entity, fmt.Sprintf("Properties/PolicyDocument/Statement/%d/Condition", statement))...)
			}
		}
	}
	return violationIf(forgets, "")
}
