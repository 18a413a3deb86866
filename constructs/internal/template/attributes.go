package template

import "strings"

const typeStack = "AWS::CloudFormation::Stack"

// idAttribute gives the attribute that repeats what Ref gives, so that both ways to name a resource are equal.
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
	case "AWS::EC2::Instance":
		return "InstanceId"
	case "AWS::EC2::TransitGateway", "AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment",
		"AWS::EC2::VPCEndpoint", "AWS::EC2::VPCPeeringConnection", "AWS::EC2::NetworkAcl",
		"AWS::EC2::EgressOnlyInternetGateway", "AWS::EC2::NetworkInterface":
		return "Id"
	}
	return ""
}

// repeatsProperty tells whether an attribute gives back the property of the same name.
func repeatsProperty(resourceType, attribute string) bool {
	switch resourceType {
	case "AWS::EC2::VPC":
		return attribute == "CidrBlock"
	case "AWS::EC2::Subnet":
		return attribute == "CidrBlock" || attribute == "AvailabilityZone" || attribute == "VpcId"
	}
	return false
}

// partition and urlSuffix are those of botocore's partitions.json; empty for a Region that is not known.
func partition(region string) string {
	name, _ := partitionOf(region)
	return name
}

func urlSuffix(region string) string {
	_, suffix := partitionOf(region)
	return suffix
}

func partitionOf(region string) (name, suffix string) {
	switch {
	case region == "":
		return "", ""
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn", "amazonaws.com.cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov", "amazonaws.com"
	case strings.HasPrefix(region, "us-iso-"):
		return "aws-iso", "c2s.ic.gov"
	case strings.HasPrefix(region, "us-isob-"):
		return "aws-iso-b", "sc2s.sgov.gov"
	case strings.HasPrefix(region, "eu-isoe-"):
		return "aws-iso-e", "cloud.adc-e.uk"
	case strings.HasPrefix(region, "us-isof-"):
		return "aws-iso-f", "csp.hci.ic.gov"
	case strings.HasPrefix(region, "eusc-"):
		return "aws-eusc", "amazonaws.eu"
	}
	return "aws", "amazonaws.com"
}
