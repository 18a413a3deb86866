package s3path

import (
	"fmt"
	"strings"
	"testing"
)

// function is a function in the private subnet, with a security group that has the default egress rule of AWS.
const function = `,
	"Own": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"Fn": {"Type": "AWS::Lambda::Function", "Properties": {
		"VpcConfig": {"SubnetIds": [{"Ref": "Private"}], "SecurityGroupIds": [{"Ref": "Own"}]}}}`

// service is an ECS service in the public subnet.
const service = `,
	"Own": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"Svc": {"Type": "AWS::ECS::Service", "Properties": {"NetworkConfiguration": {"AwsvpcConfiguration": {
		"Subnets": [{"Ref": "Public"}], "SecurityGroups": [{"Ref": "Own"}]}}}}`

// rowsOf words the rows of a kind of clients.
func rowsOf(r *Report, kind ClientKind) string {
	var lines []string
	for row := range r.Rows() {
		if row.Client.Kind == kind {
			lines = append(lines, fmt.Sprintf("%s in %s by the %s name: %s by %s: %s", row.Client.Name, row.Client.Subnet, row.Name, row.Reachable, row.Path, row.Reason))
		}
	}
	return strings.Join(lines, "\n")
}

func TestWorkloads(t *testing.T) {
	const (
		egress   = `"SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, %s}]`
		url      = `"Environment": {"Variables": {"AWS_ENDPOINT_URL_S3": {"Fn::Join": ["", ["https://bucket.", {"Fn::Select": [1, {"Fn::Split": ["*.", {"Fn::Select": [0, {"Fn::GetAtt": ["Link", "DnsEntries"]}]}]}]}]]}}}, "VpcConfig"`
		onlyRule = `"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourceSecurityGroupId": {"Ref": %q}}]}}, "Link"`
		usual    = "Fn in Private by the usual name: "
		lookup   = `, "List": {"Type": "Custom::S3PrefixList", "Properties": {"ServiceToken": "arn", "PrefixListName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}}}`
		call     = `, "Call": {"Type": "Custom::AWS", "Properties": {"ServiceToken": "arn", "Create": {"Fn::Join": ["", ["{\"service\":\"EC2\",\"action\":\"describeManagedPrefixLists\",\"parameters\":{\"Filters\":[{\"Name\":\"prefix-list-name\",\"Values\":[\"com.amazonaws.", {"Ref": "AWS::Region"}, ".s3\"]}]}}"]]}}}`
	)
	withRule := func(peer string) string {
		return replace(t, function, `"VpcId": {"Ref": "Vpc"}`, `"VpcId": {"Ref": "Vpc"}, `+fmt.Sprintf(egress, peer))
	}
	admitting := func(group string) string {
		before, _, _ := strings.Cut(linked, `"SecurityGroupIngress"`)
		_, after, _ := strings.Cut(linked, `"Link"`)
		return before + fmt.Sprintf(onlyRule, group) + after
	}
	for _, test := range []struct{ resources, want, reason string }{
		{experiment + service, "Svc in Public by the usual name: no by internet: route PublicDefault leads to the internet gateway Igw, but Svc has no public IP address", "tasks have no public IP address unless AssignPublicIp is ENABLED, whatever the subnet's default"},
		{experiment + replace(t, service, `"Subnets"`, `"AssignPublicIp": "ENABLED", "Subnets"`), "Svc in Public by the usual name: yes by internet: route PublicDefault leads to the internet gateway Igw", "and here they have one"},
		{experiment + gateway + function, usual + "yes by gateway: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route", "the path of its subnet"},
		{experiment + function, usual + "no by none: route table PrivateTable has no route to S3: no gateway endpoint and no default route", "nor has its subnet one"},
		{experiment + gateway + withRule(`"CidrIp": "10.1.0.0/16"`), usual + "no by none: security group Own has no rule that allows TCP 443 to S3's public addresses", "its own group allows the VPC alone"},
		{experiment + gateway + withRule(`"CidrIp": "0.0.0.0/0"`), usual + "yes by gateway: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route", "and here everything"},
		{experiment + gateway + withRule(`"DestinationPrefixListId": "pl-1"`), usual + "unknown by unknown: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route, unless security group Own has no rule that allows TCP 443 to S3's public addresses; this depends on addresses of Amazon S3 and entries of prefix list pl-1", "a prefix list that may be S3's"},
		{experiment + gateway + withRule(`"DestinationPrefixListId": {"Fn::GetAtt": ["List", "PrefixListId"]}`) + lookup, usual + "yes by gateway: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route", "S3's own, which a custom resource looks up"},
		{experiment + gateway + withRule(`"DestinationPrefixListId": {"Fn::GetAtt": ["List", "PrefixListId"]}`) + replace(t, lookup, "}.s3", "}.dynamodb"), usual + "unknown by unknown: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route, unless security group Own has no rule that allows TCP 443 to S3's public addresses; this depends on addresses of Amazon S3 and resource List.PrefixListId of stack template", "that of another service"},
		{experiment + gateway + withRule(`"DestinationPrefixListId": {"Fn::GetAtt": ["Call", "PrefixLists.0.PrefixListId"]}`) + call, usual + "yes by gateway: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route", "and by an AwsCustomResource of the CDK"},
		{experiment + replace(t, function, "Private", "Public"), "Fn in Public by the usual name: no by internet: route PublicDefault leads to the internet gateway Igw, but Fn has no public IP address", "a function has no public IP address in a public subnet either"},
		{experiment + gatewayElsewhere + replace(t, function, `[{"Ref": "Private"}]`, `[{"Ref": "Private"}, {"Ref": "Public"}]`), "Fn in Public by the usual name: no by internet: route PublicDefault leads to the internet gateway Igw, but Fn has no public IP address\n" + usual + "no by none: route table PrivateTable has no route to S3: no gateway endpoint and no default route", "two subnets with different results"},
		{experiment + gateway + replace(t, function, `[{"Ref": "Private"}]`, `[{"Ref": "Private"}, {"Ref": "Public"}]`), "Fn in Public by the usual name: yes by gateway: gateway endpoint Gateway is on the subnet's route table and takes precedence over any default route\nFn in Private by the usual name: yes by gateway: gateway endpoint Gateway is on the subnet's route table and takes precedence over any default route", "two with the same"},
		{experiment + linked + replace(t, function, `"VpcConfig"`, url), usual + "no by none: route table PrivateTable has no route to S3: no gateway endpoint and no default route\nFn in Private by the endpoint name: yes by interface: security group rule Group SecurityGroupIngress.0 (TCP 443 from 10.1.0.0/16) allows Fn in subnet Private", "the endpoint that its environment names"},
		{experiment + admitting("Own") + replace(t, function, `"VpcConfig"`, url), usual + "no by none: route table PrivateTable has no route to S3: no gateway endpoint and no default route\nFn in Private by the endpoint name: yes by interface: security group rule Group SecurityGroupIngress.0 (TCP 443 from security group Own) allows Fn in subnet Private", "the endpoint allows its group"},
		{experiment + admitting("Group") + replace(t, function, `"VpcConfig"`, url), usual + "no by none: route table PrivateTable has no route to S3: no gateway endpoint and no default route\nFn in Private by the endpoint name: no by interface: security group Group has no rule that allows TCP 443 from Fn in subnet Private", "and here another, which it is no member of"},
		{experiment + gateway + replace(t, function, `[{"Ref": "Private"}]`, `["subnet-1"]`), "Fn in  by the usual name: unknown by unknown: not all subnets of Fn are in the templates", "a subnet of another app"},
		{experiment + gateway + replace(t, function, `"VpcConfig"`, `"Other"`), "", "a function in no VPC"},
	} {
		if got := rowsOf(analyze(t, test.resources, Options{}), Workload); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.reason, got, test.want)
		}
	}
}

