package network

import (
	"fmt"
	"slices"
	"testing"
)

const endpointAndZone = vpcAndSubnet + `,
	"Link": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "VpcId": {"Ref": "Vpc"}}},
	"Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": {"Fn::Join": ["", ["S3.", {"Ref": "AWS::Region"}, ".amazonaws.com."]]},
		"VPCs": [{"VPCId": {"Ref": "Vpc"}, "VPCRegion": {"Ref": "AWS::Region"}}]}}`

func TestPrivateHostedZones(t *testing.T) {
	const alias = `"AliasTarget": {"HostedZoneId": "Z", "DNSName": {"Fn::Select": [1, {"Fn::Split": [":", {"Fn::Select": [0, {"Fn::GetAtt": ["Link", "DnsEntries"]}]}]}]}}`
	n := build(t, endpointAndZone+`,
		"Apex": {"Type": "AWS::Route53::RecordSet", "Properties": {"HostedZoneId": {"Ref": "Zone"}, "Type": "a", "Name": {"Fn::Sub": "s3.${AWS::Region}.amazonaws.com."}, `+alias+`}},
		"Group": {"Type": "AWS::Route53::RecordSetGroup", "Properties": {"HostedZoneId": {"Fn::GetAtt": ["Zone", "Id"]}, "RecordSets": [
			{"Type": "A", "Name": {"Fn::Sub": "\\052.s3.${AWS::Region}.amazonaws.com"}, `+alias+`},
			{"Type": "A", "Name": "x", "SetIdentifier": "1", "Weight": 1, "ResourceRecords": ["10.1.1.1"]}]}},
		"Named": {"Type": "AWS::Route53::RecordSet", "Properties": {"HostedZoneName": {"Fn::Sub": "s3.${AWS::Region}.amazonaws.com"}, "Type": "CNAME", "Name": "y", "ResourceRecords": ["z"]}},
		"Public": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "example.com"}}`)
	if len(n.HostedZones) != 1 || !slices.Equal(Find(n.Vpcs, "Net.Vpc").HostedZones, n.HostedZones) {
		t.Fatalf("zones are %+v, want the private one", n.HostedZones)
	}
	zone := n.HostedZones[0]
	if got := zone.DomainName.String(); got != "s3.${AWS::Region}.amazonaws.com" {
		t.Errorf("the zone is named %s", got)
	}
	var got []string
	for _, r := range zone.Records {
		got = append(got, fmt.Sprintf("%s%s %s %s %t %t", r.Name(), r.Place, r.DomainName, r.Type.Value, r.Endpoint == n.Endpoints[0], r.Routed))
	}
	if want := []string{
		"Apex s3.${AWS::Region}.amazonaws.com A true false",
		"GroupRecordSets.0 *.s3.${AWS::Region}.amazonaws.com A true false",
		"GroupRecordSets.1 x A false true",
		"Named y CNAME false false",
	}; !slices.Equal(got, want) {
		t.Errorf("records are %q, want %q", got, want)
	}
}

func TestZonesOutside(t *testing.T) {
	n := build(t, `"R": {"Type": "AWS::Route53::RecordSet", "Properties": {"HostedZoneId": "Z1", "Type": "A", "Name": "x"}},
		"N": {"Type": "AWS::Route53::RecordSet", "Properties": {"HostedZoneName": "Corp.example.", "Type": "A", "Name": "x.corp.example"}},
		"Z": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "x", "VPCs": {"Fn::If": ["Open", [], {"Ref": "AWS::NoValue"}]}}}`)
	var got []string
	for _, z := range n.HostedZones {
		got = append(got, fmt.Sprintf("%s %s %t %t %d", z.Key, z.DomainName, z.Declared, z.VpcIds.State == Unknown, len(z.Records)))
	}
	if want := []string{"Net.Z x true true 0", "Z1 absent false false 1", "corp.example corp.example false false 1"}; !slices.Equal(got, want) {
		t.Errorf("zones are %q, want one with unknown VPCs and two that no template has", got)
	}
}

func TestDhcpOptions(t *testing.T) {
	const associate = `, "A": {"Type": "AWS::EC2::VPCDHCPOptionsAssociation", "Properties": {"VpcId": {"Ref": "Vpc"}, "DhcpOptionsId": %s}}`
	for _, test := range []struct{ options, servers, id, want string }{
		{`"AmazonProvidedDNS"`, "", `{"Ref": "D"}`, "[AmazonProvidedDNS]"},
		{`"10.9.9.9", {"Ref": "On"}`, "", `{"Fn::GetAtt": ["D", "DhcpOptionsId"]}`, "[10.9.9.9 ?]"},
		{``, "", `"default"`, "default"},
		{``, "", `"dopt-1"`, "dopt-1 is outside"},
	} {
		n := build(t, vpcAndSubnet+`, "D": {"Type": "AWS::EC2::DHCPOptions", "Properties": {"DomainNameServers": [`+test.options+`]}}`+fmt.Sprintf(associate, test.id))
		a := Find(n.Vpcs, "Net.Vpc").DhcpOptions[0]
		var got string
		switch {
		case a.Id.Value == "default":
			got = string(a.Id.Value)
		case !a.Part.Declared:
			got = a.Part.Name() + " is outside"
		default:
			var servers []string
			for _, s := range a.Part.DomainNameServers.List {
				servers = append(servers, show(s))
			}
			got = fmt.Sprint(servers)
		}
		if got != test.want {
			t.Errorf("the options are %s, want %s", got, test.want)
		}
	}
}
