package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// ForNestedStack returns the endpoint for use in a nested stack. The names of an endpoint cannot be used there as they are,
// because the CDK passes the endpoint's list of names to a nested stack as one string. ForNestedStack creates a parameter
// of the nested stack for each name, and of any nested stacks in between, and returns the endpoint as imported with these
// parameters. Further calls for the same nested stack return the same value. If the endpoint is in the nested stack, or in
// a stack below it, it is returned as it is.
//
// It panics with a *ValidationError if the stack is nil.
//
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
func (l *InterfaceS3Link) ForNestedStack(stack awscdk.NestedStack) *InterfaceS3Link {
	l.mustExist("ForNestedStack")
	var found problems
	found.checkObject("stack", stack, "a nested stack", "Pass the nested stack in which you use the endpoint.")
	found.panicInMethod(l, "ForNestedStack")
	return l.in(stack)
}

// in returns the endpoint with names that a stack can use.
func (l *InterfaceS3Link) in(stack awscdk.Stack) *InterfaceS3Link {
	nested, ok := stack.(awscdk.NestedStack)
	if !ok || strings.HasPrefix(*l.Node().Path()+"/", *nested.Node().Path()+"/") { // it creates the endpoint, or a stack in it does
		return l
	}
	id := "S3Link" + *l.Node().Addr()
	if imported, ok := nested.Node().TryFindChild(&id).(*InterfaceS3Link); ok {
		return imported
	}
	return l.in(nested.NestedStackParent()).passTo(nested, id)
}

func (l *InterfaceS3Link) passTo(stack awscdk.NestedStack, id string) *InterfaceS3Link {
	pass := func(name string, value *string) *string {
		if !cdk.IsToken(*value) {
			return value
		}
		parameter := awscdk.NewCfnParameter(stack, jsii.String(id+name), nil)
		stack.SetParameter(parameter.LogicalId(), value)
		return parameter.ValueAsString()
	}
	attributes := &InterfaceS3LinkAttributes{VpcEndpointId: l.VpcEndpointId(), DnsName: pass("DnsName", l.DnsName())}
	if l.existing == nil || l.existing.HostedZoneId != nil {
		attributes.HostedZoneId = pass("HostedZoneId", l.HostedZoneId())
	}
	if l.zones != nil {
		attributes.AvailabilityZones = jsii.Strings(l.zones...)
	}
	if groups := l.Connections().SecurityGroups(); len(*groups) > 0 {
		attributes.SecurityGroups = groups
	}
	imported := InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, &id, attributes)
	imported.hasZonalNames = l.hasZonalNames
	return imported
}
