package rules

import (
	"fmt"
	"strings"
)

// ingress returns ingress rules of the endpoint's group, as many as n, and others.
func ingress(n int, others ...string) string {
	for i := range n {
		others = append(others, fmt.Sprintf(`{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.%d.0/24"}`, i))
	}
	return `{"Sg.SecurityGroupIngress": [` + strings.Join(others, ", ") + `]}`
}

const (
	prefixListOf40 = `{"List": {"Type": "AWS::EC2::PrefixList", "AddressFamily": "IPv4", "MaxEntries": 40, "Entries": [{"Cidr": "10.9.0.0/16"}]}}`
	fromPrefixList = `{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourcePrefixListId": {"Ref": "List"}}`
	fromIpv6       = `{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv6": "fd00::/8"}`
	fromGroup      = `{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourceSecurityGroupId": "sg-1"}`
	fromSomeList   = `{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourcePrefixListId": "pl-1"}`
)

var _ = register(ruleTest{
	rule:     "security-group-quota",
	message:  "The rules in SecurityGroupIngress of Sg count as 61; the default quota is 60.",
	location: "Sg Properties.SecurityGroupIngress",
	given:    prefixListOf40,
	cases: []ruleCase{
		{"60 CIDRs", Compliant, ingress(60)},
		{"61 CIDRs", NonCompliant, ingress(61)},
		{"20 CIDRs and a prefix list of 40", Compliant, ingress(20, fromPrefixList)},
		{"21 CIDRs and a prefix list of 40", NonCompliant, ingress(21, fromPrefixList)},
		{"60 CIDRs and one of IPv6", Compliant, ingress(60, fromIpv6)},
		{"60 CIDRs and a security group", NonCompliant, ingress(60, fromGroup)},
		{"a rule that is a resource", NonCompliant, ruleBeside(ingress(60), `"CidrIp": "10.1.0.0/16"`)},
		{"a rule with a condition", Unknown, ruleBeside(ingress(60), `"CidrIp": "10.1.0.0/16", "Condition": "Open"`)},
		{"a prefix list that no template has", Unknown, ingress(20, fromSomeList)},
		{"the MaxEntries are a parameter", Unknown, ruleBeside(ingress(1, fromPrefixList), `"CidrIp": "10.1.0.0/16"`, `"List.MaxEntries": {"Ref": "Any"}`)},
		{"another group with two prefix lists of 40 for egress", NonCompliant, `{
			"Workload": {
				"Type": "AWS::EC2::SecurityGroup",
				"SecurityGroupEgress": [
					{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": {"Ref": "List"}},
					{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "DestinationPrefixListId": {"Ref": "List"}}
				]
			}
		}`},
		{"one of 40 for egress and one for ingress", Compliant, `{
			"Workload": {
				"Type": "AWS::EC2::SecurityGroup",
				"SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": {"Ref": "List"}}],
				"SecurityGroupIngress": [` + fromPrefixList + `]
			}
		}`},
	},
	inExample: func(e *example) {
		e.add("List", "AWS::EC2::PrefixList", map[string]any{"AddressFamily": "IPv4", "MaxEntries": 100})
		group := e.securityGroup()
		group["SecurityGroupIngress"] = append(group["SecurityGroupIngress"].([]any), map[string]any{
			"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourcePrefixListId": ref("List"),
		})
	},
})

// ruleBeside adds an ingress rule that is a resource, and other edits, to an edit.
func ruleBeside(edit, properties string, others ...string) string {
	rule := `"Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "GroupId": {"Ref": "Sg"}, "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, ` + properties + `}`
	return strings.TrimSuffix(edit, "}") + ", " + strings.Join(append(others, rule), ", ") + "}"
}
