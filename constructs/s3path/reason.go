package s3path

// The sentence of Gap.Problem for what may create subnets or workloads, and what to do about it.
const (
	problemValue     = "; what depends on it is unknown until it is corrected"
	problemPart      = "; it may be a subnet or a workload, so correct it"
	problemFile      = "; this report leaves it out, so correct it or synthesize the app again"
	problemContext   = "; it may be a VPC that was looked up, so correct it, or remove it and synthesize the app again"
	problemMayCreate = "%s %s may create %s that are not in this report; %s"
)

// The sentences of Unused.Problem, as formats.
const (
	problemNoSubnets   = "gateway endpoint %s is only on route tables that no subnet uses"
	problemUnusedTable = "no subnet uses route table %s of gateway endpoint %s"
	problemNoClient    = "security group rule %s allows no known client to connect to %s on TCP 443"
	problemRedundant   = "security group rule %s has no effect, because other rules already allow the same clients to connect to %s"
	problemNoEffect    = "network ACL entry %s has no effect, because entries with lower rule numbers match all of its traffic"
)

// The sentences of Row.Reason, as formats.
const (
	// Several things that may happen, and what they depend on.
	reasonOr        = ", or "
	reasonAnd       = ", and "
	reasonBut       = ", but "
	reasonUnless    = ", unless "
	reasonEither    = "either "
	reasonExcept    = "; "
	reasonPerhaps   = "perhaps "
	reasonThen      = "; then "
	reasonPart      = "for %s, %s"
	reasonPartly    = "works for %s, but not for %s: %s"
	reasonOnlyPart  = "works only for %s: %s"
	reasonDependsOn = "; this depends on %s"
	reasonSettledBy = "; "
	reasonMore      = "%d more"

	// A workload.
	reasonIfExists         = "; whether %s is created cannot be determined from the templates"
	reasonSubnetsElsewhere = "not all subnets of %s are in the templates"
	reasonNoRuleOut        = "security group %s has no rule that allows TCP 443 to %s"
	reasonHasNoPublicIp    = "it serves only clients with a public IP address, and %s has none"

	// The path of a subnet to S3.
	reasonGatewayEndpoint  = "gateway endpoint %s is on %s and takes precedence over any default route"
	reasonOtherVpcsGateway = "; the gateway endpoint of another VPC serves only that VPC"
	reasonCrossRegion      = "a gateway endpoint serves only its own Region, and %s"
	reasonNoRoute          = "%s has no route to S3: no gateway endpoint and no default route"
	reasonNoDefaultRoute   = "%s has no default route"
	reasonMainTable        = "%s uses %s, which has only the local route"
	reasonUnseen           = "not all %s are in the templates"
	reasonLookedUp         = "; the subnet was looked up as %s, and cdk.context.json has no S3 gateway endpoints, network ACLs or other routes"
	reasonLookedUpDefault  = "the default route of %s leads to %s"

	// DNS.
	reasonDualstackInterface = "; AWS does not document that the endpoint's certificate covers the dual-stack names"
	reasonOverVersions       = "over IPv4, %s; over IPv6, %s"
	reasonPrivateDns         = "private DNS of %s resolves the name; %s"
	reasonDnsForwarded       = "%s may answer with private addresses if the client's resolver forwards the query to an inbound Resolver endpoint there"
	reasonRecord             = "record %s resolves the name to %s; %s"
	reasonRecordElsewhere    = "record %s resolves the name to %s, which is no S3 interface endpoint of the templates"
	reasonDelegated          = "record %s delegates the name to %s, and what these DNS servers answer is unknown"
	reasonNoRecord           = "private hosted zone %s has no address for the name"
	reasonNoAddress          = "%s has only IPv6 addresses, and the name resolves to IPv4 addresses"
	reasonDns64              = "EnableDns64 of %s makes the name resolve to IPv6 addresses for private IPv4 addresses, and whether a NAT gateway translates these is unknown"
	reasonTranslated         = "EnableDns64 of %s makes the name resolve to IPv6 addresses that stand for IPv4 ones; %s"
	reasonNoDnsSupport       = "EnableDnsSupport of %s is not true, and what answers instead of Amazon's DNS server is unknown"
	reasonOtherServers       = "DHCP options %s name the DNS servers %s, and what they answer is unknown"
	reasonServersUnknown     = "the DNS servers in DHCP options %s are unknown"
	reasonNoServers          = "DHCP options %s name no DNS servers, and which ones the clients use is unknown"
	reasonOptionsElsewhere   = "the DHCP options of %s are not in the templates, so its DNS servers are unknown"
	reasonBlocked            = "DNS Firewall rule group %s blocks the name"
	reasonOverrides          = "DNS Firewall rule group %s may redirect the name to another one"
	reasonMayBlock           = "not all rules of the DNS Firewall rule group of %s are in the templates, and they may block the name"
	reasonForwarded          = "Resolver rule %s forwards the query, and what the other DNS servers answer is unknown"
	reasonMayForward         = "the Resolver rule of %s is not in the templates, and may forward the query to other DNS servers"
	reasonDnsUnknown         = "what the name resolves to in %s cannot be determined from the templates"
	reasonVpcUnknown         = "the VPC of %s is unknown, and so are its DNS servers"

	// A route and its target.
	reasonPropagated         = "%s propagates a route"
	reasonRoute              = "route %s leads to the %s %s"
	reasonTargetUnnamed      = "whose ID is unknown"
	reasonTargetBeyond       = ", and the path beyond it is not in the templates"
	reasonNatInstance        = ", which may be a NAT instance, and the path beyond it is not in the templates"
	reasonForwards           = ", whose source/destination check is off, and the path beyond it is not in the templates"
	reasonForwardsToInternet = ", a NAT instance; whether it forwards requests depends on its software"
	reasonForwardsNothing    = "its source/destination check is on, so it drops requests to others"
	reasonPeeringEdge        = "traffic over a peering connection cannot use the peer VPC's gateways"
	reasonNotAttached        = "%s is not attached to %s"
	reasonGatewayMissing     = "%s does not exist"
	reasonPublicIpOnly       = "it serves only clients with a public IP address, and MapPublicIpOnLaunch is not true"
	reasonAccessBlocked      = "VPC Block Public Access blocks internet gateways"
	reasonWrongFamily        = "%s does not accept packets of this IP version"
	reasonNatElsewhere       = ", which is not in the templates"
	reasonNatPrivate         = "%s is a private NAT gateway, and internet gateways drop its traffic"
	reasonNatGatewayEndpoint = ", whose subnet has gateway endpoint %s; whether the NAT gateway uses it for S3 is unknown"
	reasonOnToEndpoint       = ", and on to gateway endpoint %s"
	reasonNatNoRoute         = "%s of its subnet has no route to an internet gateway"
	reasonLoop               = "the routes lead back to %s"
	reasonOwnVpc             = " serves only its own VPC"
	reasonFromOutside        = "%s" + reasonOwnVpc
	reasonEndpointFromAfar   = "gateway endpoint %s" + reasonOwnVpc + ", and not requests that arrive over a transit gateway"

	// A firewall or the appliances of a Gateway Load Balancer.
	reasonDiverts  = ", whose appliances may send requests elsewhere"
	reasonDiverted = "the appliances behind %s send requests elsewhere"

	// A transit gateway.
	reasonTransitNotAttached = "the VPC is not attached to %s"
	reasonNotInZone          = "attachment %s has no subnet in the Availability Zone of %s"
	reasonNotAssociated      = "%s has no transit gateway route table"
	reasonTransitNoRoute     = "%s has no route to %s"
	reasonTransitRoute       = "transit gateway route %s leads to attachment %s"
	reasonBlackhole          = "transit gateway route %s drops traffic for %s"

	// An interface endpoint.
	reasonEndpointsUnknown   = "which endpoints the VPC has cannot be determined from the templates"
	reasonVpcElsewhere       = "VPC %s is not in the templates, and they show no S3 interface endpoint in it"
	reasonNoInterface        = "%s has no S3 interface endpoint"
	reasonEndpointUnknown    = "whether %s is created cannot be determined from the templates"
	reasonEndpointSubnetless = "endpoint %s has no subnets, so it has no network interfaces"
	reasonNoCommonVersion    = "the client and endpoint %s have no IP version in common"
	reasonEndpointRegion     = "; it serves only buckets in %s"
	reasonSubnetsUnknown     = "not all subnets of endpoint %s are known"

	// The routes between a client and an endpoint.
	reasonNoRouteTo       = "%s has no route to %s"
	reasonNoSuchAddress   = "no subnet of the VPC contains %s"
	reasonWrongNetwork    = "another network has %s"
	reasonInternetPrivate = "the internet has no route to %s"
	reasonNoRouteBack     = "%s of the endpoint's subnet has no route back to %s"
	reasonBackElsewhere   = "route %s sends responses for %s to the %s instead"
	reasonBackUnattached  = "route %s sends responses for %s to a %s that is not attached to %s"
	reasonBackBeyond      = "route %s sends responses for %s to the %s, and the path beyond it is not in the templates"
	reasonNotConnected    = "the templates show no %s attached to %s, so whether %s is connected to it is unknown"
	reasonEntrance        = "the gateway that connects the client's network to the VPC is not in the templates"
	reasonOutside         = "the client uses %s, not an endpoint of %s"

	// Security groups and network ACLs.
	reasonRuleAllows   = "security group rule %s allows %s"
	reasonRulesAllow   = "security group rules %s together allow %s"
	reasonNoRuleAllows = "security group %s has no rule that allows TCP 443 from %s"
	reasonDefaultGroup = "endpoint %s has no SecurityGroupIds, so it uses the VPC's default security group, which allows only its own members"
	reasonAclNoEntry   = "network ACL %s has no entry that allows %s"
	reasonAclDenies    = "network ACL entry %s denies %s"
)
