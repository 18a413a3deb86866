package privates3

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/iamtest"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// The conditions of the statements compare few keys, so all requests fall into finitely many classes: by each key that
// occurs in a policy, those without it, those with a value that the policy names, and those with another value. The tests
// decide the classes by each policy, and compare the decisions with what the policy is for. integ/policies has all classes
// decided, and a part of them by an independent simulator, too.

var requestsFile = flag.String("requests", "", "decide all classes, and write policies, requests and decisions to a file, for integ/policies")

const (
	restrictedBucket = "arn:aws:s3:::amzn-s3-demo-bucket"
	otherBucket      = "arn:aws:s3:::amzn-s3-demo-bucket2"
)

// aspect is one field of RestrictBucketProps, and the classes of requests by its key.
type aspect struct {
	set func(*RestrictBucketProps)
	key iamtest.Key
}

// networkAspects are the first of the aspects, which name networks. The others name who is exempt.
const networkAspects = 6

// aspects returns every field. The first three classes of each key are for combinations of many fields.
func aspects() []aspect {
	const unit = "o-z9y8x7w6v5/r-ab12/ou-ab12-11111111/"
	classes := func(name string, other, named iamtest.Class, more ...iamtest.Class) iamtest.Key {
		return iamtest.Key{Name: name, Classes: append([]iamtest.Class{other, iamtest.Absent(), named}, more...)}
	}
	return []aspect{
		{
			func(p *RestrictBucketProps) { p.VpcEndpointIds = jsii.Strings("vpce-0aaa", "vpce-0ddd") },
			classes("aws:SourceVpce", iamtest.Other("vpce-0ccc"), iamtest.Named("vpce-0aaa"), iamtest.Named("vpce-0ddd"), iamtest.Other("vpce-0aaa1"), iamtest.Other("VPCE-0AAA")),
		},
		{
			func(p *RestrictBucketProps) { p.VpcEndpointOrganizations = jsii.Strings("o-a1b2c3d4e5") },
			classes("aws:VpceOrgID", iamtest.Other("o-z9y8x7w6v5"), iamtest.Named("o-a1b2c3d4e5"), iamtest.Other("o-a1b2c3d4e5a")),
		},
		{
			func(p *RestrictBucketProps) { p.VpcEndpointOrganizationPaths = jsii.Strings(unit + "*") },
			classes("aws:VpceOrgPaths", iamtest.Other("o-z9y8x7w6v5/r-ab12/ou-ab12-111111112/"), iamtest.Named(unit+"ou-ab12-22222222/"),
				iamtest.Named(unit), iamtest.Other("o-z9y8x7w6v5/r-ab12/"), iamtest.Named("o-z9y8x7w6v5/r-ab12/", unit)),
		},
		{
			func(p *RestrictBucketProps) { p.VpcEndpointAccounts = jsii.Strings("444455556666") },
			classes("aws:VpceAccount", iamtest.Other("123456789012"), iamtest.Named("444455556666")),
		},
		{
			func(p *RestrictBucketProps) {
				p.VpcArns = jsii.Strings("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0aaa")
			},
			classes("aws:SourceVpcArn", iamtest.Other("arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0aaa"), iamtest.Named("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0aaa"),
				iamtest.Other("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0aaa1"), iamtest.Other("arn:aws:ec2:eu-west-1:444455556666:vpc/vpc-0aaa")),
		},
		{
			func(p *RestrictBucketProps) { p.ExemptCidrs = jsii.Strings("203.0.113.0/24", "2001:db8::/32") },
			classes("aws:SourceIp", iamtest.Other("198.51.100.7"), iamtest.Named("203.0.113.7"), iamtest.Named("2001:db8::1"), iamtest.Other("203.0.114.0"), iamtest.Other("2001:db9::1")),
		},
		{
			func(p *RestrictBucketProps) {
				p.ExemptPrincipalArns = jsii.Strings("arn:aws:iam::111122223333:role/Admin", "arn:aws:iam::*:role/ops/*")
			},
			classes("aws:PrincipalArn", iamtest.Other("arn:aws:iam::444455556666:role/Admin"), iamtest.Named("arn:aws:iam::111122223333:role/Admin"), iamtest.Named("arn:aws:iam::444455556666:role/ops/a/b"),
				iamtest.Other("arn:aws:iam::111122223333:role/Administrator"), iamtest.Other("arn:aws:iam::111122223333:user/Admin"), iamtest.Other("arn:aws:iam::111122223333:role/ops"), iamtest.Other("arn:aws:iam::111122223333:root")),
		},
		{
			func(p *RestrictBucketProps) {
				p.ExemptPrincipalTags = &map[string]*string{"dp:exclude:network": jsii.String("true")}
			},
			classes("aws:PrincipalTag/dp:exclude:network", iamtest.Other("false"), iamtest.Named("true"), iamtest.Other("TRUE"), iamtest.Other("")),
		},
		{
			func(p *RestrictBucketProps) { p.ExemptAccounts = jsii.Strings("777788889999") },
			classes("aws:PrincipalAccount", iamtest.Other("111122223333"), iamtest.Named("777788889999")),
		},
	}
}

