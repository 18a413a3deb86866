package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// resourcesInStack is CloudFormation's quota.
const resourcesInStack = 500

// largeTemplate has as many copies of the base as the quota allows.
func largeTemplate(b *testing.B) string {
	large := map[string]any{}
	for i := 0; ; i++ {
		tmpl, _ := editedTemplate(b)
		resources := tmpl["Resources"].(map[string]any)
		if len(large)+len(resources) > resourcesInStack {
			tmpl["Resources"] = large
			data, err := json.Marshal(tmpl)
			if err != nil {
				b.Fatal(err)
			}
			return string(data)
		}
		for id, r := range resources {
			large[id+strconv.Itoa(i)] = renamed(r, resources, strconv.Itoa(i))
		}
	}
}

// renamed appends a suffix to all logical ids in a part of a template.
func renamed(node any, ids map[string]any, suffix string) any {
	switch node := node.(type) {
	case string:
		if _, ok := ids[node]; ok {
			return node + suffix
		}
	case []any:
		for i, element := range node {
			node[i] = renamed(element, ids, suffix)
		}
	case map[string]any:
		for key, value := range node {
			node[key] = renamed(value, ids, suffix)
		}
	}
	return node
}

// BenchmarkAssembly reads, models and checks assemblies of full stacks.
func BenchmarkAssembly(b *testing.B) {
	data := largeTemplate(b)
	for _, stacks := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("stacks=%d", stacks), func(b *testing.B) {
			dir := writeAssembly(b, slices.Repeat([]stack{{"aws://111122223333/eu-west-1", data}}, stacks)...)
			b.ReportAllocs()
			for b.Loop() {
				a, err := template.Load(dir)
				if err != nil {
					b.Fatal(err)
				}
				for _, finding := range Check(a, network.New(a, nil)) {
					if finding.Rule.Id != "endpoint-quota" {
						b.Fatal(finding)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*stacks)/1000, "ms/stack")
		})
	}
}

// accesses is a template with a VPC for each access to S3, with both endpoints and two subnets.
func accesses(tb testing.TB, number int) []byte {
	tb.Helper()
	var b strings.Builder
	for i := range number {
		block := fmt.Sprintf("10.%d.%d", i/256, i%256)
		fmt.Fprintf(&b, "Vpc%[1]d VPC {CidrBlock: %[2]s.0/24}\n", i, block)
		for j := range 2 {
			fmt.Fprintf(&b, "Subnet%[1]dx%[2]d Subnet {VpcId: @Vpc%[1]d, CidrBlock: %[3]s.%[4]d/25}\n", i, j, block, 128*j)
			fmt.Fprintf(&b, "Table%[1]dx%[2]d RouteTable {VpcId: @Vpc%[1]d}\n", i, j)
			fmt.Fprintf(&b, "Uses%[1]dx%[2]d SubnetRouteTableAssociation {SubnetId: @Subnet%[1]dx%[2]d, RouteTableId: @Table%[1]dx%[2]d}\n", i, j)
		}
		fmt.Fprintf(&b, "Group%[1]d SecurityGroup {VpcId: @Vpc%[1]d, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: @Vpc%[1]d.CidrBlock}]}\n", i)
		fmt.Fprintf(&b, "Link%[1]d VPCEndpoint {VpcId: @Vpc%[1]d, VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-west-1.s3, PrivateDnsEnabled: false, "+
			"SubnetIds: [@Subnet%[1]dx0, @Subnet%[1]dx1], SecurityGroupIds: [@Group%[1]d]}\n", i)
		fmt.Fprintf(&b, "Gateway%[1]d VPCEndpoint {VpcId: @Vpc%[1]d, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@Table%[1]dx0, @Table%[1]dx1]}\n", i)
	}
	data, err := json.Marshal(templatetest.Template(tb, b.String()))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// checkTemplate reads, models and checks a template.
func checkTemplate(tb testing.TB, data []byte) {
	tb.Helper()
	a, err := template.Parse("Net.template.json", data)
	if err != nil {
		tb.Fatal(err)
	}
	Check(a, network.New(a, nil))
}

// BenchmarkAccesses shows that the cost is proportional to the number of accesses in a stack.
func BenchmarkAccesses(b *testing.B) {
	for _, number := range []int{50, 100, 200} {
		b.Run(strconv.Itoa(number), func(b *testing.B) {
			data := accesses(b, number)
			b.ReportAllocs()
			for b.Loop() {
				checkTemplate(b, data)
			}
		})
	}
}

// TestCostOfAccesses holds that four times the accesses cost four times the allocations.
func TestCostOfAccesses(t *testing.T) {
	allocations := func(number int) float64 {
		data := accesses(t, number)
		return testing.AllocsPerRun(1, func() { checkTemplate(t, data) })
	}
	if few, many := allocations(50), allocations(200); many > 5*few {
		t.Errorf("%.0f allocations for 50 accesses and %.0f for 200", few, many)
	}
}

// BenchmarkRules checks the model of one full stack, by rule.
func BenchmarkRules(b *testing.B) {
	a, err := template.Parse("Net.template.json", []byte(largeTemplate(b)))
	if err != nil {
		b.Fatal(err)
	}
	n := network.New(a, nil)
	for _, rule := range All() {
		b.Run(rule.Id, func(b *testing.B) {
			for b.Loop() {
				rule.Check(a, n)
			}
		})
	}
}
