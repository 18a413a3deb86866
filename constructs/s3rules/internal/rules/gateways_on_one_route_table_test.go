package rules

import (
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

var _ = register(ruleTest{
	rule:     "gateways-on-one-route-table",
	message:  "Gateway and Second both add a route for S3 to Table.",
	location: "Second Properties.RouteTableIds",
	cases: []ruleCase{
		{"one gateway endpoint", Compliant, `{}`},
		{"two in one route table", NonCompliant, `{"Second": {"Like": "Gateway", "RouteTableIds": [{"Ref": "Table"}]}}`},
		{"two in two route tables", NonCompliant, `{"Second": {"Like": "Gateway"}}`},
		{"one for S3 and one for DynamoDB", Compliant, `{
			"Second": {"Like": "Gateway", "ServiceName": "com.amazonaws.eu-west-1.dynamodb"}
		}`},
		{"two in different route tables", Compliant, `{
			"Gateway.RouteTableIds": [{"Ref": "PublicTable"}],
			"Second": {"Like": "Gateway", "RouteTableIds": [{"Ref": "Table"}]}
		}`},
		{"two in one route table that no template has", NonCompliant, `{
			"Gateway.RouteTableIds": ["rtb-1"],
			"Second": {"Like": "Gateway", "RouteTableIds": ["rtb-1"]}
		}`},
		{"two in the placeholder of the CDK before a lookup", Unknown, `{
			"Gateway.RouteTableIds": ["rtb-12345p"],
			"Second": {"Like": "Gateway", "RouteTableIds": ["rtb-12345p"]}
		}`},
		{"route tables by a parameter", Unknown, `{"Second": {"Like": "Gateway", "RouteTableIds": {"Ref": "AnyList"}}}`},
		{"two that conditions may exclude", Unknown, `{
			"First": {"Like": "Gateway", "Condition": "Open", "RouteTableIds": ["rtb-1"]},
			"Second": {"Like": "Gateway", "Condition": "Open", "RouteTableIds": ["rtb-1"]},
			"Gateway": null
		}`},
		{"one with a condition, beside one without", NonCompliant, `{
			"Second": {"Like": "Gateway", "Condition": "Open", "RouteTableIds": [{"Ref": "Table"}]}
		}`},
	},
	inExample: func(e *example) { e.add("Second", "AWS::EC2::VPCEndpoint", e.gatewayEndpoint()) },
})

func TestGatewaysOfDifferentStacks(t *testing.T) {
	const (
		ireland, frankfurt = "aws://111122223333/eu-west-1", "aws://111122223333/eu-central-1"
		anywhere           = "aws://unknown-account/unknown-region"
		imported           = `{"Fn::ImportValue": "Shared"}`
	)
	endpoint := func(routeTable string) string {
		return `"Gateway": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {
			"VpcId": "vpc-1",
			"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"RouteTableIds": [` + routeTable + `]
		}}`
	}
	inTable := func(environment, routeTable string) stack {
		return stack{environment, `{"Resources": {` + endpoint(routeTable) + `}}`}
	}
	exporting := func(environment string) stack {
		return stack{environment, `{
			"Resources": {
				"Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": "vpc-1"}},
				` + endpoint(`{"Ref": "Table"}`) + `
			},
			"Outputs": {"Table": {"Value": {"Ref": "Table"}, "Export": {"Name": "Shared"}}}
		}`}
	}
	for _, test := range []struct {
		name          string
		want          Compliance
		first, second stack
	}{
		{"one exports the route table, the other imports it", NonCompliant, exporting(ireland), inTable(ireland, imported)},
		{"the same without an environment", NonCompliant, exporting(anywhere), inTable(anywhere, imported)},
		{"an import in another Region", Compliant, exporting(ireland), inTable(frankfurt, imported)},
		{"one literal id", NonCompliant, inTable(ireland, `"rtb-1"`), inTable(ireland, `"rtb-1"`)},
		{"two literal ids", Compliant, inTable(ireland, `"rtb-1"`), inTable(ireland, `"rtb-2"`)},
		{"one import from outside the app", NonCompliant, inTable(ireland, imported), inTable(ireland, imported)},
		{"imports of one name in two Regions", Compliant, inTable(ireland, imported), inTable(frankfurt, imported)},
		{"imports of one name in unknown Regions", Compliant, inTable(anywhere, imported), inTable(anywhere, imported)},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := template.Load(writeAssembly(t, test.first, test.second))
			if err != nil {
				t.Fatal(err)
			}
			if got := worst(gatewaysOnOneRouteTable().Check(a, network.New(a, nil))).Compliance; got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

// Two endpoints that share several route tables are one mistake, which depends on the condition of one of them.
func TestGatewaysOnSeveralRouteTables(t *testing.T) {
	for condition, want := range map[string]string{
		``:                      "Gateway and Second both add a route for S3 to PublicTable, Table.",
		`, "Condition": "Open"`: "Gateway and Second both add a route for S3 to PublicTable, Table if the condition of Second holds.",
	} {
		findings := Check(edited(t, `{"Second": {"Like": "Gateway"`+condition+`}}`))
		if len(findings) != 1 || findings[0].Message != want {
			t.Errorf("%v, want one finding: %s", findings, want)
		}
	}
}
