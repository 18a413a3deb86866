package s3path

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// hidings are the ways to hide a resource of a template: each returns a template with what is left.
var hidings = map[string]func(resources map[string]any, id string) map[string]any{
	"loop": func(resources map[string]any, id string) map[string]any {
		body := resources[id]
		resources["Fn::ForEach::Hidden"] = []any{"Name", []any{"A", "B"}, map[string]any{id + "${Name}": body}}
		return withoutReferences(resources, id, map[string]any{"Fn::Sub": id + "A"})
	},
	"macro": func(resources map[string]any, id string) map[string]any {
		resources["Fn::Transform"] = map[string]any{"Name": "Hide"}
		return withoutReferences(resources, id, map[string]any{"Fn::Transform": map[string]any{"Name": "Hide"}})
	},
	"nested stack": func(resources map[string]any, id string) map[string]any {
		parameters := map[string]any{}
		for i, reference := range referencesIn(resources[id]) {
			parameters[fmt.Sprint("P", i)] = reference
		}
		resources["HiddenStack"] = map[string]any{"Type": "AWS::CloudFormation::Stack", "Properties": map[string]any{
			"TemplateURL": "https://example.com/hidden.json", "Parameters": parameters,
		}}
		return withoutReferences(resources, id, map[string]any{"Fn::GetAtt": []any{"HiddenStack", "Outputs." + id}})
	},
	"parameter": func(resources map[string]any, id string) map[string]any {
		resource := resources[id].(map[string]any)
		properties, _ := resource["Properties"].(map[string]any)
		hidden := map[string]any{}
		for name := range properties {
			hidden[name] = map[string]any{"Fn::If": []any{"Open", properties[name], map[string]any{"Ref": "On"}}}
		}
		resources[id] = map[string]any{"Type": resource["Type"], "Properties": hidden}
		return resources
	},
	"condition": func(resources map[string]any, id string) map[string]any {
		resource := maps.Clone(resources[id].(map[string]any))
		resource["Condition"] = "Open"
		resources[id] = resource
		return resources
	},
	"custom resource": func(resources map[string]any, id string) map[string]any {
		resource := resources[id].(map[string]any)
		switch resource["Type"] {
		case "AWS::EC2::Route", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::NetworkAclEntry":
		default:
			return nil // see isOfHandedOut
		}
		resources["HiddenCustom"] = map[string]any{"Type": "Custom::Hidden", "Properties": resource["Properties"]}
		return withoutReferences(resources, id, nil)
	},
}

// referencesIn returns the calls of Ref and Fn::GetAtt in a value.
func referencesIn(v any) []any {
	var list []any
	switch v := v.(type) {
	case map[string]any:
		if name, ok := v["Ref"].(string); ok && !strings.HasPrefix(name, "AWS::") {
			return []any{v}
		}
		if _, ok := v["Fn::GetAtt"]; ok {
			return []any{v}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			list = append(list, referencesIn(v[key])...)
		}
	case []any:
		for _, element := range v {
			list = append(list, referencesIn(element)...)
		}
	}
	return list
}

// withoutReferences deletes a resource, and puts something else in the place of references to it.
func withoutReferences(resources map[string]any, id string, by any) map[string]any {
	delete(resources, id)
	var replace func(v any) any
	replace = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			if v["Ref"] == id {
				return by
			}
			if att, ok := v["Fn::GetAtt"].([]any); ok && att[0] == id {
				return by
			}
			copied := map[string]any{}
			for key, value := range v {
				copied[key] = replace(value)
			}
			return copied
		case []any:
			copied := make([]any, len(v))
			for i := range v {
				copied[i] = replace(v[i])
			}
			return copied
		}
		return v
	}
	return replace(resources).(map[string]any)
}

// hidable are templates with definite answers.
func hidable(t *testing.T) map[string]string {
	t.Helper()
	templates := map[string]string{
		"gateway and interface": experiment + gateway + linked,
		"NAT":                   experiment + nat,
		"peering":               experiment + peering + linked,
		"transit gateway":       experiment + transit + linked,
		"VPN":                   experiment + vpn + linked + gateway,
		"network ACL":           experiment + gateway + linked + acl + aclOut + aclIn,
		"own transit tables":    experiment + transit + linked + transitTables,
		"private zone":          experiment + linked + privateZone,
		"blocked":               experiment + nat + `, "Bpa": {"Type": "AWS::EC2::VPCBlockPublicAccessOptions", "Properties": {"InternetGatewayBlockMode": "block-bidirectional"}}`,
		"regional NAT":          experiment + replace(t, nat, `{"SubnetId": {"Ref": "Public"}}`, `{"AvailabilityMode": "regional", "VpcId": {"Ref": "Vpc"}}`),
	}
	for _, name := range []string{"ExperimentBoth", "NatInterface", "Peered", "NatGateway", "NatNone"} {
		data, err := os.ReadFile("testdata/" + name + ".template.json")
		if err != nil {
			t.Fatal(err)
		}
		var parsed struct{ Resources json.RawMessage }
		if err := json.Unmarshal(data, &parsed); err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSpace(string(parsed.Resources))
		templates[name] = text[1 : len(text)-1]
	}
	return templates
}

