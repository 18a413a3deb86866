package privates3

import "github.com/aws/aws-cdk-go/awscdk/v2/awsiam"

// AddToPolicy adds a statement to the endpoint's policy. If the endpoint has no Policy, the first statement replaces
// AWS's default policy, as with the CDK's own endpoints. From then on, requests that no statement allows are denied.
//
// It panics with a *ValidationError if the endpoint is imported, if the statement is nil or has no principal, or if the
// statement has a principal other than "*". The rules of package s3rules check the complete policy at synth.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
func (g *GatewayS3Route) AddToPolicy(statement awsiam.PolicyStatement) {
	g.mustExist("AddToPolicy")
	g.checkAddition(statement).panicInMethod(g, "AddToPolicy")
	g.addToPolicy(statement)
}

// AddToPolicy adds a statement to the endpoint's policy. See GatewayS3Route.AddToPolicy; an interface endpoint supports
// any principal.
func (l *InterfaceS3Link) AddToPolicy(statement awsiam.PolicyStatement) {
	l.mustExist("AddToPolicy")
	l.checkAddition(statement).panicInMethod(l, "AddToPolicy")
	l.endpoint.AddToPolicy(statement)
}

// AddToPolicy adds a statement to the policies of both endpoints. It panics under the same conditions as
// GatewayS3Route.AddToPolicy, and then changes neither policy.
func (a *PrivateS3Access) AddToPolicy(statement awsiam.PolicyStatement) {
	a.mustExist("AddToPolicy")
	found := a.gateway.checkAddition(statement)
	for _, problem := range a.link.checkAddition(statement) {
		found.add(problem.Field, problem.Detail, problem.Fix)
	}
	found.panicInMethod(a, "AddToPolicy")
	a.gateway.addToPolicy(statement)
	a.link.endpoint.AddToPolicy(statement)
}

func (g *GatewayS3Route) checkAddition(statement awsiam.PolicyStatement) (found problems) {
	if g.resource == nil {
		found.addImported(g.vpcEndpointId)
	}
	if checkStatement(&found, "statement", statement) {
		checkStatementForGateway(&found, "statement", g.stack, statement)
	}
	return found
}

func (l *InterfaceS3Link) checkAddition(statement awsiam.PolicyStatement) (found problems) {
	if l.existing != nil {
		found.addImported(l.VpcEndpointId())
	}
	checkStatement(&found, "statement", statement)
	return found
}

func (p *problems) addImported(vpcEndpointId *string) {
	p.add("endpoint", quoted(vpcEndpointId)+" is imported, so this app cannot change its policy.",
		"Add the statement where the endpoint is created, or to its policy in the account.")
}

func (g *GatewayS3Route) addToPolicy(statement awsiam.PolicyStatement) {
	if g.policy == nil {
		g.policy = awsiam.NewPolicyDocument(nil)
		g.resource.SetPolicyDocument(g.policy)
	}
	g.policy.AddStatements(statement)
}
