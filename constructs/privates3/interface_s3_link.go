package privates3

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// InterfaceS3LinkProps says where the network interfaces of an S3 interface endpoint are, and who may connect to them.
// There is no property for private DNS: it is off, always.
type InterfaceS3LinkProps struct {
	// Vpc is the VPC that the endpoint is made in. Required, except in PrivateS3AccessProps, which has a Vpc of its own.
	Vpc awsec2.IVpc

	// Subnets selects the subnets that get a network interface each. AWS takes one subnet per availability zone, so a
	// selection by type, name or filter yields the first of each zone, as it does for the CDK's own endpoint; two
	// subnets that are listed one by one and are in one zone are an error.
	//
	// Default: the VPC's private subnets, or its isolated ones if it has no private ones. Public subnets are taken only
	// if they are asked for by type, by group name or one by one.
	Subnets *awsec2.SubnetSelection

	// Clients are the peers that may connect, on TCP 443, and nobody else: on-premises CIDRs, CIDRs of peered VPCs,
	// prefix lists, security groups. 0.0.0.0/0 and ::/0 are an error. Cannot be given with SecurityGroups.
	//
	// Default: the VPC's primary IPv4 CIDR and, if IpAddressType is DUALSTACK or IPV6, its IPv6 CIDR. It is an error if
	// the CDK does not know them, as with imported VPCs. Further CIDRs of the VPC are not let in until they are listed.
	Clients *[]awsec2.IPeer

	// SecurityGroups replace the one that is created by default. Nothing is added to them; to let clients in, add rules
	// or use Connections.
	//
	// Default: one security group, which lets in what Clients says and lets nothing out.
	SecurityGroups *[]awsec2.ISecurityGroup

	// IpAddressType is the family of the addresses that the network interfaces get. DUALSTACK and IPV6 need subnets
	// with IPv6 CIDRs.
	//
	// Default: IPV4.
	IpAddressType awsec2.VpcEndpointIpAddressType

	// DnsRecordIpType chooses between A and AAAA records for the endpoint's own names. An IPV4 endpoint takes IPV4, an
	// IPV6 endpoint IPV6, a DUALSTACK endpoint any.
	//
	// Default: the one that fits IpAddressType.
	DnsRecordIpType awsec2.VpcEndpointDnsRecordIpType

	// LookupSupportedAzs leaves out subnets in availability zones in which S3 offers no interface endpoints. It asks the
	// account at synth, so the stack needs a concrete account and Region.
	//
	// Default: false.
	LookupSupportedAzs *bool

	// ServiceRegion is the Region of the buckets if it is not the VPC's, for example "eu-central-1". The deploying role
	// then also needs vpce:AllowMultiRegion, and the endpoint has no zonal names. It must be in the VPC's partition; subnets
	// in the zones use1-az3, usw1-az2, apne1-az3, apne2-az2 and apne2-az4 cannot have such an endpoint.
	// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
	//
	// Default: the Region of the stack.
	ServiceRegion *string

	// Policy says who may reach which buckets through the endpoint.
	//
	// Default: AWS's own policy, which admits everybody to everything.
	Policy *EndpointPolicy

	// Outputs says whether the stack gets the outputs InterfaceVpcEndpointId, DnsName, BucketEndpointUrl,
	// AccessPointEndpointUrl, ControlEndpointUrl and, where there are zonal names and the availability zone of every
	// subnet is known, ZonalDnsNames (separated by commas).
	//
	// Default: true.
	Outputs *bool

	// OutputPrefix makes the outputs' keys exactly OutputPrefix + "BucketEndpointUrl" and so on. A letter, then letters
	// and digits.
	//
	// Default: the CDK derives the keys from the construct's path.
	OutputPrefix *string
}

