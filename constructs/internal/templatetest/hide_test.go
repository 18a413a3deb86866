package templatetest

import (
	"encoding/json"
	"strings"
	"testing"
)

const network = `
	Vpc    VPC     {CidrBlock: 10.0.0.0/16}
	Table  RouteTable  {VpcId: @Vpc}
	Exit   Route   {RouteTableId: @Table.RouteTableId, GatewayId: {Fn::Sub: "${Vpc}-x"}, Names: ["a, b", 7, true]} {Condition: Open}
	-Exit
	Exit   Route   {RouteTableId: @Table.RouteTableId, GatewayId: {Fn::Sub: "${Vpc}-x"}, Names: ["a, b", 7, true]}
	Outputs: {Vpc: {Value: @Vpc}}`

func TestTemplate(t *testing.T) {
	const want = `{"Outputs":{"Vpc":{"Value":{"Ref":"Vpc"}}},"Resources":{` +
		`"Exit":{"Properties":{"GatewayId":{"Fn::Sub":"${Vpc}-x"},"Names":["a, b",7,true],"RouteTableId":{"Fn::GetAtt":["Table","RouteTableId"]}},"Type":"AWS::EC2::Route"},` +
		`"Table":{"Properties":{"VpcId":{"Ref":"Vpc"}},"Type":"AWS::EC2::RouteTable"},` +
		`"Vpc":{"Properties":{"CidrBlock":"10.0.0.0/16"},"Type":"AWS::EC2::VPC"}}}`
	got, err := json.Marshal(Template(t, network))
	if err != nil || string(got) != want {
		t.Errorf("%v: %s, want %s", err, got, want)
	}
}

func TestHide(t *testing.T) {
	var ways []string
	before := Template(t, network)
	for hidden := range Hide([]Stack{{Name: "Net", Template: before}}, func(string) bool { return true }, "AWS::EC2::") {
		data, err := json.Marshal(hidden.Stacks)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		// What is elsewhere is no longer referred to by its name.
		elsewhere := strings.Contains(hidden.By, "stack") || strings.Contains(hidden.By, "custom") || strings.Contains(hidden.By, "parameter in")
		for _, reference := range []string{`{"Ref":"` + hidden.Resource + `"}`, `["` + hidden.Resource + `",`, "${" + hidden.Resource + "}"} {
			if elsewhere && strings.Contains(text, reference) {
				t.Errorf("%s: still refers to it: %s", hidden, text)
			}
		}
		if hidden.Resource == "Table" {
			ways = append(ways, hidden.By)
			for by, want := range map[string]string{
				"a loop":                        `"Fn::ForEach::Hidden":["End",["e"],{"Tabl${End}":{"Properties"`,
				"a condition":                   `"Condition":"Hidden"`,
				"a nested stack":                `"Parameters":{"Id0":{"Ref":"Vpc"}}`,
				"a custom resource":             `"RouteTableId":{"Fn::GetAtt":["CustomHidden","HiddenRouteTableId"]}`,
				"a missing stack":               `{"Fn::ImportValue":"MissingHiddenRouteTableId"}`,
				"a parameter in its references": `"HiddenRouteTableId":{"Type":"String"}`,
			} {
				if by == hidden.By && !strings.Contains(text, want) {
					t.Errorf("%s: %s is not in %s", hidden, want, text)
				}
			}
		}
	}
	if len(ways) < 8 {
		t.Errorf("the table is hidden by %s alone", ways)
	}
	after, err := json.Marshal(Template(t, network))
	unchanged, _ := json.Marshal(before)
	if err != nil || string(after) != string(unchanged) {
		t.Errorf("hiding changes the template: %s", unchanged)
	}
}
