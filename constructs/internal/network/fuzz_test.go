package network

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// FuzzNew builds a model of any template. No input may make it panic, and nothing may be unknown without a cause.
func FuzzNew(f *testing.F) {
	files, err := filepath.Glob("../template/testdata/*/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, resources := range []string{
		transit, endpointAndZone,
		`"R": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{"IpProtocol": {"Ref": "P"}, "CidrIp": "10.0.0.0"}]}}`,
		`"R": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Fn::GetAtt": ["V", "DefaultNetworkAcl"]}, "RuleNumber": "x", "PortRange": []}}`,
		`"R": {"Type": "AWS::EC2::VPNGatewayRoutePropagation", "Properties": {"RouteTableIds": {"Ref": "P"}}}`,
	} {
		f.Add([]byte(`{"Parameters": {"P": {"Type": "String"}}, "Resources": {` + resources + `}}`))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := template.Parse("fuzz.template.json", data)
		if err != nil {
			return
		}
		findUnexplained(t, reflect.ValueOf(New(a, nil)), "Network", map[any]bool{})
	})
}

// findUnexplained looks for facts, lists and blocks that are unknown without a cause.
func findUnexplained(t *testing.T, v reflect.Value, path string, seen map[any]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || seen[v.Interface()] {
			return
		}
		seen[v.Interface()] = true
		if _, ok := v.Interface().(*template.Resource); !ok {
			findUnexplained(t, v.Elem(), path, seen)
		}
	case reflect.Slice:
		for i := range v.Len() {
			findUnexplained(t, v.Index(i), path, seen)
		}
	case reflect.Struct:
		if c, ok := v.Interface().(Cidr); ok && c.State() == Unknown && c.Cause == nil {
			t.Errorf("%s: the block %s is unknown without a cause", path, c)
		}
		if state := v.FieldByName("State"); state.IsValid() && state.Uint() == uint64(Unknown) && v.FieldByName("Cause").IsNil() {
			t.Errorf("%s is unknown without a cause", path)
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				findUnexplained(t, v.Field(i), path+"."+field.Name, seen)
			}
		}
	}
}
