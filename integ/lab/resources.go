//go:build linux

package lab

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// The properties that the lab reads, by resource type. A property that is in none of these and not without effect is
// refused.
type (
	vpcProperties struct {
		CidrBlock                            string
		EnableDnsSupport, EnableDnsHostnames *boolean
	}
	vpcCidrBlockProperties struct {
		VpcId, CidrBlock string
	}
	subnetProperties struct {
		VpcId, CidrBlock, AvailabilityZone string
		MapPublicIpOnLaunch                boolean
	}
	routeTableProperties struct {
		VpcId string
	}
	routeTableAssociationProperties struct {
		SubnetId, RouteTableId string
	}
	routeProperties struct {
		RouteTableId                                                      string
		DestinationCidrBlock, DestinationPrefixListId                     string
		GatewayId, NatGatewayId, TransitGatewayId, VpcPeeringConnectionId string
	}
	gatewayAttachmentProperties struct {
		VpcId, InternetGatewayId, VpnGatewayId string
	}
	natGatewayProperties struct {
		SubnetId, AllocationId, ConnectivityType string
		VpcId, AvailabilityMode                  string // of a regional one
	}
	blockPublicAccessProperties struct {
		InternetGatewayBlockMode string
	}
	endpointProperties struct {
		VpcId, ServiceName, VpcEndpointType string
		RouteTableIds                       []string
		SubnetIds, SecurityGroupIds         []string
		PrivateDnsEnabled                   boolean
		DnsOptions                          struct {
			PrivateDnsOnlyForInboundResolverEndpoint string
		}
		IpAddressType string
	}
	securityGroupProperties struct {
		VpcId                                     string
		SecurityGroupIngress, SecurityGroupEgress []ruleProperties
	}
	// ruleProperties are those of a rule in a group and of a rule that is a resource of its own.
	ruleProperties struct {
		GroupId                                       string
		IpProtocol                                    text
		FromPort, ToPort                              *number
		CidrIp, CidrIpv6                              string
		SourceSecurityGroupId, SourcePrefixListId     string
		DestinationSecurityGroupId                    string
		DestinationPrefixListId                       string
		Description, SourceSecurityGroupOwnerId, Name any
	}
	networkAclProperties struct {
		VpcId string
	}
	networkAclEntryProperties struct {
		NetworkAclId             string
		RuleNumber               number
		Egress                   boolean
		RuleAction               string
		Protocol                 text
		CidrBlock, Ipv6CidrBlock string
		PortRange                struct{ From, To *number }
		Icmp                     any
	}
	networkAclAssociationProperties struct {
		SubnetId, NetworkAclId string
	}
	prefixListProperties struct {
		AddressFamily string
		Entries       []struct {
			Cidr        string
			Description any
		}
	}
	peeringProperties struct {
		VpcId, PeerVpcId string
	}
	transitGatewayProperties struct {
		DefaultRouteTableAssociation, DefaultRouteTablePropagation string
	}
	transitAttachmentProperties struct {
		TransitGatewayId, VpcId string
		SubnetIds               []string
	}
	transitTableProperties struct {
		TransitGatewayId string
	}
	// transitMemberProperties are those of an association and of a propagation.
	transitMemberProperties struct {
		TransitGatewayRouteTableId, TransitGatewayAttachmentId string
	}
	transitRouteProperties struct {
		TransitGatewayRouteTableId, TransitGatewayAttachmentId string
		DestinationCidrBlock                                   string
		Blackhole                                              boolean
	}
	propagationProperties struct {
		RouteTableIds []string
		VpnGatewayId  string
	}
	vpnProperties struct {
		VpnGatewayId, TransitGatewayId string
		StaticRoutesOnly               boolean
	}
	vpnRouteProperties struct {
		VpnConnectionId, DestinationCidrBlock string
	}
	restrictDefaultGroupProperties struct {
		DefaultSecurityGroupId string
	}
)

// effectless reports whether a property of any of these types changes no packet's path.
func effectless(property string) bool {
	return slices.Contains([]string{
		"Tags", "TagSpecifications", "Description", "GroupDescription", "GroupName", "InstanceTenancy", "PolicyDocument", "PrefixListName",
		"MaxEntries", "AmazonSideAsn", "AutoAcceptSharedAttachments", "DnsSupport", "VpnEcmpSupport", "Type", "CustomerGatewayId", "Account",
		"ServiceToken", "Domain",
	}, property)
}

// isNetworking reports whether a resource type may change where packets go. Of these the lab builds some, and refuses the
// others.
func isNetworking(kind string) bool {
	for _, prefix := range []string{
		"AWS::EC2::", "AWS::NetworkFirewall::", "AWS::NetworkManager::", "AWS::Route53", "AWS::VpcLattice::", "AWS::DirectConnect::",
		"AWS::CloudFormation::", "AWS::RAM::", "AWS::ElasticLoadBalancing", "Custom::",
	} {
		if strings.HasPrefix(kind, prefix) {
			return true
		}
	}
	return false
}

// isBystander reports whether a type of networking changes no packet's path.
func isBystander(kind string) bool {
	return slices.Contains([]string{
		"AWS::EC2::EIP", "AWS::EC2::InternetGateway", "AWS::EC2::VPNGateway", "AWS::EC2::CustomerGateway", // only their attachments do
		"AWS::EC2::FlowLog", "Custom::S3PrefixList", "Custom::S3AutoDeleteObjects", "AWS::CloudFormation::WaitConditionHandle",
	}, kind)
}

// decode evaluates a resource's properties.
func decode[T any](r *resource) T {
	object := map[string]any{}
	for name, v := range r.properties {
		if effectless(name) {
			continue
		}
		if v := r.stack.value(v); v != (noValue{}) {
			object[name] = v
		}
	}
	var properties T
	data, err := json.Marshal(object)
	if err == nil {
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		err = decoder.Decode(&properties)
	}
	if err != nil {
		refuse("%s: the lab cannot build it: %w", r, err)
	}
	return properties
}

// boolean, number and text are written as themselves or as strings.
type (
	boolean bool
	number  int
	text    string
)

// UnmarshalJSON reads true and "true".
func (b *boolean) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(bytes.Trim(data, `"`), (*bool)(b))
}

// UnmarshalJSON reads 443 and "443".
func (n *number) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(bytes.Trim(data, `"`), (*int)(n))
}

// UnmarshalJSON reads 6 and "6" as "6".
func (t *text) UnmarshalJSON(data []byte) error {
	*t = text(strings.ToLower(string(bytes.Trim(data, `"`))))
	return nil
}

// isTcp reports whether a protocol, by name or number, is TCP or all of them.
func (t text) isTcp() bool { return t == "-1" || t == "6" || t == "tcp" || t == "all" }

func (t text) isAll() bool { return t == "-1" || t == "all" }
