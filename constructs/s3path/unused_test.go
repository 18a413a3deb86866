package s3path_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// TestUnused has each kind of part without an effect, and parts that are close to having none.
func TestUnused(t *testing.T) {
	rule := func(properties string) string {
		return fmt.Sprintf("Rule  SecurityGroupIngress  {GroupId: @Door.GroupId, %s}\n", properties)
	}
	const https = "IpProtocol: tcp, FromPort: 443, ToPort: 443, "
	entry := func(name, properties string) string {
		return fmt.Sprintf("%s  NetworkAclEntry  {NetworkAclId: @Acl, RuleAction: allow, CidrBlock: 0.0.0.0/0, %s}\n", name, properties)
	}
	const otherTable = `
Other  RouteTable  {VpcId: @Vpc}
S3     VPCEndpoint {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable, @Other]}
`
	for _, test := range []struct{ name, network, want string }{
		{"a table that a subnet uses", withGateway, ""},
		{"one that no subnet uses", withGateway + otherTable, "RouteTableIds.1 (no subnet uses route table Other of gateway endpoint S3)"},
		{"no table that a subnet uses", isolated + strings.Replace(otherTable, "@IsoTable, ", "", 1), "S3 (gateway endpoint S3 is only on route tables that no subnet uses)"},
		{"a table that a subnet may use", undecided + isolated + otherTable + `
			IsoAssoc  SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: {Fn::If: [Open, @IsoTable, @Other]}}`, ""},
		{"a table whose id a nested stack gets", withGateway + otherTable + `
			Child  AWS::CloudFormation::Stack  {TemplateURL: x, Parameters: {Table: @Other}}`, ""},
		{"a parameter that may be any table", "Parameters: {Table: {Type: String}}" + isolated + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable, @Table]}`, ""},
		{"another service's endpoint", withGateway + strings.ReplaceAll(strings.Replace(otherTable, "S3  ", "Db  ", 1), ".s3,", ".dynamodb,"), ""},

		{"a rule for clients of the VPC", isolated + linkHere, ""},
		{"a rule for another port", isolated + linkHere + rule("IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16"), "Rule (security group rule Rule (TCP 80 from 10.0.0.0/16) allows no known client to connect to Link on TCP 443)"},
		{"a rule for another protocol", isolated + linkHere + rule("IpProtocol: udp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16"), "Rule (security group rule Rule (UDP 443 from 10.0.0.0/16) allows no known client to connect to Link on TCP 443)"},
		{"a rule for clients of another rule", isolated + linkHere + rule(https+"CidrIp: 10.0.9.0/24"), "Rule (security group rule Rule (TCP 443 from 10.0.9.0/24) has no effect, because other rules already allow the same clients to connect to Link)"},
		{"a rule for more than another rule", isolated + linkHere + rule(https+"CidrIp: 10.0.0.0/8"), ""},
		{"a rule for a network outside", isolated + linkHere + rule(https+"CidrIp: 192.168.0.0/16"), ""},
		{"a rule for a VPC that is not connected", isolated + linkHere + shop + rule(https+"CidrIp: 10.1.0.0/16"), "Rule (security group rule Rule (TCP 443 from 10.1.0.0/16) allows no known client to connect to Link on TCP 443)"},
		{"a rule for one that is", peered, ""},
		{"a rule for a security group", isolated + linkHere + rule(https+"SourceSecurityGroupId: sg-1"), ""},
		{"a rule for an unknown block", "Parameters: {Block: {Type: String}}" + isolated + linkHere + rule(https+"CidrIp: @Block"), ""},
		{"a rule on condition", undecided + isolated + linkHere + `
			Rule  SecurityGroupIngress  {GroupId: @Door.GroupId, IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16} {Condition: Open}`, "Rule (security group rule Rule (TCP 80 from 10.0.0.0/16) allows no known client to connect to Link on TCP 443)"},
		{"a group that something else has", isolated + linkHere + rule("IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16") + `
			Function  AWS::Lambda::Function  {VpcConfig: {SubnetIds: [@Iso], SecurityGroupIds: [@Door.GroupId]}}`, ""},
		{"a group that a macro may give to something else", isolated + linkHere + rule("IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16") + `
			Function  AWS::Lambda::Function  {VpcConfig: {Fn::Transform: {Name: More}}}`, ""},
		{"a group of which another app knows", isolated + linkHere + rule("IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16") + `
			Outputs: {Door: {Value: @Door.GroupId}}`, ""},

		{
			"an entry after one for all traffic", withGateway + closedAcl + entry("All", "RuleNumber: 1, Protocol: -1") + entry("Https", "RuleNumber: 2, Protocol: 6, PortRange: {From: 443, To: 443}"),
			"Https (network ACL entry Https (rule 2 allows TCP 443 from 0.0.0.0/0) has no effect, because entries with lower rule numbers match all of its traffic)",
		},
		{
			"one for all traffic after another", withGateway + closedAcl + entry("All", "RuleNumber: 1, Protocol: -1") + entry("Again", "RuleNumber: 2, Protocol: -1"),
			"Again (network ACL entry Again (rule 2 allows all traffic from 0.0.0.0/0) has no effect, because entries with lower rule numbers match all of its traffic)",
		},
		{
			"one after two halves", withGateway + closedAcl + entry("Low", "RuleNumber: 1, Protocol: 6, PortRange: {From: 0, To: 500}") + entry("High", "RuleNumber: 2, Protocol: 6, PortRange: {From: 501, To: 65535}") + entry("Https", "RuleNumber: 3, Protocol: 6, PortRange: {From: 443, To: 600}"),
			"Https (network ACL entry Https (rule 3 allows TCP 443-600 from 0.0.0.0/0) has no effect, because entries with lower rule numbers match all of its traffic)",
		},
		{"one for all traffic after one for TCP", withGateway + closedAcl + entry("Tcp", "RuleNumber: 1, Protocol: 6, PortRange: {From: 0, To: 65535}") + entry("All", "RuleNumber: 2, Protocol: -1"), ""},
		{"one for UDP after one for all traffic", withGateway + closedAcl + entry("All", "RuleNumber: 1, Protocol: -1") + entry("Dns", "RuleNumber: 2, Protocol: 17, PortRange: {From: 53, To: 53}"), ""},
		{"one for the other direction", withGateway + closedAcl + entry("All", "RuleNumber: 1, Protocol: -1") + entry("Https", "RuleNumber: 2, Egress: true, Protocol: 6, PortRange: {From: 443, To: 443}"), ""},
		{"one after a narrower one", withGateway + closedAcl + entry("Https", "RuleNumber: 1, Protocol: 6, PortRange: {From: 443, To: 443}") + entry("All", "RuleNumber: 2, Protocol: -1"), ""},
		{"one after an entry on condition", undecided + withGateway + closedAcl + `
			All  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 1, RuleAction: allow, CidrBlock: 0.0.0.0/0, Protocol: -1} {Condition: Open}
			` + entry("Https", "RuleNumber: 2, Protocol: 6, PortRange: {From: 443, To: 443}"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			report, err := s3path.Analyze(templatetest.Template(t, test.network), s3path.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, u := range report.Unused {
				place := strings.TrimPrefix(u.Location.Place, "Resources.")
				got = append(got, fmt.Sprintf("%s (%s)", strings.TrimPrefix(place, "S3.Properties."), u.Problem))
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got %s\nwant %s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}

// TestUnusedChangesNothing holds that all paths are the same without a part that is reported as unused. Parts that may have
// no effect are added to the networks of the cases first.
func TestUnusedChangesNothing(t *testing.T) {
	problems := map[string]int{}
	for _, c := range networkCases {
		if strings.Contains(c.network, "== ") || !templatetest.InSample(c.name, 8) { // of several stacks
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			template := templatetest.Template(t, c.network)
			addDecoys(template["Resources"].(map[string]any))
			removeUnused(t, template, problems)
		})
	}
	files, err := filepath.Glob("../*/testdata/*.template.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no templates: %v", err)
	}
	for _, file := range files {
		if !templatetest.InSample(file, 8) {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var template map[string]any
			if err := json.Unmarshal(data, &template); err != nil {
				t.Fatal(err)
			}
			addDecoys(template["Resources"].(map[string]any))
			removeUnused(t, template, problems)
		})
	}
	t.Logf("%v", problems)
	if len(problems) != 5 {
		t.Errorf("%d kinds of unused parts were removed, want all 5: %v", len(problems), problems)
	}
}

// addDecoys adds route tables, rules and entries that may have no effect.
func addDecoys(resources map[string]any) {
	add := func(name, resourceType string, properties map[string]any) {
		resources[name] = map[string]any{"Type": "AWS::EC2::" + resourceType, "Properties": properties}
	}
	ref := func(name string) any { return map[string]any{"Ref": name} }
	for _, name := range slices.Sorted(maps.Keys(resources)) {
		resource, _ := resources[name].(map[string]any)
		properties, _ := resource["Properties"].(map[string]any)
		switch resource["Type"] {
		case "AWS::EC2::VPC":
			add("DecoyTable"+name, "RouteTable", map[string]any{"VpcId": ref(name)})
			add("DecoyS3"+name, "VPCEndpoint", map[string]any{
				// A name with a Region would show that of the VPC.
				"VpcId": ref(name), "ServiceName": map[string]any{"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "RouteTableIds": []any{ref("DecoyTable" + name)},
			})
		case "AWS::EC2::VPCEndpoint":
			if tables, ok := properties["RouteTableIds"].([]any); ok {
				add("DecoyTableOf"+name, "RouteTable", map[string]any{"VpcId": properties["VpcId"]})
				properties["RouteTableIds"] = append(slices.Clone(tables), ref("DecoyTableOf"+name))
			}
		case "AWS::EC2::SecurityGroup":
			rules, _ := properties["SecurityGroupIngress"].([]any)
			rules = slices.Clone(rules)
			for i, block := range []string{"10.0.0.0/16", "10.0.9.0/25", "10.1.0.0/24", "10.77.0.0/16", "8.8.8.0/24", "0.0.0.0/0"} {
				for _, port := range []int{443, 80} {
					if i == 5 && port == 443 {
						continue
					}
					rules = append(rules, map[string]any{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "CidrIp": block})
				}
			}
			properties["SecurityGroupIngress"] = append(rules, map[string]any{"IpProtocol": "-1", "SourceSecurityGroupId": ref(name)})
		case "AWS::EC2::NetworkAcl":
			for i, egress := range []bool{true, false} {
				for j, protocol := range []int{6, -1, 17} {
					add(fmt.Sprintf("Decoy%s%d%d", name, i, j), "NetworkAclEntry", map[string]any{
						"NetworkAclId": ref(name), "RuleNumber": 30000 + j, "Egress": egress, "RuleAction": []string{"allow", "deny"}[j%2],
						"Protocol": protocol, "CidrBlock": "10.0.0.0/8", "PortRange": map[string]any{"From": 0, "To": 65535},
					})
				}
			}
		}
	}
}

// removeUnused removes what is unused, one part at a time, and compares the rows.
func removeUnused(t *testing.T, template map[string]any, problems map[string]int) {
	t.Helper()
	report := analyzeJson(t, template)
	want := rowsOf(report)
	for _, u := range report.Unused {
		less := clone(t, template)
		path := strings.Split(u.Location.Place, ".")
		removeAt(t, less, path)
		got := rowsOf(analyzeJson(t, less))
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("without %s (%s), the rows differ (-with +without):\n%s", u.Location.Place, u.Problem, diff)
		}
		kind := strings.NewReplacer("\"", "").Replace(u.Problem)
		for _, word := range strings.Fields(kind) {
			switch word {
			case "only", "known", "already", "lower":
				problems[word]++
			}
		}
		if strings.HasPrefix(u.Problem, "no subnet") {
			problems["no subnet"]++
		}
	}
}

func analyzeJson(t *testing.T, template map[string]any) *s3path.Report {
	t.Helper()
	report, err := s3path.Analyze(template, s3path.Options{CrossRegion: true})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func clone(t *testing.T, template map[string]any) map[string]any {
	t.Helper()
	data, err := json.Marshal(template)
	if err != nil {
		t.Fatal(err)
	}
	var copied map[string]any
	if err := json.Unmarshal(data, &copied); err != nil {
		t.Fatal(err)
	}
	return copied
}

// removeAt removes the node at a path.
func removeAt(t *testing.T, node any, path []string) any {
	t.Helper()
	switch node := node.(type) {
	case map[string]any:
		if len(path) == 1 {
			delete(node, path[0])
		} else {
			node[path[0]] = removeAt(t, node[path[0]], path[1:])
		}
		return node
	case []any:
		i, err := strconv.Atoi(path[0])
		if err != nil || i >= len(node) {
			t.Fatalf("there is no %v", path)
		}
		if len(path) == 1 {
			return slices.Delete(node, i, i+1)
		}
		node[i] = removeAt(t, node[i], path[1:])
		return node
	}
	t.Fatalf("there is no %v", path)
	return nil
}

// rowsOf returns the rows by client and name, without the evidence, and without words, which depend on the other clients.
func rowsOf(report *s3path.Report) map[string]s3path.Result {
	rows := map[string]s3path.Result{}
	for row := range report.Rows() {
		row.Basis, row.Locations, row.Reason = "", nil, ""
		row.Obstacles = slices.Clone(row.Obstacles)
		for i, o := range row.Obstacles {
			row.Obstacles[i] = s3path.Obstacle{Response: o.Response}
		}
		rows[fmt.Sprint(row.Client, row.Name, row.Endpoint)] = row.Result
	}
	return rows
}
