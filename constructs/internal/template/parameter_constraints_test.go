package template

import (
	"fmt"
	"strings"
	"testing"
)

func TestParameterConstraints(t *testing.T) {
	for _, test := range []struct{ parameter, value, want string }{
		{`{"Type": "String"}`, "", ""},
		{`{"Type": "String", "AllowedValues": ["a", 1, true]}`, "true", ""},
		{`{"Type": "String", "AllowedValues": ["a", 1, true]}`, "b", `"b" is not one of its AllowedValues; want a, 1, true`},
		{`{"Type": "String", "AllowedPattern": "[a-z]+"}`, "abc", ""},
		{`{"Type": "String", "AllowedPattern": "[a-z]+"}`, "abc1", `"abc1" does not match its AllowedPattern; want [a-z]+`},
		{`{"Type": "String", "AllowedPattern": "a|b"}`, "ab", `"ab" does not match its AllowedPattern; want a|b`},
		{`{"Type": "String", "AllowedPattern": "(?!x)a++"}`, "x", ""},
		{`{"Type": "String", "AllowedPattern": "[a-z&&[^b]]"}`, "b", ""},
		{`{"Type": "String", "AllowedPattern": "[a-c[x-z]]"}`, "m", ""},
		{`{"Type": "String", "MinLength": 2, "MaxLength": "3"}`, "äöü", ""},
		{`{"Type": "String", "MinLength": 2}`, "a", `"a" is below its MinLength; want at least 2 characters`},
		{`{"Type": "String", "MaxLength": "3"}`, "abcd", `"abcd" is above its MaxLength; want at most 3 characters`},
		{`{"Type": "Number", "MinValue": 1, "MaxValue": 28}`, "28.0", ""},
		{`{"Type": "Number"}`, "-1.5e3", ""},
		{`{"Type": "Number"}`, "many", `"many" is not of its Type Number; want an integer or a decimal`},
		{`{"Type": "Number"}`, "Infinity", `"Infinity" is not of its Type Number; want an integer or a decimal`},
		{`{"Type": "Number", "MinValue": "1.5"}`, "1", `"1" is below its MinValue; want at least 1.5`},
		{`{"Type": "Number", "MaxValue": 28}`, "29", `"29" is above its MaxValue; want at most 28`},
		{`{"Type": "AWS::EC2::VPC::Id"}`, "vpc-0123456789abcdef0", ""},
		{`{"Type": "AWS::EC2::VPC::Id"}`, "", ""},
		{`{"Type": "AWS::EC2::VPC::Id"}`, "main", `"main" is not of its Type AWS::EC2::VPC::Id; want an ID that begins with vpc-`},
		{`{"Type": "List<AWS::EC2::Subnet::Id>"}`, "subnet-1, subnet-2", ""},
		{`{"Type": "List<AWS::EC2::Subnet::Id>"}`, "subnet-1,vpc-2", `"vpc-2" is not of its Type AWS::EC2::Subnet::Id; want an ID that begins with subnet-`},
		{`{"Type": "List<Number>"}`, "1, two", `"two" is not of its Type Number; want an integer or a decimal`},
		{`{"Type": "CommaDelimitedList", "AllowedValues": ["a", "b"], "MinLength": 5}`, "a, b", ""},
		{`{"Type": "CommaDelimitedList", "AllowedPattern": "[a-z]"}`, "", ""},
		{`{"Type": "String", "MaxLength": 3}`, " a ", ""},
		{`{"Type": "CommaDelimitedList", "AllowedValues": ["a", "b"]}`, "a,c", `"c" is not one of its AllowedValues; want a, b`},
		{`{"Type": "CommaDelimitedList", "AllowedPattern": "[a-z]"}`, "a,1", `"1" does not match its AllowedPattern; want [a-z]`},
		{`{"Type": "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", "AllowedPattern": "x"}`, "/net/subnets", ""},
		{`{"Type": "String", "NoEcho": true, "AllowedValues": ["a"]}`, "secret", `the value is not one of its AllowedValues; want a`},
	} {
		template := fmt.Sprintf(`{"Parameters": {"P": %s}, "Resources": {}}`, test.parameter)
		_, err := Reader{Parameters: map[string]string{"P": test.value}}.Parse("Net.json", []byte(template))
		got, want := fmt.Sprint(err), "<nil>"
		if test.want != "" {
			want = "parameter P of stack Net: " + test.want
		}
		if got != want {
			t.Errorf("%s = %q: %s, want %s", test.parameter, test.value, got, want)
		}
		// The same value as a default is left out, and reported.
		template = strings.Replace(template, `{"Type"`, fmt.Sprintf(`{"Default": %q, "Type"`, test.value), 1)
		a, err := Reader{Defaults: true}.Parse("Net.json", []byte(template))
		if err != nil {
			t.Fatal(err)
		}
		isUsed := len(a.Assigned) > 0 || strings.Contains(test.parameter, "SSM")
		if isUsed != (test.want == "") || len(a.Gaps) > 0 != (test.want != "") || len(a.Gaps) > 0 && a.Gaps[0].String() != "Net.json: Parameters.P.Default: "+test.want {
			t.Errorf("%s by default %q: assigned %v, gaps %v", test.parameter, test.value, a.Assigned, a.Gaps)
		}
	}
}
