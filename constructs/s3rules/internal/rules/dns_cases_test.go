package rules

func dnsCases() []ruleCase {
	const link = `"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpcEndpointType": "Interface", "ServiceName": "com.amazonaws.eu-west-1.s3", "PrivateDnsEnabled": true}`
	return []ruleCase{
		{"private-dns", `{}`, Compliant, "it is off"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": null}}`, Compliant, "it is left out, which is off"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true}}`, NonCompliant, "it is on"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": "true"}}`, NonCompliant, "it is on, as a string"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true}, "Gate": null}`, NonCompliant, "on, and there is no gateway"},
		{"private-dns", `{"Link": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"}}}`, NonCompliant, "its option is set"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}}}`, NonCompliant, "on for all"},
		{"private-dns", `{"Link": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified"}}}`, Compliant, "its option says nothing"},
		{"private-dns", `{"Link": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": {"Ref": "Any"}}}}`, Unknown, "its option is a parameter"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": {"Ref": "Any"}}}`, Unknown, "a parameter"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": {"Fn::If": ["Open", true, false]}}}`, Unknown, "a condition"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "VpcEndpointType": {"Ref": "Any"}}}`, Unknown, "the type is a parameter"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "ServiceName": "com.amazonaws.eu-west-1.ec2"}}`, NotApplicable, "not S3"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "ServiceName": {"Ref": "Any"}}}`, Unknown, "a service that may be S3"},

		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}}`, Compliant, "one such endpoint"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Second": {` + link + `}}`, NonCompliant, "two such endpoints"},
		{"private-dns-conflict", `{"Second": {` + link + `}}`, Compliant, "the other one has it off"},
		{"private-dns-conflict", `{"First": {"Condition": "Open", ` + link + `}, "Second": {"Condition": "Open", ` + link + `}}`, Compliant, "perhaps never at the same time"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "Vpc"}}]}}}`, NonCompliant, "a zone of the same name"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "OtherVpc"}}]}}}`, Compliant, "a zone of another VPC"},
		{"private-dns-conflict", `{"First": {"Condition": "Open", ` + link + `}, "Zone": {"Condition": "Open", "Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "Vpc"}}]}}}`, Unknown, "an endpoint and a zone, perhaps never at the same time"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Zone": {"Condition": "Open", "Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "Vpc"}}]}}}`, NonCompliant, "a zone that cannot ever be made"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": {"Ref": "Any"}}}`, Unknown, "a parameter"},

		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}}`, Compliant, "both attributes are on"},
		{"private-dns-without-vpc-dns", `{"Vpc": {"EnableDnsSupport": false}}`, NotApplicable, "private DNS is off"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}, "Vpc": {"EnableDnsSupport": false}}`, NonCompliant, "no DNS support"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}, "Vpc": {"EnableDnsHostnames": null}}`, NonCompliant, "no hostnames, by default"},
		{"private-dns-without-vpc-dns", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "ipv4"}}, "Vpc": {"EnableDnsHostnames": false}}`, NonCompliant, "a gateway with records of its own"},
		{"private-dns-without-vpc-dns", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "service-defined"}}, "Vpc": {"EnableDnsHostnames": false}}`, NotApplicable, "a gateway with the usual records"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}, "Vpc": {"EnableDnsHostnames": {"Ref": "Any"}}}`, Unknown, "a parameter"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true, "VpcId": "vpc-1"}}`, Unknown, "a VPC that the templates do not show"},

		{"private-dns-option-on-gateway", `{}`, Compliant, "no option"},
		{"private-dns-option-on-gateway", `{"Gate": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"}}}`, NonCompliant, "an option of interfaces"},
		{"private-dns-option-on-gateway", `{"Gate": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified"}}}`, Compliant, "nothing specified"},
		{"private-dns-option-on-gateway", `{"Gate": {"VpcEndpointType": null, "DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}}}`, NonCompliant, "a gateway by default"},
		{"private-dns-option-on-gateway", `{"Gate": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": {"Ref": "Any"}}}}`, Unknown, "a parameter"},

		{"dns-record-type-mismatch", `{}`, Compliant, "none is set"},
		{"dns-record-type-mismatch", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "ipv6"}}}`, NonCompliant, "ipv6 records for the default ipv4"},
		{"dns-record-type-mismatch", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "service-defined"}}}`, Compliant, "a gateway takes what the service defines"},
		{"dns-record-type-mismatch", `{"Link": {"DnsOptions": {"DnsRecordIpType": "service-defined"}}}`, NonCompliant, "an ipv4 interface does not"},
		{"dns-record-type-mismatch", `{"Link": {"IpAddressType": "dualstack", "DnsOptions": {"DnsRecordIpType": "service-defined"}}}`, Compliant, "a dualstack one does"},
		{"dns-record-type-mismatch", `{"Link": {"IpAddressType": "ipv6", "DnsOptions": {"DnsRecordIpType": "ipv4"}}}`, NonCompliant, "ipv4 records for ipv6 addresses"},
		{"dns-record-type-mismatch", `{"Link": {"IpAddressType": "ipv6", "DnsOptions": {"DnsRecordIpType": "ipv6"}}}`, Compliant, "they fit"},
		{"dns-record-type-mismatch", `{"Link": {"IpAddressType": {"Ref": "Any"}, "DnsOptions": {"DnsRecordIpType": "ipv6"}}}`, Unknown, "a parameter"},

		{"vpc-dns-disabled", `{}`, Compliant, "both attributes are on"},
		{"vpc-dns-disabled", `{"Vpc": {"EnableDnsSupport": false}}`, NonCompliant, "no DNS support"},
		{"vpc-dns-disabled", `{"Vpc": {"EnableDnsHostnames": null}}`, NonCompliant, "no hostnames, which AWS asks for with a gateway"},
		{"vpc-dns-disabled", `{"Vpc": {"EnableDnsHostnames": null}, "Gate": null}`, Compliant, "an interface's names need no hostnames"},
		{"vpc-dns-disabled", `{"Vpc": {"EnableDnsHostnames": {"Ref": "Any"}}}`, Unknown, "a parameter"},
	}
}
