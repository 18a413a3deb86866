package rules

func routingCases() []ruleCase {
	const later = `{"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 200, "Protocol": -1, "CidrBlock": "0.0.0.0/0", `
	const inA = `{"Link": {"SubnetIds": [{"Ref": "SubnetA"}]}, `
	const aclB = `"AclB": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "SubnetB"}, "NetworkAclId": {"Ref": "Acl"}}}`
	return []ruleCase{
		{"nat-bypasses-gateway", `{}`, Compliant, "the gateway is in the table"},
		{"nat-bypasses-gateway", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}]}}`, NonCompliant, "it is in another table only"},
		{"nat-bypasses-gateway", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}]}, "NatRoute": {"DestinationCidrBlock": "192.168.0.0/16"}}`, Compliant, "NAT for some addresses only"},
		{"nat-bypasses-gateway", `{"Gate": null, "Second": {"Condition": "Open", "Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "PublicTable"}]}}}`, Unknown, "a gateway that may not be made"},
		{"nat-bypasses-gateway", `{"Gate": null}`, NotApplicable, "no gateway in the VPC"},
		{"nat-bypasses-gateway", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}, {"Fn::If": ["Open", {"Ref": "Table"}, {"Ref": "AWS::NoValue"}]}]}}`, Unknown, "by a condition"},

		{"acl-blocks-gateway", `{}`, Compliant, "everything passes"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "10.0.0.0/8"}}`, NonCompliant, "out to private addresses only"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "3.5.0.0/16"}}`, Unknown, "out to addresses that may be of S3"},
		{"acl-blocks-gateway", `{"AclOut": {"Protocol": 6, "PortRange": {"From": 80, "To": 80}}}`, NonCompliant, "port 80 only"},
		{"acl-blocks-gateway", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 443, "To": 443}}}`, NonCompliant, "no answer comes in"},
		{"acl-blocks-gateway", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 32768, "To": 65535}}}`, Compliant, "answers to the ports that clients use"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny"}}`, NonCompliant, "an entry that denies all"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny"}, "Later": ` + later + `"RuleAction": "allow"}}}`, NonCompliant, "an entry that denies all, before one that allows it"},
		{"acl-blocks-gateway", `{"Later": ` + later + `"RuleAction": "deny"}}}`, Compliant, "an entry that denies all, after one that allows it"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny"}, "AclA": null}`, Compliant, "an ACL that is not the subnet's"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny", "CidrBlock": "10.0.0.0/8"}, "Later": ` + later + `"RuleAction": "allow"}}}`, Compliant, "an entry that denies private addresses, before one that allows all"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "100.64.0.0/10"}}`, NonCompliant, "out to shared addresses only"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "100.0.0.0/10"}}`, Unknown, "out to addresses beside them"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": {"Ref": "Any"}}}`, Unknown, "a parameter"},

		{"acl-blocks-interface", `{}`, Compliant, "everything passes"},
		{"acl-blocks-interface", inA + `"AclIn": {"Protocol": 6, "PortRange": {"From": 22, "To": 22}}}`, NonCompliant, "port 22 only"},
		{"acl-blocks-interface", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 22, "To": 22}}}`, Compliant, "blocked in one of two subnets only"},
		{"acl-blocks-interface", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 22, "To": 22}}, ` + aclB + `}`, NonCompliant, "blocked in both subnets"},
		{"acl-blocks-interface", inA + `"AclIn": {"Protocol": 6, "PortRange": {"From": 443, "To": 443}, "CidrBlock": "192.168.0.0/16"}}`, Compliant, "some client"},
		{"acl-blocks-interface", inA + `"AclOut": null}`, NonCompliant, "no answer goes out"},
		{"acl-blocks-interface", inA + `"AclIn": {"RuleAction": {"Ref": "Any"}}}`, Unknown, "a parameter"},
		{"acl-blocks-interface", inA + `"AclA": {"NetworkAclId": "acl-1"}}`, Unknown, "an ACL that the templates do not show"},
		{"acl-blocks-interface", `{"Link": {"SubnetIds": [{"Ref": "SubnetA"}, {"Ref": "Any"}]}, "AclOut": null}`, Unknown, "a second subnet that is a parameter"},
		{"acl-blocks-interface", `{"Link": {"SubnetIds": []}}`, NotApplicable, "no subnet at all"},
	}
}
