package rules

func dnsCases() []verdictCase {
	const link = `"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpcEndpointType": "Interface", "ServiceName": "com.amazonaws.eu-west-1.s3", "PrivateDnsEnabled": true}`
	return []verdictCase{
		{"private-dns", `{}`, Complies, "it is off"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": null}}`, Complies, "it is left out, which is off"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true}}`, Violates, "it is on"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": "true"}}`, Violates, "it is on, as a string"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true}, "Gate": null}`, Violates, "on, and there is no gateway"},
		{"private-dns", `{"Link": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"}}}`, Violates, "its option is set"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}}}`, Violates, "on for all"},
		{"private-dns", `{"Link": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified"}}}`, Complies, "its option says nothing"},
		{"private-dns", `{"Link": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": {"Ref": "Any"}}}}`, CannotKnow, "its option is a parameter"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": {"Fn::If": ["Open", true, false]}}}`, CannotKnow, "a condition"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "VpcEndpointType": {"Ref": "Any"}}}`, CannotKnow, "the type is a parameter"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "ServiceName": "com.amazonaws.eu-west-1.ec2"}}`, DoesNotApply, "not S3"},
		{"private-dns", `{"Link": {"PrivateDnsEnabled": true, "ServiceName": {"Ref": "Any"}}}`, CannotKnow, "a service that may be S3"},

		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}}`, Complies, "one such endpoint"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Second": {` + link + `}}`, Violates, "two such endpoints"},
		{"private-dns-conflict", `{"Second": {` + link + `}}`, Complies, "the other one has it off"},
		{"private-dns-conflict", `{"First": {"Condition": "Open", ` + link + `}, "Second": {"Condition": "Open", ` + link + `}}`, Complies, "perhaps never at the same time"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "Vpc"}}]}}}`, Violates, "a zone of the same name"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "OtherVpc"}}]}}}`, Complies, "a zone of another VPC"},
		{"private-dns-conflict", `{"First": {"Condition": "Open", ` + link + `}, "Zone": {"Condition": "Open", "Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "Vpc"}}]}}}`, CannotKnow, "an endpoint and a zone, perhaps never at the same time"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": true}, "Zone": {"Condition": "Open", "Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "Vpc"}}]}}}`, Violates, "a zone that cannot ever be made"},
		{"private-dns-conflict", `{"Link": {"PrivateDnsEnabled": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},

		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}}`, Complies, "both attributes are on"},
		{"private-dns-without-vpc-dns", `{"Vpc": {"EnableDnsSupport": false}}`, DoesNotApply, "private DNS is off"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}, "Vpc": {"EnableDnsSupport": false}}`, Violates, "no DNS support"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}, "Vpc": {"EnableDnsHostnames": null}}`, Violates, "no hostnames, by default"},
		{"private-dns-without-vpc-dns", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "ipv4"}}, "Vpc": {"EnableDnsHostnames": false}}`, Violates, "a gateway with records of its own"},
		{"private-dns-without-vpc-dns", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "service-defined"}}, "Vpc": {"EnableDnsHostnames": false}}`, DoesNotApply, "a gateway with the usual records"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true}, "Vpc": {"EnableDnsHostnames": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},
		{"private-dns-without-vpc-dns", `{"Link": {"PrivateDnsEnabled": true, "VpcId": "vpc-1"}}`, CannotKnow, "a VPC that the templates do not show"},

		{"inbound-resolver-on-gateway", `{}`, Complies, "no option"},
		{"inbound-resolver-on-gateway", `{"Gate": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"}}}`, Violates, "an option of interfaces"},
		{"inbound-resolver-on-gateway", `{"Gate": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified"}}}`, Complies, "nothing specified"},
		{"inbound-resolver-on-gateway", `{"Gate": {"VpcEndpointType": null, "DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}}}`, Violates, "a gateway by default"},
		{"inbound-resolver-on-gateway", `{"Gate": {"DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": {"Ref": "Any"}}}}`, CannotKnow, "a parameter"},

		{"dns-record-type", `{}`, Complies, "none is set"},
		{"dns-record-type", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "ipv6"}}}`, Violates, "ipv6 records for the default ipv4"},
		{"dns-record-type", `{"Gate": {"DnsOptions": {"DnsRecordIpType": "service-defined"}}}`, Complies, "a gateway takes what the service defines"},
		{"dns-record-type", `{"Link": {"DnsOptions": {"DnsRecordIpType": "service-defined"}}}`, Violates, "an ipv4 interface does not"},
		{"dns-record-type", `{"Link": {"IpAddressType": "dualstack", "DnsOptions": {"DnsRecordIpType": "service-defined"}}}`, Complies, "a dualstack one does"},
		{"dns-record-type", `{"Link": {"IpAddressType": "ipv6", "DnsOptions": {"DnsRecordIpType": "ipv4"}}}`, Violates, "ipv4 records for ipv6 addresses"},
		{"dns-record-type", `{"Link": {"IpAddressType": "ipv6", "DnsOptions": {"DnsRecordIpType": "ipv6"}}}`, Complies, "they fit"},
		{"dns-record-type", `{"Link": {"IpAddressType": {"Ref": "Any"}, "DnsOptions": {"DnsRecordIpType": "ipv6"}}}`, CannotKnow, "a parameter"},

		{"vpc-without-dns", `{}`, Complies, "both attributes are on"},
		{"vpc-without-dns", `{"Vpc": {"EnableDnsSupport": false}}`, Violates, "no DNS support"},
		{"vpc-without-dns", `{"Vpc": {"EnableDnsHostnames": null}}`, Violates, "no hostnames, which AWS asks for with a gateway"},
		{"vpc-without-dns", `{"Vpc": {"EnableDnsHostnames": null}, "Gate": null}`, Complies, "an interface's names need no hostnames"},
		{"vpc-without-dns", `{"Vpc": {"EnableDnsHostnames": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},
	}
}
