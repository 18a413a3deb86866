package network

// workloadType is where the resources of a type say what they run in. A path leads through objects, "*" to each element of a
// list, and ">" to the resource that a reference names; one that begins with "/" starts at the resource. Of several paths,
// separated by "|", the first that is set counts.
type workloadType struct {
	resourceType string
	// of is the object that the other paths start at, empty for the resource. Each element of a list is a workload.
	of string
	// subnets and groups are the references to subnets and security groups.
	subnets, groups string
	// publicIp is the path that says whether it has a public IPv4 address, and byDefault whether it has one if nothing is set
	// there; nil if its subnets decide. Elastic is true for what can have one all the same.
	publicIp  string
	byDefault func(properties) Fact[bool]
	elastic   bool
	// ipv6 is the property that enables IPv6, which is off by default; empty if the subnets decide.
	ipv6 string
	// configuration is the reference to a resource that configures the programs as well, empty if there is none.
	configuration string
	// property is one that a workload of this type has, empty if there is none; value is what it is set to, empty for any.
	property, value string
}

const (
	typeFunction           = "AWS::Lambda::Function"
	typeServerlessFunction = "AWS::Serverless::Function"

	ecsSubnets  = "NetworkConfiguration.AwsvpcConfiguration.Subnets"
	ecsGroups   = "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups"
	ecsPublicIp = "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"

	jobVpc = "NetworkConfig.VpcConfig"

	launchTemplate = "LaunchTemplate.LaunchTemplateId"
	mixedTemplate  = "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId"
	itsTemplate    = "LaunchTemplateSpecification.LaunchTemplateId" // of an override or a fleet
	launchConfig   = "LaunchConfigurationName"
	groupsThere    = ">.LaunchTemplateData.SecurityGroupIds"
	cardGroups     = ">.LaunchTemplateData.NetworkInterfaces.*.Groups"
	cardSubnets    = ">.LaunchTemplateData.NetworkInterfaces.*.SubnetId"
	cardPublicIp   = ">.LaunchTemplateData.NetworkInterfaces.*.AssociatePublicIpAddress"
)

// WorkloadTypes returns the resource types that may be workloads, some more than once.
func WorkloadTypes() []string {
	var types []string
	for _, t := range workloadTypes() {
		types = append(types, t.resourceType)
	}
	return types
}

