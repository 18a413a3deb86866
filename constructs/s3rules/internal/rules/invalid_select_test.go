package rules

// selecting is an output that selects an element.
func selecting(index, list string) string {
	return output(`{"Fn::Select": [` + index + `, ` + list + `]}`)
}

const dnsEntries = `{"Fn::GetAtt": ["Interface", "DnsEntries"]}`

var _ = register(ruleTest{
	rule:     "invalid-select",
	message:  "The output Name selects index 3 of the DNS entries of Interface, which has 3: the Regional name and one for each subnet.",
	location: "Name Outputs.Name.Value",
	cases: []ruleCase{
		{"the Regional name of an endpoint with two subnets", Compliant, selecting(`0`, dnsEntries)},
		{"the last zonal name of an endpoint with two subnets", Compliant, selecting(`"2"`, dnsEntries)},
		{"a third zonal name", NonCompliant, selecting(`3`, dnsEntries)},
		{"a third zonal name, with private DNS by a parameter", Unknown, `{
			"Interface.PrivateDnsEnabled": {"Ref": "Any"},` + selecting(`3`, dnsEntries)[1:]},
		{"a zonal name, and the subnets are a parameter", Unknown, `{
			"Interface.SubnetIds": {"Ref": "AnyList"},` + selecting(`3`, dnsEntries)[1:]},
		{"a name of a gateway endpoint", NonCompliant, selecting(`0`, `{"Fn::GetAtt": ["Gateway", "DnsEntries"]}`)},
		{"an element that the list has", Compliant, selecting(`1`, `["a", "b"]`)},
		{"an element that the list does not have", NonCompliant, selecting(`2`, `["a", "b"]`)},
		{"an element of a list in a list", NonCompliant, selecting(`1`, `[{"Ref": "AnyList"}]`)},
		{"an element of a parameter", Unknown, selecting(`9`, `{"Ref": "AnyList"}`)},
		{"an element of a parameter that is a string", NonCompliant, selecting(`0`, `{"Ref": "Any"}`)},
		{"an element of an ID", NonCompliant, selecting(`0`, `{"Ref": "Vpc"}`)},
		{"an element of a joined string", NonCompliant, selecting(`0`, `{"Fn::Join": [",", `+dnsEntries+`]}`)},
		{"an element of an import", NonCompliant, selecting(`0`, `{"Fn::ImportValue": "names"}`)},
		{"an element of an output of another stack", NonCompliant, selecting(`0`, `{"Fn::GetStackOutput": {"StackName": "Network", "OutputName": "Names"}}`)},
		{"an element of such an output that is split", Unknown, selecting(`0`, `{"Fn::Split": ["||", {"Fn::GetStackOutput": {"StackName": "Network", "OutputName": "Names"}}]}`)},
		{"an element of an export of another Region", NonCompliant, `{
			"Exports": {"Type": "Custom::CrossRegionExportReader"},` + selecting(`0`, `{"Fn::GetAtt": ["Exports", "/cdk/exports/Names"]}`)[1:]},
		{"an element of an attribute of another custom resource", Unknown, `{
			"Exports": {"Type": "Custom::Exports"},` + selecting(`0`, `{"Fn::GetAtt": ["Exports", "/cdk/exports/Names"]}`)[1:]},
		{"an element of a joined string that is split", Compliant, selecting(`1`, `{"Fn::Split": [",", "a,b"]}`)},
		{"a part that a string does not have", NonCompliant, selecting(`2`, `{"Fn::Split": [",", "a,b"]}`)},
		{"a negative index", NonCompliant, selecting(`-1`, `["a", "b"]`)},
		{"an index that is a parameter", Unknown, selecting(`{"Ref": "Any"}`, `["a", "b"]`)},
		{"a branch that is not taken", NotApplicable, output(`{"Fn::If": ["Never", {"Fn::Select": [2, ["a"]]}, "b"]}`)[:1] + `
			"Conditions.Never": {"Fn::Equals": ["a", "b"]},` + output(`{"Fn::If": ["Never", {"Fn::Select": [2, ["a"]]}, "b"]}`)[1:]},
		{"a branch that a condition decides", Unknown, output(`{"Fn::If": ["Open", {"Fn::Select": [2, ["a"]]}, "b"]}`)},
		{"a resource that depends on a condition", Unknown, `{
			"Conditional": {"Type": "AWS::EC2::Subnet", "Condition": "Open", "AvailabilityZone": {"Fn::Select": [2, ["a"]]}}
		}`},
		{"the ID of an attachment, which has two in one", Unknown, selecting(`1`, `{"Fn::Split": ["|", {"Ref": "Attachment"}]}`)[:1] + `
			"Attachment": {"Type": "AWS::EC2::VPCGatewayAttachment"},` + selecting(`1`, `{"Fn::Split": ["|", {"Ref": "Attachment"}]}`)[1:]},
		{"an element before those of a condition", Compliant, selecting(`0`, `["a", {"Fn::If": ["Open", "b", {"Ref": "AWS::NoValue"}]}]`)},
		{"an element that a condition may leave out", Unknown, selecting(`1`, `["a", {"Fn::If": ["Open", "b", {"Ref": "AWS::NoValue"}]}]`)},
	},
	inExample: func(e *example) {
		e.add("Zonal", "AWS::SSM::Parameter", map[string]any{"Value": map[string]any{"Fn::Select": []any{"9", map[string]any{
			"Fn::GetAtt": []any{e.endpointId("Gateway"), "DnsEntries"},
		}}}})
	},
})
