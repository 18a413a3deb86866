package template

import (
	"fmt"
	"strings"
	"testing"
)

// value resolves one expression in a template that has something of everything to refer to.
func value(t *testing.T, expression string) Value {
	t.Helper()
	a, err := Parse("Net.template.json", []byte(fmt.Sprintf(`{
	"Parameters": {
		"Env": {"Type": "String", "Default": "prod"},
		"Zones": {"Type": "CommaDelimitedList", "Default": "a, b"},
		"VpcId": {"Type": "AWS::EC2::VPC::Id"},
		"SubnetIds": {"Type": "List<AWS::EC2::Subnet::Id>"},
		"Looked": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/vpc/id"},
		"LookedList": {"Type": "AWS::SSM::Parameter::Value<CommaDelimitedList>", "Default": "/subnet/ids"},
		"Tracing": {"Type": "Number", "Default": 7},
		"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version"}
	},
	"Mappings": {"Cidrs": {"prod": {"stage": "prod", "vpc": "10.1.0.0/16", "all": ["10.1.0.0/16", "10.2.0.0/16"]}}},
	"Conditions": {
		"Prod": {"Fn::Equals": [{"Fn::FindInMap": ["Cidrs", "prod", "stage"]}, "prod"]},
		"Preset": {"Fn::Equals": [{"Ref": "Env"}, "prod"]},
		"Test": {"Fn::Not": [{"Condition": "Prod"}]},
		"Both": {"Fn::And": [{"Condition": "Prod"}, {"Condition": "Test"}]},
		"Either": {"Fn::Or": [{"Condition": "Prod"}, {"Condition": "Given"}]},
		"Given": {"Fn::Equals": [{"Ref": "VpcId"}, ""]},
		"Loop": {"Fn::Not": [{"Condition": "Loop"}]}
	},
	"Resources": {
		"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
		"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {
			"VpcId": {"Ref": "Vpc"}, "CidrBlock": {"Fn::Select": [1, {"Fn::Cidr": [{"Fn::GetAtt": ["Vpc", "CidrBlock"]}, 4, 8]}]},
			"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}},
		"Ring": {"Type": "AWS::EC2::Subnet", "Properties": {"CidrBlock": {"Fn::GetAtt": "Ring.CidrBlock"}}},
		"Probe": {"Type": "Custom::Probe", "Properties": {"It": %s}}
	}}`, expression)))
	if err != nil {
		t.Fatal(err)
	}
	return a.Stacks[0].Resource("Probe").Property("It")
}

