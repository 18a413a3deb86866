package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	const text = `{"Ref": "vpc-0a1b2c3d4e5f60718", "Other": "vpc-0fedcba9876543210", "Subnet": "subnet-0a1b2c3d", "Again": ["vpc-0a1b2c3d4e5f60718"],
		"Attachment": "tgw-attach-0a1b2c3d4e5f60718", "Table": "tgw-rtb-0a1b2c3d4e5f60718", "Service": "vpce-svc-0a1b2c3d4e5f60718",
		"Policy": {"AWS": "arn:aws:iam::111122223333:root", "SourceVpce": "vpce-0a1b2c3d4e5f60718"}, "Owner": "444455556666", "Block": "10.0.0.0/16"}`
	got := masked(text)
	for _, secret := range []string{"0a1b2c3d", "0fedcba9876543210", "111122223333", "444455556666"} {
		if strings.Contains(got, secret) {
			t.Errorf("%s is in %s", secret, got)
		}
	}
	ids := regexp.MustCompile(`vpc-[0-9a-f]{17}`).FindAllString(got, -1)
	if len(ids) != 3 || ids[0] != ids[2] || ids[0] == ids[1] {
		t.Errorf("the VPCs are %q, want the first and the last the same", ids)
	}
	for _, kept := range []string{`"tgw-attach-`, `"tgw-rtb-`, `"vpce-svc-`, `"vpce-0`, "arn:aws:iam::000000000001:root", "10.0.0.0/16"} {
		if !strings.Contains(got, kept) {
			t.Errorf("%s is not in %s", kept, got)
		}
	}
	if masked(text) != got {
		t.Error("masking is not the same each time")
	}
}

func TestSelectedVpcs(t *testing.T) {
	file := filepath.Join(t.TempDir(), "Orders.template.yaml")
	write(t, file, "Resources:\n  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-0a1b2c3d4e5f60718}}\n  T: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-0a1b2c3d}}\n")
	selection, err := selected([]string{"vpc-0000000a"}, false, []string{file})
	if want := []string{"vpc-0000000a", "vpc-0a1b2c3d", "vpc-0a1b2c3d4e5f60718"}; err != nil || !slices.Equal(selection.VpcIds, want) {
		t.Errorf("%q and the error %v, want %q", selection.VpcIds, err, want)
	}
	for _, test := range []struct {
		want string
		args []string
	}{
		{"no VPC; pass --vpc, --all, or templates that refer to VPCs by their IDs", []string{"account"}},
		{"the templates refer to no VPC by its ID; pass --vpc or --all", []string{"account", networkFile}},
		{`--vpc: "main" is not the ID of a VPC`, []string{"account", "--vpc", "main"}},
	} {
		refuses(t, test.want, test.args...)
	}
}
