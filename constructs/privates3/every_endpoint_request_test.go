package privates3

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/iamtest"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// endpointCase is a combination of the fields of an EndpointPolicy.
type endpointCase struct {
	policy                   EndpointPolicy
	members, listed          bool // whether the policy names organizations, units or accounts, and buckets
	awsServices, imageLayers bool
	keys                     []iamtest.Key
}

func endpointCases() (cases []endpointCase) {
	const unit = "o-z9y8x7w6v5/r-ab12/ou-ab12-11111111/"
	members := []struct {
		set     func(*EndpointPolicy)
		key     string
		classes []iamtest.Class
	}{
		{func(p *EndpointPolicy) { p.Organizations = jsii.Strings("o-a1b2c3d4e5") }, "OrgID", []iamtest.Class{iamtest.Other("o-z9y8x7w6v5"), iamtest.Absent(), iamtest.Named("o-a1b2c3d4e5")}},
		{
			func(p *EndpointPolicy) { p.OrganizationPaths = jsii.Strings(unit + "*") }, "OrgPaths",
			[]iamtest.Class{iamtest.Other("o-z9y8x7w6v5/r-ab12/ou-ab12-111111112/"), iamtest.Absent(), iamtest.Named(unit + "ou-ab12-22222222/"), iamtest.Named("o-z9y8x7w6v5/r-ab12/", unit)},
		},
		{func(p *EndpointPolicy) { p.Accounts = jsii.Strings("444455556666") }, "Account", []iamtest.Class{iamtest.Other("123456789012"), iamtest.Absent(), iamtest.Named("444455556666")}},
	}
	for set := 1; set < 1<<6; set++ {
		has := func(bit int) bool { return set&(1<<bit) != 0 }
		c := endpointCase{members: set&7 != 0, listed: has(3), awsServices: has(4), imageLayers: has(5)}
		for i, m := range members {
			if has(i) {
				m.set(&c.policy)
				for _, of := range []string{"aws:Principal", "aws:Resource"} {
					c.keys = append(c.keys, iamtest.Key{Name: of + m.key, Classes: m.classes})
				}
			}
		}
		if c.listed {
			c.policy.BucketArns = jsii.Strings(restrictedBucket)
		}
		if c.awsServices {
			c.policy.AwsServices = jsii.Bool(true)
			c.keys = append(c.keys, iamtest.Key{Name: "aws:PrincipalIsAWSService", Classes: []iamtest.Class{iamtest.Other("false"), iamtest.Absent(), iamtest.Named("true")}})
		}
		if c.imageLayers {
			c.policy.ServiceBuckets = sets(ServiceBuckets_EcrImageLayers())
		}
		cases = append(cases, c)
	}
	return cases
}

const layers = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket"

func (c *endpointCase) document() iamtest.Policy {
	var found problems
	return documentOf(readEndpointPolicy(&found, "Policy", &c.policy), ireland1())
}

// documentOf is the policy that the CDK renders. TestTheCdkRendersWhatIsDecided compares it with a template.
func documentOf(p *endpointPolicy, location bucketLocation) iamtest.Policy {
	var statements []any
	for _, a := range p.allowStatements(location) {
		statement := map[string]any{"Effect": "Allow", "Principal": "*", "Action": a.actions, "Resource": a.resources}
		if len(a.conditions) > 0 {
			statement["Condition"] = conditionsOf(a.conditions)
		}
		statements = append(statements, statement)
	}
	return iamtest.PolicyOf(map[string]any{"Statement": statements})
}

// want is what an endpoint policy is for: it allows nothing but what its fields name.
func (c *endpointCase) want(context iamtest.Context, action, resource string) iamtest.Decision {
	meets := func(prefix string) bool {
		for key, met := range context.Meets {
			if met && strings.HasPrefix(key, prefix) && key != "aws:PrincipalIsAWSService" {
				return true
			}
		}
		return false
	}
	caller, owner := meets("aws:Principal"), meets("aws:Resource")
	ofListed := resource == restrictedBucket || strings.HasPrefix(resource, restrictedBucket+"/")
	switch {
	case c.listed && ofListed && (caller || !c.members),
		!c.listed && caller && owner,
		c.awsServices && context.Meets["aws:PrincipalIsAWSService"],
		c.imageLayers && action == "s3:GetObject" && strings.HasPrefix(resource, layers+"/"):
		return iamtest.Allowed
	}
	return iamtest.Silent
}

