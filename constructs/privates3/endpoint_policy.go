package privates3

import (
	"fmt"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
)

// EndpointPolicy says who may reach which buckets through an endpoint. It grants nothing by itself: a request passes
// only if the caller's own policies and the bucket's policy admit it too.
//
// Callers are the principals of Organizations and of Accounts; if neither is given, everybody. They reach the buckets in
// Buckets and BucketArns and the objects in them; if no bucket is named, every bucket that Organizations and Accounts
// own. AwsServices, AwsBuckets and Statements each admit more than that. At least one field must be given: a policy
// that admits nothing would deny everything.
//
// The rendered policy names "*" as the principal everywhere and tells callers apart by conditions, because a gateway
// endpoint takes nothing else. What is rendered is checked at synth, with whatever was added to it later, by the rules of
// the package s3rules: for more than 20,480 characters, for Deny statements alone, for principals and for wildcards that
// AWS refuses. What depends on tokens is not judged.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
type EndpointPolicy struct {
	// Organizations are ids of organizations in AWS Organizations ("o-…", or tokens): aws:PrincipalOrgID, and
	// aws:ResourceOrgID if no bucket is named.
	//
	// Default: none.
	Organizations *[]*string

	// Accounts are account ids (12 digits, or tokens): aws:PrincipalAccount, and aws:ResourceAccount if no bucket is
	// named.
	//
	// Default: none.
	Accounts *[]*string

	// Buckets are the buckets that callers reach, with their objects, whoever owns them, by their names: requests that
	// name an access point by its ARN need a statement in Statements. A bucket of another stack that
	// RestrictBucket restricts to the same endpoint would make the two stacks depend on each other, which the CDK refuses:
	// name such a bucket by its literal ARN, in BucketArns.
	//
	// Default: those of BucketArns; if there are none, every bucket of Organizations and Accounts.
	Buckets *[]awss3.IBucket

	// BucketArns are buckets like those in Buckets, by ARN ("arn:aws:s3:::amzn-s3-demo-bucket", or tokens).
	//
	// Default: none.
	BucketArns *[]*string

	// AwsServices admits requests that are made, or presigned, by a service of AWS as itself, to any bucket
	// (aws:PrincipalIsAWSService). Organizations and Accounts do not: a service's principal belongs to neither.
	//
	// Default: false.
	AwsServices *bool

	// AwsBuckets are buckets of AWS's own that workloads in the VPC need, for everybody.
	//
	// Default: none.
	AwsBuckets *[]*AwsBuckets

	// Statements are added as they are. Each needs a principal; for a gateway endpoint, "*" (awsiam.NewStarPrincipal).
	//
	// Default: none.
	Statements *[]awsiam.PolicyStatement
}

// allowStatement is an Allow for everybody who meets all conditions.
type allowStatement struct {
	actions, resources []string
	operator           string // of every condition
	conditions         []condition
}

// condition is met if the request's value of the key is one of the values.
type condition struct {
	key    string
	values []string
}

// endpointPolicyPlan is a checked EndpointPolicy. Its zero value adds nothing, which leaves AWS's own policy in place.
type endpointPolicyPlan struct {
	allows     []allowStatement
	statements []awsiam.PolicyStatement
	created    []awsiam.PolicyStatement // nil until they are needed
}

// readEndpointPolicy checks the policy and settles its statements for the buckets of one Region.
func readEndpointPolicy(field string, shared *shared, region string, policy *EndpointPolicy) (*endpointPolicyPlan, problems) {
	if policy == nil {
		return &endpointPolicyPlan{}, nil
	}
	if found := checkEndpointPolicy(field, policy, region); len(found) > 0 {
		return nil, found
	}
	place := bucketPlace{}
	if policy.AwsBuckets != nil {
		place = newBucketPlace(shared.stack, region)
	}
	return &endpointPolicyPlan{allows: allowStatements(policy, place), statements: elements(policy.Statements)}, nil
}