const (
	transitTables = `,
	"TgwTable": {"Type": "AWS::EC2::TransitGatewayRouteTable", "Properties": {"TransitGatewayId": {"Ref": "Tgw"}}},
	"HereUses": {"Type": "AWS::EC2::TransitGatewayRouteTableAssociation", "Properties": {"TransitGatewayAttachmentId": {"Ref": "Here"}, "TransitGatewayRouteTableId": {"Ref": "TgwTable"}}},
	"ThereUses": {"Type": "AWS::EC2::TransitGatewayRouteTableAssociation", "Properties": {"TransitGatewayAttachmentId": {"Ref": "There"}, "TransitGatewayRouteTableId": {"Ref": "TgwTable"}}},
	"ToHere": {"Type": "AWS::EC2::TransitGatewayRoute", "Properties": {"TransitGatewayRouteTableId": {"Ref": "TgwTable"}, "DestinationCidrBlock": "10.1.0.0/16", "TransitGatewayAttachmentId": {"Ref": "Here"}}},
	"ToThere": {"Type": "AWS::EC2::TransitGatewayRouteTablePropagation", "Properties": {"TransitGatewayRouteTableId": {"Ref": "TgwTable"}, "TransitGatewayAttachmentId": {"Ref": "There"}}}`
	privateZone = `,
	"Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "s3.eu-west-1.amazonaws.com", "VPCs": [{"VPCId": {"Ref": "Vpc"}, "VPCRegion": "eu-west-1"}]}},
	"Record": {"Type": "AWS::Route53::RecordSet", "Properties": {"HostedZoneId": {"Ref": "Zone"}, "Name": "*.s3.eu-west-1.amazonaws.com", "Type": "A", "AliasTarget": {
		"HostedZoneId": "Z1", "DNSName": {"Fn::Select": [1, {"Fn::Split": [":", {"Fn::Select": [0, {"Fn::GetAtt": ["Link", "DnsEntries"]}]}]}]}}}}`
)

// rowKey identifies the rows of one report in another.
func rowKey(row Row) string {
	return strings.Join([]string{row.Client.Name, row.Client.Cidr, string(row.Name), row.Endpoint}, " ")
}

// TestHiding hides each resource of a network. An answer may become unknown, never another definite one; and what Forbid
// refused it goes on refusing.
func TestHiding(t *testing.T) {
	hidden, definite, kept := 0, 0, 0
	for name, resources := range hidable(t) {
		before := analyze(t, resources, Options{})
		rows := map[string]Row{}
		for _, row := range before.Rows() {
			rows[rowKey(row)] = row
		}
		var all map[string]any
		if err := json.Unmarshal([]byte("{"+resources+"}"), &all); err != nil {
			t.Fatal(err)
		}
		for id, resource := range all {
			kind, _ := resource.(map[string]any)["Type"].(string)
			if !strings.HasPrefix(kind, "AWS::EC2::") && !strings.HasPrefix(kind, "AWS::Route53::") {
				continue
			}
			for way, hide := range hidings {
				left := hide(maps.Clone(all), id)
				if left == nil {
					continue
				}
				data, err := json.Marshal(left)
				if err != nil {
					t.Fatal(err)
				}
				hidden++
				after := analyze(t, strings.TrimSuffix(strings.TrimPrefix(string(data), "{"), "}"), Options{})
				where := fmt.Sprintf("%s: %s behind a %s", name, id, way)
				for _, row := range after.Rows() {
					was, ok := rows[rowKey(row)]
					if !ok {
						continue
					}
					definite++
					if row.Reachable != Unknown && was.Reachable != row.Reachable {
						t.Errorf("%s: %s\n\twas %s by %s: %s\n\tis  %s by %s: %s", where, rowKey(row), was.Reachable, was.Path, was.Reason, row.Reachable, row.Path, row.Reason)
					}
					if row.Path != UnknownPath && was.Path != row.Path {
						t.Errorf("%s: %s\n\twas by %s: %s\n\tis by %s: %s", where, rowKey(row), was.Path, was.Reason, row.Path, row.Reason)
					}
					if row.Reachable == was.Reachable {
						kept++
					}
				}
				for _, path := range Paths() {
					if path == None || path == UnknownPath {
						continue
					}
					if refused := before.Forbid(path); refused != nil && after.Forbid(path) == nil {
						t.Errorf("%s: %s was refused and is not: %v\n%s", where, path, refused, after)
					}
				}
			}
		}
	}
	t.Logf("%d hidings, %d answers, %d stay as they are", hidden, definite, kept)
	if kept*3 < definite {
		t.Errorf("of %d answers, %d stay as they are: too much is unknown", definite, kept)
	}
}
