package rules

import (
	"fmt"
	"strings"
)

var _ = register(ruleTest{
	rule:     "endpoint-quota",
	message:  "Gateway is gateway endpoint number 21 in the Region of the stack Net; the default quota is 20.",
	location: "Gateway Properties",
	cases: []ruleCase{
		{"one gateway endpoint and one interface endpoint", Compliant, `{}`},
		{"20 gateway endpoints", Compliant, moreGateways(19, "")},
		{"21 gateway endpoints", NonCompliant, moreGateways(20, "")},
		{"20 gateway endpoints with a condition", Unknown, moreGateways(20, `, "Condition": "Open"`)},
		{"the type is a parameter", Unknown, `{"Interface.VpcEndpointType": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		for i := range maxInterfaces {
			e.add("Copy"+string(rune('A'+i)), "AWS::EC2::VPCEndpoint", e.interfaceEndpoint())
		}
	},
})

// moreGateways is an edit that adds gateway endpoints of another service, which count too.
func moreGateways(count int, fields string) string {
	const endpoint = `{"Type": "AWS::EC2::VPCEndpoint", "ServiceName": "com.amazonaws.eu-west-1.dynamodb"%s}`
	var edits []string
	for i := range count {
		edits = append(edits, fmt.Sprintf(`"Copy%02d": `+endpoint, i, fields))
	}
	return "{" + strings.Join(edits, ", ") + "}"
}
