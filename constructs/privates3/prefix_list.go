package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// prefixListId returns the ID of the PrefixList, or of the one that the group's stack looks up. If the gateway's stack
// exported the ID, the two stacks could depend on each other.
func (g *GatewayS3Route) prefixListId(group awsec2.ISecurityGroup) *string {
	if cdk.IsNil(g.prefixList) {
		return lookUpPrefixList(group.Stack())
	}
	return g.prefixList.PrefixListId()
}

func checkPrefixList(found *problems, field string, list awsec2.IPrefixList) {
	if !cdk.IsNil(list) {
		found.checkForm(field, list.PrefixListId(), prefixListForm, "the ID of a prefix list", "Import the prefix list with its ID, of the form pl-….")
	}
}

// lookUpPrefixList returns the id of S3's prefix list in the Region, which one custom resource of the stack looks up at
// deploy time.
func lookUpPrefixList(stack awscdk.Stack) *string {
	id := jsii.String("PrivateS3PrefixList")
	lookup, ok := stack.Node().TryFindChild(id).(awscdk.CustomResource)
	if !ok {
		lookup = newPrefixListLookup(stack, id)
	}
	return lookup.GetAttString(jsii.String("PrefixListId"))
}

// newPrefixListLookup creates the custom resource. Its function is an untyped L1, because awsec2 does not import the
// CDK's package for functions, which would lengthen users' builds. It has no permission to write logs, so there is no log
// group whose retention matters: errors are in its response to CloudFormation.
// https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
func newPrefixListLookup(stack awscdk.Stack, id *string) awscdk.CustomResource {
	role := awsiam.NewRole(stack, jsii.String(*id+"Role"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
		InlinePolicies: &map[string]awsiam.PolicyDocument{
			"Lookup": awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &[]awsiam.PolicyStatement{
				awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
					Actions:   jsii.Strings("ec2:DescribeManagedPrefixLists"),
					Resources: jsii.Strings("*"), // the action does not support resource ARNs
					Conditions: &map[string]any{
						"StringEquals": map[string]any{"aws:RequestedRegion": stack.Region()},
					},
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
			"Tags":        awscdk.Lazy_UncachedAny(&roleTags{role.Node().DefaultChild().(awsiam.CfnRole).Tags()}, &awscdk.LazyAnyValueOptions{OmitEmptyArray: jsii.Bool(true)}),
		},
	})
	return awscdk.NewCustomResource(stack, id, &awscdk.CustomResourceProps{
		ServiceToken:   function.GetAtt(jsii.String("Arn"), awscdk.ResolutionTypeHint_STRING).ToString(),
		ServiceTimeout: awscdk.Duration_Minutes(jsii.Number(2)),
		ResourceType:   jsii.String("Custom::S3PrefixList"),
		Properties:     &map[string]any{"PrefixListName": partition.GatewayService(*stack.Region())},
	})
}

// roleTags are the tags of the function's role. An untyped L1 such as the function is given none by awscdk.Tags_Of.
type roleTags struct{ manager awscdk.TagManager }

// Produce returns the tags as CloudFormation spells them. The CDK calls it at synth.
func (r *roleTags) Produce(awscdk.IResolveContext) any {
	tags := []any{}
	rendered, _ := r.manager.RenderTags(nil).([]any)
	for _, element := range rendered {
		if tag, ok := element.(map[string]any); ok {
			tags = append(tags, map[string]any{"Key": tag["key"], "Value": tag["value"]})
		}
	}
	return tags
}

// CloudFormation adds the module cfnresponse to inline code.
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
