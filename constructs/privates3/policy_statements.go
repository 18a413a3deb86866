package privates3

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// allowStatement is an Allow for all principals whose requests meet all conditions.
type allowStatement struct {
	actions, resources []string
	conditions         []condition
}

// condition compares a request's value of the key with the values. A positive operator is met by one of the values, a
// negated one by none of them, or by a request without the key.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
type condition struct {
	operator, key string
	values        []string
}

// allowStatements returns the statements for everything but Statements. Organizations, their units and accounts each need
// statements of their own, because a request must meet all conditions of a statement.
func (p *endpointPolicy) allowStatements(location bucketLocation) (allows []allowStatement) {
	all := []string{"*"}
	callers, owners := p.members("aws:Principal"), p.members("aws:Resource")
	var listed []string
	for _, arn := range unique(p.bucketArns) {
		listed = append(listed, arn, arn+"/*")
	}
	if len(listed) > 0 && len(callers) == 0 {
		allows = append(allows, allowStatement{actions: all, resources: listed})
	}
	for _, caller := range callers {
		if len(listed) > 0 {
			allows = append(allows, allowStatement{all, listed, []condition{caller}})
			continue
		}
		for _, owner := range owners {
			allows = append(allows, allowStatement{all, all, []condition{caller, owner}})
		}
	}
	if p.awsServices {
		allows = append(allows, allowStatement{all, all, []condition{{"Bool", "aws:PrincipalIsAWSService", []string{"true"}}}})
	}
	return append(allows, p.awsBucketStatements(location)...)
}

// members are conditions on the organization, its unit or the account of the principal or the resource. Keys with several
// values, such as aws:PrincipalOrgPaths, need ForAnyValue.
func (p *endpointPolicy) members(keys string) []condition {
	all := []condition{
		{"StringEquals", keys + "OrgID", unique(p.organizations)},
		{"ForAnyValue:StringLike", keys + "OrgPaths", unique(p.organizationPaths)},
		{"StringEquals", keys + "Account", unique(p.accounts)},
	}
	return slices.DeleteFunc(all, func(c condition) bool { return len(c.values) == 0 })
}

// conditionsOf returns the Condition element of a statement.
func conditionsOf(conditions []condition) map[string]any {
	operators := map[string]any{}
	for _, c := range conditions {
		keys, _ := operators[c.operator].(map[string]any)
		if keys == nil {
			keys = map[string]any{}
			operators[c.operator] = keys
		}
		keys[c.key] = oneOrMore(c.values)
	}
	return operators
}

// awsBucketStatements returns one statement for each list of actions.
func (p *endpointPolicy) awsBucketStatements(location bucketLocation) (allows []allowStatement) {
	for _, set := range p.serviceBuckets {
		actions, arns := set.value.actions(), set.value.arns(location)
		i := slices.IndexFunc(allows, func(allow allowStatement) bool { return slices.Equal(allow.actions, actions) })
		if i < 0 {
			i, allows = len(allows), append(allows, allowStatement{actions: actions})
		}
		allows[i].resources = unique(append(allows[i].resources, arns...))
	}
	return allows
}

// render returns the statements for buckets in a Region, none if there is no policy. Both endpoints of a
// PrivateS3Access share them.
func (p *endpointPolicy) render(stack *cdk.Stack, region string) []awsiam.PolicyStatement {
	if p == nil {
		return nil
	}
	if p.rendered[region] == nil {
		var location bucketLocation
		if len(p.serviceBuckets) > 0 {
			location = newBucketLocation(stack, region)
		}
		for _, allow := range p.allowStatements(location) {
			p.rendered[region] = append(p.rendered[region], allow.statement(stack.Everyone()))
		}
		for _, statement := range p.statements {
			p.rendered[region] = append(p.rendered[region], statement.value)
		}
	}
	return p.rendered[region]
}

func (a allowStatement) statement(principal awsiam.IPrincipal) awsiam.PolicyStatement {
	props := &awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{principal},
		Actions:    jsii.Strings(a.actions...),
		Resources:  jsii.Strings(a.resources...),
	}
	if len(a.conditions) > 0 {
		conditions := conditionsOf(a.conditions)
		props.Conditions = &conditions
	}
	return awsiam.NewPolicyStatement(props)
}
