package s3path

// The sentence of Gap.Problem for what may create subnets, and what to do about it.
const (
	problemMayCreate     = "%s %s may create subnets that are not in this report; %s"
	problemPassAssembly  = "pass the whole cloud assembly, such as cdk.out"
	problemPassProcessed = "once it is deployed, pass the template of aws cloudformation get-template --template-stage Processed"
)

// The sentences of Row.Reason, as formats.
const (
	// A gateway endpoint.
	reasonGatewayEndpoint        = "gateway endpoint %s is on route table %s and takes precedence over any default route"
	reasonGatewayEndpointUnknown = "whether %s adds an S3 route to %s cannot be determined from the templates"
	reasonGatewayEndpointTables  = "not all route tables of %s are known"
	reasonNarrowerRoute          = "route %s of %s may take precedence over gateway endpoint %s for some of S3's addresses"
	reasonOtherRegion            = "a gateway endpoint serves only its own Region, and %s"

	// The route table of a subnet.
	reasonTableUnknown        = "which route table %s uses cannot be determined from the templates%s"
	reasonNoRoute             = "route table %s has no route to S3: no gateway endpoint and no default route"
	reasonNoDefaultRoute      = "route table %s has no default route"
	reasonMainTable           = "%s has no route table association, so it uses %s, which has only the local route"
	reasonRoutesUnknown       = "the routes of %s are not in the templates%s"
	reasonLookedUpRoutes      = "%s was looked up as %s; cdk.context.json does not show whether %s has an S3 gateway endpoint or other routes"
	reasonLookedUpDefault     = "%s was looked up as %s, so its default route leads to %s; cdk.context.json does not show whether %s also has an S3 gateway endpoint"
	reasonUnplacedRoute       = "the route table of route %s cannot be determined from the templates"
	reasonPropagatedDefault   = "%s may propagate a default route to %s"
	reasonSomeOfS3            = "route %s of %s may send some of S3's addresses elsewhere"
	reasonWhichDefault        = "whether route %s is the one that leads to S3 cannot be determined from the templates"
	reasonNotEverywhere       = ", but only for %s, and S3 may have other addresses"
	reasonPassContext         = "; if its VPC was looked up, pass cdk.context.json"
	reasonPassAssembly        = "; " + problemPassAssembly
	reasonWithoutDnsSupport   = "EnableDnsSupport of %s is not true, so another DNS resolver must answer; if it does, %s"
	reasonPrivateDns          = "private DNS of %s resolves the usual name; %s"
	reasonPrivateDnsUnknown   = "whether private DNS of %s resolves the usual name cannot be determined from the templates"
	reasonPrivateDnsForwarded = "private DNS of %s answers if the client's resolver forwards the query to an inbound Resolver endpoint of %s"

	// The target of a default route.
	reasonDefaultRoute       = "route %s leads to the %s %s"
	reasonTargetUnnamed      = "whose ID is unknown"
	reasonTargetBeyond       = ", and the path beyond it is not in the templates"
	reasonNatInstance        = ", which may be a NAT instance"
	reasonPeeringEdge        = ", but traffic over a peering connection cannot use the peer VPC's gateways"
	reasonNotAttached        = ", which is not attached to %s"
	reasonAttachedUnknown    = ", and whether it is attached cannot be determined from the templates"
	reasonPublicIpOnly       = ", which serves only clients with a public IP address, and MapPublicIpOnLaunch is not true"
	reasonNatElsewhere       = ", which is not in the templates"
	reasonNatPrivate         = ", which may be a private NAT gateway"
	reasonNatTableUnknown    = ", whose route to the internet cannot be determined from the templates"
	reasonNatGatewayEndpoint = ", whose subnet has %s; whether the NAT gateway uses it for S3 is unknown"
	reasonNatNoRoute         = "route table %s of its subnet has no route to an internet gateway"
	reasonNatNoKnownRoute    = "route table %s of its subnet has no known route to an internet gateway"
	reasonNatWhichRoute      = "whether route %s of its subnet leads to all of the internet cannot be determined from the templates"

	// An interface endpoint.
	reasonEndpointsUnknown   = "which endpoints the VPC has cannot be determined from the templates"
	reasonVpcElsewhere       = "VPC %s is not in the templates, and they show no S3 interface endpoint in it"
	reasonNoInterface        = "%s has no S3 interface endpoint"
	reasonEndpointUnknown    = "whether %s is created cannot be determined from the templates"
	reasonEndpointSubnetless = "endpoint %s has no subnets, so it has no network interfaces"
	reasonEndpointIpv6       = "endpoint %s may have only IPv6 addresses"
	reasonEndpointRegion     = "; it serves only buckets in %s"
	reasonSubnetsUnknown     = "not all subnets of endpoint %s are known"
	reasonSomeSubnets        = "for some of the endpoint's subnets, %s"

	// The routes between a client and an endpoint.
	reasonRouteTo           = "route %s leads to %s"
	reasonNoRouteTo         = "route table %s has no route to %s"
	reasonRouteElsewhere    = "route %s sends traffic for %s to the %s instead"
	reasonRouteToUnknown    = "which route of %s leads to %s cannot be determined from the templates"
	reasonRoutesIncomplete  = "not all routes of %s are in the templates"
	reasonLinkUnknown       = "whether the %s of route %s connects the VPCs cannot be determined from the templates"
	reasonRouteBack         = "route %s leads back to %s"
	reasonNoRouteBack       = "route table %s of the endpoint's subnet has no route back to %s"
	reasonBackElsewhere     = "route %s sends responses for %s to the %s instead"
	reasonRouteBackUnknown  = "whether %s has a route back to %s cannot be determined from the templates"
	reasonBackUnattached    = "route %s leads back to %s, but whether its %s is attached to %s cannot be determined from the templates"
	reasonPropagated        = "%s propagates the routes back"
	reasonPropagatedUnknown = "whether %s propagates a route back to %s cannot be determined from the templates: its VPN gateway must be attached to %s"
	reasonNotConnected      = "the templates show no %s attached to %s, so whether %s is connected to it is unknown"
	reasonOutside           = "the client uses %s, not an endpoint of %s"

	// Security groups.
	reasonRuleAllows      = "security group rule %s allows %s"
	reasonRulesAllow      = "security group rules %s together allow %s"
	reasonRuleMayAllow    = "security group rule %s may allow %s or part of it"
	reasonNoRuleAllows    = "security group %s has no rule that allows TCP 443 from %s"
	reasonRulesIncomplete = "not all rules of security group %s are in the templates"
	reasonDefaultGroup    = "endpoint %s has no SecurityGroupIds, so it uses the VPC's default security group, which allows only its own members"
	reasonNoGroupAllows   = "endpoint %s has no security group that allows TCP 443"
	reasonGroupsUnknown   = "not all security groups of endpoint %s are known"

	// Network ACLs.
	reasonAclUnknown    = "the network ACL of %s cannot be determined from the templates"
	reasonAclIncomplete = "not all entries of network ACL %s of %s are known"
	reasonAclNoEntry    = "network ACL %s has no entry that allows %s"
	reasonAclDenies     = "network ACL entry %s denies %s"
	reasonAclPart       = "network ACL entry %s covers only part of %s"
)