// InterfaceS3Link is an S3 interface endpoint (PrivateLink): network interfaces with private addresses in the VPC, for
// clients that no gateway endpoint serves, such as those on-premises, in peered VPCs or in other Regions. It is charged
// by availability zone and hour, and by GB.
//
// Private DNS is off, so the usual bucket names do not lead to it. Clients use the endpoint's own names, which resolve
// from anywhere, with no Route 53 Resolver in between: give them BucketEndpointUrl or ClientEnvironment. Their SDK must
// be set to the buckets' Region, which it does not read from the name.
//
// It can be used wherever the CDK takes an IConnectable. Changing the Vpc or ServiceRegion replaces the endpoint, and a
// replaced endpoint has new DNS names.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
type InterfaceS3Link struct {
	constructs.Construct
	vpc               awsec2.IVpc
	endpoint          awsec2.InterfaceVpcEndpoint
	vpcEndpointId     *string // nil until it is asked for
	names             dnsNames
	availabilityZones []string // of the endpoint's subnets; nil unless all are known
	ownRegion         bool     // the buckets are known to be in the stack's Region
	otherRegion       bool     // they are known to be in another
}

// NewInterfaceS3Link creates the endpoint and, by default, its security group. It panics with a *PropsError that lists
// every problem of the props.
func NewInterfaceS3Link(scope constructs.Construct, id *string, props *InterfaceS3LinkProps) *InterfaceS3Link {
	stack, found := place(scope, id)
	shared, plan := sharedIn(stack), interfacePlan{}
	if props == nil {
		found.add("props", "nil", "*InterfaceS3LinkProps", "pass at least the Vpc")
	} else {
		found = append(found, checkVpc("Vpc", props.Vpc)...)
		found = append(found, plan.read("", shared, &vpcSubnets{vpc: props.Vpc}, props)...)
	}
	found.panicIfAny(scope, id)
	shared.Keep()
	return plan.create(scope, id, "")
}

// Endpoint is the endpoint as the CDK knows it, for example for an alias record (awsroute53targets). For escape hatches,
// the construct's Node().DefaultChild() is the CfnVPCEndpoint.
func (l *InterfaceS3Link) Endpoint() awsec2.InterfaceVpcEndpoint { return l.endpoint }

// Connections manages who may connect: the security groups, and TCP 443 as the default port.
func (l *InterfaceS3Link) Connections() awsec2.Connections { return l.endpoint.Connections() }

// VpcEndpointId is the endpoint's id ("vpce-…"), as a token. It is what aws:SourceVpce holds for requests that come
// through the endpoint.
func (l *InterfaceS3Link) VpcEndpointId() *string {
	if l.vpcEndpointId == nil {
		l.vpcEndpointId = l.endpoint.VpcEndpointId()
	}
	return l.vpcEndpointId
}

// NetworkInterfaceIds are the ids of the endpoint's network interfaces, in no particular order, as a token for the whole
// list: take single ones with awscdk.Fn_Select. Their addresses are no attribute of the endpoint.
func (l *InterfaceS3Link) NetworkInterfaceIds() *[]*string {
	return l.endpoint.VpcEndpointNetworkInterfaceIds()
}

// interfacePlan is all that an InterfaceS3Link needs, checked, before anything is created.
type interfacePlan struct {
	props   InterfaceS3LinkProps
	shared  *shared
	subnets interfaceSubnets
	open    bool // to the VPC's IPv4 CIDR, by the CDK's endpoint itself
	clients []awsec2.IPeer
	ipv6    constructs.IConstruct // what the security group waits for, nil if nothing
	policy  *endpointPolicyPlan
}

// read checks the props and asks the VPC for its subnets and CIDRs.
func (p *interfacePlan) read(at string, shared *shared, subnets *vpcSubnets, props *InterfaceS3LinkProps) problems {
	p.props, p.shared = *props, shared
	found := checkInterfaceProps(at, props)
	if shared == nil {
		return found
	}
	found = append(found, checkServiceRegion(at, props.ServiceRegion, shared.region)...)
	policy, refused := readEndpointPolicy(at+"Policy", shared, p.serviceRegion(), props.Policy)
	p.policy, found = policy, append(found, refused...)
	if isNil(props.Vpc) {
		return found
	}
	found = append(found, checkVpcRegion(at+"Vpc", props.Vpc, shared)...)
	found = append(found, p.subnets.read(at, subnets, props.Subnets)...)
	found = append(found, p.readClients(at)...)
	if isTrue(props.LookupSupportedAzs) {
		refused := p.subnets.checkLookup(at, shared, props.ServiceRegion)
		if len(refused) == 0 {
			refused = p.subnets.keepSupported(at, shared)
		}
		found = append(found, refused...)
	}
	return found
}