func TestResolve(t *testing.T) {
	for _, test := range []struct{ expression, want, reason string }{
		{`"plain"`, "plain", "a literal is itself"},
		{`443`, "443", "numbers keep the form they were written in"},
		{`true`, "true", "booleans are texts, as CloudFormation takes them"},
		{`null`, "absent", "null is left out"},
		{`{"Ref": "AWS::NoValue"}`, "absent", "the CDK's way to leave a property out"},
		{`["a", {"Ref": "AWS::NoValue"}]`, "[a]", "and an element of a list"},
		{`{"Ref": "Vpc"}`, "${Vpc}", "an id is known by its resource"},
		{`{"Fn::GetAtt": ["Vpc", "VpcId"]}`, "${Vpc}", "the attribute that is the id is the same id"},
		{`{"Fn::GetAtt": "Vpc.CidrBlock"}`, "10.1.0.0/16", "an attribute that repeats a property has its value"},
		{`{"Fn::GetAtt": ["Subnet", "CidrBlock"]}`, "10.1.1.0/24", "also where the property is computed"},
		{`{"Fn::GetAtt": ["Subnet", "VpcId"]}`, "${Vpc}", "or a reference itself"},
		{`{"Fn::GetAtt": ["Ring", "CidrBlock"]}`, "${Ring.CidrBlock}", "a property that is its own attribute"},
		{`{"Fn::GetAtt": ["Vpc", "DefaultSecurityGroup"]}`, "${Vpc.DefaultSecurityGroup}", "other attributes are tokens"},
		{`{"Ref": "Missing"}`, "${Missing}", "a transform may add it"},
		{`{"Ref": "Env"}`, "${Env}", "the deploy can give another value than the default"},
		{`{"Ref": "Tracing"}`, "${Tracing}", "of a number too"},
		{`{"Ref": "Zones"}`, "${Zones[]}", "and a list of another length"},
		{`{"Ref": "BootstrapVersion"}`, "${/cdk-bootstrap/hnb659fds/version}", "the CDK's own parameter"},
		{`{"Ref": "VpcId"}`, "${VpcId}", "a parameter without default is known by its name"},
		{`{"Ref": "SubnetIds"}`, "${SubnetIds[]}", "and a list by that it is one"},
		{`{"Fn::Select": [1, {"Ref": "SubnetIds"}]}`, "${SubnetIds[][1]}", "so are its elements"},
		{`{"Ref": "Looked"}`, "${/vpc/id}", "the default of an SSM parameter is its name"},
		{`{"Ref": "LookedList"}`, "${/subnet/ids[]}", "which may have a list"},
		{`{"Ref": "AWS::Region"}`, "${AWS::Region}", "a lone template has no Region"},
		{`{"Ref": "AWS::StackName"}`, "${AWS::StackName}", "nor a name"},
		{`{"Ref": "AWS::NotificationARNs"}`, "unknown", "a list that the deploy gives"},
		{`{"Fn::Join": [".", ["com", "amazonaws", {"Ref": "AWS::Region"}, "s3"]]}`, "com.amazonaws.${AWS::Region}.s3", "how the CDK writes a service name"},
		{`{"Fn::Join": ["", ["a", "b"]]}`, "ab", "joined literals are a literal"},
		{`{"Fn::Join": ["", [{"a": 1}]]}`, "unknown", "an object cannot be joined"},
		{`{"Fn::Join": [",", {"Fn::FindInMap": ["Cidrs", "prod", "all"]}]}`, "10.1.0.0/16,10.2.0.0/16", "a list of a mapping can"},
		{`{"Fn::Select": ["1", ["a", "b"]]}`, "b", "the index may be a string"},
		{`{"Fn::Select": [2, ["a", "b"]]}`, "unknown", "past the end"},
		{`{"Fn::Select": [1, [{"Fn::If": ["Given", "a", {"Ref": "AWS::NoValue"}]}, "b", "c"]]}`, "unknown", "an element before it may be left out"},
		{`{"Fn::Select": [0, ["b", {"Fn::If": ["Given", "a", {"Ref": "AWS::NoValue"}]}]]}`, "b", "one behind it does not matter"},
		{`{"Fn::Select": [0, {"Fn::GetAZs": ""}]}`, "${AWS::AvailabilityZones[0]}", "the first zone, whichever it is"},
		{`{"Fn::Split": ["|", {"Fn::Join": ["|", [{"Ref": "Vpc"}, {"Ref": "Subnet"}]]}]}`, "[${Vpc}, ${Subnet}]", "how the CDK exports lists"},
		{`{"Fn::Split": ["|", {"Ref": "Probe"}]}`, "${Probe.Split(\"|\")}", "the Ref of many types is more than an id"},
		{`{"Fn::Select": [1, {"Fn::Split": [",", {"Fn::ImportValue": "Ids"}]}]}`, "${Ids.Split(\",\")[1]}", "how the CDK imports lists from elsewhere"},
		{`{"Fn::Split": [",", {"Fn::Sub": "a,${VpcId}"}]}`, "unknown", "what a parameter brings may have the delimiter"},
		{`{"Fn::Split": ["-", {"Ref": "Vpc"}]}`, "${Vpc.Split(\"-\")}", "what is cut out of an id is known by the cut"},
		{`{"Fn::Split": ["-", {"Fn::Sub": "a-${Vpc}"}]}`, "unknown", "an id may have the delimiter"},
		{`{"Fn::Select": [1, {"Fn::Split": [":", {"Fn::Select": [0, {"Fn::GetAtt": ["Endpoint", "DnsEntries"]}]}]}]}`, "${Endpoint.DnsEntries[0].Split(\":\")[1]}", "an endpoint's DNS name"},
		{`{"Fn::Join": [",", {"Fn::GetAtt": ["Firewall", "EndpointIds"]}]}`, "${Firewall.EndpointIds.Join(\",\")}", "a list that the deploy makes is known by its join"},
		{`{"Fn::Join": [",", {"Ref": "SubnetIds"}]}`, "unknown", "a list parameter may have any length"},
		{`{"Fn::Sub": "x-${Env}-${AWS::Region}-${Vpc.CidrBlock}-${!Literal}"}`, "x-${Env}-${AWS::Region}-10.1.0.0/16-${Literal}", "the short form"},
		{`{"Fn::Sub": ["${A}${Env}", {"A": {"Ref": "Vpc"}}]}`, "${Vpc}${Env}", "the long form"},
		{`{"Fn::Sub": "open ${Env"}`, "open ${Env", "no closing brace"},
		{`{"Fn::FindInMap": ["Cidrs", "prod", "vpc"]}`, "10.1.0.0/16", "a look-up"},
		{`{"Fn::FindInMap": ["Cidrs", "prod", "all"]}`, "[10.1.0.0/16, 10.2.0.0/16]", "that gives a list"},
		{`{"Fn::FindInMap": ["Cidrs", {"Ref": "Env"}, "vpc"]}`, "unknown", "by a parameter, whatever its default"},
		{`{"Fn::FindInMap": ["Cidrs", {"Ref": "AWS::Region"}, "vpc"]}`, "unknown", "by a key that the deploy gives"},
		{`{"Fn::FindInMap": ["Cidrs", "test", "vpc", {"DefaultValue": "none"}]}`, "none", "with a fallback"},
		{`{"Fn::If": ["Prod", "yes", "no"]}`, "yes", "a condition that holds"},
		{`{"Fn::If": ["Test", "yes", "no"]}`, "no", "that does not"},
		{`{"Fn::If": ["Both", "yes", "no"]}`, "no", "that holds in part"},
		{`{"Fn::If": ["Either", "yes", "no"]}`, "yes", "that holds whatever the other part"},
		{`{"Fn::If": ["Preset", "yes", "no"]}`, "${Preset[yes|no]}", "that a parameter with a default decides"},
		{`{"Fn::If": ["Given", "yes", "no"]}`, "${Given[yes|no]}", "that a parameter decides"},
		{`{"Fn::If": ["Given", "yes", {"Ref": "AWS::NoValue"}]}`, "unknown", "that decides whether there is a value"},
		{`{"Fn::Join": ["", [{"Fn::If": ["Given", "cn.", ""]}, "com.amazonaws"]]}`, "${Given[cn.|]}com.amazonaws", "that decides a part"},
		{`{"Fn::If": ["Given", "same", "same"]}`, "same", "that does not matter"},
		{`{"Fn::If": ["Loop", "yes", ["no"]]}`, "unknown", "that is its own opposite"},
		{`{"Fn::ImportValue": "shared:Vpc"}`, "${shared:Vpc}", "an export of another app is known by its name"},
		{`{"Fn::GetStackOutput": {"StackName": "Shared", "OutputName": "Vpc"}}`, "${Shared.Vpc.${AWS::Region}}", "so is its output"},
		{`{"Fn::Cidr": ["2001:db8::/56", 2, 64]}`, "[2001:db8::/64, 2001:db8:0:1::/64]", "IPv6 blocks"},
		{`{"Fn::Cidr": ["10.0.0.0/24", 3, 7]}`, "unknown", "more blocks than fit"},
		{`{"Fn::Transform": {"Name": "Mine"}}`, "unknown", "what a macro gives"},
		{`{"Fn::Base64": {"Fn::Sub": "aws s3 ls ${Vpc}"}}`, "aws s3 ls ${Vpc}", "user data, which is decoded where it is used"},
		{`{"Fn::ToJsonString": "x"}`, "unknown", "a function that no network property uses"},
		{`{"Condition": {"StringEquals": 1}}`, "{Condition: {StringEquals: 1}}", "a policy's condition is none of the template's"},
	} {
		if got := value(t, test.expression).String(); got != test.want {
			t.Errorf("%s = %s, want %s: %s", test.expression, got, test.want, test.reason)
		}
	}
}

