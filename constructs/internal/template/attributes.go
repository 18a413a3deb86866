package template

const typeStack = "AWS::CloudFormation::Stack"

// idAttribute returns the attribute that repeats what Ref returns, so that both references to a resource are equal.
func idAttribute(resourceType string) string {
	switch resourceType {
	case "AWS::EC2::VPC":
		return "VpcId"
	case "AWS::EC2::Subnet":
		return "SubnetId"
	case "AWS::EC2::RouteTable":
		return "RouteTableId"
	case "AWS::EC2::InternetGateway":
		return "InternetGatewayId"
	case "AWS::EC2::NatGateway":
		return "NatGatewayId"
	case "AWS::EC2::VPNGateway":
		return "VPNGatewayId"
	case "AWS::EC2::VPNConnection":
		return "VpnConnectionId"
	case "AWS::EC2::SecurityGroup":
		return "GroupId"
	case "AWS::EC2::PrefixList":
		return "PrefixListId"
	case "AWS::EC2::DHCPOptions":
		return "DhcpOptionsId"
	case "AWS::EC2::TransitGatewayPeeringAttachment", "AWS::EC2::TransitGatewayConnect":
		return "TransitGatewayAttachmentId"
	case "AWS::EC2::TransitGatewayRouteTable":
		return "TransitGatewayRouteTableId"
	case "AWS::EC2::Instance":
		return "InstanceId"
	case "AWS::Route53Resolver::ResolverRule":
		return "ResolverRuleId"
	case "AWS::EC2::TransitGateway", "AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment",
		"AWS::EC2::VPCEndpoint", "AWS::EC2::VPCPeeringConnection", "AWS::EC2::NetworkAcl",
		"AWS::EC2::EgressOnlyInternetGateway", "AWS::EC2::NetworkInterface",
		"AWS::EC2::RouteServer", "AWS::Route53::HostedZone", "AWS::Route53Profiles::Profile",
		"AWS::Route53Resolver::FirewallDomainList", "AWS::Route53Resolver::FirewallRuleGroup":
		return "Id"
	}
	return ""
}

// repeatsProperty reports whether an attribute repeats the property of the same name.
func repeatsProperty(resourceType, attribute string) bool {
	switch resourceType {
	case "AWS::EC2::VPC":
		return attribute == "CidrBlock"
	case typeSsmParameter:
		return attribute == "Value"
	case "AWS::EC2::Subnet":
		return attribute == "CidrBlock" || attribute == "AvailabilityZone" || attribute == "VpcId"
	case "AWS::EC2::SecurityGroup":
		return attribute == "VpcId"
	}
	return false
}
