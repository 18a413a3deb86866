package privates3

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// InterfaceS3LinkProps are the props of an InterfaceS3Link. None of them turns private DNS on.
type InterfaceS3LinkProps struct {
	// Vpc is the VPC to create the endpoint in. Required, except in PrivateS3AccessProps.Interface, where it defaults
	// to the Vpc of the PrivateS3Access.
	Vpc awsec2.IVpc

	// Subnets selects the subnets that get one network interface each. AWS accepts one subnet per Availability Zone. A
	// selection by type, name or filter uses the first subnet of each zone, as the CDK's own endpoint does. It is an error
	// if listed subnets share a zone.
	//
	// Default: the private subnets of the VPC, or its isolated subnets if it has no private ones. It is an error if it
	// has neither: public subnets are used only if you select them.
	Subnets *awsec2.SubnetSelection

	// Clients are the peers that can connect, on TCP port 443: CIDRs on-premises and in peered VPCs, prefix lists and
	// security groups. With an empty list, only the workloads that you pass to AllowFrom can connect. It is an error if
	// CIDRs together cover the whole internet, or if no client has addresses of the IpAddressType. Cannot be combined with
	// SecurityGroups.
	//
	// Default: the primary IPv4 CIDR of the VPC and, if IpAddressType is DUALSTACK or IPV6, its IPv6 CIDR. It is an
	// error if the CDK does not know them, as for some imported VPCs. Secondary CIDRs of the VPC are not included.
	Clients *[]awsec2.IPeer

	// SecurityGroups are the security groups of the endpoint. The constructor adds no rules to them: call AllowFrom, or
	// add rules yourself. Cannot be combined with Clients.
	//
	// Default: one security group, which allows inbound traffic from Clients and no outbound traffic.
	SecurityGroups *[]awsec2.ISecurityGroup

	// IpAddressType is the IP version of the endpoint's network interfaces. DUALSTACK and IPV6 need subnets with IPv6
	// CIDRs.
	//
	// Default: IPV4.
	IpAddressType awsec2.VpcEndpointIpAddressType

	// DnsRecordIpType is the type of the DNS records, A or AAAA, of the endpoint's own names. An IPV4 endpoint accepts
	// IPV4, an IPV6 endpoint accepts IPV6, and a DUALSTACK endpoint accepts any value.
	//
	// Default: AWS's default, which matches IpAddressType.
	DnsRecordIpType awsec2.VpcEndpointDnsRecordIpType

	// LookupSupportedAzs leaves out subnets in Availability Zones that do not support S3 interface endpoints. The CDK
	// looks up the supported zones in the account at synth, so it is an error if the stack has no account and Region,
	// if the zone of a selected subnet is unknown, or if ServiceRegion is another Region.
	//
	// Default: false.
	LookupSupportedAzs *bool

	// ServiceRegion is the Region of the buckets, such as "eu-central-1", if it is not the VPC's Region. It must be in the
	// same partition, and a Region that the CDK knows; to use a newer one, pass the token awscdk.Fn_Sub(name, nil). If it
	// is another Region, the role that deploys the stack also needs the permission vpce:AllowMultiRegion, and the endpoint
	// has no zonal DNS names. The Availability Zones use1-az3, usw1-az2, apne1-az3, apne2-az2 and apne2-az4 do not support
	// such endpoints.
	// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
	//
	// Default: the Region of the stack.
	ServiceRegion *string

	// Policy controls which principals can reach which buckets through the endpoint.
	//
	// Default: AWS's default policy, which allows all principals and all buckets.
	Policy *EndpointPolicy

	// LogicalId is the logical ID of the endpoint in the template. See GatewayS3RouteProps.LogicalId.
	//
	// Default: the CDK derives it from the construct's path.
	LogicalId *string

	// CreateOutputs controls whether the stack has the outputs InterfaceVpcEndpointId, DnsName, BucketEndpointUrl,
	// AccessPointEndpointUrl, ControlEndpointUrl and ZonalDnsNames. ZonalDnsNames is a comma-separated list. It is left
	// out if the endpoint may have no zonal names, or if the Availability Zone of a subnet is unknown.
	//
	// Without outputs, the construct takes about a quarter less time at synth.
	//
	// Default: true.
	CreateOutputs *bool

	// OutputPrefix sets the outputs' keys to OutputPrefix + "BucketEndpointUrl" and so on. It must be a letter followed
	// by letters and digits. It is an error if CreateOutputs is false.
	//
	// Default: the CDK derives the keys from the construct's path.
	OutputPrefix *string
}

