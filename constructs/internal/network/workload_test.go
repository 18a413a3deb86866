package network

import (
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// TestWorkloads has the places where resources name their subnets, groups and configuration.
func TestWorkloads(t *testing.T) {
	const network = vpcAndSubnet + `,
		"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {"SecurityGroupIds": [{"Ref": "Group"}]}}},
		"Cards": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
			"NetworkInterfaces": [{"DeviceIndex": 0, "AssociatePublicIpAddress": true, "Groups": [{"Ref": "Group"}]}]}}},
		"There": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
			"NetworkInterfaces": [{"DeviceIndex": 0, "SubnetId": {"Ref": "Subnet"}, "Groups": [{"Ref": "Group"}]}]}}},
		"Config": {"Type": "AWS::AutoScaling::LaunchConfiguration", "Properties": {"SecurityGroups": [{"Ref": "Group"}], "AssociatePublicIpAddress": false}},
		"Tasks": {"Type": "AWS::ECS::TaskDefinition", "Properties": {}},
		"DbSubnets": {"Type": "AWS::RDS::DBSubnetGroup", "Properties": {"SubnetIds": [{"Ref": "Subnet"}]}}`
	const in, group = `[{"Ref": "Subnet"}]`, `[{"Fn::GetAtt": ["Group", "GroupId"]}]`
	awsvpc := `{"AwsvpcConfiguration": {"Subnets": ` + in + `, "SecurityGroups": ` + group + `, "AssignPublicIp": "DISABLED"}}`
	for _, test := range []struct{ resourceType, properties, want, reason string }{
		{"AWS::Lambda::Function", `"VpcConfig": {"SubnetIds": ` + in + `, "SecurityGroupIds": ` + group + `}`, "W in Net.Subnet by Net.Group, private", "a function, which never has a public IP address"},
		{"AWS::Lambda::Function", `"VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}`, "", "a function in no VPC, written out"},
		{"AWS::Lambda::Function", `"Handler": "x"`, "", "a function in no VPC"},
		{"AWS::Lambda::Function", `"VpcConfig": {"SubnetIds": {"Ref": "On"}, "SecurityGroupIds": ` + group + `}`, "W in Net.On by Net.Group, private", "a subnet that is a parameter"},
		{"AWS::Lambda::Function", `"VpcConfig": {"Fn::If": ["Open", {"SubnetIds": ` + in + `}, {"Ref": "AWS::NoValue"}]}`, "W in an unknown subnet by an unknown group, private", "what a condition decides"},
		{"AWS::ECS::Service", `"TaskDefinition": {"Ref": "Tasks"}, "NetworkConfiguration": ` + awsvpc, "W in Net.Subnet by Net.Group, private, with Tasks", "a service with its task definition"},
		{"AWS::ECS::Service", `"TaskDefinition": {"Ref": "Tasks"}`, "", "a service on the network of its instances"},
		{"AWS::Events::Rule", `"Targets": [{"Arn": "x"}, {"Arn": "x", "EcsParameters": {"TaskDefinitionArn": {"Ref": "Tasks"}, "NetworkConfiguration": {"AwsVpcConfiguration": {"Subnets": ` + in + `}}}}]`, "W in Net.Subnet by none, private, with Tasks", "a scheduled task, to which Fargate gives no public IP address by default"},
		{"AWS::EC2::Instance", `"SubnetId": {"Ref": "Subnet"}, "SecurityGroupIds": ` + group, "W in Net.Subnet by Net.Group", "an instance"},
		{"AWS::EC2::Instance", `"SubnetId": {"Ref": "Subnet"}, "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}}`, "W in Net.Subnet by Net.Group, with Template", "an instance of a launch template"},
		{"AWS::EC2::Instance", `"NetworkInterfaces": [{"DeviceIndex": "0", "SubnetId": {"Ref": "Subnet"}, "GroupSet": ` + group + `, "AssociatePublicIpAddress": false}, {"DeviceIndex": "1", "SubnetId": "subnet-1"}]`, "W in Net.Subnet by Net.Group, private or not", "the first network interface of an instance, which an Elastic IP address may be of"},
		{"AWS::AutoScaling::AutoScalingGroup", `"VPCZoneIdentifier": ` + in + `, "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}, "Version": "1"}`, "W in Net.Subnet by Net.Group, with Template", "instances of a launch template"},
		{"AWS::AutoScaling::AutoScalingGroup", `"VPCZoneIdentifier": ` + in + `, "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Cards"}}`, "W in Net.Subnet by Net.Group, public, with Cards", "groups and a public IP address in network interfaces"},
		{"AWS::AutoScaling::AutoScalingGroup", `"VPCZoneIdentifier": ` + in + `, "MixedInstancesPolicy": {"LaunchTemplate": {"LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "Template"}}}}`, "W in Net.Subnet by Net.Group, with Template", "mixed instances"},
		{"AWS::AutoScaling::AutoScalingGroup", `"VPCZoneIdentifier": ` + in + `, "LaunchConfigurationName": {"Ref": "Config"}`, "W in Net.Subnet by Net.Group, private or not, with Config", "a launch configuration"},
		{"AWS::AutoScaling::AutoScalingGroup", `"VPCZoneIdentifier": ` + in + `, "LaunchTemplate": {"LaunchTemplateId": "lt-1"}`, "W in Net.Subnet by an unknown group, private or not", "a launch template that no template has"},
		{"AWS::EKS::Nodegroup", `"Subnets": ` + in, "W in Net.Subnet by none", "nodes with the group of the cluster"},
		{"AWS::RDS::DBInstance", `"DBSubnetGroupName": {"Ref": "DbSubnets"}, "VPCSecurityGroups": ` + group + `, "AssociatedRoles": [{"FeatureName": "s3Import"}]`, "W in Net.Subnet by Net.Group, private or not", "a database that imports, of which AWS documents two defaults"},
		{"AWS::RDS::DBInstance", `"DBSubnetGroupName": {"Ref": "DbSubnets"}, "VPCSecurityGroups": ` + group, "", "one that does not"},
		{"AWS::Redshift::Cluster", `"ClusterSubnetGroupName": "default", "EnhancedVpcRouting": true`, "W in an unknown subnet by none, private", "a subnet group that no template has"},
		{"AWS::Redshift::Cluster", `"ClusterSubnetGroupName": "default", "EnhancedVpcRouting": {"Ref": "On"}`, "W in an unknown subnet by none, private, if at all", "what a parameter decides"},
		{"AWS::Glue::Connection", `"ConnectionInput": {"PhysicalConnectionRequirements": {"SubnetId": {"Ref": "Subnet"}, "SecurityGroupIdList": ` + group + `}}`, "W in Net.Subnet by Net.Group, private", "jobs with a connection"},
		{"AWS::AutoScaling::AutoScalingGroup", `"VPCZoneIdentifier": ` + in + `, "MixedInstancesPolicy": {"LaunchTemplate": {"LaunchTemplateSpecification": {"LaunchTemplateId": "lt-1"}, "Overrides": [{"InstanceType": "m5.large"}, {"LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "Template"}}}]}}`, "W in Net.Subnet by an unknown group, private or not; W MixedInstancesPolicy.LaunchTemplate.Overrides.1 in Net.Subnet by Net.Group, with Template", "an override with a launch template of its own"},
		{"AWS::EC2::EC2Fleet", `"LaunchTemplateConfigs": [{"LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "Template"}}, "Overrides": [{"SubnetId": {"Ref": "Subnet"}}]}]`, "W in Net.Subnet by Net.Group, with Template", "a fleet"},
		{"AWS::EC2::EC2Fleet", `"LaunchTemplateConfigs": [{"LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "Template"}}, "Overrides": [{"SubnetId": {"Fn::Join": [", ", [{"Ref": "Subnet"}, "subnet-1"]]}}]}]`, "W in Net.Subnet and subnet-1 by Net.Group, with Template", "a fleet with several subnets in one text"},
		{"AWS::EC2::EC2Fleet", `"LaunchTemplateConfigs": [{"LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "There"}}}]`, "W in Net.Subnet by Net.Group, with There", "a fleet whose launch template has the subnet"},
		{"AWS::EC2::SpotFleet", `"SpotFleetRequestConfigData": {"LaunchTemplateConfigs": [{"LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "Template"}}, "Overrides": [{"SubnetId": {"Ref": "Subnet"}}]}]}`, "W in Net.Subnet by Net.Group, with Template", "a spot fleet"},
		{"AWS::EC2::SpotFleet", `"SpotFleetRequestConfigData": {"LaunchSpecifications": [{"SubnetId": "subnet-1, subnet-2", "SecurityGroups": [{"GroupId": {"Ref": "Group"}}]}]}`, "W in subnet-1 and subnet-2 by Net.Group", "a spot fleet without a launch template"},
		{"AWS::Serverless::Function", `"VpcConfig": {"SubnetIds": ` + in + `, "SecurityGroupIds": ` + group + `}`, "W in Net.Subnet by Net.Group, private", "a serverless function"},
		{"AWS::Serverless::Function", `"Handler": "x"`, "", "a serverless function in no VPC"},
		{"AWS::ECS::Service", `"NetworkConfiguration": ` + strings.Replace(awsvpc, `, "AssignPublicIp": "DISABLED"`, "", 1), "W in Net.Subnet by Net.Group, private", "AssignPublicIp is DISABLED by default, whatever MapPublicIpOnLaunch is"},
		{"AWS::ECS::Service", `"NetworkConfiguration": ` + strings.Replace(awsvpc, "DISABLED", "ENABLED", 1), "W in Net.Subnet by Net.Group, public", "a service with public IP addresses"},
		{"AWS::Batch::ComputeEnvironment", `"ComputeResources": {"Type": "FARGATE", "Subnets": ` + in + `, "SecurityGroupIds": ` + group + `}`, "W in Net.Subnet by Net.Group, private or not", "the job definition decides on Fargate"},
		{"AWS::Batch::ComputeEnvironment", `"ComputeResources": {"Type": {"Ref": "On"}, "Subnets": ` + in + `, "SecurityGroupIds": ` + group + `}`, "W in Net.Subnet by Net.Group, private or not", "which may be Fargate"},
		{"AWS::Batch::ComputeEnvironment", `"ComputeResources": {"Type": "SPOT", "Subnets": ` + in + `, "SecurityGroupIds": ` + group + `}`, "W in Net.Subnet by Net.Group", "and here the subnet"},
		{"AWS::DMS::ReplicationInstance", `"ReplicationSubnetGroupIdentifier": {"Ref": "DbSubnets"}`, "W in Net.Subnet by none, public", "PubliclyAccessible is true by default"},
		{"AWS::DMS::ReplicationConfig", `"ComputeConfig": {"ReplicationSubnetGroupId": {"Ref": "DbSubnets"}}`, "W in Net.Subnet by none, private or not", "a serverless replication"},
		{"AWS::Neptune::DBCluster", `"DBSubnetGroupName": {"Ref": "DbSubnets"}, "AssociatedRoles": [{"RoleArn": "x"}]`, "W in Net.Subnet by none, private", "a database that loads from S3"},
		{"AWS::Neptune::DBCluster", `"DBSubnetGroupName": {"Ref": "DbSubnets"}`, "", "one that does not"},
		{"AWS::BedrockAgentCore::Runtime", `"NetworkConfiguration": {"NetworkMode": "VPC", "NetworkModeConfig": {"Subnets": ` + in + `, "SecurityGroups": ` + group + `}}`, "W in Net.Subnet by Net.Group, private", "an agent in a VPC"},
		{"AWS::BedrockAgentCore::Runtime", `"NetworkConfiguration": {"NetworkMode": "PUBLIC"}`, "", "and in none"},
		{"AWS::SageMaker::MonitoringSchedule", `"MonitoringScheduleConfig": {"MonitoringJobDefinition": {"NetworkConfig": {"VpcConfig": {"Subnets": ` + in + `, "SecurityGroupIds": ` + group + `}}}}`, "W in Net.Subnet by Net.Group, private", "a job"},
		{"AWS::PCS::ComputeNodeGroup", `"SubnetIds": ` + in + `, "CustomLaunchTemplate": {"TemplateId": {"Ref": "Cards"}}`, "W in Net.Subnet by Net.Group, public, with Cards", "compute nodes"},
		{"AWS::AppStream::Fleet", `"VpcConfig": {"SubnetIds": ` + in + `}, "EnableDefaultInternetAccess": true`, "W in Net.Subnet by none, public", "streaming instances"},
		{"AWS::Made::Up", `"SubnetId": {"Ref": "Subnet"}`, "", "a type that is not in the table"},
	} {
		n := build(t, network+`, "W": {"Type": "`+test.resourceType+`", "Properties": {`+test.properties+`}}`)
		var got []string
		for _, w := range n.Workloads {
			got = append(got, describe(w))
		}
		if text := strings.Join(got, "; "); text != test.want {
			t.Errorf("%s: %q, want %q", test.reason, text, test.want)
		}
	}
}

func describe(w *Workload) string {
	list := func(keys Keys, one string) string {
		if keys.State == Absent {
			return "none"
		}
		if !keys.AllKnown() {
			return "an unknown " + one
		}
		var words []string
		for _, key := range keys.List {
			words = append(words, string(key.Value))
		}
		return strings.Join(words, " and ")
	}
	text := w.Name() + " in " + list(w.SubnetIds, "subnet") + " by " + list(w.SecurityGroupIds, "group")
	switch {
	case w.PublicIp.State == Unknown:
		text += ", private or not"
	case w.PublicIp.State == Known && w.PublicIp.Value:
		text += ", public"
	case w.PublicIp.State == Known:
		text += ", private"
	}
	for _, c := range w.Configuration[1:] {
		text += ", with " + c.LogicalId
	}
	if w.Exists != template.True {
		text += ", if at all"
	}
	return text
}

// An Elastic IP address of the templates makes an instance public. Without one, something else may associate one.
func TestElasticIps(t *testing.T) {
	const (
		instance = `, "W": {"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": {"Ref": "Subnet"}}}`
		other    = `, "V": {"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": {"Ref": "Subnet"}}}`
	)
	for _, test := range []struct{ resources, want, reason string }{
		{instance, "W in Net.Subnet by none", "an instance whose subnet decides"},
		{instance + `, "Ip": {"Type": "AWS::EC2::EIP", "Properties": {"InstanceId": {"Ref": "W"}}}`, "W in Net.Subnet by none, public", "an address with its instance"},
		{instance + `, "Link": {"Type": "AWS::EC2::EIPAssociation", "Properties": {"InstanceId": {"Ref": "W"}, "AllocationId": "eipalloc-1"}}`, "W in Net.Subnet by none, public", "an association"},
		{instance + `, "Ip": {"Type": "AWS::EC2::EIP", "Condition": "Open", "Properties": {"InstanceId": {"Ref": "W"}}}`, "W in Net.Subnet by none", "an address that a condition decides"},
		{instance + other + `, "Ip": {"Type": "AWS::EC2::EIP", "Properties": {"InstanceId": {"Ref": "V"}}}`, "V in Net.Subnet by none, public; W in Net.Subnet by none", "the address of another instance"},
		{instance + `, "Ip": {"Type": "AWS::EC2::EIP", "Properties": {"InstanceId": {"Ref": "On"}}}`, "W in Net.Subnet by none", "an instance that a parameter names"},
	} {
		var got []string
		for _, w := range build(t, vpcAndSubnet+test.resources).Workloads {
			got = append(got, describe(w))
		}
		if text := strings.Join(got, "; "); text != test.want {
			t.Errorf("%s: %q, want %q", test.reason, text, test.want)
		}
	}
}

// Workloads of one resource are told apart by their place.
func TestWorkloadNames(t *testing.T) {
	const target = `{"EcsParameters": {"NetworkConfiguration": {"AwsVpcConfiguration": {"Subnets": [{"Ref": "Subnet"}]}}}}`
	n := build(t, vpcAndSubnet+`, "Rule": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [`+target+`, `+target+`]}}`)
	subnet := Find(n.Subnets, "Net.Subnet")
	if len(n.Workloads) != 2 || len(subnet.Workloads) != 2 || n.Workloads[0].Name() == n.Workloads[1].Name() {
		t.Errorf("the workloads are %v", n.Workloads)
	}
}
