package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// AllowFrom lets a client's security groups out to S3: HTTPS to the PrefixList. A gateway endpoint has no security group
// itself. A security group gets the rule once, also from several gateways of the app, and none if it lets everything out,
// which the CDK takes of an imported one unless its AllowAllOutbound is false.
//
// It panics with a *PropsError if the client is nil or has no security group.
func (g *GatewayS3Route) AllowFrom(client awsec2.IConnectable) {
	checkClient(client).panicInMethod(g, "AllowFrom")
	for _, group := range *client.Connections().SecurityGroups() {
		// Where everything is let out, the CDK would ignore the rule with a warning, which fails a strict synth.
		if !*group.AllowAllOutbound() && markOnce(group) {
			group.AddEgressRule(awsec2.Peer_PrefixList(g.prefixListId()), awsec2.Port_HTTPS(), jsii.String("S3 through the gateway endpoint"), nil)
		}
	}
}

// markOnce reports whether the group lacks the mark, and marks it. Workloads share groups, gateways share the prefix
// list, and a rule that is there twice fails the deploy; the CDK does not see that two tokens are one list.
func markOnce(group awsec2.ISecurityGroup) bool {
	mark := jsii.String("OutToS3")
	if group.Node().TryFindChild(mark) != nil {
		return false
	}
	constructs.NewConstruct(constructOf(group), mark)
	return true
}

// AllowFrom lets a client in: HTTPS from the client's security groups to the endpoint's, on both sides.
//
// It panics with a *PropsError if the client is nil or has no security group; CIDRs go into Clients.
func (l *InterfaceS3Link) AllowFrom(client awsec2.IConnectable) {
	checkClient(client).panicInMethod(l, "AllowFrom")
	const description = "S3 through the interface endpoint"
	if l.dependsOn(client) {
		l.Connections().AllowDefaultPortFrom(client, jsii.String(description))
		return
	}
	client.Connections().AllowToDefaultPort(l, jsii.String(description))
}

// dependsOn reports whether the endpoint's stack is that of the client, or may depend on it because the VPC is there.
// Both rules then go into the endpoint's stack, else into the client's: in the other one they would close a cycle.
func (l *InterfaceS3Link) dependsOn(client awsec2.IConnectable) bool {
	stack := *(*client.Connections().SecurityGroups())[0].Stack().Node().Path()
	return stack == *awscdk.Stack_Of(l).Node().Path() || stack == *l.vpc.Stack().Node().Path()
}

func checkClient(client awsec2.IConnectable) (found problems) {
	switch {
	case isNil(client):
		found.add("client", "nil", "what has security groups, such as an instance, a service or a security group", "pass the workload")
	case len(*client.Connections().SecurityGroups()) == 0:
		found.add("client", "without security groups", "what has security groups, such as an instance, a service or a security group",
			"place the workload in the VPC, or pass its security group")
	}
	return found
}

// prefixListId is the id of the prefix list that was given, or of the Region's.
func (g *GatewayS3Route) prefixListId() *string {
	if isNil(g.prefixList) {
		g.prefixList = awsec2.PrefixList_FromPrefixListId(g, jsii.String("PrefixList"), lookUpPrefixList(awscdk.Stack_Of(g)))
	}
	return g.prefixList.PrefixListId()
}

// lookUpPrefixList is the id of the Region's S3 prefix list, found at deploy time by one custom resource of the stack.
func lookUpPrefixList(stack awscdk.Stack) *string {
	id := jsii.String("PrivateS3PrefixList")
	lookup, ok := stack.Node().TryFindChild(id).(awscdk.CustomResource)
	if !ok {
		lookup = newPrefixListLookup(stack, id)
	}
	return lookup.GetAttString(jsii.String("PrefixListId"))
}

// newPrefixListLookup creates the custom resource. Its function is an L1 of no type, because the CDK's package for
// functions is not among those that awsec2 compiles. It has no permission to write logs: what goes wrong is told in its
// answer to CloudFormation.
// https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
func newPrefixListLookup(stack awscdk.Stack, id *string) awscdk.CustomResource {
	role := awsiam.NewRole(stack, jsii.String(*id+"Role"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
		InlinePolicies: &map[string]awsiam.PolicyDocument{
			"Lookup": awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &[]awsiam.PolicyStatement{
				awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
					Actions:   jsii.Strings("ec2:DescribeManagedPrefixLists"),
					Resources: jsii.Strings("*"), // the action knows no resources
				}),
			}}),
		},
	})
	function := awscdk.NewCfnResource(stack, jsii.String(*id+"Function"), &awscdk.CfnResourceProps{
		Type: jsii.String("AWS::Lambda::Function"),
		Properties: &map[string]any{
			"Description": "Looks up the prefix list of S3",
			"Runtime":     "python3.13",
			"Handler":     "index.handler",
			"Timeout":     30,
			"Role":        role.RoleArn(),
			"Code":        map[string]any{"ZipFile": prefixListLookupCode},
		},
	})
	return awscdk.NewCustomResource(stack, id, &awscdk.CustomResourceProps{
		ServiceToken:   function.GetAtt(jsii.String("Arn"), awscdk.ResolutionTypeHint_STRING).ToString(),
		ServiceTimeout: awscdk.Duration_Minutes(jsii.Number(2)),
		ResourceType:   jsii.String("Custom::S3PrefixList"),
		Properties:     &map[string]any{"PrefixListName": partition.GatewayService(*stack.Region())},
	})
}

// CloudFormation puts the module cfnresponse beside inline code.
const prefixListLookupCode = `import boto3
import cfnresponse


def handler(event, context):
    try:
        name = event["ResourceProperties"]["PrefixListName"]
        data = {}
        if event["RequestType"] != "Delete":
            filters = [{"Name": "prefix-list-name", "Values": [name]}]
            lists = boto3.client("ec2").describe_managed_prefix_lists(Filters=filters)["PrefixLists"]
            if len(lists) != 1:
                raise LookupError(f"{len(lists)} prefix lists are called {name}, expected 1")
            data["PrefixListId"] = lists[0]["PrefixListId"]
        cfnresponse.send(event, context, cfnresponse.SUCCESS, data, "S3PrefixList")
    except Exception as error:
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, "S3PrefixList", reason=repr(error))
`
