package rules

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

const exampleTemplate = "../../../examples/private-s3-access/testdata/both.template.json"

// mutant is the example's template with one mistake made in it.
type mutant struct {
	t         *testing.T
	outputs   map[string]any
	resources map[string]any
}

func newMutant(t *testing.T) (*mutant, map[string]any) {
	t.Helper()
	data, err := os.ReadFile(exampleTemplate)
	if err != nil {
		t.Fatal(err)
	}
	var tmpl map[string]any
	if err := json.Unmarshal(data, &tmpl); err != nil {
		t.Fatal(err)
	}
	return &mutant{t, tmpl["Outputs"].(map[string]any), tmpl["Resources"].(map[string]any)}, tmpl
}

// id finds the one resource of a type whose logical id begins with a prefix.
func (m *mutant) id(resourceType, prefix string) string {
	m.t.Helper()
	var ids []string
	for id, r := range m.resources {
		if r.(map[string]any)["Type"] == resourceType && strings.HasPrefix(id, prefix) {
			ids = append(ids, id)
		}
	}
	if len(ids) != 1 {
		m.t.Fatalf("%d resources %s of type %s", len(ids), prefix, resourceType)
	}
	return ids[0]
}

func (m *mutant) properties(resourceType, prefix string) map[string]any {
	m.t.Helper()
	return m.resources[m.id(resourceType, prefix)].(map[string]any)["Properties"].(map[string]any)
}

func (m *mutant) gateway() map[string]any { return m.properties("AWS::EC2::VPCEndpoint", "S3Gateway") }

func (m *mutant) link() map[string]any     { return m.properties("AWS::EC2::VPCEndpoint", "S3Interface") }
func (m *mutant) group() map[string]any    { return m.properties("AWS::EC2::SecurityGroup", "S3") }
func (m *mutant) vpc() map[string]any      { return m.properties("AWS::EC2::VPC", "Vpc") }
func (m *mutant) isolated() map[string]any { return ref(m.id("AWS::EC2::Subnet", "VpcIsolated")) }

func (m *mutant) add(id, resourceType string, properties map[string]any) {
	m.resources[id] = map[string]any{"Type": resourceType, "Properties": properties}
}

func (m *mutant) addAcl(entries ...map[string]any) {
	m.add("Acl", "AWS::EC2::NetworkAcl", map[string]any{"VpcId": m.gateway()["VpcId"]})
	m.add("AclOfSubnet", "AWS::EC2::SubnetNetworkAclAssociation", map[string]any{"SubnetId": m.isolated(), "NetworkAclId": ref("Acl")})
	for i, entry := range entries {
		entry["NetworkAclId"], entry["RuleNumber"], entry["RuleAction"], entry["CidrBlock"] = ref("Acl"), 100+i, "allow", "0.0.0.0/0"
		m.add("Entry"+string(rune('A'+i)), "AWS::EC2::NetworkAclEntry", entry)
	}
}

func (m *mutant) denyOutside(action string, endpoints ...any) {
	policy := m.properties("AWS::S3::BucketPolicy", "BucketPolicy")["PolicyDocument"].(map[string]any)
	bucket := map[string]any{"Fn::GetAtt": []any{m.id("AWS::S3::Bucket", "Bucket"), "Arn"}}
	policy["Statement"] = append(policy["Statement"].([]any), map[string]any{
		"Effect": "Deny", "Principal": "*", "Action": action, "Resource": bucket,
		"Condition": map[string]any{"StringNotEquals": map[string]any{"aws:SourceVpce": endpoints}},
	})
}

func ref(id string) map[string]any { return map[string]any{"Ref": id} }

func policyOf(statements ...any) map[string]any {
	return map[string]any{"Version": "2012-10-17", "Statement": statements}
}

func allow(principal any) map[string]any {
	return map[string]any{"Effect": "Allow", "Principal": principal, "Action": "s3:*", "Resource": "*"}
}