// workloadTypes is the table of all resource types that connect to other services from subnets. A resource whose subnets are
// left out is no workload of the type. Databases are those that import from S3 or export to it.
func workloadTypes() []workloadType {
	types := []workloadType{
		{
			// https://docs.aws.amazon.com/appstream2/latest/developerguide/managing-network-vpce-iam-policy.html
			resourceType: "AWS::AppStream::Fleet", of: "VpcConfig", subnets: "SubnetIds", groups: "SecurityGroupIds",
			publicIp: "/EnableDefaultInternetAccess", byDefault: never,
		},
		{
			resourceType: "AWS::AutoScaling::AutoScalingGroup", subnets: "VPCZoneIdentifier",
			groups: launchTemplate + groupsThere + "|" + launchTemplate + cardGroups + "|" + mixedTemplate + groupsThere + "|" +
				mixedTemplate + cardGroups + "|" + launchConfig + ">.SecurityGroups",
			publicIp: launchTemplate + cardPublicIp + "|" + mixedTemplate + cardPublicIp + "|" + launchConfig + ">.AssociatePublicIpAddress",
			elastic:  true, configuration: launchTemplate + "|" + mixedTemplate + "|" + launchConfig,
		},
		{
			resourceType: "AWS::Batch::ComputeEnvironment", of: "ComputeResources", subnets: "Subnets",
			groups: "SecurityGroupIds|" + launchTemplate + groupsThere, byDefault: ofBatch, configuration: launchTemplate,
		},
		{
			// https://docs.aws.amazon.com/dms/latest/userguide/CHAP_VPC_Endpoints.html
			resourceType: "AWS::DMS::ReplicationConfig", of: "ComputeConfig", subnets: "ReplicationSubnetGroupId>.SubnetIds",
			groups: "VpcSecurityGroupIds", byDefault: notShown,
		},
		{
			// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationinstance.html
			resourceType: "AWS::DMS::ReplicationInstance", subnets: "ReplicationSubnetGroupIdentifier>.SubnetIds",
			groups: "VpcSecurityGroupIds", publicIp: "PubliclyAccessible", byDefault: always,
		},
		{
			resourceType: typeInstance, subnets: "SubnetId", groups: "SecurityGroupIds|" + launchTemplate + groupsThere,
			configuration: launchTemplate,
		},
		{
			resourceType: typeInstance, of: "NetworkInterfaces.*", subnets: "SubnetId", groups: "GroupSet",
			publicIp: "AssociatePublicIpAddress", elastic: true, property: "DeviceIndex", value: "0",
		},
		{
			resourceType: "AWS::EC2::SpotFleet", of: "SpotFleetRequestConfigData.LaunchSpecifications.*",
			subnets: "SubnetId|NetworkInterfaces.*.SubnetId", groups: "SecurityGroups.*.GroupId|NetworkInterfaces.*.Groups",
			publicIp: "NetworkInterfaces.*.AssociatePublicIpAddress", elastic: true,
		},
		{
			resourceType: "AWS::ECS::CapacityProvider", of: "ManagedInstancesProvider.InstanceLaunchTemplate.NetworkConfiguration",
			subnets: "Subnets", groups: "SecurityGroups", byDefault: notShown,
		},
		{
			resourceType: "AWS::ECS::ExpressGatewayService", of: "NetworkConfiguration", subnets: "Subnets", groups: "SecurityGroups",
			byDefault: notShown,
		},
		{resourceType: "AWS::EKS::FargateProfile", subnets: "Subnets", byDefault: never},
		{resourceType: "AWS::EKS::Nodegroup", subnets: "Subnets", groups: "LaunchTemplate.Id" + groupsThere, configuration: "LaunchTemplate.Id"},
		{resourceType: "AWS::EMR::Cluster", of: "Instances", subnets: "Ec2SubnetId|Ec2SubnetIds"},
		{
			resourceType: "AWS::Events::Rule", of: "Targets.*.EcsParameters", subnets: "NetworkConfiguration.AwsVpcConfiguration.Subnets",
			groups:   "NetworkConfiguration.AwsVpcConfiguration.SecurityGroups",
			publicIp: "NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp", byDefault: never, configuration: "TaskDefinitionArn",
		},
		{resourceType: "AWS::ImageBuilder::InfrastructureConfiguration", subnets: "SubnetId", groups: "SecurityGroupIds"},
		{
			resourceType: "AWS::Lambda::CapacityProvider", of: "VpcConfig", subnets: "SubnetIds", groups: "SecurityGroupIds",
			byDefault: notShown,
		},
		{
			// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
			resourceType: typeFunction, of: "VpcConfig", subnets: "SubnetIds", groups: "SecurityGroupIds", byDefault: never,
			ipv6: "Ipv6AllowedForDualStack",
		},
		{
			// https://docs.aws.amazon.com/neptune/latest/userguide/bulk-load-data.html
			resourceType: "AWS::Neptune::DBCluster", subnets: "DBSubnetGroupName>.SubnetIds", groups: "VpcSecurityGroupIds",
			byDefault: never, property: "AssociatedRoles",
		},
		{
			// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.Authorizing.Network.html
			resourceType: "AWS::RDS::DBCluster", subnets: "DBSubnetGroupName>.SubnetIds", groups: "VpcSecurityGroupIds",
			publicIp: "PubliclyAccessible", byDefault: notShown, property: "AssociatedRoles",
		},
		{
			resourceType: "AWS::RDS::DBInstance", subnets: "DBSubnetGroupName>.SubnetIds", groups: "VPCSecurityGroups",
			publicIp: "PubliclyAccessible", byDefault: notShown, property: "AssociatedRoles",
		},
		{
			// https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html
			resourceType: "AWS::Redshift::Cluster", subnets: "ClusterSubnetGroupName>.SubnetIds", groups: "VpcSecurityGroupIds",
			publicIp: "PubliclyAccessible", byDefault: never, property: "EnhancedVpcRouting", value: "true",
		},
		{
			resourceType: "AWS::RedshiftServerless::Workgroup", subnets: "SubnetIds", groups: "SecurityGroupIds",
			publicIp: "PubliclyAccessible", byDefault: never, property: "EnhancedVpcRouting", value: "true",
		},
		{
			// https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html
			resourceType: "AWS::SageMaker::Domain", subnets: "SubnetIds", groups: "DefaultUserSettings.SecurityGroups", byDefault: never,
			property: "AppNetworkAccessType", value: "VpcOnly",
		},
		{
			resourceType: "AWS::SageMaker::NotebookInstance", subnets: "SubnetId", groups: "SecurityGroupIds", byDefault: never,
			property: "DirectInternetAccess", value: "Disabled",
		},
		{
			// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
			resourceType: typeServerlessFunction, of: "VpcConfig", subnets: "SubnetIds", groups: "SecurityGroupIds", byDefault: never,
			ipv6: "Ipv6AllowedForDualStack",
		},
		// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-awsvpcconfiguration.html
		tasks("AWS::ECS::Service", "", "TaskDefinition"),
		tasks("AWS::ECS::TaskSet", "", "TaskDefinition"),
		tasks("AWS::Pipes::Pipe", "TargetParameters.EcsTaskParameters", "TaskDefinitionArn"),
		tasks("AWS::Scheduler::Schedule", "Target.EcsParameters", "TaskDefinitionArn"),
		launched("AWS::EC2::EC2Fleet", "LaunchTemplateConfigs.*", "Overrides.*.SubnetId|"+itsTemplate+cardSubnets, itsTemplate),
		launched("AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchTemplateConfigs.*", "Overrides.*.SubnetId|"+itsTemplate+cardSubnets, itsTemplate),
		launched("AWS::PCS::ComputeNodeGroup", "", "SubnetIds", "CustomLaunchTemplate.TemplateId"),
	}
	// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups-launch-template-overrides.html
	override := launched("AWS::AutoScaling::AutoScalingGroup", "MixedInstancesPolicy.LaunchTemplate.Overrides.*", "/VPCZoneIdentifier", itsTemplate)
	override.property = "LaunchTemplateSpecification"
	return append(append(types, override), privateTypes()...)
}

