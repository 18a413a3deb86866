package s3path

import (
	"fmt"
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
			for b.Loop() {
				if _, err := Analyze(dir, Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*stacks), "µs/stack")
		})
	}
}