// checkEndpointPolicy finds what is wrong with a policy in a Region, which may be a token.
func checkEndpointPolicy(field string, policy *EndpointPolicy, region string) (found problems) {
	if policy == nil {
		return nil
	}
	admitting := *policy
	if !isTrue(policy.AwsServices) {
		admitting.AwsServices = nil
	}
	if admitting == (EndpointPolicy{}) {
		found.add(field, "empty", "a policy that admits something", "say who and what may pass, or leave the policy out, which admits everything")
		return found
	}
	found = checkEach(field+".Organizations", policy.Organizations,
		matching(`^o-[a-z0-9]{10,32}$`, `"o-" and 10 to 32 letters and digits, or a token`, "pass the id that AWS Organizations shows"))
	found = append(found, checkEach(field+".Accounts", policy.Accounts, matchingAccount())...)
	found = append(found, checkEach(field+".Buckets", policy.Buckets, func(field string, bucket awss3.IBucket) (found problems) {
		if isNil(bucket) {
			found.add(field, "nil", "a bucket", "remove the element")
		}
		return found
	})...)
	found = append(found, checkEach(field+".BucketArns", policy.BucketArns,
		oneByOne(matching(`^arn:[a-z-]+:s3:::[^/:]+$`, "the ARN of a bucket, or a token",
			`write "arn:aws:s3:::" and the bucket's name; access points and parts of buckets go into Statements`)))...)
	found = append(found, checkEach(field+".AwsBuckets", policy.AwsBuckets, func(field string, set *AwsBuckets) problems {
		return checkAwsBuckets(field, set, region)
	})...)
	return append(found, checkEach(field+".Statements", policy.Statements, checkStatement)...)
}

// checkStatement finds what is refused in any endpoint policy. The rest is found at synth, in what is rendered.
func checkStatement(field string, statement awsiam.PolicyStatement) (found problems) {
	switch {
	case isNil(statement):
		found.add(field, "nil", "a statement", "pass one, or remove the element")
	case !*statement.HasPrincipal():
		found.add(field, "a statement without a principal", "a statement with one", "set its Principals, for a gateway endpoint to awsiam.NewStarPrincipal()")
	}
	return found
}

// checkGatewayStatement finds principals that a gateway endpoint does not match.
func checkGatewayStatement(field string, stack awscdk.Stack, statement awsiam.PolicyStatement) (found problems) {
	if len(checkStatement(field, statement)) > 0 {
		return nil // reported already
	}
	rendered, _ := stack.Resolve(statement.ToStatementJson()).(map[string]any)
	if _, excluded := rendered["NotPrincipal"]; excluded {
		found.add(field, "a statement with a NotPrincipal", `a Principal of "*", because the endpoint is a gateway`, "use awsiam.NewStarPrincipal() and a condition on aws:PrincipalArn")
	}
	for _, principal := range namedPrincipals(rendered["Principal"]) {
		found.add(field, "a statement with the principal "+principal, `a Principal of "*", because the endpoint is a gateway`, "use awsiam.NewStarPrincipal() and a condition on aws:PrincipalArn")
	}
	return found
}

// namedPrincipals are the principals other than everybody, as far as they are known at synth.
func namedPrincipals(principal any) (named []string) {
	byKind, ok := principal.(map[string]any)
	if !ok {
		byKind = map[string]any{"AWS": principal}
	}
	for _, kind := range sortedKeys(byKind) {
		list, ok := byKind[kind].([]any)
		if !ok {
			list = []any{byKind[kind]}
		}
		for _, element := range list {
			if name, ok := element.(string); ok && (kind != "AWS" || name != "*") {
				named = append(named, fmt.Sprintf("%s %q", kind, name))
			}
		}
	}
	return named
}

// allowStatements are the policy's statements. One statement cannot admit organizations as well as accounts, because all
// its conditions must be met.
func allowStatements(policy *EndpointPolicy, place bucketPlace) (allows []allowStatement) {
	organizations, accounts := unique(values(elements(policy.Organizations))), unique(values(elements(policy.Accounts)))
	callers := withValues(condition{"aws:PrincipalOrgID", organizations}, condition{"aws:PrincipalAccount", accounts})
	owners := withValues(condition{"aws:ResourceOrgID", organizations}, condition{"aws:ResourceAccount", accounts})
	everything, anywhere := []string{"*"}, []string{"*"}

	named := namedBuckets(policy)
	switch {
	case len(named) > 0 && len(callers) == 0:
		allows = append(allows, allowStatement{actions: everything, resources: named})
	case len(named) > 0:
		for _, caller := range callers {
			allows = append(allows, allowStatement{everything, named, "StringEquals", []condition{caller}})
		}
	default:
		for _, caller := range callers {
			for _, owner := range owners {
				allows = append(allows, allowStatement{everything, anywhere, "StringEquals", []condition{caller, owner}})
			}
		}
	}
	if isTrue(policy.AwsServices) {
		allows = append(allows, allowStatement{everything, anywhere, "Bool", []condition{{"aws:PrincipalIsAWSService", []string{"true"}}}})
	}
	return append(allows, awsBucketStatements(elements(policy.AwsBuckets), place)...)
}