func TestEqualKeepsUnknownApartFromDifferent(t *testing.T) {
	for _, test := range []struct {
		a, b   string
		want   Truth
		reason string
	}{
		{`"a"`, `"a"`, True, "literals"},
		{`443`, `"443"`, True, "a number and its text deploy the same"},
		{`"a"`, `"b"`, False, "literals"},
		{`"a"`, `["a"]`, False, "a text is no list"},
		{`{"Ref": "Vpc"}`, `{"Fn::GetAtt": ["Vpc", "VpcId"]}`, True, "one resource"},
		{`{"Ref": "Vpc"}`, `{"Ref": "Subnet"}`, Undecided, "two tokens may be deployed as one text"},
		{`{"Ref": "Vpc"}`, `"vpc-1"`, Undecided, "a token may be deployed as this text"},
		{`"{{resolve:ssm:/vpc}}"`, `"vpc-1"`, Undecided, "so may a dynamic reference"},
		{`{"Fn::Select": [0, {"Fn::GetAZs": ""}]}`, `{"Fn::Select": ["0", {"Fn::GetAZs": {"Ref": "AWS::Region"}}]}`, True, "one zone"},
		{`{"Fn::Select": [0, {"Fn::GetAZs": ""}]}`, `{"Fn::Select": [1, {"Fn::GetAZs": ""}]}`, False, "two zones of a Region"},
		{`{"Fn::Transform": 1}`, `{"Fn::Transform": 1}`, Undecided, "unknowns"},
		{`{"a": "x"}`, `{"a": "x", "b": {"Ref": "AWS::NoValue"}}`, True, "an absent field"},
		{`["a", {"Ref": "Vpc"}]`, `["b", {"Ref": "Subnet"}]`, False, "one element decides"},
		{`["a"]`, `{"Ref": "SubnetIds"}`, Undecided, "a list of any length"},
		{`["a", {"Fn::If": ["Given", "b", {"Ref": "AWS::NoValue"}]}]`, `["a"]`, Undecided, "a list that may be shorter"},
		{`{"a": "x", "b": {"Fn::If": ["Given", "b", {"Ref": "AWS::NoValue"}]}}`, `{"a": "x"}`, Undecided, "a field that may be left out"},
		{`{"Fn::If": ["Given", "a|b", "c"]}`, `{"Fn::If": ["Given", "a|b", "c"]}`, True, "one choice"},
		{`{"Fn::If": ["Given", "a|b", "c"]}`, `{"Fn::If": ["Given", "a", "b|c"]}`, Undecided, "two choices"},
	} {
		if got := value(t, test.a).Equal(value(t, test.b)); got != test.want {
			t.Errorf("%s equal %s: %s, want %s: %s", test.a, test.b, got, test.want, test.reason)
		}
	}
}

