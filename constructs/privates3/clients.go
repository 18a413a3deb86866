package privates3

import (
	"net/netip"
	"strconv"
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
		found.add(field, "Clients cannot be combined with SecurityGroups, which get no rules for them.", "Allow the clients in your security groups and leave Clients out, or leave SecurityGroups out.")
	}
	for field, client := range each(found, field, props.Clients) {
		if found.checkNotNil(field, client, "a peer") {
			checkPeer(found, field, *client.UniqueId())
		}
	}
	if props.Clients != nil || props.SecurityGroups != nil || c.vpc == nil {
		return ingress{peers: elements(props.Clients)}
	}
	return vpcAsClient(found, field, c, props.IpAddressType)
}

// checkPeer checks what the CDK calls the peer's unique ID, which is a CIDR block if it has a slash. The CDK checks a block
// only by a regular expression.
func checkPeer(found *problems, field, id string) {
	if isWholeInternet(id) {
		found.add(field, id+" opens the endpoint to the whole internet.", "Use your own CIDRs, a prefix list or a security group.")
		return
	}
	if !strings.Contains(id, "/") || cdk.IsToken(id) {
		return
	}
	if _, err := netip.ParsePrefix(id); err != nil {
		found.add(field, quoted(&id)+" is not a CIDR block.", `Use one such as "192.168.0.0/16".`)
	}
}

// isWholeInternet recognizes every spelling of a /0 that the CDK accepts, such as 0.0.0.0/00.
func isWholeInternet(cidr string) bool {
	_, mask, ok := strings.Cut(cidr, "/")
	bits, err := strconv.Atoi(mask)
	return ok && err == nil && bits == 0
}

// vpcAsClient is the default: the VPC's primary IPv4 CIDR and, for an endpoint with IPv6 addresses, its IPv6 CIDR.
func vpcAsClient(found *problems, field string, c commonProps, ipAddressType awsec2.VpcEndpointIpAddressType) (allowed ingress) {
	ipv4 := c.vpc.Cidr()
	if cdk.IsNil(ipv4) {
		found.add(field, "nil stands for the CIDR of the VPC, but the CDK does not know the CIDR of "+c.vpc.Path()+".", "List the CIDRs of the clients, or import the VPC with its VpcCidrBlock.")
		return allowed
	}
	allowed.peers = append(allowed.peers, ipv4)
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
