package rules

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const examples = "../../../../examples/"

// mutant is an example's template with one mistake made in it.
type mutant struct {
	outputs   map[string]any
	resources map[string]any
}

// notThere is what a mutation panics with if the template has no resource that the mistake could be made in.
type notThere struct{}

func newMutant(t *testing.T, path string) (*mutant, map[string]any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var tmpl map[string]any
	if err := json.Unmarshal(data, &tmpl); err != nil {
		t.Fatal(err)
	}
	outputs, _ := tmpl["Outputs"].(map[string]any)
	return &mutant{outputs, tmpl["Resources"].(map[string]any)}, tmpl
}

// id finds the first resource of a type whose logical id begins with a prefix.
func (m *mutant) id(resourceType, prefix string) string {
	for _, id := range slices.Sorted(maps.Keys(m.resources)) {
		if m.resources[id].(map[string]any)["Type"] == resourceType && strings.HasPrefix(id, prefix) {
			return id
		}
	}
	panic(notThere{})
}

// endpointId finds the endpoint to S3 of a type.
func (m *mutant) endpointId(kind string) string {
	for _, id := range slices.Sorted(maps.Keys(m.resources)) {
		r := m.resources[id].(map[string]any)
		if r["Type"] != "AWS::EC2::VPCEndpoint" {
			continue
		}
		properties := r["Properties"].(map[string]any)
		name, _ := json.Marshal(properties["ServiceName"])
		if properties["VpcEndpointType"] == kind && strings.Contains(string(name), ".s3\"") {
			return id
		}
	}
	panic(notThere{})
}

func (m *mutant) properties(resourceType, prefix string) map[string]any {
	return m.resources[m.id(resourceType, prefix)].(map[string]any)["Properties"].(map[string]any)
}

func (m *mutant) gateway() map[string]any {
	return m.properties("AWS::EC2::VPCEndpoint", m.endpointId("Gateway"))
}

func (m *mutant) link() map[string]any {
	return m.properties("AWS::EC2::VPCEndpoint", m.endpointId("Interface"))
}
func (m *mutant) group() map[string]any    { return m.properties("AWS::EC2::SecurityGroup", "S3") }
func (m *mutant) vpc() map[string]any      { return m.properties("AWS::EC2::VPC", "Vpc") }
func (m *mutant) isolated() map[string]any { return ref(m.id("AWS::EC2::Subnet", "VpcIsolated")) }

func (m *mutant) output(name string) any {
	output, ok := m.outputs[name].(map[string]any)
	if !ok {
		panic(notThere{})
	}
	return output["Value"]
}

func (m *mutant) add(id, resourceType string, properties map[string]any) {
	m.resources[id] = map[string]any{"Type": resourceType, "Properties": properties}
}

