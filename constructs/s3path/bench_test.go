package s3path

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stackOf returns a template of about so many resources, the most of them of a network.
func stackOf(resources int, second int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{"Resources": {
		"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.%d.0.0/16"}},
		"Igw": {"Type": "AWS::EC2::InternetGateway"},
		"Attached": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {"VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Igw"}}},
		"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}}]}},
		"Link": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "VpcId": {"Ref": "Vpc"}, "ServiceName": {"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".s3"]]}, "SubnetIds": [{"Ref": "Subnet0"}], "SecurityGroupIds": [{"Ref": "Group"}]}},
		"Gateway": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": {"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".s3"]]}, "RouteTableIds": [{"Ref": "Table0"}]}}`, second%256)
	for i := range (resources - 6) / 5 {
		fmt.Fprintf(&b, `,
		"Subnet%[1]d": {"Type": "AWS::EC2::Subnet", "Metadata": {"aws:cdk:path": "Stack/Vpc/Subnet%[1]d/Subnet"}, "Properties": {"VpcId": {"Ref": "Vpc"}, "AvailabilityZone": {"Fn::Select": [%[2]d, {"Fn::GetAZs": ""}]}, "CidrBlock": "10.%[3]d.%[1]d.0/24", "Tags": [{"Key": "Name", "Value": "Subnet%[1]d"}]}},
		"Table%[1]d": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}, "Tags": [{"Key": "Name", "Value": "Table%[1]d"}]}},
		"Association%[1]d": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Subnet%[1]d"}, "RouteTableId": {"Ref": "Table%[1]d"}}},
		"Default%[1]d": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table%[1]d"}, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Igw"}}},
		"Function%[1]d": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"ZipFile": "exports.handler = async () => { return 'nothing of a network' }"}, "Environment": {"Variables": {"A": {"Fn::Sub": "${AWS::StackName}-a"}, "B": "b"}}}}`,
			i, i%3, second%256)
	}
	b.WriteString("}}")
	return b.String()
}

// BenchmarkTemplate reads, models and analyzes a template of 500 resources, CloudFormation's limit.
func BenchmarkTemplate(b *testing.B) {
	data := []byte(stackOf(500, 1))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Analyze(data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAssembly shows that the cost is proportional to the number of stacks.
func BenchmarkAssembly(b *testing.B) {
	for _, stacks := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%d stacks", stacks), func(b *testing.B) {
			dir := b.TempDir()
			var artifacts []string
			for i := range stacks {
				file := fmt.Sprintf("Stack%d.template.json", i)
				if err := os.WriteFile(filepath.Join(dir, file), []byte(stackOf(100, i)), 0o600); err != nil {
					b.Fatal(err)
				}
				artifacts = append(artifacts, fmt.Sprintf(`"Stack%d": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/eu-west-1", "properties": {"templateFile": %q}}`, i, file))
			}
			manifest := `{"version": "54.0.0", "artifacts": {` + strings.Join(artifacts, ",") + `}}`
			if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(manifest), 0o600); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Analyze(dir, Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*stacks), "µs/stack")
		})
	}
}