// requests yields requests of all callers and owners, or of those that differ in few keys.
func (c *endpointCase) requests(differ int) func(yield func(iamtest.Request, iamtest.Decision) bool) {
	return func(yield func(iamtest.Request, iamtest.Decision) bool) {
		for context := range iamtest.ContextsNear(c.keys, differ) {
			for _, resource := range []string{restrictedBucket, otherBucket, layers, layers + "2"} {
				for _, action := range []string{"s3:GetObject", "s3:PutObject", "s3:ListBucket"} {
					name := resource
					if action != "s3:ListBucket" {
						name += "/key"
					}
					if !yield(iamtest.Request{Action: action, Resource: name, Context: context.Values}, c.want(context, action, name)) {
						return
					}
				}
			}
		}
	}
}

func TestPlainEndpointPolicyOfEveryRequest(t *testing.T) {
	decided := 0
	for i, c := range endpointCases() {
		if !templatetest.InSample(fmt.Sprint(i), 4) {
			continue
		}
		policy := c.document()
		for r, want := range c.requests(len(c.keys)) {
			if got := policy.Decide(r); got != want {
				t.Fatalf("%v is %s, want %s by %+v", r, got, want, policy)
			}
			decided++
		}
	}
	t.Logf("%d classes of requests decided by %d policies", decided, len(endpointCases()))
}

// Of the policies, those with all fields and those without buckets have all statements that a policy can have.
func TestPlainEveryChangeOfAnEndpointPolicyIsDetected(t *testing.T) {
	for _, c := range endpointCases() {
		if !c.awsServices || !c.imageLayers || c.members && len(c.keys) != 7 {
			continue
		}
		for what, mutation := range iamtest.Mutations(c.document()) {
			if !templatetest.InSample(what, 4) {
				continue
			}
			detected := false
			for r, want := range c.requests(3) {
				if detected = mutation.Decide(r) != want; detected {
					break
				}
			}
			if !detected {
				t.Errorf("no request detects that %s in %+v", what, c.document())
			}
		}
	}
}

// TestPlainSetsInEveryRegion decides requests to every bucket of the sets, in each Region that a set knows, to other keys
// and to buckets with similar names: every action in the first Region of each partition, and a few in the others.
func TestPlainSetsInEveryRegion(t *testing.T) {
	decided, regions, partitions := 0, everyRegion(), map[string]bool{}
	for _, region := range regions {
		actions := iamtest.S3Actions()
		if name := partition.Of(region).Name; partitions[name] {
			actions = []iamtest.S3Action{{Name: "s3:GetObject"}, {Name: "s3:PutObject"}, {Name: "s3:ListBucket"}, {Name: "s3:DeleteObject"}}
		} else {
			partitions[name] = true
		}
		location := bucketLocation{partition.Of(region).Name, region, strings.ReplaceAll(region, "-", ""), "111122223333"}
		for _, set := range allServiceBuckets() {
			if set.ResourcesByRegion != nil && (*set.ResourcesByRegion)[region] == nil {
				continue // an error, see TestPlainBadSets
			}
			var found problems
			policy := documentOf(readEndpointPolicy(&found, "Policy", &EndpointPolicy{ServiceBuckets: sets(set)}), location)
			arns := set.arns(location)
			for _, arn := range arns {
				name := strings.TrimSuffix(arn, "/*")
				for _, action := range actions {
					for _, resource := range []string{name, name + "/key", name + "2", name + "2/key", strings.TrimSuffix(name, "/components") + "/other"} {
						isNamed := slices.ContainsFunc(arns, func(named string) bool {
							prefix, all := strings.CutSuffix(named, "*")
							return resource == named || all && strings.HasPrefix(resource, prefix)
						})
						want := iamtest.Silent
						if isNamed && slices.Contains(set.actions(), action.Name) {
							want = iamtest.Allowed
						}
						if got := policy.Decide(iamtest.Request{Action: action.Name, Resource: resource}); got != want {
							t.Fatalf("%s in %s: %s on %s is %s, want %s", *set.Name, region, action.Name, resource, got, want)
						}
						decided++
					}
				}
			}
		}
	}
	t.Logf("%d requests decided in %d Regions", decided, len(regions))
}

func everyRegion() (regions []string) {
	for _, name := range []string{"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"} {
		regions = append(regions, partition.Named(name).Regions()...)
	}
	return regions
}

// decidedEndpointPolicies has the policies with few statements and those with all fields, for callers and owners that
// differ in up to two keys.
func decidedEndpointPolicies() (policies []decidedPolicy) {
	for _, c := range endpointCases() {
		if len(c.document().Statement) > 2 && len(c.keys) != 7 {
			continue
		}
		p := decidedPolicy{Kind: "endpoint", Policy: c.document()}
		for r, want := range c.requests(2) {
			r.Context = maps.Clone(r.Context)
			p.Requests = append(p.Requests, decidedRequest{r, want})
		}
		policies = append(policies, p)
	}
	return policies
}
