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
	operator           string // of all conditions
	conditions         []condition
}

// condition is met if the request's value of the key is one of the values.
type condition struct {
	key    string
	values []string
}

// allowStatements returns the statements for everything but Statements. One statement cannot allow both organizations
// and accounts, because a request must meet all its conditions.
func (p *endpointPolicy) allowStatements(location bucketLocation) (allows []allowStatement) {
	organizations, accounts, all := unique(p.organizations), unique(p.accounts), []string{"*"}
	callers := withValues(condition{"aws:PrincipalOrgID", organizations}, condition{"aws:PrincipalAccount", accounts})
	owners := withValues(condition{"aws:ResourceOrgID", organizations}, condition{"aws:ResourceAccount", accounts})
	var listed []string
	for _, arn := range unique(p.bucketArns) {
		listed = append(listed, arn, arn+"/*")
	}
	switch {
	case len(listed) > 0 && len(callers) == 0:
		allows = append(allows, allowStatement{actions: all, resources: listed})
	case len(listed) > 0:
		for _, caller := range callers {
			allows = append(allows, allowStatement{all, listed, "StringEquals", []condition{caller}})
		}
	default:
		for _, caller := range callers {
			for _, owner := range owners {
				allows = append(allows, allowStatement{all, all, "StringEquals", []condition{caller, owner}})
			}
		}
	}
	if p.awsServices {
		allows = append(allows, allowStatement{all, all, "Bool", []condition{{"aws:PrincipalIsAWSService", []string{"true"}}}})
	}
	return append(allows, p.awsBucketStatements(location)...)
}

func withValues(conditions ...condition) []condition {
	return slices.DeleteFunc(conditions, func(c condition) bool { return len(c.values) == 0 })
}

// awsBucketStatements returns one statement for each list of actions.
func (p *endpointPolicy) awsBucketStatements(location bucketLocation) (allows []allowStatement) {
	for _, set := range p.awsBuckets {
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
		if len(p.awsBuckets) > 0 {
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
		keys := map[string]any{}
		for _, c := range a.conditions {
			keys[c.key] = oneOrMore(c.values)
		}
		props.Conditions = &map[string]any{a.operator: keys}
	}
	return awsiam.NewPolicyStatement(props)
}