// tasks is a type whose object says where tasks of Amazon ECS run.
func tasks(resourceType, of, configuration string) workloadType {
	return workloadType{
		resourceType: resourceType, of: of, subnets: ecsSubnets, groups: ecsGroups, publicIp: ecsPublicIp, byDefault: never,
		configuration: configuration,
	}
}

// launched is a type whose instances have what a launch template says.
func launched(resourceType, of, subnets, template string) workloadType {
	return workloadType{
		resourceType: resourceType, of: of, subnets: subnets, groups: template + groupsThere + "|" + template + cardGroups,
		publicIp: template + cardPublicIp, elastic: true, configuration: template,
	}
}

// private is a type whose network interfaces never have a public IPv4 address.
func private(resourceType, of, subnets, groups string) workloadType {
	return workloadType{resourceType: resourceType, of: of, subnets: subnets, groups: groups, byDefault: never}
}

func privateTypes() []workloadType {
	return []workloadType{
		// https://docs.aws.amazon.com/apprunner/latest/dg/network-vpc.html
		private("AWS::AppRunner::VpcConnector", "", "Subnets", "SecurityGroups"),
		// https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html
		private("AWS::BedrockAgentCore::BrowserCustom", "NetworkConfiguration.VpcConfig", "Subnets", "SecurityGroups"),
		private("AWS::BedrockAgentCore::CodeInterpreterCustom", "NetworkConfiguration.VpcConfig", "Subnets", "SecurityGroups"),
		private("AWS::BedrockAgentCore::Runtime", "NetworkConfiguration.NetworkModeConfig", "Subnets", "SecurityGroups"),
		private("AWS::CodeBuild::Fleet", "FleetVpcConfig", "Subnets", "SecurityGroupIds"),
		// https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
		private("AWS::CodeBuild::Project", "VpcConfig", "Subnets", "SecurityGroupIds"),
		// https://docs.aws.amazon.com/comprehend/latest/dg/usingVPC.html
		private("AWS::Comprehend::DocumentClassifier", "VpcConfig", "Subnets", "SecurityGroupIds"),
		private("AWS::EMRServerless::Application", "NetworkConfiguration", "SubnetIds", "SecurityGroupIds"),
		// https://docs.aws.amazon.com/glue/latest/dg/connection-VPC-disable-proxy.html
		private("AWS::Glue::Connection", "ConnectionInput.PhysicalConnectionRequirements", "SubnetId", "SecurityGroupIdList"),
		private("AWS::KafkaConnect::Connector", "KafkaCluster.ApacheKafkaCluster.Vpc", "Subnets", "SecurityGroups"),
		private("AWS::KinesisAnalyticsV2::Application", "ApplicationConfiguration.VpcConfigurations.*", "SubnetIds", "SecurityGroupIds"),
		private("AWS::MWAA::Environment", "NetworkConfiguration", "SubnetIds", "SecurityGroupIds"),
		private("AWS::MWAAServerless::Workflow", "NetworkConfiguration", "SubnetIds", "SecurityGroupIds"),
		// https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-prerequisites.html
		private("AWS::SageMaker::Cluster", "VpcConfig", "Subnets", "SecurityGroupIds"),
		// https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html, and so are the other jobs
		private("AWS::SageMaker::DataQualityJobDefinition", jobVpc, "Subnets", "SecurityGroupIds"),
		private("AWS::SageMaker::Model", "VpcConfig", "Subnets", "SecurityGroupIds"),
		private("AWS::SageMaker::ModelBiasJobDefinition", jobVpc, "Subnets", "SecurityGroupIds"),
		private("AWS::SageMaker::ModelExplainabilityJobDefinition", jobVpc, "Subnets", "SecurityGroupIds"),
		private("AWS::SageMaker::ModelQualityJobDefinition", jobVpc, "Subnets", "SecurityGroupIds"),
		private("AWS::SageMaker::MonitoringSchedule", "MonitoringScheduleConfig.MonitoringJobDefinition."+jobVpc, "Subnets", "SecurityGroupIds"),
		private("AWS::SageMaker::ProcessingJob", jobVpc, "Subnets", "SecurityGroupIds"),
		private("AWS::Synthetics::Canary", "VPCConfig", "SubnetIds", "SecurityGroupIds"),
	}
}

func never(properties) Fact[bool] { return known(false) }

func always(properties) Fact[bool] { return known(true) }

// notShown is for a type of which AWS does not document the default, or which depends on more than the template shows. That of RDS
// is documented in two ways: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html.
func notShown(properties) Fact[bool] { return Fact[bool]{State: Unknown} }

// ofBatch is for a compute environment of AWS Batch. Of one on Fargate, the job definition says it. See
// https://docs.aws.amazon.com/batch/latest/APIReference/API_NetworkConfiguration.html.
func ofBatch(p properties) Fact[bool] {
	switch kind, _ := p.get("Type").Text(); kind {
	case "EC2", "SPOT":
		return Fact[bool]{}
	}
	return Fact[bool]{State: Unknown}
}
