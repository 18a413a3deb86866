package privates3

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// ingress is what the security group of an interface endpoint allows.
type ingress struct {
	peers []awsec2.IPeer
	after constructs.IConstruct // must be created before a peer can be read; nil if nothing
}

// readClients returns no peers if the user passes the security groups.
func readClients(found *problems, at string, c commonProps, props *InterfaceS3LinkProps) ingress {
	field := at + "Clients"
	if props.Clients != nil && props.SecurityGroups != nil {
		found.add(field, "Clients cannot be combined with SecurityGroups, because the construct adds no rules to them.", "Allow the clients in your security groups and leave Clients out, or leave SecurityGroups out.")
	}
	if props.Clients == nil && props.SecurityGroups == nil && c.vpc != nil {
		return vpcAsClient(found, at, c, props.IpAddressType)
	}
	if blocks, all := readCidrBlocks(found, field, props.Clients); all {
		checkFamilies(found, field, blocks, props.IpAddressType)
	}
	return ingress{peers: elements(props.Clients)}
}

// checkSecurityGroups finds groups that AWS would reject. It asks imported groups for their IDs.
func checkSecurityGroups(found *problems, field string, groups *[]awsec2.ISecurityGroup) {
	seen := map[string]bool{}
	for field, group := range each(found, field, groups) {
		if !found.checkNotNil(field, group, "a security group") {
			continue
		}
		id := group.SecurityGroupId()
		if found.checkForm(field, id, securityGroupForm, "the ID of a security group", "Import the security group with its ID, of the form sg-….") && seen[*id] {
			found.add(field, groupName(group)+" is listed twice.", "Remove the element.")
		}
		seen[*id] = true
	}
}

func groupName(group awsec2.ISecurityGroup) string {
	if id := *group.SecurityGroupId(); !cdk.IsToken(id) {
		return id
	}
	return *group.Node().Path()
}

// checkFamilies finds clients none of which has addresses of the endpoint's type.
func checkFamilies(found *problems, field string, blocks []netip.Prefix, address awsec2.VpcEndpointIpAddressType) {
	endpoint, other := "IPv4", "IPv6"
	switch address {
	case "", awsec2.VpcEndpointIpAddressType_IPV4:
	case awsec2.VpcEndpointIpAddressType_IPV6:
		endpoint, other = other, endpoint
	default:
		return
	}
	isOther := func(block netip.Prefix) bool { return block.Addr().Is6() == (other == "IPv6") }
	if len(blocks) > 0 && !slices.ContainsFunc(blocks, func(block netip.Prefix) bool { return !isOther(block) }) {
		found.add(field, "all clients have "+other+" addresses, but the endpoint has only "+endpoint+" addresses.",
			"List clients with "+endpoint+" addresses, or set IpAddressType to "+strings.ToUpper(other)+" or DUALSTACK.")
	}
}

// vpcAsClient is the default: the VPC's primary IPv4 CIDR and, for an endpoint with IPv6 addresses, its IPv6 CIDR.
func vpcAsClient(found *problems, at string, c commonProps, ipAddressType awsec2.VpcEndpointIpAddressType) (allowed ingress) {
	field := at + "Clients"
	ipv4 := c.vpc.Cidr()
	if ipv4 == nil {
		found.add(field, "nil defaults to the CIDR of the VPC, but the CDK does not know the CIDR of "+c.vpc.Path()+".", "List the CIDRs of the clients, or import the VPC with its VpcCidrBlock.")
		return allowed
	}
	if !found.checkSingle(c.vpcField+".VpcCidrBlock", ipv4) {
		return allowed
	}
	if !cannotCheck(*ipv4) {
		if _, ok := readCidrBlock(found, c.vpcField+".VpcCidrBlock", *ipv4); !ok {
			return allowed
		}
	}
	allowed.peers = append(allowed.peers, awsec2.Peer_Ipv4(ipv4))
	if ipAddressType != awsec2.VpcEndpointIpAddressType_IPV6 && ipAddressType != awsec2.VpcEndpointIpAddressType_DUALSTACK {
		return allowed
	}
	ipv6, association := c.vpc.Ipv6Cidr(c.stack)
	if cdk.IsNil(ipv6) {
		found.add(field, "nil includes the IPv6 CIDR of the VPC, but this stack cannot refer to an IPv6 CIDR of "+c.vpc.Path()+".",
			"List the CIDRs of the clients, or create the VPC in this stack with IpProtocol DUAL_STACK.")
		return allowed
	}
	allowed.peers, allowed.after = append(allowed.peers, ipv6), association
	return allowed
}