// restrictionCase is a combination of aspects in one kind of policy, with the keys that its statement compares.
type restrictionCase struct {
	kind  string // bucket, rcp or scp: the policy of a bucket, or of an organization's resources or principals
	props RestrictBucketProps
	keys  []iamtest.Key
}

// restrictionCases returns every combination of aspects, with and without each of the two switches.
func restrictionCases(kind string) (cases []restrictionCase) {
	all := aspects()
	for set := 1; set < 1<<len(all); set++ {
		if set&(1<<networkAspects-1) == 0 {
			continue // exempts somebody, but names no network
		}
		for switches := range 4 {
			strict, sessions := switches&1 != 0, switches&2 != 0
			c := restrictionCase{kind: kind, props: RestrictBucketProps{DenyAllActions: &strict, DenyForwardAccessSessions: &sessions}}
			if strict && set>>networkAspects == 0 {
				continue // nobody could change the policy
			}
			if kind != "scp" { // does not apply to services
				c.keys = append(c.keys, iamtest.Key{Name: "aws:PrincipalIsAWSService", Classes: []iamtest.Class{iamtest.Other("false"), iamtest.Absent(), iamtest.Named("true")}})
			}
			if sessions {
				c.keys = append(c.keys, iamtest.Key{Name: "aws:CalledViaLast", Classes: []iamtest.Class{iamtest.Other("athena.amazonaws.com"), iamtest.Absent(), iamtest.Named("cloudformation.amazonaws.com")}})
			} else {
				c.keys = append(c.keys, iamtest.Key{Name: "aws:ViaAWSService", Classes: []iamtest.Class{iamtest.Other("false"), iamtest.Absent(), iamtest.Named("true")}})
			}
			for i, a := range all {
				if set&(1<<i) != 0 {
					a.set(&c.props)
					c.keys = append(c.keys, a.key)
				}
			}
			cases = append(cases, c)
		}
	}
	return cases
}

// policy is the policy of its kind. TestTheCdkRendersWhatIsDecided compares that of a bucket with a template.
func (c *restrictionCase) policy() iamtest.Policy {
	switch c.kind {
	case "rcp":
		return iamtest.PolicyOf(ResourceControlPolicy(&c.props))
	case "scp":
		return iamtest.PolicyOf(ServiceControlPolicy(&c.props))
	}
	r := restriction{}
	r.add(&c.props)
	return iamtest.PolicyOf(map[string]any{"Statement": []any{map[string]any{
		"Effect": "Deny", "Principal": "*", "Action": r.actions(), "Resource": []string{restrictedBucket, restrictedBucket + "/*"}, "Condition": conditionsOf(r.conditions()),
	}}})
}

// narrow leaves out all but the first three classes of each key.
func narrow(keys []iamtest.Key) (few []iamtest.Key) {
	for _, key := range keys {
		few = append(few, iamtest.Key{Name: key.Name, Classes: key.Classes[:3]})
	}
	return few
}

// want is what a restriction is for: the data of the bucket is denied to every request that comes through none of the
// networks and is not exempt, and with DenyAllActions every action.
func (c *restrictionCase) want(context iamtest.Context, action iamtest.S3Action, resource string) iamtest.Decision {
	isData := action.IsAbout("object") || slices.Contains([]string{"s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"}, action.Name)
	ofBucket := c.kind != "bucket" || resource == restrictedBucket || strings.HasPrefix(resource, restrictedBucket+"/")
	if !ofBucket || !isData && !*c.props.DenyAllActions {
		return iamtest.Silent
	}
	for _, meets := range context.Meets {
		if meets {
			return iamtest.Silent
		}
	}
	return iamtest.Denied
}

func actionNamed(name string) iamtest.S3Action {
	actions := iamtest.S3Actions()
	return actions[slices.IndexFunc(actions, func(a iamtest.S3Action) bool { return a.Name == name })]
}

// TestPlainRestrictionOfEveryRequest decides contexts by combinations of fields, with -all by every one: all classes of them if
// -requests is set, and otherwise those that differ in up to two keys from one that is denied.
func TestPlainRestrictionOfEveryRequest(t *testing.T) {
	cases := slices.Concat(restrictionCases("bucket"), restrictionCases("rcp"), restrictionCases("scp"))
	var decided, next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			get, change := actionNamed("s3:GetObject"), actionNamed("s3:PutBucketPolicy")
			for i := next.Add(1) - 1; int(i) < len(cases) && !t.Failed(); i = next.Add(1) - 1 {
				if !templatetest.InSample(fmt.Sprint(i), 8) {
					continue
				}
				c := &cases[i]
				policy, keys, action, resource := c.policy(), c.keys, get, restrictedBucket+"/key"
				if *c.props.DenyAllActions {
					action, resource = change, restrictedBucket
				}
				differ := len(keys)
				if len(keys) > 4 {
					keys = narrow(keys)
				}
				switch {
				case c.kind != "bucket": // the conditions are those for a bucket
					differ = 1
				case *requestsFile == "":
					differ = 2
				}
				for context := range iamtest.ContextsNear(keys, differ) {
					r := iamtest.Request{Action: action.Name, Resource: resource, Context: context.Values}
					if got, want := policy.Decide(r), c.want(context, action, resource); got != want {
						t.Errorf("%v is %s, want %s by %+v", r, got, want, policy)
						break
					}
					decided.Add(1)
				}
			}
		})
	}
	workers.Wait()
	t.Logf("%d classes of requests decided by %d policies", decided.Load(), len(cases))
}