func withValues(conditions ...condition) []condition {
	return slices.DeleteFunc(conditions, func(c condition) bool { return len(c.values) == 0 })
}

// namedBuckets are the ARNs of the named buckets and of their objects.
func namedBuckets(policy *EndpointPolicy) (resources []string) {
	arns := values(elements(policy.BucketArns))
	for _, bucket := range elements(policy.Buckets) {
		arns = append(arns, *bucket.BucketArn())
	}
	for _, arn := range unique(arns) {
		resources = append(resources, arn, arn+"/*")
	}
	return resources
}

// awsBucketStatements has one statement for each list of actions.
func awsBucketStatements(sets []*AwsBuckets, place bucketPlace) (allows []allowStatement) {
	for _, set := range sets {
		actions, arns := set.actions(), set.arns(place)
		i := slices.IndexFunc(allows, func(allow allowStatement) bool { return slices.Equal(allow.actions, actions) })
		if i < 0 {
			i, allows = len(allows), append(allows, allowStatement{actions: actions})
		}
		allows[i].resources = unique(append(allows[i].resources, arns...))
	}
	return allows
}

// create makes the plan's statements, or returns those that it has made for another endpoint.
func (p *endpointPolicyPlan) create(shared *shared) []awsiam.PolicyStatement {
	if p.created == nil {
		for _, allow := range p.allows {
			p.created = append(p.created, allow.statement(shared.everyPrincipal()))
		}
		p.created = append(p.created, p.statements...)
	}
	return p.created
}

func (a allowStatement) statement(principal awsiam.IPrincipal) awsiam.PolicyStatement {
	props := &awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{principal},
		Actions:    jsii.Strings(a.actions...),
		Resources:  jsii.Strings(a.resources...),
	}
	if len(a.conditions) > 0 {
		keys := map[string]any{}
		for _, c := range a.conditions {
			keys[c.key] = oneOrMore(c.values)
		}
		props.Conditions = &map[string]any{a.operator: keys}
	}
	return awsiam.NewPolicyStatement(props)
}

// AddToPolicy adds a statement to the endpoint's policy. The first statement of an endpoint without a Policy replaces
// AWS's own policy, as it does for the CDK's endpoints: what no statement allows is then denied. It panics with a
// *PropsError if the endpoint was imported, or the statement has no principal; what else AWS refuses is found at synth.
func (g *GatewayS3Route) AddToPolicy(statement awsiam.PolicyStatement) {
	found := append(g.checkOwned(), checkStatement("statement", statement)...)
	found = append(found, checkGatewayStatement("statement", awscdk.Stack_Of(g), statement)...)
	found.panicInMethod(g, "AddToPolicy")
	g.addToPolicy(statement)
}

// checkOwned finds that the endpoint was imported.
func (g *GatewayS3Route) checkOwned() (found problems) {
	if g.resource == nil {
		found.add("endpoint", quoted(g.vpcEndpointId)+", imported", "an endpoint that the app creates, because no other has a policy that can be changed here",
			"add the statement where the endpoint is created, or to the endpoint's PolicyDocument in the account")
	}
	return found
}

func (g *GatewayS3Route) addToPolicy(statement awsiam.PolicyStatement) {
	if g.policy == nil {
		g.policy = awsiam.NewPolicyDocument(nil)
		g.resource.SetPolicyDocument(g.policy)
	}
	g.policy.AddStatements(statement)
}

// AddToPolicy adds a statement to the endpoint's policy. The first statement of an endpoint without a Policy replaces
// AWS's own policy, as it does for the CDK's endpoints: what no statement allows is then denied. It panics with a
// *PropsError if the statement has no principal; what else AWS refuses is found at synth.
func (l *InterfaceS3Link) AddToPolicy(statement awsiam.PolicyStatement) {
	checkStatement("statement", statement).panicInMethod(l, "AddToPolicy")
	l.endpoint.AddToPolicy(statement)
}

// AddToPolicy adds a statement to the policies of both endpoints. See the methods of the two; if the gateway endpoint
// was imported, neither policy is changed.
func (a *PrivateS3Access) AddToPolicy(statement awsiam.PolicyStatement) {
	found := append(a.gateway.checkOwned(), checkStatement("statement", statement)...)
	found = append(found, checkGatewayStatement("statement", awscdk.Stack_Of(a), statement)...)
	found.panicInMethod(a, "AddToPolicy")
	a.gateway.AddToPolicy(statement)
	a.link.AddToPolicy(statement)
}
