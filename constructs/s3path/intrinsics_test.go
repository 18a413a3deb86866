package s3path

import (
	"fmt"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// TestIntrinsicsOfAnyForm puts functions with arguments of any form into the sections of a template, with -all each into each. None of them makes
// it unreadable: what does not depend on the value is reported as without it.
func TestIntrinsicsOfAnyForm(t *testing.T) {
	functions := []string{
		"Ref", "Condition", "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::GetStackOutput",
		"Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Length", "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub", "Fn::ToJsonString",
		"Fn::Transform", "Fn::ForEach::Loop", "Fn::Contains", "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::NewFunction",
	}
	arguments := []string{
		`null`, `true`, `0`, `-1`, `1e400`, `""`, `"Private"`, `"Private."`, `".CidrBlock"`, `"${"`, `"${Private.CidrBlock"`, `{}`, `{"Ref": "Private"}`,
		`{"Ref": ["Private"]}`, `{"Fn::Sub": "${Private}"}`, `[]`, `[null]`, `[[]]`, `["Private"]`, `["Private", "CidrBlock", "x"]`, `["Private", {"Ref": "On"}]`,
		`[{"Ref": "On"}, "CidrBlock"]`, `[{"Fn::Join": ["-"]}, {"Fn::Join": []}]`, `["M", "a", "b"]`, `["M", "a", "b", {"DefaultValue": {"Fn::Join": 1}}]`,
		`["M", "a", "b", {"DefaultValue": ["x"]}]`, `["M", "a", "b", "x"]`, `["M", ["a"], {"b": 1}]`, `["N", {"Ref": "On"}, {"R${N}": 1}]`, `["N", ["a"], "x"]`,
		`["Open", {"Ref": "AWS::NoValue"}, ["x"]]`, `["C", 1, 2]`, `[0, {"Fn::GetAZs": {"Ref": ["x"]}}]`, `[99, ["x"]]`, `["x", ["a", {"a": 1}]]`, `["", "x"]`,
		`["10.0.0.0/99", 2, 8]`, `["10.1.0.0/16", 9999999, 8]`, `["10.1.0.0/16", {"Ref": "On"}, -1]`, `["${A}", {"A": {"Fn::Join": 1}}]`, `["${A}", []]`,
		`{"Name": "AWS::Include", "Parameters": []}`, `{"StackName": 1, "OutputName": []}`, `{"StackName": "Self"}`,
	}
	const template = `{"Parameters": {"On": {"Type": "String"}%s}, "Rules": {"Rule": {"Assertions": [{"Assert": %s}]}},
		"Mappings": {"M": {"a": {"b": %s}}}, "Conditions": {"C": %s, "Open": {"Fn::Equals": [{"Ref": "On"}, "yes"]}},
		"Resources": {` + experiment + gateway + `, "Bucket": {"Type": "AWS::S3::Bucket"%s, "Properties": {"BucketName": %[6]s, "Tags": [{"Value": {"Fn::FindInMap": ["M", "a", "b"]}}]}},
			"Other": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": %[6]s}}},
		"Outputs": {"Name": {"Value": %[7]s}%[8]s}}`
	outer := func(section, value string) string { return `, "` + section + `": ` + value }
	for _, function := range functions {
		for _, argument := range arguments {
			value := fmt.Sprintf(`{%q: %s}`, function, argument)
			for place, text := range map[string]string{
				"Rules":      fmt.Sprintf(template, "", value, `1`, `true`, "", `"b"`, `"o"`, ""),
				"Mappings":   fmt.Sprintf(template, "", `1`, value, `true`, "", `"b"`, `"o"`, ""),
				"Conditions": fmt.Sprintf(template, "", `1`, `1`, value, "", `"b"`, `"o"`, ""),
				"Condition":  fmt.Sprintf(template, "", `1`, `1`, `true`, outer("Condition", value), `"b"`, `"o"`, ""),
				"DependsOn":  fmt.Sprintf(template, "", `1`, `1`, `true`, outer("DependsOn", value), `"b"`, `"o"`, ""),
				"Metadata":   fmt.Sprintf(template, "", `1`, `1`, `true`, outer("Metadata", value), `"b"`, `"o"`, ""),
				"Properties": fmt.Sprintf(template, "", `1`, `1`, `true`, "", value, `"o"`, ""),
				"Outputs":    fmt.Sprintf(template, "", `1`, `1`, `true`, "", `"b"`, value, outer("Other", value)),
				"Parameters": fmt.Sprintf(template, outer("Other", fmt.Sprintf(`{"Type": %s, "Default": %s}, "More": %s`, value, value, value)), `1`, `1`, `true`, "", `"b"`, `"o"`, ""),
			} {
				where := fmt.Sprintf("%s in %s", value, place)
				if !templatetest.InSample(where, 32) {
					continue
				}
				report, err := Analyze([]byte(text), Options{})
				if err != nil {
					t.Errorf("%s: %v", where, err)
					continue
				}
				if row := find(t, report, inPrivate, UsualName); row.Reachable != Yes || row.Path != Gateway {
					t.Errorf("%s: %s by %s: %s", where, row.Reachable, row.Path, row.Reason)
				}
				for _, gap := range report.Gaps {
					if gap.File != "template" || gap.HidesSubnets || !strings.HasPrefix(gap.Place, strings.TrimSuffix(place, "s")) && !strings.HasPrefix(gap.Place, "Resources.Bucket.") && !strings.HasPrefix(gap.Place, "Resources.Other.") {
						t.Errorf("%s: gap %+v", where, gap)
					}
				}
			}
		}
	}
}
