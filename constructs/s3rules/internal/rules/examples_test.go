package rules

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

const examples = "../../../../examples/"

// example is an example's template, in which a rule's test makes the mistake.
type example struct {
	template, outputs, resources map[string]any
}

// inapplicable is what a test panics with if an example has no resource in which the mistake could be made.
type inapplicable struct{}

func readExample(t *testing.T, path string) *example {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := object(t, string(data))
	outputs, _ := tmpl["Outputs"].(map[string]any)
	return &example{tmpl, outputs, tmpl["Resources"].(map[string]any)}
}

// find returns the first resource of a type that a function accepts.
func (e *example) find(resourceType string, accepts func(id string, properties map[string]any) bool) (id string) {
	for _, id := range slices.Sorted(maps.Keys(e.resources)) {
		r := e.resources[id].(map[string]any)
		properties, _ := r["Properties"].(map[string]any)
		if r["Type"] == resourceType && accepts(id, properties) {
			return id
		}
	}
	panic(inapplicable{})
}

// region returns the Region that an endpoint's service name has, or else eu-west-1.
func (e *example) region() string {
	for _, resource := range e.resources {
		properties, _ := resource.(map[string]any)["Properties"].(map[string]any)
		name, _ := properties["ServiceName"].(string)
		if _, regional, ok := strings.Cut(name, "com.amazonaws."); ok {
			region, _, _ := strings.Cut(regional, ".")
			return region
		}
	}
	return "eu-west-1"
}

// id returns the first resource of a type whose logical id begins with a prefix.
func (e *example) id(resourceType, prefix string) string {
	return e.find(resourceType, func(id string, _ map[string]any) bool { return strings.HasPrefix(id, prefix) })
}

// endpointId returns the S3 endpoint of a type.
func (e *example) endpointId(endpointType string) string {
	return e.find("AWS::EC2::VPCEndpoint", func(_ string, properties map[string]any) bool {
		name, _ := json.Marshal(properties["ServiceName"])
		return properties["VpcEndpointType"] == endpointType && strings.Contains(string(name), `.s3"`)
	})
}

func (e *example) propertiesOf(id string) map[string]any {
	return e.resources[id].(map[string]any)["Properties"].(map[string]any)
}

func (e *example) properties(resourceType, prefix string) map[string]any {
	return e.propertiesOf(e.id(resourceType, prefix))
}

func (e *example) gatewayEndpoint() map[string]any { return e.propertiesOf(e.endpointId("Gateway")) }

func (e *example) interfaceEndpoint() map[string]any {
	return e.propertiesOf(e.endpointId("Interface"))
}

func (e *example) securityGroup() map[string]any {
	return e.properties("AWS::EC2::SecurityGroup", "S3")
}
func (e *example) vpc() map[string]any { return e.properties("AWS::EC2::VPC", "Vpc") }
func (e *example) isolatedSubnet() map[string]any {
	return ref(e.id("AWS::EC2::Subnet", "VpcIsolated"))
}

func (e *example) output(name string) any {
	output, ok := e.outputs[name].(map[string]any)
	if !ok {
		panic(inapplicable{})
	}
	return output["Value"]
}

func (e *example) add(id, resourceType string, properties map[string]any) {
	e.resources[id] = map[string]any{"Type": resourceType, "Properties": properties}
}

// addAcl adds a network ACL of the isolated subnets, with entries that allow all addresses.
func (e *example) addAcl(entries ...map[string]any) {
	e.add("Acl", "AWS::EC2::NetworkAcl", map[string]any{"VpcId": ref(e.id("AWS::EC2::VPC", "Vpc"))})
	for _, id := range slices.Sorted(maps.Keys(e.resources)) {
		if e.resources[id].(map[string]any)["Type"] == "AWS::EC2::Subnet" && strings.HasPrefix(id, "VpcIsolated") {
			e.add("AclOf"+id, "AWS::EC2::SubnetNetworkAclAssociation", map[string]any{"SubnetId": ref(id), "NetworkAclId": ref("Acl")})
		}
	}
	for i, entry := range entries {
		entry["NetworkAclId"], entry["RuleNumber"], entry["RuleAction"], entry["CidrBlock"] = ref("Acl"), 100+i, "allow", "0.0.0.0/0"
		e.add("Entry"+string(rune('A'+i)), "AWS::EC2::NetworkAclEntry", entry)
	}
}

// addFunction adds a function in an isolated subnet, whose security group has the egress rules.
func (e *example) addFunction(egress ...any) map[string]any {
	e.add("Own", "AWS::EC2::SecurityGroup", map[string]any{"VpcId": ref(e.id("AWS::EC2::VPC", "Vpc")), "SecurityGroupEgress": egress})
	e.add("Function", "AWS::Lambda::Function", map[string]any{"VpcConfig": map[string]any{
		"SubnetIds": []any{e.isolatedSubnet()}, "SecurityGroupIds": []any{ref("Own")},
	}})
	return e.propertiesOf("Function")
}

// denyOutside has the bucket policy deny an action to requests that come through none of the endpoints.
func (e *example) denyOutside(action string, endpoints ...any) {
	policy := e.properties("AWS::S3::BucketPolicy", "BucketPolicy")["PolicyDocument"].(map[string]any)
	bucket := map[string]any{"Fn::GetAtt": []any{e.id("AWS::S3::Bucket", "Bucket"), "Arn"}}
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

// foundIn returns the ids of the rules that an example violates after a mistake was made in it, sorted. Applied is false if
// the mistake cannot be made in it.
func foundIn(t *testing.T, path string, makeMistake func(e *example)) (ids []string, applied bool) {
	t.Helper()
	e := readExample(t, path)
	defer func() {
		if r := recover(); r != nil && r != any(inapplicable{}) {
			panic(r)
		}
	}()
	region := e.region()
	makeMistake(e)
	for _, finding := range Check(load(t, e.template, region)) {
		if !slices.Contains(ids, finding.Rule.Id) {
			ids = append(ids, finding.Rule.Id)
		}
	}
	slices.Sort(ids)
	return ids, true
}

// Each mistake, made in the example, is found by its rule, and by no other that has nothing to do with it.
func TestMistakesInTheExample(t *testing.T) {
	for _, test := range ruleTests {
		want := []string{test.rule}
		if test.also != "" {
			want = append(want, test.also)
		}
		slices.Sort(want)
		if found, _ := foundIn(t, examples+"private-s3-access/testdata/both.template.json", test.inExample); !slices.Equal(found, want) {
			t.Errorf("%s: found %v, want %v", test.rule, found, want)
		}
	}
}

// In the other examples, a mistake may violate further rules, but is always found.
func TestMistakesInEveryExample(t *testing.T) {
	paths, err := filepath.Glob(examples + "*/testdata/*.template.json")
	if err != nil || len(paths) < 6 {
		t.Fatalf("%d templates of examples, %v", len(paths), err)
	}
	for _, path := range paths {
		if !templatetest.InSample(path, 4) {
			continue
		}
		made := 0
		for _, test := range ruleTests {
			found, applied := foundIn(t, path, test.inExample)
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
