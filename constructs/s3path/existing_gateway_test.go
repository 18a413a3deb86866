package s3path

import (
	"fmt"
	"strings"
	"testing"
)

// The CDK looks up subnets and their route tables, but no gateway endpoints. Those that an app imports are in the metadata of
// its template. Whether the subnets have IPv6 addresses is not in the context.
func TestExistingGateway(t *testing.T) {
	const both = `["rtb-0aaaaaaaaaaaaaaa1", "rtb-0aaaaaaaaaaaaaaa2"]`
	for _, test := range []struct {
		name, metadata string
		private        bool
	}{
		{"in both route tables", `{"privates3::ExistingGateways": {"vpce-1": {"Path": "Net/Gateway", "RouteTableIds": ` + both + `}}}`, true},
		{"two, each in one route table", `{"privates3::ExistingGateways": {
			"vpce-1": {"Path": "Net/One", "RouteTableIds": ["rtb-0aaaaaaaaaaaaaaa1"]},
			"vpce-2": {"Path": "Net/Two", "RouteTableIds": ["rtb-0aaaaaaaaaaaaaaa2"]}
		}}`, true},
		{"in one route table", `{"privates3::ExistingGateways": {"vpce-1": {"Path": "Net/Gateway", "RouteTableIds": ["rtb-0aaaaaaaaaaaaaaa1"]}}}`, false},
		{"in another form", `{"privates3::ExistingGateways": {"vpce-1": {"Path": "Net/Gateway", "RouteTableIds": "rtb-0aaaaaaaaaaaaaaa1"}}}`, false},
		{"without a path", `{"privates3::ExistingGateways": {"vpce-1": {"RouteTableIds": ` + both + `}}}`, false},
		{"metadata of something else", `{"privates3::ExistingGateways": ` + both + `}`, false},
		{"no metadata", `{}`, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			template := fmt.Sprintf(`{"Metadata": %s, "Resources": {
				"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "in the VPC", "VpcId": "vpc-0123456789abcdef0"}}
			}}`, test.metadata)
			both, err := Analyze([]byte(template), Options{ContextFile: "testdata/cdk.context.json"})
			if err != nil {
				t.Fatal(err)
			}
			if err := both.Forbid(notPrivate()...); err == nil || !strings.Contains(err.Error(), "set Options.NoDualstack") && test.private {
				t.Errorf("the error for the dual-stack name is %v", err)
			}
			report, err := Analyze([]byte(template), Options{ContextFile: "testdata/cdk.context.json", NoDualstack: true})
			if err != nil {
				t.Fatal(err)
			}
			if err := report.Forbid(notPrivate()...); (err == nil) != test.private {
				t.Errorf("the error is %v, want one: %t", err, !test.private)
			}
			if test.private && !strings.Contains(report.String(), "gateway") {
				t.Errorf("no subnet uses the gateway endpoint:\n%s", report)
			}
		})
	}
}