// InterfaceS3Link is an S3 interface endpoint (PrivateLink): network interfaces with private addresses in the VPC, for
// clients that a gateway endpoint cannot serve, such as clients on-premises, in peered VPCs or in other Regions. It is
// billed per Availability Zone and hour, and per GB.
//
// Private DNS is off, so the usual bucket names do not resolve to the endpoint. Clients use the endpoint's own names,
// which resolve everywhere, without a Route 53 Resolver endpoint. Configure the clients with BucketEndpointUrl or
// ClientEnvironment, and with the Region of the buckets, because an SDK does not read the Region from the name.
//
// It can be passed wherever the CDK takes an IConnectable. Changing the Vpc or ServiceRegion replaces the endpoint, and
// a replaced endpoint has new DNS names.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
type InterfaceS3Link struct {
	constructs.Construct
	vpc           awsec2.IVpc                 // nil if imported
	endpoint      awsec2.InterfaceVpcEndpoint // nil if imported
	existing      *existingInterface          // nil unless imported
	region        string                      // of the stack
	bucketRegion  string                      // of the buckets that the endpoint reaches; empty if imported
	zones         []string                    // Availability Zones of the subnets; nil unless all are known
	hasZonalNames truth.Value                 // false if the buckets are in another Region
	allowed       []string                    // IDs of imported security groups that AllowFrom was called for

	nameAfterVpce string // empty until it is used
}

// NewInterfaceS3Link creates the endpoint and, by default, its security group. It panics with a *ValidationError if the
// props are invalid.
func NewInterfaceS3Link(scope constructs.Construct, id *string, props *InterfaceS3LinkProps) *InterfaceS3Link {
	var found problems
	stack, given := readScope(&found, scope, id), orZero(props)
	plan := planInterface(&found, "", commonProps{stack: stack}, &given)
	found.panicIfAny(scope, id, "")
	register(stack, scope)
	return plan.create(scope, id, stack.Path(scope, *id))
}

// Endpoint returns the CDK's construct for the endpoint, for example as the target of an alias record
// (awsroute53targets); nil if the endpoint is imported. For escape hatches, the Node().DefaultChild() of the
// InterfaceS3Link is the CfnVPCEndpoint, or nil if the endpoint is imported.
func (l *InterfaceS3Link) Endpoint() awsec2.InterfaceVpcEndpoint {
	l.mustExist("Endpoint")
	return l.endpoint
}

// Connections returns the security groups of the endpoint, with TCP 443 as the default port. If the endpoint is imported
// without its SecurityGroups, there are none, and rules that are added to the Connections have no effect on its side.
func (l *InterfaceS3Link) Connections() awsec2.Connections {
	l.mustExist("Connections")
	if l.existing != nil {
		return l.existing.connections
	}
	return l.endpoint.Connections()
}

// VpcEndpointId returns the endpoint's ID ("vpce-…"). It is a token unless the endpoint was imported by a literal ID.
// Requests through the endpoint have it as aws:SourceVpce.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
func (l *InterfaceS3Link) VpcEndpointId() *string {
	l.mustExist("VpcEndpointId")
	if l.existing != nil {
		return l.existing.VpcEndpointId
	}
	return l.endpoint.VpcEndpointId()
}

// NetworkInterfaceIds returns the IDs of the endpoint's network interfaces, in no particular order, as a token for the
// whole list; nil if the endpoint is imported. Select single IDs with awscdk.Fn_Select. CloudFormation does not return
// the interfaces' addresses.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html
func (l *InterfaceS3Link) NetworkInterfaceIds() *[]*string {
	l.mustExist("NetworkInterfaceIds")
	if l.existing != nil {
		return nil
	}
	return l.endpoint.VpcEndpointNetworkInterfaceIds()
}

func (l *InterfaceS3Link) mustExist(method string) {
	mustExist(l, method, "InterfaceS3Link", "Use NewInterfaceS3Link or InterfaceS3Link_FromInterfaceS3LinkAttributes.")
}

// interfacePlan is what create needs.
type interfacePlan struct {
	commonProps
	props         *InterfaceS3LinkProps
	serviceRegion string
	subnets       []cdk.Subnet
	ingress       ingress
}

// planInterface reads the props; without a stack, only what does not need one.
func planInterface(found *problems, at string, defaults commonProps, props *InterfaceS3LinkProps) *interfacePlan {
	p := &interfacePlan{
		commonProps: defaults.read(found, at, props.Vpc, props.Policy, props.CreateOutputs, props.OutputPrefix),
		props:       props,
	}
	p.subnets = readInterfaceSubnets(found, at, p.commonProps, props.Subnets)
	p.ingress = readClients(found, at, p.commonProps, props)
	checkSecurityGroups(found, at+"SecurityGroups", props.SecurityGroups)
	checkIpTypes(found, at, props.IpAddressType, props.DnsRecordIpType, false)
	checkPrefixUsed(found, at+"OutputPrefix", props.OutputPrefix, p.outputs.off)
	checkLogicalId(found, at+"LogicalId", p.stack, props.LogicalId)
	p.outputs.checkKey(found, "InterfaceVpcEndpointId") // the other keys are taken with it
	if p.stack == nil {
		return p
	}
	p.serviceRegion = readServiceRegion(found, at+"ServiceRegion", props.ServiceRegion, p.stack.Region())
	if orZero(props.LookupSupportedAzs) {
		p.subnets = keepSupported(found, at, p.stack, p.subnets, p.serviceRegion)
	}
	p.policy.checkRegion(found, p.serviceRegion)
	return p
}