func TestListsOfUnknownLengthAreNotLists(t *testing.T) {
	for _, test := range []struct {
		expression string
		want       bool
		reason     string
	}{
		{`["subnet-1"]`, true, "a list"},
		{`"subnet-1"`, true, "CloudFormation takes a lone text for a list of one"},
		{`{"Ref": "Vpc"}`, true, "so it does an id"},
		{`{"Ref": "SubnetIds"}`, false, "a parameter of any length"},
		{`{"Fn::GetAtt": ["Endpoint", "DnsEntries"]}`, false, "an attribute of any length"},
		{`{"Fn::Split": [",", {"Fn::ImportValue": "Ids"}]}`, false, "an import of any length"},
	} {
		if _, got := value(t, test.expression).List(); got != test.want {
			t.Errorf("%s is a list: %t, want %t: %s", test.expression, got, test.want, test.reason)
		}
	}
}

func TestJoinsThatAreTooLongAreUnknown(t *testing.T) {
	half := strings.Repeat("x", maxText/2)
	for _, test := range []struct {
		text string
		want Kind
	}{{half, Text}, {half + "x", Unknown}} {
		if got := value(t, `{"Fn::Join": ["", ["`+test.text+`", "`+test.text+`"]]}`).Kind(); got != test.want {
			t.Errorf("two texts of %d bytes are of kind %d, want %d", len(test.text), got, test.want)
		}
	}
}