// checkInterfaceProps finds what can be judged without the CDK.
func checkInterfaceProps(at string, props *InterfaceS3LinkProps) problems {
	found := checkInterfaceSelection(at, props.Subnets)
	found = append(found, checkClients(at, props)...)
	found = append(found, checkEach(at+"SecurityGroups", props.SecurityGroups, func(field string, group awsec2.ISecurityGroup) problems {
		return checkElement(field, "a security group", isNil(group))
	})...)
	found = append(found, checkIpTypes(at, props.IpAddressType, props.DnsRecordIpType, interfaceRecordTypes())...)
	return append(found, checkOutputs(at, props.Outputs, props.OutputPrefix)...)
}

func checkClients(at string, props *InterfaceS3LinkProps) (found problems) {
	if props.Clients != nil && props.SecurityGroups != nil {
		found.add(at+"Clients", "given together with SecurityGroups", "one of the two", "add rules for the clients to your security groups, or leave SecurityGroups out")
	}
	return append(found, checkEach(at+"Clients", props.Clients, func(field string, client awsec2.IPeer) (found problems) {
		switch {
		case isNil(client):
			return checkElement(field, "a peer", true)
		case isWholeInternet(*client.UniqueId()):
			found.add(field, *client.UniqueId(), "peers narrower than the whole internet", "name the CIDRs of your networks, a prefix list or a security group")
		}
		return found
	})...)
}

// isWholeInternet recognizes every spelling of a CIDR without a mask that the CDK lets pass, such as 0.0.0.0/00.
func isWholeInternet(cidr string) bool {
	_, mask, ok := strings.Cut(cidr, "/")
	bits, err := strconv.Atoi(mask)
	return ok && err == nil && bits == 0
}

func checkServiceRegion(at string, serviceRegion *string, region string) (found problems) {
	if serviceRegion == nil || isToken(*serviceRegion) {
		return nil
	}
	switch {
	case !regexp.MustCompile(`^[a-z]+(-[a-z]+)+-[0-9]+$`).MatchString(*serviceRegion):
		found.add(at+"ServiceRegion", quoted(serviceRegion), `the name of a Region, such as "eu-central-1"`, "write the Region's name, or leave the field out")
	case !isToken(region) && partition.Of(*serviceRegion) != partition.Of(region):
		found.add(at+"ServiceRegion", quoted(serviceRegion), "a Region of the partition "+partition.Of(region).Name+", because the stack is in "+region,
			"name a Region of that partition: no endpoint reaches across partitions")
	}
	return found
}

// readClients settles whom the default security group lets in.
func (p *interfacePlan) readClients(at string) (found problems) {
	if p.props.SecurityGroups != nil || p.props.Clients != nil {
		p.clients = elements(p.props.Clients)
		return nil
	}
	ipv6 := p.props.IpAddressType == awsec2.VpcEndpointIpAddressType_IPV6 || p.props.IpAddressType == awsec2.VpcEndpointIpAddressType_DUALSTACK
	if _, own := p.props.Vpc.(awsec2.Vpc); own && !ipv6 {
		p.open = true
		return nil
	}
	peer := vpcCidr(p.props.Vpc)
	if isNil(peer) {
		found.add(at+"Clients", "left out, and the CDK does not know the CIDR of the Vpc "+*p.props.Vpc.Node().Path(), "a list of peers",
			"name the clients' CIDRs, or import the VPC with its VpcCidrBlock")
		return found
	}
	p.clients = []awsec2.IPeer{peer}
	if !ipv6 {
		return nil
	}
	if peer, p.ipv6 = vpcIpv6Cidr(p.shared.stack, p.props.Vpc); isNil(peer) {
		found.add(at+"Clients", "left out, and the CDK knows no IPv6 CIDR of the Vpc "+*p.props.Vpc.Node().Path()+" here", "a list of peers",
			"name the clients' CIDRs, or give the VPC an IPv6 CIDR with IpProtocol DUAL_STACK")
		return found
	}
	p.clients = append(p.clients, peer)
	return nil
}

