package rules

var _ = register(ruleTest{
	rule:     "private-dns-without-vpc-dns",
	message:  "Interface uses private DNS, but the VPC Vpc has EnableDnsSupport set to false.",
	location: "Interface Properties",
	cases: []ruleCase{
		{"DNS support and hostnames", Compliant, `{"Interface.PrivateDnsEnabled": true}`},
		{"no DNS support, and no private DNS", NotApplicable, `{"Vpc.EnableDnsSupport": false}`},
		{"no DNS support", NonCompliant, `{"Interface.PrivateDnsEnabled": true, "Vpc.EnableDnsSupport": false}`},
		{"no hostnames by default", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Vpc.EnableDnsHostnames": null
		}`},
		{"a gateway endpoint with a record type of its own", NonCompliant, `{
			"Gateway.DnsOptions.DnsRecordIpType": "ipv4",
			"Vpc.EnableDnsHostnames": false
		}`},
		{"a gateway endpoint with service-defined records", NotApplicable, `{
			"Gateway.DnsOptions.DnsRecordIpType": "service-defined",
			"Vpc.EnableDnsHostnames": false
		}`},
		{"hostnames by a parameter", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Vpc.EnableDnsHostnames": {"Ref": "Any"}
		}`},
		{"a VPC that no template has", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.VpcId": "vpc-1"
		}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint()["DnsOptions"] = map[string]any{"DnsRecordIpType": "ipv4"}
		e.vpc()["EnableDnsHostnames"] = false
	},
	also: "vpc-dns-disabled",
})
