package rules

var _ = register(ruleTest{
	rule:     "dns-resolves-to-closed-endpoint",
	message:  "In the VPC Vpc, the record Buckets resolves the names of S3 to Interface, which accepts no connections from Public, SubnetA, SubnetB. These subnets no longer use Gateway.",
	location: "Buckets Properties",
	given: `{
		"Public.CidrBlock": "10.1.0.0/24",
		"SubnetA.CidrBlock": "10.1.1.0/24",
		"SubnetB.CidrBlock": "10.1.2.0/24",
		"Zone": {"Type": "AWS::Route53::HostedZone", "Name": "s3.eu-west-1.amazonaws.com", "VPCs": [{"VPCId": {"Ref": "Vpc"}, "VPCRegion": "eu-west-1"}]},
		"Apex": {
			"Type": "AWS::Route53::RecordSet", "HostedZoneId": {"Ref": "Zone"}, "Name": "s3.eu-west-1.amazonaws.com",
			"AliasTarget": {"HostedZoneId": "Z1", "DNSName": ` + wildcardName + `}
		},
		"Buckets": {
			"Type": "AWS::Route53::RecordSet", "HostedZoneId": {"Ref": "Zone"}, "Name": "*.s3.eu-west-1.amazonaws.com",
			"AliasTarget": {"HostedZoneId": "Z1", "DNSName": ` + wildcardName + `}
		},
		"Apex.Type": "A",
		"Buckets.Type": "A"
	}`,
	cases: []ruleCase{
		{"a group that allows only others", NonCompliant, `{}`},
		{"a group that allows the VPC", Compliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.0.0/16"}]
		}`},
		{"a group that allows one subnet", NonCompliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.1.0/24"}]
		}`},
		{"a group that allows all subnets with the gateway endpoint", Compliant, `{
			"Gateway.RouteTableIds": [{"Ref": "Table"}],
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.1.0/24"},
				{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.2.0/24"}]
		}`},
		{"a group that allows a parameter", Unknown, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": {"Ref": "Any"}}]
		}`},
		{"a zone of another VPC", NotApplicable, `{"Zone.VPCs": [{"VPCId": {"Ref": "OtherVpc"}, "VPCRegion": "eu-west-1"}]}`},
		{"a zone of a VPC that is a parameter", Unknown, `{"Zone.VPCs": [{"VPCId": {"Ref": "Any"}, "VPCRegion": "eu-west-1"}]}`},
		{"a zone of another domain", NotApplicable, `{
			"Zone.Name": "corp.example", "Apex.Name": "s3.corp.example", "Buckets.Name": "*.s3.corp.example"
		}`},
		{"a record for one bucket", Unknown, `{"Buckets.Name": "data.s3.eu-west-1.amazonaws.com", "Apex": null}`},
		{"records that depend on a condition", Unknown, `{
			"Conditional": {"Like": "Buckets", "Condition": "Open"}, "Buckets": null
		}`},
		{"a zone of the dual-stack names", NonCompliant, `{
			"Zone.Name": "s3.dualstack.eu-west-1.amazonaws.com", "Apex.Name": "s3.dualstack.eu-west-1.amazonaws.com", "Buckets.Name": "*.s3.dualstack.eu-west-1.amazonaws.com"
		}`},
		{"a zone of the dual-stack names, and a group that allows the VPC", Compliant, `{
			"Zone.Name": "s3.dualstack.eu-west-1.amazonaws.com", "Apex.Name": "s3.dualstack.eu-west-1.amazonaws.com", "Buckets.Name": "*.s3.dualstack.eu-west-1.amazonaws.com",
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.0.0/16"}]
		}`},
		{"a zone of the dual-stack names of another Region", NotApplicable, `{
			"Zone.Name": "s3.dualstack.eu-central-1.amazonaws.com", "Apex.Name": "s3.dualstack.eu-central-1.amazonaws.com", "Buckets.Name": "*.s3.dualstack.eu-central-1.amazonaws.com"
		}`},
		{"a zone of the Region's names, with the dual-stack names alone", NonCompliant, `{
			"Zone.Name": "eu-west-1.amazonaws.com", "Apex": null, "Buckets.Name": "*.dualstack.eu-west-1.amazonaws.com"
		}`},
		{"no gateway endpoint", NotApplicable, `{"Gateway": null}`},
		{"private DNS for all resolvers", NonCompliant, `{
			"Zone": null, "Apex": null, "Buckets": null,
			"Interface.PrivateDnsEnabled": true,
			"Interface.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"
		}`},
	},
	inExample: func(e *example) {
		vpc := e.gatewayEndpoint()["VpcId"]
		if _, isHere := vpc.(map[string]any)["Ref"]; !isHere {
			panic(inapplicable{})
		}
		e.securityGroup()["SecurityGroupIngress"] = []any{map[string]any{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "172.20.0.0/16"}}
		e.add("Zone", "AWS::Route53::HostedZone", map[string]any{
			"Name": map[string]any{"Fn::Sub": "s3.${AWS::Region}.${AWS::URLSuffix}"},
			"VPCs": []any{map[string]any{"VPCId": vpc, "VPCRegion": ref("AWS::Region")}},
		})
		entry := map[string]any{"Fn::Select": []any{0, map[string]any{"Fn::GetAtt": []any{e.endpointId("Interface"), "DnsEntries"}}}}
		e.add("Buckets", "AWS::Route53::RecordSet", map[string]any{
			"HostedZoneId": ref("Zone"), "Name": map[string]any{"Fn::Sub": "*.s3.${AWS::Region}.${AWS::URLSuffix}"}, "Type": "A",
			"AliasTarget": map[string]any{
				"HostedZoneId": "Z1", "DNSName": map[string]any{"Fn::Select": []any{1, map[string]any{"Fn::Split": []any{":", entry}}}},
			},
		})
	},
})
