package rules

var _ = register(ruleTest{
	rule:     "dns-record-type-mismatch",
	message:  "Gateway sets DnsRecordIpType to ipv6, but a gateway endpoint with the IpAddressType ipv4 allows only ipv4 or service-defined.",
	location: "Gateway Properties.DnsOptions.DnsRecordIpType",
	cases: []ruleCase{
		{"no record type", Compliant, `{}`},
		{"ipv6 records for the default ipv4", NonCompliant, `{"Gateway.DnsOptions.DnsRecordIpType": "ipv6"}`},
		{"service-defined, for a gateway endpoint", Compliant, `{
			"Gateway.DnsOptions.DnsRecordIpType": "service-defined"
		}`},
		{"service-defined, for an ipv4 interface endpoint", NonCompliant, `{
			"Interface.DnsOptions.DnsRecordIpType": "service-defined"
		}`},
		{"service-defined, for a dualstack interface endpoint", Compliant, `{
			"Interface.IpAddressType": "dualstack",
			"Interface.DnsOptions.DnsRecordIpType": "service-defined"
		}`},
		{"ipv4 records for ipv6", NonCompliant, `{
			"Interface.IpAddressType": "ipv6",
			"Interface.DnsOptions.DnsRecordIpType": "ipv4"
		}`},
		{"ipv6 records for ipv6", Compliant, `{
			"Interface.IpAddressType": "ipv6",
			"Interface.DnsOptions.DnsRecordIpType": "ipv6"
		}`},
		{"the address type is a parameter", Unknown, `{
			"Interface.IpAddressType": {"Ref": "Any"},
			"Interface.DnsOptions.DnsRecordIpType": "ipv6"
		}`},
	},
	inExample: func(e *example) { e.interfaceEndpoint()["DnsOptions"] = map[string]any{"DnsRecordIpType": "ipv6"} },
})
