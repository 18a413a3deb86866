package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// InterfaceS3LinkAttributes describe an S3 interface endpoint that exists in the account or in another stack.
type InterfaceS3LinkAttributes struct {
	// VpcEndpointId is the endpoint's ID ("vpce-…", or a token). Required.
	VpcEndpointId *string

	// DnsName is the endpoint's Regional DNS name, "vpce-<id>-<label>.s3.<region>.vpce.amazonaws.com", or a token for it.
	// A leading "*." is removed. It is the output DnsName of the construct that created the endpoint, or the first of
	// the names that AWS lists:
	//
	//	aws ec2 describe-vpc-endpoints --vpc-endpoint-ids vpce-… --query VpcEndpoints[].DnsEntries[]
	//
	// For an endpoint that the app creates with a construct of the CDK, pass its first entry, which also contains the ID of
	// the hosted zone:
	//
	//	awscdk.Fn_Select(jsii.Number(0), endpoint.VpcEndpointDnsEntries())
	//
	// Required.
	DnsName *string

	// HostedZoneId is the ID of the hosted zone of DnsName ("Z…", or a token), which AWS lists with the name.
	//
	// Default: unknown; HostedZoneId of the InterfaceS3Link panics.
	HostedZoneId *string

	// AvailabilityZones are the zones of the endpoint's subnets, such as "eu-west-1a", or tokens. They must be in the
	// Region of the stack, in which the endpoint is assumed to be. If it is in another Region, as a hub's may be, its
	// Regional names can be used, but not its zonal ones.
	//
	// Default: unknown; ZonalDnsName accepts any zone of the Region.
	AvailabilityZones *[]*string

	// SecurityGroups are the security groups of the endpoint, to which AllowFrom adds rules. The CDK adds none to a group
	// that is imported with Mutable false.
	//
	// Default: unknown; AllowFrom panics.
	SecurityGroups *[]awsec2.ISecurityGroup
}

// existingInterface is an endpoint that is imported.
type existingInterface struct {
	InterfaceS3LinkAttributes
	connections awsec2.Connections
}

// InterfaceS3Link_FromInterfaceS3LinkAttributes imports an S3 interface endpoint, to use it in this app without changing
// it. It creates no resource. To take over an endpoint that the stack itself created, set InterfaceS3LinkProps.LogicalId
// instead.
//
// Package s3path reports paths to the endpoint only if its Options.AccountFile has the endpoint's VPC, because the
// attributes include neither the VPC nor the subnets.
//
// It panics with a *ValidationError if the scope, the ID or the attributes are invalid.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
func InterfaceS3Link_FromInterfaceS3LinkAttributes(scope constructs.Construct, id *string, attributes *InterfaceS3LinkAttributes) *InterfaceS3Link {
	const function = "InterfaceS3Link_FromInterfaceS3LinkAttributes"
	var found problems
	stack, given := readScope(&found, scope, id), orZero(attributes)
	region := ""
	if stack != nil {
		region = stack.Region()
	}
	checkInterfaceAttributes(&found, region, &given)
	found.panicIfAny(scope, id, function)

	register(stack, scope)
	l := &InterfaceS3Link{region: region}
	if given.AvailabilityZones != nil {
		l.zones = values(*given.AvailabilityZones)
	}
	if name := *given.DnsName; !cdk.IsToken(name) {
		_, l.nameAfterVpce, _ = strings.Cut(name, vpcePrefix)
		if !cdk.IsToken(region) {
			l.hasZonalNames = truth.Of(strings.Contains(name, ".s3."+region+"."))
		}
	}
	l.existing = &existingInterface{given, awsec2.NewConnections(&awsec2.ConnectionsProps{
		SecurityGroups: given.SecurityGroups,
		DefaultPort:    stack.Https(),
	})}
	newConstruct(l, scope, id, function)
	return l
}

// checkInterfaceAttributes needs no call into the CDK. The Region of the stack may be a token; it is empty if there is no
// stack.
func checkInterfaceAttributes(found *problems, region string, a *InterfaceS3LinkAttributes) {
	const nameFix = "Pass a name of the form vpce-….s3.<region>.vpce.amazonaws.com, or a token."
	checkVpcEndpointId(found, "VpcEndpointId", a.VpcEndpointId)
	if found.checkForm("DnsName", a.DnsName, endpointNameForm, "the Regional DNS name of an S3 interface endpoint", nameFix) {
		name, id := strings.TrimPrefix(*a.DnsName, "*."), orZero(a.VpcEndpointId)
		if !cdk.IsToken(name) && !cdk.IsToken(id) && !strings.HasPrefix(name, id+"-") {
			found.add("DnsName", quoted(a.DnsName)+" is not a name of "+id+".", "Pass the ID and the name of one endpoint.")
		}
	}
	if a.HostedZoneId != nil {
		found.checkForm("HostedZoneId", a.HostedZoneId, hostedZoneForm, "the ID of a hosted zone", "Pass an ID of the form Z…, or a token.")
	}
	for field, zone := range each(found, "AvailabilityZones", a.AvailabilityZones) {
		if found.checkNotNil(field, zone, "an Availability Zone") && found.checkSingle(field, zone) {
			found.checkZoneName(field, *zone, region)
		}
	}
	checkSecurityGroups(found, "SecurityGroups", a.SecurityGroups)
}
