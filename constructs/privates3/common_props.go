package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// commonProps are the values that the props of all three constructs have in common. Those of a PrivateS3Access are the
// defaults for its endpoints.
type commonProps struct {
	stack    *cdk.Stack // nil if the scope is invalid; the CDK is then asked for nothing
	vpc      *cdk.Vpc   // nil if there is none to ask
	vpcField string     // that the VPC is from
	policy   *endpointPolicy
	outputs  outputs
}

// read returns the fields of one construct, with c as their defaults.
func (c commonProps) read(found *problems, at string, vpc awsec2.IVpc, policy *EndpointPolicy, wanted *bool, prefix *string) commonProps {
	c.readVpc(found, at+"Vpc", vpc)
	if policy != nil {
		c.policy = readEndpointPolicy(found, at+"Policy", policy)
	}
	if c.stack != nil && policy != nil {
		for field, arn := range eachOrNone(at+"Policy.BucketArns", policy.BucketArns) {
			found.checkPartition(field, arn, c.stack.Region())
		}
	}
	c.outputs.read(found, c.stack, at+"OutputPrefix", wanted, prefix)
	return c
}

func (c *commonProps) readVpc(found *problems, field string, vpc awsec2.IVpc) {
	if cdk.IsNil(vpc) && field != "Vpc" || !found.checkObject(field, vpc, "a VPC", "Pass the VPC to create the endpoint in.") {
		return
	}
	if c.stack == nil || c.vpc != nil && c.vpc.IVpc == vpc {
		return
	}
	given := cdk.NewVpc(vpc)
	if c.vpc != nil && c.vpc.Differs(vpc) {
		found.add(field, given.Path()+" is not the VPC of the PrivateS3Access, "+c.vpc.Path()+".", "Leave the field out.")
	}
	c.vpc, c.vpcField = given, field
	if !given.IsOwn() {
		found.checkForm(field+".VpcId", vpc.VpcId(), vpcForm, "the ID of a VPC", "Import the VPC with its ID, of the form vpc-….")
	}
	region := c.stack.Region()
	if cdk.IsToken(region) {
		return
	}
	if vpcRegion := given.Region(c.stack); vpcRegion != region && !cdk.IsToken(vpcRegion) {
		found.add(field, given.Path()+" is in "+vpcRegion+", but the stack is in "+region+".", "Create the endpoint in a stack in the VPC's Region.")
	}
}