// Every mistake, made in the example, is found by its rule, and by no other that has nothing to do with it.
func TestMutationsOfTheExample(t *testing.T) {
	for _, test := range []struct {
		rule   string
		mutate func(m *mutant)
		also   string // a rule that the same mistake violates too
	}{
		{"private-dns", func(m *mutant) { m.link()["PrivateDnsEnabled"] = true }, ""},
		{"private-dns-conflict", func(m *mutant) {
			m.link()["PrivateDnsEnabled"] = true
			m.add("Zone", "AWS::Route53::HostedZone", map[string]any{
				"Name": "s3.eu-west-1.amazonaws.com", "VPCs": []any{map[string]any{"VPCId": m.link()["VpcId"], "VPCRegion": "eu-west-1"}},
			})
		}, "private-dns"},
		{"private-dns-without-vpc-dns", func(m *mutant) {
			m.gateway()["DnsOptions"] = map[string]any{"DnsRecordIpType": "ipv4"}
			m.vpc()["EnableDnsHostnames"] = false
		}, "vpc-without-dns"},
		{"inbound-resolver-on-gateway", func(m *mutant) {
			m.gateway()["DnsOptions"] = map[string]any{"PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"}
		}, ""},
		{"gateways-on-one-route-table", func(m *mutant) { m.add("Second", "AWS::EC2::VPCEndpoint", m.gateway()) }, ""},
		{"subnets-in-one-zone", func(m *mutant) {
			zone := m.properties("AWS::EC2::Subnet", "VpcIsolated")["AvailabilityZone"]
			m.add("Further", "AWS::EC2::Subnet", map[string]any{"VpcId": m.link()["VpcId"], "AvailabilityZone": zone})
			m.link()["SubnetIds"] = []any{m.isolated(), ref("Further")}
		}, ""},
		{"service-name", func(m *mutant) { m.gateway()["ServiceName"] = "com.amazonaws.us-east-1.s3" }, ""},
		{"service-without-gateway", func(m *mutant) { m.gateway()["ServiceName"] = "com.amazonaws.eu-west-1.s3tables" }, ""},
		{"type-left-out", func(m *mutant) { delete(m.link(), "VpcEndpointType") }, ""},
		{"interface-properties-on-gateway", func(m *mutant) { m.gateway()["SubnetIds"] = []any{m.isolated()} }, ""},
		{"route-tables-on-interface", func(m *mutant) { m.link()["RouteTableIds"] = []any{"rtb-1"} }, ""},
		{"listed-twice", func(m *mutant) {
			ids := m.gateway()["RouteTableIds"].([]any)
			m.gateway()["RouteTableIds"] = append(ids, ids[0])
		}, ""},
		{"wrong-id", func(m *mutant) { m.gateway()["RouteTableIds"] = []any{"pcx-1"} }, ""},
		{"other-vpc", func(m *mutant) {
			m.add("OtherVpc", "AWS::EC2::VPC", map[string]any{"CidrBlock": "10.9.0.0/16"})
			m.group()["VpcId"] = ref("OtherVpc")
		}, ""},
		{"no-route-table", func(m *mutant) { m.gateway()["RouteTableIds"] = []any{} }, ""},
		{"serves-nobody", func(m *mutant) { m.link()["SubnetIds"] = []any{} }, ""},
		{"dns-record-type", func(m *mutant) { m.link()["DnsOptions"] = map[string]any{"DnsRecordIpType": "ipv6"} }, ""},
		{"policy-malformed", func(m *mutant) { m.gateway()["PolicyDocument"] = policyOf(allow(nil)) }, ""},
		{"policy-too-long", func(m *mutant) {
			m.link()["PolicyDocument"] = policyOf(allow(strings.Repeat("a", maxPolicyLength)))
		}, ""},
		{"policy-wildcards", func(m *mutant) {
			statement := allow("*")
			statement["Condition"] = map[string]any{"StringLike": map[string]any{"aws:PrincipalOrgID": "o-*"}}
			m.link()["PolicyDocument"] = policyOf(statement)
		}, ""},
		{"policy-deny-only", func(m *mutant) {
			statement := allow("*")
			statement["Effect"] = "Deny"
			m.link()["PolicyDocument"] = policyOf(statement)
		}, ""},
		{"no-client-let-in", func(m *mutant) { delete(m.group(), "SecurityGroupIngress") }, ""},
		{"acl-blocks-gateway", func(m *mutant) {
			m.addAcl(map[string]any{"Protocol": 6, "PortRange": map[string]any{"From": 443, "To": 443}},
				map[string]any{"Protocol": -1, "Egress": true})
		}, ""},
		{"acl-blocks-interface", func(m *mutant) {
			m.addAcl(map[string]any{"Protocol": 6, "PortRange": map[string]any{"From": 1024, "To": 65535}},
				map[string]any{"Protocol": -1, "Egress": true})
		}, ""},
		{"bucket-policy-lock-out", func(m *mutant) {
			m.denyOutside("s3:*", ref(m.id("AWS::EC2::VPCEndpoint", "S3Gateway")), ref(m.id("AWS::EC2::VPCEndpoint", "S3Interface")))
		}, ""},
		{"bucket-policy-forgets-endpoint", func(m *mutant) {
			m.denyOutside("s3:ListBucket", ref(m.id("AWS::EC2::VPCEndpoint", "S3Gateway")))
		}, ""},
		{"gateway-policy-principal", func(m *mutant) {
			m.gateway()["PolicyDocument"] = policyOf(allow(map[string]any{"AWS": "111122223333"}))
		}, ""},
		{"security-groups-left-out", func(m *mutant) { delete(m.link(), "SecurityGroupIds") }, ""},
		{"world-let-in", func(m *mutant) {
			m.group()["SecurityGroupIngress"].([]any)[0].(map[string]any)["CidrIp"] = "0.0.0.0/0"
		}, ""},
		{"public-subnets", func(m *mutant) { m.link()["SubnetIds"] = []any{ref(m.id("AWS::EC2::Subnet", "VpcPublic"))} }, ""},
		{"vpc-without-dns", func(m *mutant) { m.vpc()["EnableDnsHostnames"] = false }, ""},
		{"nat-beside-gateway", func(m *mutant) {
			m.gateway()["RouteTableIds"] = []any{ref(m.id("AWS::EC2::RouteTable", "VpcPublic"))}
			m.add("Nat", "AWS::EC2::NatGateway", map[string]any{"SubnetId": ref(m.id("AWS::EC2::Subnet", "VpcPublic"))})
			m.add("NatRoute", "AWS::EC2::Route", map[string]any{
				"RouteTableId": ref(m.id("AWS::EC2::RouteTable", "VpcIsolated")), "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": ref("Nat"),
			})
		}, ""},
		{"dns-name-prefix", func(m *mutant) {
			name := m.outputs["S3DnsName"].(map[string]any)["Value"]
			m.outputs["Url"] = map[string]any{"Value": map[string]any{"Fn::Join": []any{"", []any{"https://", name}}}}
		}, ""},
		{"endpoint-quota", func(m *mutant) {
			for i := range maxInterfaces {
				m.add("Copy"+string(rune('A'+i)), "AWS::EC2::VPCEndpoint", m.link())
			}
		}, ""},
	} {
		m, tmpl := newMutant(t)
		test.mutate(m)
		a, n := load(t, tmpl, "eu-west-1")
		var found []string
		for _, finding := range Check(a, n) {
			if !slices.Contains(found, finding.Rule.Id) {
				found = append(found, finding.Rule.Id)
			}
		}
		want := []string{test.rule}
		if test.also != "" {
			want = append(want, test.also)
		}
		slices.Sort(want)
		slices.Sort(found)
		if !slices.Equal(found, want) {
			t.Errorf("%s: found %v, want %v", test.rule, found, want)
		}
	}
}