// serviceRegion is the Region of the buckets.
func (p *interfacePlan) serviceRegion() string {
	if p.props.ServiceRegion != nil {
		return *p.props.ServiceRegion
	}
	return p.shared.region
}

// create makes the endpoint. The path is that of the construct, if it is known.
func (p *interfacePlan) create(scope constructs.Construct, id *string, path string) *InterfaceS3Link {
	region, own := p.serviceRegion(), p.shared.region
	l := &InterfaceS3Link{
		vpc:               p.props.Vpc,
		availabilityZones: p.subnets.knownZones(),
		ownRegion:         region == own,
		otherRegion:       region != own && !isToken(region) && !isToken(own),
	}
	constructs.NewConstruct_Override(l, scope, id)
	if path == "" {
		path = p.shared.pathOf(l, scope, *id)
	}

	securityGroups := p.props.SecurityGroups
	if securityGroups == nil {
		securityGroups = &[]awsec2.ISecurityGroup{p.createSecurityGroup(l, path)}
	}
	l.endpoint = awsec2.NewInterfaceVpcEndpoint(l, jsii.String("Endpoint"), &awsec2.InterfaceVpcEndpointProps{
		Vpc:               p.props.Vpc,
		Service:           p.shared.interfaceService(region),
		ServiceRegion:     p.props.ServiceRegion,
		Subnets:           &awsec2.SubnetSelection{Subnets: &p.subnets.list},
		SecurityGroups:    securityGroups,
		Open:              &p.open,
		PrivateDnsEnabled: jsii.Bool(false),
		IpAddressType:     p.props.IpAddressType,
		DnsRecordIpType:   p.props.DnsRecordIpType,
	})
	resource := p.shared.resourceOf(l.endpoint).(awsec2.CfnVPCEndpoint)
	resource.SetTags(nameTags(path))
	l.Node().SetDefaultChild(resource)
	for _, statement := range p.policy.create(p.shared) {
		l.endpoint.AddToPolicy(statement)
	}
	l.names.endpoint = l.endpoint
	if o := newOutputs(p.props.Outputs, p.props.OutputPrefix); !o.off {
		addOutputs(l, o)
	}
	return l
}

func (p *interfacePlan) createSecurityGroup(l *InterfaceS3Link, path string) awsec2.SecurityGroup {
	group := awsec2.NewSecurityGroup(l, jsii.String("SecurityGroup"), &awsec2.SecurityGroupProps{
		Vpc:              p.props.Vpc,
		Description:      jsii.String("Clients of the S3 interface endpoint"),
		AllowAllOutbound: jsii.Bool(false),
	})
	addNameTag(group, path)
	for _, client := range p.clients {
		group.AddIngressRule(client, p.shared.portHttps(), nil, nil)
	}
	if !isNil(p.ipv6) {
		group.Node().AddDependency(p.ipv6)
	}
	return group
}

func addOutputs(l *InterfaceS3Link, o outputs) {
	o.add(l, "InterfaceVpcEndpointId", *l.VpcEndpointId(), "Id of the S3 interface endpoint, for aws:SourceVpce")
	o.add(l, "DnsName", *l.DnsName(), "Regional DNS name of the S3 interface endpoint, without its wildcard")
	o.add(l, "BucketEndpointUrl", *l.BucketEndpointUrl(), "Endpoint URL for S3 clients: aws s3 --endpoint-url")
	o.add(l, "AccessPointEndpointUrl", *l.AccessPointEndpointUrl(), "Endpoint URL for S3 clients that name access points by ARN")
	o.add(l, "ControlEndpointUrl", *l.ControlEndpointUrl(), "Endpoint URL for S3 Control clients: aws s3control --endpoint-url")
	if len(l.availabilityZones) > 0 && l.ownRegion {
		o.add(l, "ZonalDnsNames", l.names.zonal(l.availabilityZones...), "DNS names of the S3 interface endpoint that stay in one availability zone each")
	}
}
