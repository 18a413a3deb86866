package privates3

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// AllowFrom allows outbound HTTPS from the client's security groups to S3's prefix list. (A gateway endpoint itself has
// no security group.) A security group gets one rule, even if AllowFrom is called for it on several gateway endpoints
// of the app or stage, or if it is imported by its ID several times. It gets none if it allows all outbound traffic,
// which the CDK assumes of an imported group unless its AllowAllOutbound is false.
//
// It panics with a *ValidationError if the client is nil or has no security group.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
func (g *GatewayS3Route) AllowFrom(client awsec2.IConnectable) {
	g.mustExist("AllowFrom")
	groups, found := securityGroupsOf(client)
	found.panicInMethod(g, "AllowFrom")
	for _, group := range groups {
		// Where all outbound traffic is allowed, the CDK ignores the rule with a warning, which fails a strict synth.
		if !*group.AllowAllOutbound() && markOnce(group) {
			group.AddEgressRule(awsec2.Peer_PrefixList(g.prefixListId(group)), g.stack.Https(), jsii.String("S3 through the gateway endpoint"), nil)
		}
	}
}

// markOnce marks the group and reports whether it had no mark. Workloads share groups, gateways share the prefix list,
// and two equal rules fail the deploy; the CDK does not know when two tokens stand for one list, or when a group is
// imported twice.
func markOnce(group awsec2.ISecurityGroup) bool {
	scope, mark := cdk.ScopeOf(group), "OutToS3"
	if id := *group.SecurityGroupId(); !cdk.IsToken(id) {
		scope, mark = awscdk.Stage_Of(group), mark+"-"+id
	}
	if scope.Node().TryFindChild(&mark) != nil {
		return false
	}
	constructs.NewConstruct(scope, &mark)
	return true
}

// AllowFrom allows HTTPS from the client's security groups to those of the endpoint, with a rule on each side. A group that
// allows all outbound traffic needs none on its side. Groups that are added to the client later need no rules: AWS allows
// what any of a client's groups allows.
//
// The stacks of the client, the endpoint and the VPC can differ. It panics with a *ValidationError if the client is nil or
// has no security group, or if the endpoint is imported without its security groups. For clients that have only a CIDR, use
// InterfaceS3LinkProps.Clients.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
func (l *InterfaceS3Link) AllowFrom(client awsec2.IConnectable) {
	l.mustExist("AllowFrom")
	groups, found := securityGroupsOf(client)
	if l.existing != nil && l.existing.SecurityGroups == nil {
		found.add("endpoint", quoted(l.VpcEndpointId())+" is imported without its security groups.", "Import it with its SecurityGroups.")
	}
	found.panicInMethod(l, "AllowFrom")
	https, description := awsec2.Port_HTTPS(), jsii.String("S3 through the interface endpoint")
	for _, group := range groups {
		if id := *group.SecurityGroupId(); !cdk.IsToken(id) { // two imports of a group are one group, and two equal rules fail the deploy
			if slices.Contains(l.allowed, id) {
				continue
			}
			l.allowed = append(l.allowed, id)
		}
		for _, own := range *l.Connections().SecurityGroups() {
			inOwnStack := l.canDependOn(own, group)
			own.AddIngressRule(group, https, description, jsii.Bool(!inOwnStack))
			// Where all outbound traffic is allowed, the CDK ignores the rule with a warning, which fails a strict synth.
			if !*group.AllowAllOutbound() {
				group.AddEgressRule(own, https, description, jsii.Bool(inOwnStack))
			}
		}
	}
}

// canDependOn reports whether the stack of the endpoint's own group is that of the client's group, or can depend on it
// because the VPC is there. Both rules then go into the own group's stack, else into the client's: in the other stack they
// would create a circular dependency. The CDK calls the rule that goes into the other group's stack a remote rule.
func (l *InterfaceS3Link) canDependOn(own, group awsec2.ISecurityGroup) bool {
	stack := *group.Stack().Node().Path()
	return stack == *own.Stack().Node().Path() || l.vpc != nil && stack == *l.vpc.Stack().Node().Path()
}

// securityGroupsOf returns the client's security groups. The CDK throws for some clients that are in no VPC, such as a
// Lambda function.
func securityGroupsOf(client awsec2.IConnectable) (groups []awsec2.ISecurityGroup, found problems) {
	name := "nil"
	if !cdk.IsNil(client) {
		connections, err := cdk.Try(client.Connections)
		if err == nil && !cdk.IsNil(connections) {
			groups = *connections.SecurityGroups()
		}
		name = clientName(client)
	}
	if len(groups) == 0 {
		found.add("client", name+" has no security group.", "Pass the workload, such as an instance or a service in the VPC, or its security group.")
	}
	return groups, found
}

func clientName(client awsec2.IConnectable) string {
	switch client := client.(type) {
	case awsec2.IPeer:
		return *client.UniqueId()
	case constructs.IConstruct:
		return *client.Node().Path()
	}
	return "the client"
}