// spoke returns the template of a VPC on a transit gateway, as the CDK writes it: three public and three private subnets, each
// with a route table of its own, a gateway endpoint, and perhaps an interface endpoint that is open to all of the VPCs.
func spoke(number int, open bool) string {
	var b strings.Builder
	block := func(third int) string { return fmt.Sprintf("10.%d.%d.0", number/16, number%16*16+third) }
	fmt.Fprintf(&b, `{"Resources": {
		"Vpc": {"Type": "AWS::EC2::VPC", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Vpc/Resource"}, "Properties": {"CidrBlock": "%[2]s/20"}},
		"Igw": {"Type": "AWS::EC2::InternetGateway", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Vpc/IGW"}},
		"Attached": {"Type": "AWS::EC2::VPCGatewayAttachment", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Vpc/VPCGW"}, "Properties": {"VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Igw"}}},
		"Tgw": {"Type": "AWS::EC2::TransitGatewayAttachment", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Tgw"}, "Properties": {"VpcId": {"Ref": "Vpc"}, "TransitGatewayId": {"Fn::ImportValue": "Hub:Tgw"}, "SubnetIds": [{"Ref": "Private0"}, {"Ref": "Private1"}, {"Ref": "Private2"}]}},
		"S3": {"Type": "AWS::EC2::VPCEndpoint", "Metadata": {"aws:cdk:path": "Spoke%[1]d/S3/Resource"}, "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "PublicTable0"}, {"Ref": "PublicTable1"}, {"Ref": "PublicTable2"}, {"Ref": "PrivateTable0"}, {"Ref": "PrivateTable1"}, {"Ref": "PrivateTable2"}]}}`, number, block(0))
	for i := range 3 {
		for j, kind := range []string{"Public", "Private"} {
			third := 3*j + i
			fmt.Fprintf(&b, `,
		"%[2]s%[3]d": {"Type": "AWS::EC2::Subnet", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Vpc/%[2]sSubnet%[3]d/Subnet"}, "Properties": {"VpcId": {"Ref": "Vpc"}, "AvailabilityZone": "eu-west-1%[4]c", "CidrBlock": "%[5]s/24", "MapPublicIpOnLaunch": %[6]t}},
		"%[2]sTable%[3]d": {"Type": "AWS::EC2::RouteTable", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Vpc/%[2]sSubnet%[3]d/RouteTable"}, "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"%[2]sAssociation%[3]d": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "%[2]s%[3]d"}, "RouteTableId": {"Ref": "%[2]sTable%[3]d"}}},
		"%[2]sTransit%[3]d": {"Type": "AWS::EC2::Route", "Metadata": {"aws:cdk:path": "Spoke%[1]d/%[2]sTransit%[3]d"}, "Properties": {"RouteTableId": {"Ref": "%[2]sTable%[3]d"}, "DestinationCidrBlock": "10.0.0.0/8", "TransitGatewayId": {"Fn::ImportValue": "Hub:Tgw"}}}`,
				number, kind, i, 'a'+i, block(third), kind == "Public")
			if kind == "Public" {
				fmt.Fprintf(&b, `,
		"%[2]sDefault%[3]d": {"Type": "AWS::EC2::Route", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Vpc/%[2]sSubnet%[3]d/DefaultRoute"}, "Properties": {"RouteTableId": {"Ref": "%[2]sTable%[3]d"}, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Igw"}}}`, number, kind, i)
			}
		}
	}
	if open {
		fmt.Fprintf(&b, `,
		"Group": {"Type": "AWS::EC2::SecurityGroup", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Link/SecurityGroup/Resource"}, "Properties": {"VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}]}},
		"Link": {"Type": "AWS::EC2::VPCEndpoint", "Metadata": {"aws:cdk:path": "Spoke%[1]d/Link/Endpoint/Resource"}, "Properties": {"VpcEndpointType": "Interface", "VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "PrivateDnsEnabled": false, "SubnetIds": [{"Ref": "Private0"}, {"Ref": "Private1"}, {"Ref": "Private2"}], "SecurityGroupIds": [{"Ref": "Group"}]}}`, number)
	}
	b.WriteString("}}")
	return b.String()
}

// writeSpokes writes a cloud assembly of VPCs on one transit gateway, each a stack of its own, and returns its size.
func writeSpokes(tb testing.TB, dir string, vpcs, links int) (size int64) {
	tb.Helper()
	artifacts := map[string]any{}
	write := func(name, text string) {
		size += int64(len(text))
		if err := os.WriteFile(filepath.Join(dir, name+".template.json"), []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
		artifacts[name] = map[string]any{
			"type": "aws:cloudformation:stack", "environment": "aws://111122223333/eu-west-1",
			"properties": map[string]string{"templateFile": name + ".template.json"},
		}
	}
	write("Hub", `{"Resources": {"Tgw": {"Type": "AWS::EC2::TransitGateway"}}, "Outputs": {"Tgw": {"Value": {"Ref": "Tgw"}, "Export": {"Name": "Hub:Tgw"}}}}`)
	for i := range vpcs {
		write(fmt.Sprint("Spoke", i), spoke(i, i < links))
	}
	manifest, err := json.Marshal(map[string]any{"version": "54.0.0", "artifacts": artifacts})
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), manifest, 0o600); err != nil {
		tb.Fatal(err)
	}
	return size
}

// BenchmarkTransit has many VPCs on one transit gateway, of which each reaches the endpoints of all.
func BenchmarkTransit(b *testing.B) {
	for _, size := range []struct{ vpcs, links int }{{100, 1}, {200, 1}, {400, 1}, {200, 200}} {
		b.Run(fmt.Sprintf("%d VPCs and %d endpoints", size.vpcs, size.links), func(b *testing.B) {
			dir := b.TempDir()
			b.SetBytes(writeSpokes(b, dir, size.vpcs, size.links))
			b.ReportAllocs()
			for b.Loop() {
				report, err := Analyze(dir, Options{})
				if err != nil {
					b.Fatal(err)
				}
				if err := report.WriteJSON(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