// TestPlainRestrictionOfEveryAction decides each action of S3, on the bucket and on others, for callers near those that
// are denied.
func TestPlainRestrictionOfEveryAction(t *testing.T) {
	for _, c := range fullestRestrictions() {
		policy := c.policy()
		for r, want := range c.requests() {
			if got := policy.Decide(r); got != want {
				t.Fatalf("%v is %s, want %s by %+v", r, got, want, policy)
			}
		}
	}
}

// fullestRestrictions have all aspects.
func fullestRestrictions() []restrictionCase {
	var fullest []restrictionCase
	for _, kind := range []string{"bucket", "rcp", "scp"} {
		cases := restrictionCases(kind)
		fullest = append(fullest, cases[len(cases)-4:]...)
	}
	return fullest
}

// requests yields each action on each bucket for a caller that is denied, and reading and a change of the policy for callers
// that differ from it in one or two keys.
func (c *restrictionCase) requests() func(yield func(iamtest.Request, iamtest.Decision) bool) {
	everyAction := iamtest.S3Actions()
	readAndChange := []iamtest.S3Action{actionNamed("s3:GetObject"), actionNamed("s3:PutBucketPolicy")}
	return func(yield func(iamtest.Request, iamtest.Decision) bool) {
		for context := range iamtest.ContextsNear(c.keys, 2) {
			near := 0
			for _, key := range c.keys {
				if !slices.Equal(context.Values[key.Name], key.Classes[0].Values) {
					near++
				}
			}
			actions := everyAction
			if near > 0 {
				actions = readAndChange
			}
			for _, action := range actions {
				for _, bucket := range []string{restrictedBucket, otherBucket} {
					resource := bucket
					switch {
					case near > 1 && bucket != restrictedBucket:
						continue
					case action.IsAbout("object"):
						resource += "/key"
					case !action.IsAbout("bucket"):
						continue // access points, jobs and so on: a bucket's policy is not about them
					}
					r := iamtest.Request{Action: action.Name, Resource: resource, Context: context.Values}
					if !yield(r, c.want(context, action, resource)) {
						return
					}
				}
			}
		}
	}
}

// Every part of the statement has an effect: without it, or with another in its place, a request is decided differently.
func TestPlainEveryChangeOfARestrictionIsDetected(t *testing.T) {
	for _, c := range fullestRestrictions() {
		for what, mutation := range iamtest.Mutations(c.policy()) {
			if !templatetest.InSample(what, 4) {
				continue
			}
			detected := false
			for r, want := range c.requests() {
				if detected = mutation.Decide(r) != want; detected {
					break
				}
			}
			if !detected {
				t.Errorf("no request detects that %s", what)
			}
		}
	}
}

// decidedPolicy is a line of the file for integ/policies.
type decidedPolicy struct {
	Kind     string           `json:"kind"` // bucket, endpoint, rcp or scp
	Policy   any              `json:"policy"`
	Requests []decidedRequest `json:"requests"`
}

type decidedRequest struct {
	iamtest.Request
	Decision iamtest.Decision `json:"decision"`
}

func TestPlainWriteRequests(t *testing.T) {
	if *requestsFile == "" {
		t.Skip("-requests names no file")
	}
	file, err := os.Create(*requestsFile)
	if err != nil {
		t.Fatal(err)
	}
	encoder := json.NewEncoder(file)
	for _, p := range append(decidedRestrictions(), decidedEndpointPolicies()...) {
		if err := encoder.Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// decidedRestrictions has the fullest policies with all their requests, and the others with few.
func decidedRestrictions() (policies []decidedPolicy) {
	fullest := fullestRestrictions()
	cases := append(restrictionCases("bucket"), fullest...)
	for i, c := range cases {
		p := decidedPolicy{Kind: c.kind, Policy: c.policy()}
		add := func(r iamtest.Request, want iamtest.Decision) {
			r.Context = maps.Clone(r.Context)
			p.Requests = append(p.Requests, decidedRequest{r, want})
		}
		switch {
		case i >= len(cases)-len(fullest):
			for r, want := range c.requests() {
				add(r, want)
			}
		case len(c.keys) <= 4:
			for context := range iamtest.AllContexts(narrow(c.keys)) {
				r := iamtest.Request{Action: "s3:GetObject", Resource: restrictedBucket + "/key", Context: context.Values}
				add(r, c.want(context, actionNamed(r.Action), r.Resource))
			}
		default:
			continue
		}
		policies = append(policies, p)
	}
	return policies
}