// readServiceRegion returns the Region of the buckets.
func readServiceRegion(found *problems, field string, serviceRegion *string, stackRegion string) string {
	switch {
	case serviceRegion == nil || *serviceRegion == stackRegion:
		return stackRegion
	case !found.checkRegion(field, *serviceRegion, `Use a name such as "eu-central-1", or leave the field out.`):
		return stackRegion
	case cdk.IsToken(*serviceRegion) || cdk.IsToken(stackRegion):
		return *serviceRegion
	}
	if own, other := partition.Of(stackRegion).Name, partition.Of(*serviceRegion).Name; own != other {
		found.add(field, quoted(serviceRegion)+" is in the partition "+other+", but the stack is in "+stackRegion+", in the partition "+own+". No endpoint connects partitions.",
			"Use a Region of the partition "+own+".")
	}
	return *serviceRegion
}

func (p *interfacePlan) create(scope constructs.Construct, id *string, path string) *InterfaceS3Link {
	l := &InterfaceS3Link{vpc: p.vpc.IVpc, region: p.stack.Region(), bucketRegion: p.serviceRegion, hasZonalNames: p.hasZonalNames()}
	if zones := zonesOf(p.subnets); !slices.Contains(zones, "") {
		l.zones = zones
	}
	newConstruct(l, scope, id, "")
	cdk.AddNameTag(l, path)

	groups := p.props.SecurityGroups
	if groups == nil {
		groups = &[]awsec2.ISecurityGroup{p.createSecurityGroup(l)}
	}
	subnets := make([]awsec2.ISubnet, len(p.subnets))
	for i, subnet := range p.subnets {
		subnets[i] = subnet.ISubnet
	}
	l.endpoint = awsec2.NewInterfaceVpcEndpoint(l, jsii.String("Endpoint"), &awsec2.InterfaceVpcEndpointProps{
		Vpc:               p.vpc.IVpc,
		Service:           p.stack.InterfaceService(p.serviceRegion),
		ServiceRegion:     p.props.ServiceRegion,
		Subnets:           &awsec2.SubnetSelection{Subnets: &subnets},
		SecurityGroups:    groups,
		Open:              jsii.Bool(false), // true also adds the CDK's rule to each group that Connections gets later
		PrivateDnsEnabled: jsii.Bool(false),
		IpAddressType:     p.props.IpAddressType,
		DnsRecordIpType:   p.props.DnsRecordIpType,
	})
	resource := p.stack.CfnResource(l.endpoint)
	l.Node().SetDefaultChild(resource)
	if p.props.LogicalId != nil {
		resource.OverrideLogicalId(p.props.LogicalId)
	}
	for _, statement := range p.policy.render(p.stack, p.serviceRegion) {
		l.endpoint.AddToPolicy(statement)
	}
	if !p.outputs.off {
		p.addOutputs(l, path)
	}
	return l
}

// hasZonalNames reports whether the endpoint has a DNS name for each Availability Zone. One for buckets in another Region
// has none.
func (p *interfacePlan) hasZonalNames() truth.Value {
	region, own := p.serviceRegion, p.stack.Region()
	switch {
	case region == own:
		return truth.True
	case cdk.IsToken(region) || cdk.IsToken(own):
		return truth.Undecided
	}
	return truth.False
}

func (p *interfacePlan) createSecurityGroup(l *InterfaceS3Link) awsec2.SecurityGroup {
	group := awsec2.NewSecurityGroup(l, jsii.String("SecurityGroup"), &awsec2.SecurityGroupProps{
		Vpc:              p.vpc.IVpc,
		Description:      jsii.String("Clients of the S3 interface endpoint"),
		AllowAllOutbound: jsii.Bool(false),
	})
	for _, peer := range p.ingress.peers {
		group.AddIngressRule(peer, p.stack.Https(), nil, nil)
	}
	if !cdk.IsNil(p.ingress.after) {
		group.Node().AddDependency(p.ingress.after)
	}
	return group
}

func (p *interfacePlan) addOutputs(l *InterfaceS3Link, path string) {
	add := func(key, value, description string) { p.outputs.add(l, path, key, value, description) }
	add("InterfaceVpcEndpointId", *l.VpcEndpointId(), "ID of the S3 interface endpoint, for aws:SourceVpce")
	add("DnsName", *l.DnsName(), "Regional DNS name of the S3 interface endpoint, without its wildcard")
	add("BucketEndpointUrl", *l.BucketEndpointUrl(), "Endpoint URL for S3 clients: aws s3 --endpoint-url")
	add("AccessPointEndpointUrl", *l.AccessPointEndpointUrl(), "Endpoint URL for S3 clients that use access point ARNs")
	add("ControlEndpointUrl", *l.ControlEndpointUrl(), "Endpoint URL for S3 Control clients: aws s3control --endpoint-url")
	if len(l.zones) > 0 && l.hasZonalNames == truth.True {
		add("ZonalDnsNames", l.zonalDnsNames(l.zones...), "Zonal DNS names of the S3 interface endpoint, one for each Availability Zone")
	}
}
