package privates3

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// checkLogicalId finds an ID that CloudFormation does not accept, and one that a resource or parameter of the stack has.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
func checkLogicalId(found *problems, field string, stack *cdk.Stack, id *string) {
	const fix = `Use the logical ID that the deployed template has for the endpoint, such as "VpcS3A5408339".`
	switch {
	case id == nil:
	case cdk.IsToken(*id):
		found.add(field, quoted(id)+" is a token, but logical IDs must be known at synth.", fix)
	case !hasForm(*id, logicalIdForm) || len(*id) > 255:
		found.add(field, quoted(id)+" is not a logical ID.", fix)
	case stack != nil:
		checkNotTaken(found, field, *id, stack.ElementWith(*id), fix)
	}
}

func checkNotTaken(found *problems, field string, id string, owner awscdk.CfnElement, fix string) {
	if owner == nil {
		return
	}
	detail := fmt.Sprintf("%q is the logical ID of %s", id, strings.TrimSuffix(*owner.Node().Path(), "/Resource"))
	if resource, ok := owner.(awscdk.CfnResource); !ok || *resource.CfnResourceType() != "AWS::EC2::VPCEndpoint" {
		found.add(field, detail+", which is not a VPC endpoint.", fix)
		return
	}
	found.add(field, detail+", which the app still creates.", "Remove it where the app creates it, such as from VpcProps.GatewayEndpoints, from a call of AddInterfaceEndpoint, or from an included template.")
}
