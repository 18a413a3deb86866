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

// The message says what creates an endpoint that no construct of its own does, in one finding for all route tables.
func TestOriginOfGatewaysOnOneRouteTable(t *testing.T) {
	endpoint := func(id, path, tables string) string {
		return `"` + id + `": {"Type": "AWS::EC2::VPCEndpoint", "Metadata": {"aws:cdk:path": "` + path + `"}, "Properties": {
			"VpcId": {"Ref": "Vpc"}, "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "RouteTableIds": [` + tables + `]
		}}`
	}
	const (
		vpc      = `"Vpc": {"Type": "AWS::EC2::VPC", "Metadata": {"aws:cdk:path": "Net/Vpc/Resource"}}, `
		two      = `"rtb-1", "rtb-2"`
		existing = `"Metadata": {"privates3::ExistingGateways": {"vpce-1": {"Path": "Net/Existing", "RouteTableIds": ["rtb-2", "rtb-1", "rtb-3"]}}}, `
	)
	own := endpoint("Gateway", "Net/S3/Gateway/Resource", two)
	for _, test := range []struct{ name, template, want string }{
		{
			"of the VPC", `{"Resources": {` + vpc + own + `, ` + endpoint("VpcS3", "Net/Vpc/S3/Resource", two) + `}}`,
			"Net/S3/Gateway and Net/Vpc/S3 both add a route for S3 to rtb-1, rtb-2. Net/Vpc/S3 is created by the VPC: remove it from VpcProps.GatewayEndpoints, or remove the call of AddGatewayEndpoint.",
		},
		{
			"near miss: below the VPC, but not of it", `{"Resources": {` + vpc + own + `, ` + endpoint("VpcS3", "Net/Vpc/S3/Gateway/Resource", two) + `}}`,
			"Net/S3/Gateway and Net/Vpc/S3/Gateway both add a route for S3 to rtb-1, rtb-2.",
		},
		{
			"an existing one", `{` + existing + `"Resources": {` + vpc + own + `}}`,
			"Net/S3/Gateway and Net/Existing both add a route for S3 to rtb-1, rtb-2. Net/Existing exists outside of the app.",
		},
		{
			"near miss: an existing one with other route tables", `{` + existing + `"Resources": {` + vpc + endpoint("Gateway", "Net/S3/Gateway/Resource", `"rtb-4"`) + `}}`,
			"",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := template.Parse("Net.template.json", []byte(test.template))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, r := range gatewaysOnOneRouteTable().Check(a, network.New(a, nil)) {
				got += r.Message
			}
			if got != test.want {
				t.Errorf("%s\nwant %s", got, test.want)
			}
		})
	}
}
