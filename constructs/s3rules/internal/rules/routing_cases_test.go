package rules

func routingCases() []verdictCase {
	const later = `{"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 200, "Protocol": -1, "CidrBlock": "0.0.0.0/0", `
	const inA = `{"Link": {"SubnetIds": [{"Ref": "SubnetA"}]}, `
	const aclB = `"AclB": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "SubnetB"}, "NetworkAclId": {"Ref": "Acl"}}}`
	return []verdictCase{
		{"nat-beside-gateway", `{}`, Complies, "the gateway is in the table"},
		{"nat-beside-gateway", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}]}}`, Violates, "it is in another table only"},
		{"nat-beside-gateway", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}]}, "NatRoute": {"DestinationCidrBlock": "192.168.0.0/16"}}`, Complies, "NAT for some addresses only"},
		{"nat-beside-gateway", `{"Gate": null, "Second": {"Condition": "Open", "Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "PublicTable"}]}}}`, CannotKnow, "a gateway that may not be made"},
		{"nat-beside-gateway", `{"Gate": null}`, DoesNotApply, "no gateway in the VPC"},
		{"nat-beside-gateway", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}, {"Fn::If": ["Open", {"Ref": "Table"}, {"Ref": "AWS::NoValue"}]}]}}`, CannotKnow, "by a condition"},

		{"acl-blocks-gateway", `{}`, Complies, "everything passes"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "10.0.0.0/8"}}`, Violates, "out to private addresses only"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "3.5.0.0/16"}}`, CannotKnow, "out to addresses that may be of S3"},
		{"acl-blocks-gateway", `{"AclOut": {"Protocol": 6, "PortRange": {"From": 80, "To": 80}}}`, Violates, "port 80 only"},
		{"acl-blocks-gateway", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 443, "To": 443}}}`, Violates, "no answer comes in"},
		{"acl-blocks-gateway", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 32768, "To": 65535}}}`, Complies, "answers to the ports that clients use"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny"}}`, Violates, "an entry that denies all"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny"}, "Later": ` + later + `"RuleAction": "allow"}}}`, Violates, "an entry that denies all, before one that allows it"},
		{"acl-blocks-gateway", `{"Later": ` + later + `"RuleAction": "deny"}}}`, Complies, "an entry that denies all, after one that allows it"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny"}, "AclA": null}`, Complies, "an ACL that is not the subnet's"},
		{"acl-blocks-gateway", `{"AclIn": {"RuleAction": "deny", "CidrBlock": "10.0.0.0/8"}, "Later": ` + later + `"RuleAction": "allow"}}}`, Complies, "an entry that denies private addresses, before one that allows all"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "100.64.0.0/10"}}`, Violates, "out to shared addresses only"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": "100.0.0.0/10"}}`, CannotKnow, "out to addresses beside them"},
		{"acl-blocks-gateway", `{"AclOut": {"CidrBlock": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},

		{"acl-blocks-interface", `{}`, Complies, "everything passes"},
		{"acl-blocks-interface", inA + `"AclIn": {"Protocol": 6, "PortRange": {"From": 22, "To": 22}}}`, Violates, "port 22 only"},
		{"acl-blocks-interface", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 22, "To": 22}}}`, Complies, "blocked in one of two subnets only"},
		{"acl-blocks-interface", `{"AclIn": {"Protocol": 6, "PortRange": {"From": 22, "To": 22}}, ` + aclB + `}`, Violates, "blocked in both subnets"},
		{"acl-blocks-interface", inA + `"AclIn": {"Protocol": 6, "PortRange": {"From": 443, "To": 443}, "CidrBlock": "192.168.0.0/16"}}`, Complies, "some client"},
		{"acl-blocks-interface", inA + `"AclOut": null}`, Violates, "no answer goes out"},
		{"acl-blocks-interface", inA + `"AclIn": {"RuleAction": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},
		{"acl-blocks-interface", inA + `"AclA": {"NetworkAclId": "acl-1"}}`, CannotKnow, "an ACL that the templates do not show"},
		{"acl-blocks-interface", `{"Link": {"SubnetIds": [{"Ref": "SubnetA"}, {"Ref": "Any"}]}, "AclOut": null}`, CannotKnow, "a second subnet that is a parameter"},
		{"acl-blocks-interface", `{"Link": {"SubnetIds": []}}`, DoesNotApply, "no subnet at all"},
	}
}