func (m *mutant) addAcl(entries ...map[string]any) {
	m.add("Acl", "AWS::EC2::NetworkAcl", map[string]any{"VpcId": ref(m.id("AWS::EC2::VPC", "Vpc"))})
	for _, id := range slices.Sorted(maps.Keys(m.resources)) {
		if m.resources[id].(map[string]any)["Type"] == "AWS::EC2::Subnet" && strings.HasPrefix(id, "VpcIsolated") {
			m.add("AclOf"+id, "AWS::EC2::SubnetNetworkAclAssociation", map[string]any{"SubnetId": ref(id), "NetworkAclId": ref("Acl")})
		}
	}
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
// mutation is one mistake, the rule that describes it, and a rule that the same mistake violates too.
type mutation struct {
	rule   string
	mutate func(m *mutant)
	also   string
}

func mutations() []mutation {
	return []mutation{
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
		}, "vpc-dns-disabled"},
		{"private-dns-option-on-gateway", func(m *mutant) {
			m.gateway()["DnsOptions"] = map[string]any{"PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"}
		}, ""},
		{"gateways-on-one-route-table", func(m *mutant) { m.add("Second", "AWS::EC2::VPCEndpoint", m.gateway()) }, ""},
		{"subnets-in-same-zone", func(m *mutant) {
			zone := m.properties("AWS::EC2::Subnet", "VpcIsolated")["AvailabilityZone"]
			m.add("Further", "AWS::EC2::Subnet", map[string]any{"VpcId": m.link()["VpcId"], "AvailabilityZone": zone})
			m.link()["SubnetIds"] = []any{m.isolated(), ref("Further")}
		}, ""},
		{"wrong-service-name", func(m *mutant) { m.gateway()["ServiceName"] = "com.amazonaws.us-east-1.s3" }, ""},
		{"gateway-type-unsupported", func(m *mutant) { m.gateway()["ServiceName"] = "com.amazonaws.eu-west-1.s3tables" }, ""},
		{"missing-endpoint-type", func(m *mutant) { delete(m.link(), "VpcEndpointType") }, ""},
		{"interface-properties-on-gateway", func(m *mutant) { m.gateway()["SubnetIds"] = []any{m.isolated()} }, ""},
		{"route-tables-on-interface", func(m *mutant) { m.link()["RouteTableIds"] = []any{"rtb-1"} }, ""},
		{"duplicate-reference", func(m *mutant) {
			ids := m.gateway()["RouteTableIds"].([]any)
			m.gateway()["RouteTableIds"] = append(ids, ids[0])
		}, ""},
		{"wrong-id-type", func(m *mutant) { m.gateway()["RouteTableIds"] = []any{"pcx-1"} }, ""},
		{"vpc-mismatch", func(m *mutant) {
			switch vpc := m.link()["VpcId"].(type) {
			case string:
				m.group()["VpcId"] = "vpc-2"
				return
			case map[string]any:
				if vpc["Ref"] == nil {
					panic(notThere{}) // which VPC it is, another template says
				}
			}
			m.add("OtherVpc", "AWS::EC2::VPC", map[string]any{"CidrBlock": "10.9.0.0/16"})
			m.group()["VpcId"] = ref("OtherVpc")
		}, ""},
		{"endpoint-without-route-tables", func(m *mutant) { m.gateway()["RouteTableIds"] = []any{} }, ""},
		{"endpoint-without-subnets", func(m *mutant) { m.link()["SubnetIds"] = []any{} }, ""},
		{"dns-record-type-mismatch", func(m *mutant) { m.link()["DnsOptions"] = map[string]any{"DnsRecordIpType": "ipv6"} }, ""},
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
		{"no-ingress-443", func(m *mutant) { delete(m.group(), "SecurityGroupIngress") }, ""},
		{"acl-blocks-gateway", func(m *mutant) {
			m.gateway() // which must be there to be blocked
			m.addAcl(map[string]any{"Protocol": 6, "PortRange": map[string]any{"From": 443, "To": 443}},
				map[string]any{"Protocol": -1, "Egress": true})
		}, ""},
		{"acl-blocks-interface", func(m *mutant) {
			m.link() // which must be there to be blocked
			m.addAcl(map[string]any{"Protocol": 6, "PortRange": map[string]any{"From": 1024, "To": 65535}},
				map[string]any{"Protocol": -1, "Egress": true})
		}, ""},
		{"bucket-policy-lockout", func(m *mutant) {
			m.denyOutside("s3:*", ref(m.endpointId("Gateway")), ref(m.endpointId("Interface")))
		}, ""},
		{"bucket-policy-missing-endpoint", func(m *mutant) {
			m.link() // which must be there to be forgotten
			m.denyOutside("s3:ListBucket", ref(m.endpointId("Gateway")))
		}, ""},
		{"gateway-policy-principal", func(m *mutant) {
			m.gateway()["PolicyDocument"] = policyOf(allow(map[string]any{"AWS": "111122223333"}))
		}, ""},
		{"missing-security-groups", func(m *mutant) { delete(m.link(), "SecurityGroupIds") }, ""},
		{"ingress-open-to-world", func(m *mutant) {
			m.group()["SecurityGroupIngress"].([]any)[0].(map[string]any)["CidrIp"] = "0.0.0.0/0"
		}, ""},
		{"public-subnets", func(m *mutant) { m.link()["SubnetIds"] = []any{ref(m.id("AWS::EC2::Subnet", "VpcPublic"))} }, ""},
		{"vpc-dns-disabled", func(m *mutant) {
			m.gateway() // which needs the hostnames
			m.vpc()["EnableDnsHostnames"] = false
		}, ""},
		{"nat-bypasses-gateway", func(m *mutant) {
			m.gateway()["RouteTableIds"] = []any{ref(m.id("AWS::EC2::RouteTable", "VpcPublic"))}
			m.add("Nat", "AWS::EC2::NatGateway", map[string]any{"SubnetId": ref(m.id("AWS::EC2::Subnet", "VpcPublic"))})
			m.add("NatRoute", "AWS::EC2::Route", map[string]any{
				"RouteTableId": ref(m.id("AWS::EC2::RouteTable", "VpcIsolated")), "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": ref("Nat"),
			})
		}, ""},
		{"missing-dns-name-prefix", func(m *mutant) {
			name := m.output("S3DnsName")
			m.outputs["Url"] = map[string]any{"Value": map[string]any{"Fn::Join": []any{"", []any{"https://", name}}}}
		}, ""},
		{"endpoint-quota", func(m *mutant) {
			for i := range maxInterfaces {
				m.add("Copy"+string(rune('A'+i)), "AWS::EC2::VPCEndpoint", m.link())
			}
		}, ""},
	}
}

// rulesFoundIn are the rules that the mutated template violates, sorted. Applied is false if the mistake cannot be made in it.
func rulesFoundIn(t *testing.T, path string, mutate func(m *mutant)) (ids []string, applied bool) {
	t.Helper()
	m, tmpl := newMutant(t, path)
	defer func() {
		if r := recover(); r != nil && r != any(notThere{}) {
			panic(r)
		}
	}()
	mutate(m)
	a, n := load(t, tmpl, "eu-west-1")
	for _, finding := range Check(a, n) {
		if !slices.Contains(ids, finding.Rule.Id) {
			ids = append(ids, finding.Rule.Id)
		}
	}
	slices.Sort(ids)
	return ids, true
}

func TestMutationsOfTheExample(t *testing.T) {
	for _, test := range mutations() {
		want := []string{test.rule}
		if test.also != "" {
			want = append(want, test.also)
		}
		slices.Sort(want)
		if found, _ := rulesFoundIn(t, examples+"private-s3-access/testdata/both.template.json", test.mutate); !slices.Equal(found, want) {
			t.Errorf("%s: found %v, want %v", test.rule, found, want)
		}
	}
}

// In the other examples a mistake may violate further rules, but never goes unseen.
func TestMutationsOfEveryExample(t *testing.T) {
	templates, err := filepath.Glob(examples + "*/testdata/*.template.json")
	if err != nil || len(templates) < 6 {
		t.Fatalf("%d templates of examples, %v", len(templates), err)
	}
	for _, path := range templates {
		made := 0
		for _, test := range mutations() {
			found, applied := rulesFoundIn(t, path, test.mutate)
			if !applied {
				continue
			}
			made++
			if !slices.Contains(found, test.rule) {
				t.Errorf("%s in %s: found %v", test.rule, path, found)
			}
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if made == 0 && strings.Contains(string(text), "AWS::EC2::VPCEndpoint") {
			t.Errorf("no mistake can be made in %s", path)
		}
	}
}