// A subnet without workloads is marked where there are others. Workloads with the same results share a line.
func TestSubnetsWithoutWorkloads(t *testing.T) {
	report := analyze(t, experiment+gateway+function, Options{})
	for row := range report.Rows() {
		want := 0
		if row.Client.Name == "Private" {
			want = 1
		}
		if row.Client.Workloads != want {
			t.Errorf("%s has %d workloads, want %d", row.Client.Name, row.Client.Workloads, want)
		}
	}
	if text := analyze(t, experiment+function, Options{}).String(); !strings.Contains(text, "Public, no workloads") || strings.Contains(text, "Private, no workloads") {
		t.Error(text)
	}
	second := strings.NewReplacer(`"Own"`, `"Own2"`, `"Fn"`, `"Fn2"`).Replace(function)
	if text := analyze(t, experiment+gateway+function+second, Options{}).String(); !strings.Contains(text, "Fn and Fn2") {
		t.Error(text)
	}
	if text := analyze(t, experiment, Options{}).String(); strings.Contains(text, "no workloads") {
		t.Error(text)
	}
}

func TestRequirePrivateWorkloads(t *testing.T) {
	const loop = `, "Fn::ForEach::More": ["X", ["A"], {"Fn${X}": {"Type": "AWS::Lambda::Function"}}]`
	for _, test := range []struct{ resources, want, reason string }{
		{experiment + gateway + function, "", "a gateway endpoint"},
		{experiment + function, "", "the other subnet is public, and has no workload"},
		{experiment + nat + function, "1 workload has a forbidden path to S3 (nat):\n  Fn 10.1.1.0/24: nat: route PrivateDefault leads to the NAT gateway Nat\nAdd the route tables of their subnets", "NAT"},
		{experiment + gateway, "the templates have no workloads, so there are no paths to check", "no workload proves nothing"},
		{experiment + gateway + replace(t, function, `[{"Ref": "Private"}]`, `["subnet-1"]`), "1 workload has an unknown path to S3:\n  Fn: unknown: not all subnets of Fn are in the templates", "a subnet of another app"},
		{experiment + gateway + function + loop, "workloads may be missing from the report:", "a loop makes functions"},
	} {
		var r recorder
		RequirePrivateWorkloads(&r, []byte(`{"Transform": "AWS::LanguageExtensions", "Resources": {`+test.resources+`}}`))
		if !strings.HasPrefix(r.failure, test.want) || (test.want == "") != (r.failure == "") {
			t.Errorf("%s: failure %q, want %q", test.reason, r.failure, test.want)
		}
	}
	// A loop of functions does not matter to subnets.
	if err := analyze(t, experiment+gateway+function+loop, Options{}).Forbid(Nat, UnknownPath); err != nil {
		t.Error(err)
	}
}