func TestJoinsDoNotGrowWithoutBound(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"Resources": {"S0": {"Type": "AWS::EC2::Subnet", "Properties": {"CidrBlock": "10.1.0.0/24"}}`)
	for i := 1; i <= 64; i++ {
		fmt.Fprintf(&b, `, "S%d": {"Type": "AWS::EC2::Subnet", "Properties": {"CidrBlock": {"Fn::Sub": "${S%d.CidrBlock}${S%[2]d.CidrBlock}"}}}`, i, i-1)
	}
	b.WriteString("}}")
	a, err := Parse("t", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range a.Stacks[0].Resources {
		if got := len(r.Property("CidrBlock").String()); got > maxText {
			t.Errorf("%s has a text of %d bytes, want at most %d", r.LogicalId, got, maxText)
		}
	}
	if got, _ := a.Stacks[0].Resource("S2").Property("CidrBlock").Text(); got != strings.Repeat("10.1.0.0/24", 4) {
		t.Errorf("S2 = %q", got)
	}
}

func TestUnknownValuesNameTheirCause(t *testing.T) {
	for _, test := range []struct {
		expression string
		want       Cause
	}{
		{`"plain"`, Cause{}},
		{`{"Ref": "Vpc"}`, Cause{CauseResource, "Vpc", "Net", ""}},
		{`{"Ref": "VpcId"}`, Cause{CauseParameter, "VpcId", "Net", ""}},
		{`{"Fn::Join": ["", ["a", {"Ref": "VpcId"}]]}`, Cause{CauseParameter, "VpcId", "Net", ""}},
		{`{"Ref": "AWS::Region"}`, Cause{CauseEnvironment, "AWS::Region", "", ""}},
		{`{"Ref": "Looked"}`, Cause{CauseSsmParameter, "/vpc/id", "", ""}},
		{`{"Fn::ImportValue": "shared"}`, Cause{CauseExport, "shared", "", ""}},
		{`{"Fn::ImportValue": {"Ref": "VpcId"}}`, Cause{CauseParameter, "VpcId", "Net", ""}},
		{`{"Fn::If": ["Given", "yes", "no"]}`, Cause{CauseCondition, "Given", "Net", ""}},
		{`{"Fn::If": ["Given", "yes", []]}`, Cause{CauseCondition, "Given", "Net", "Resources.Probe.Properties.It"}},
		{`{"Fn::ToJsonString": "x"}`, Cause{CauseFunction, "Fn::ToJsonString", "Net", "Resources.Probe.Properties.It"}},
		{`{"Fn::Transform": {}}`, Cause{CauseMacro, "Fn::Transform", "Net", "Resources.Probe.Properties.It"}},
		{`{"a": 1, "Fn::ForEach::B": []}`, Cause{CauseLoop, "Fn::ForEach::B", "Net", "Resources.Probe.Properties.It"}},
		{`{"Fn::Join": 1}`, Cause{CauseGap, "Fn::Join is 1, want a list of a delimiter and a list", "Net", "Resources.Probe.Properties.It"}},
		{`{"Fn::FindInMap": ["Cidrs", {"Ref": "Env"}, "vpc"]}`, Cause{CauseParameter, "Env", "Net", ""}},
		{`{"Fn::Select": [{"Ref": "Tracing"}, ["a", "b"]]}`, Cause{CauseParameter, "Tracing", "Net", ""}},
		{`{"Fn::Select": [9, ["a", "b"]]}`, Cause{CauseFunction, "Fn::Select", "Net", "Resources.Probe.Properties.It"}},
		{`{"Fn::Cidr": ["10.0.0.0/16", {"Ref": "Tracing"}, 8]}`, Cause{CauseParameter, "Tracing", "Net", ""}},
		{`{"Ref": {"Fn::Sub": "Vpc${Env}"}}`, Cause{CauseParameter, "Env", "Net", ""}},
		{`{"Fn::GetAtt": ["Vpc", {"Ref": "Env"}]}`, Cause{CauseParameter, "Env", "Net", ""}},
		{`"{{resolve:secretsmanager:a}}"`, Cause{CauseDynamicReference, "{{resolve:secretsmanager:a}}", "", ""}},
	} {
		if got, _ := value(t, test.expression).Cause(); got != test.want {
			t.Errorf("the cause of %s is %+v, want %+v", test.expression, got, test.want)
		}
	}
}
