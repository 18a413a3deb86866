package privates3

import "github.com/aws/jsii-runtime-go"

// serviceOwnedResources is AWS's list of the buckets of many services.
const serviceOwnedResources = "https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md"

// ServiceBuckets_EcrImageLayers returns the buckets with the layers of container images in Amazon ECR. Every image pull
// reads them, including those by ECS and EKS. As of 2026-03-18.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
func ServiceBuckets_EcrImageLayers() *ServiceBuckets {
	return serviceBuckets("ECR image layers", "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
		"prod-<region>-starport-layer-bucket/*")
}

// ServiceBuckets_AmazonLinux1 returns the buckets with the packages of Amazon Linux 1. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_AmazonLinux1() *ServiceBuckets {
	return serviceBuckets("Amazon Linux 1", serviceOwnedResources,
		"packages.<region>.amazonaws.com/*", "repo.<region>.amazonaws.com/*")
}

// ServiceBuckets_AmazonLinux2 returns the buckets with the packages of Amazon Linux 2. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_AmazonLinux2() *ServiceBuckets {
	return serviceBuckets("Amazon Linux 2", serviceOwnedResources,
		"amazonlinux.<region>.amazonaws.com/*", "amazonlinux-2-repos-<region>/*")
}

// ServiceBuckets_AmazonLinux2023 returns the buckets with the packages of Amazon Linux 2023. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_AmazonLinux2023() *ServiceBuckets {
	return serviceBuckets("Amazon Linux 2023", serviceOwnedResources,
		"al2023-repos-<region>-de612dc2/*", "al2023-<region>/*")
}

// ServiceBuckets_SystemsManager returns the buckets with the SSM Agent, Distributor packages, SSM documents and the Session
// Manager plugin. Patching also needs ServiceBuckets_PatchManager. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_SystemsManager() *ServiceBuckets {
	return serviceBuckets("Systems Manager", serviceOwnedResources,
		"aws-ssm-<region>/*", "amazon-ssm-<region>/*", "amazon-ssm-packages-<region>/*", "<region>-birdwatcher-prod/*",
		"aws-ssm-distributor-file-<region>/*", "aws-ssm-document-attachments-<region>/*", "aws-windows-downloads-<region>/*",
		"session-manager-downloads/*", "ssm-document-categories/*")
}

// ServiceBuckets_PatchManager returns the buckets with the documents and baseline snapshots of Patch Manager. Their names
// cannot be derived from the Region, so the Region must be one of those in ResourcesByRegion. As of 2025-11-07.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html
func ServiceBuckets_PatchManager() *ServiceBuckets {
	byRegion := map[string]*[]*string{}
	for region, end := range map[string]struct{ documents, snapshots string }{ // without an end, the name of the snapshot bucket ends with the Region
		"af-south-1":     {"bdd5f65a9", "-tbxdb5b9"},
		"ap-east-1":      {"632356271", ""},
		"ap-northeast-1": {"4849fa78f", ""},
		"ap-northeast-2": {"10467995c", ""},
		"ap-northeast-3": {"67373598a", ""},
		"ap-south-1":     {"cb7c62ff9", ""},
		"ap-south-2":     {"32f4b4128", "-50209442"},
		"ap-southeast-1": {"7fdfd9ef7", ""},
		"ap-southeast-2": {"17283a275", ""},
		"ap-southeast-3": {"aa48fc462", "-be0a3174"},
		"ap-southeast-4": {"01e2c40d3", "-dc6f76ce"},
		"ca-central-1":   {"3148e69e3", ""},
		"ca-west-1":      {"9e3a4b2f9", ""},
		"eu-central-1":   {"9163fdaaf", ""},
		"eu-central-2":   {"184ce43c8", ""},
		"eu-north-1":     {"795879e9b", ""},
		"eu-south-1":     {"c52f3f594", ""},
		"eu-south-2":     {"a4cf248b1", "-df2c9d70"},
		"eu-west-1":      {"5522fb710", ""},
		"eu-west-2":      {"902a2bc74", ""},
		"eu-west-3":      {"29bf85721", ""},
		"il-central-1":   {"e221cb57b", ""},
		"me-central-1":   {"2932f2f80", ""},
		"me-south-1":     {"a53fc9dce", "-uduvl7q8"},
		"sa-east-1":      {"ddf4b6a09", ""},
		"us-east-1":      {"1970c647d", ""},
		"us-east-2":      {"552881074", ""},
		"us-west-1":      {"8badb4304", ""},
		"us-west-2":      {"34d7f99f8", ""},
	} {
		byRegion[region] = jsii.Strings(
			"aws-patch-manager-"+region+"-"+end.documents+"/*",
			"aws-patchmanager-macos-"+region+"-"+end.documents+"/*",
			"patch-baseline-snapshot-"+region+end.snapshots+"/*",
		)
	}
	return bucketsByRegion("Patch Manager", "2025-11-07", "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html", byRegion)
}

// ServiceBuckets_CloudFormationResponses returns the buckets for the responses of custom resources and the signals of wait
// conditions, which are PUT requests to URLs that CloudFormation presigns. If the response of a custom resource in the
// VPC is denied, the stack operation waits for an hour. EndpointPolicy.AwsServices also allows these requests. As of
// 2026-03-18.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html
func ServiceBuckets_CloudFormationResponses() *ServiceBuckets {
	return serviceBuckets("CloudFormation responses", "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html",
		"cloudformation-custom-resource-response-<regionWithoutDashes>/*", "cloudformation-waitcondition-<region>/*").allowing("s3:PutObject")
}

// ServiceBuckets_CloudFormationHelperScripts returns the bucket with cfn-init, cfn-signal and the other helper scripts. As
// of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_CloudFormationHelperScripts() *ServiceBuckets {
	return serviceBuckets("CloudFormation helper scripts", serviceOwnedResources, "cloudformation-examples/*")
}

// ServiceBuckets_CodeDeploy returns the bucket with the CodeDeploy agent. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_CodeDeploy() *ServiceBuckets {
	return serviceBuckets("CodeDeploy", serviceOwnedResources, "aws-codedeploy-<region>/*")
}

// ServiceBuckets_CloudWatchAgent returns the buckets with the CloudWatch agent. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_CloudWatchAgent() *ServiceBuckets {
	return serviceBuckets("CloudWatch agent", serviceOwnedResources, "amazoncloudwatch-agent-<region>/*", "amazoncloudwatch-agent/*")
}

// ServiceBuckets_Emr returns the buckets with the software that Amazon EMR installs on a cluster. The cluster's operating
// system also needs its own set. As of 2026-03-18.
// https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html
func ServiceBuckets_Emr() *ServiceBuckets {
	return serviceBuckets("EMR", "https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html",
		"repo.<region>.emr.amazonaws.com/*", "prod.<region>.appinfo.src/*")
}

// ServiceBuckets_CodeArtifact returns the buckets with the packages of CodeArtifact. The Region must be one of those in
// ResourcesByRegion; for other Regions, the command "aws codeartifact describe-domain" returns the bucket. As of
// 2023-09-20.
// https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html
func ServiceBuckets_CodeArtifact() *ServiceBuckets {
	byRegion := map[string]*[]*string{}
	for region, account := range map[string]string{ // accounts of AWS
		"ap-northeast-1": "660291247815",
		"ap-south-1":     "681137435769",
		"ap-southeast-1": "421485864821",
		"ap-southeast-2": "860415559748",
		"eu-central-1":   "769407342218",
		"eu-north-1":     "611884512288",
		"eu-south-1":     "484130244270",
		"eu-west-1":      "438097961670",
		"eu-west-2":      "247805302724",
		"eu-west-3":      "762466490029",
		"us-east-1":      "193858265520",
		"us-east-2":      "250872398865",
		"us-west-2":      "787052242323",
	} {
		byRegion[region] = jsii.Strings("assets-" + account + "-" + region + "/*")
	}
	return bucketsByRegion("CodeArtifact", "2023-09-20", "https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html", byRegion)
}

// ServiceBuckets_ImageBuilder returns the buckets with the managed components of EC2 Image Builder and the application that
// runs them. As of 2026-03-18.
// https://docs.aws.amazon.com/imagebuilder/latest/userguide/security-iam-data-perimeter.html
func ServiceBuckets_ImageBuilder() *ServiceBuckets {
	return serviceBuckets("EC2 Image Builder", "https://docs.aws.amazon.com/imagebuilder/latest/userguide/security-iam-data-perimeter.html",
		"ec2imagebuilder-toe-<region>-prod/*", "ec2imagebuilder-managed-resources-<region>-prod/components/*")
}

// ServiceBuckets_ElasticBeanstalk returns the buckets with the platforms and samples of Elastic Beanstalk. In China, the
// names are different. As of 2026-03-18.
// https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/vpc-vpce.policy.html
func ServiceBuckets_ElasticBeanstalk() *ServiceBuckets {
	return serviceBuckets("Elastic Beanstalk", "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/vpc-vpce.policy.html",
		"elasticbeanstalk-samples-<region>/*", "elasticbeanstalk-platform-assets-<region>/*",
		"elasticbeanstalk-env-resources-<region>/*", "elasticbeanstalk-<region>/*")
}

// ServiceBuckets_SageMakerJumpStart returns the bucket with the models of SageMaker JumpStart, and also allows listing it.
// As of 2026-03-18.
// https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-deploy.html
func ServiceBuckets_SageMakerJumpStart() *ServiceBuckets {
	return serviceBuckets("SageMaker JumpStart", "https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-deploy.html",
		"jumpstart-cache-prod-<region>", "jumpstart-cache-prod-<region>/*").allowing("s3:GetObject", "s3:ListBucket")
}

// ServiceBuckets_NeptuneNotebooks returns the buckets with the setup scripts of notebooks for Neptune, and also allows
// listing them. As of 2026-03-18.
// https://docs.aws.amazon.com/neptune/latest/userguide/graph-notebooks.html
func ServiceBuckets_NeptuneNotebooks() *ServiceBuckets {
	return serviceBuckets("Neptune notebooks", "https://docs.aws.amazon.com/neptune/latest/userguide/graph-notebooks.html",
		"aws-neptune-notebook", "aws-neptune-notebook/*", "aws-neptune-notebook-<region>", "aws-neptune-notebook-<region>/*").allowing("s3:GetObject", "s3:ListBucket")
}

// ServiceBuckets_AthenaExamples returns the bucket with the data of Athena's tutorials, and also allows listing it. As of
// 2026-03-18.
// https://docs.aws.amazon.com/athena/latest/ug/getting-started.html
func ServiceBuckets_AthenaExamples() *ServiceBuckets {
	return serviceBuckets("Athena examples", "https://docs.aws.amazon.com/athena/latest/ug/getting-started.html",
		"athena-examples-<region>", "athena-examples-<region>/*").allowing("s3:GetObject", "s3:ListBucket")
}

// ServiceBuckets_ApplicationMigrationService returns the buckets with the agent of AWS Application Migration Service, which
// also needs ServiceBuckets_SystemsManager. As of 2026-03-18.
// https://docs.aws.amazon.com/mgn/latest/ug/Network-Requirements.html
func ServiceBuckets_ApplicationMigrationService() *ServiceBuckets {
	return serviceBuckets("Application Migration Service", "https://docs.aws.amazon.com/mgn/latest/ug/Network-Requirements.html",
		"aws-mgn-clients-<region>/*", "aws-mgn-clients-hashes-<region>/*", "aws-mgn-internal-<region>/*", "aws-mgn-internal-hashes-<region>/*",
		"aws-application-migration-service-<region>/*", "aws-application-migration-service-hashes-<region>/*")
}

// ServiceBuckets_ElasticDisasterRecovery returns the buckets with the agent of AWS Elastic Disaster Recovery. As of
// 2026-03-18.
// https://docs.aws.amazon.com/drs/latest/userguide/Network-Requirements.html
func ServiceBuckets_ElasticDisasterRecovery() *ServiceBuckets {
	return serviceBuckets("Elastic Disaster Recovery", "https://docs.aws.amazon.com/drs/latest/userguide/Network-Requirements.html",
		"aws-drs-clients-<region>/*", "aws-drs-clients-hashes-<region>/*", "aws-drs-internal-<region>/*", "aws-drs-internal-hashes-<region>/*",
		"aws-elastic-disaster-recovery-<region>/*", "aws-elastic-disaster-recovery-hashes-<region>/*")
}

// ServiceBuckets_NitroEnclavesCertificates returns the bucket with the certificates that ACM for Nitro Enclaves uses. As of
// 2026-03-18.
// https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave-refapp.html
func ServiceBuckets_NitroEnclavesCertificates() *ServiceBuckets {
	return serviceBuckets("Nitro Enclaves certificates", "https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave-refapp.html",
		"aws-ec2-enclave-certificate-<region>-prod/*")
}

// ServiceBuckets_LambdaDeploymentPackages returns the buckets with the deployment packages of Lambda functions; the first is
// used in us-east-1. Lambda's GetFunction returns URLs of them. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_LambdaDeploymentPackages() *ServiceBuckets {
	return serviceBuckets("Lambda deployment packages", serviceOwnedResources, "prod-04-2014-tasks/*", "awslambda-<region>-tasks/*")
}

// ServiceBuckets_DataProviderForSap returns the buckets with the AWS Data Provider for SAP. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_DataProviderForSap() *ServiceBuckets {
	return serviceBuckets("AWS Data Provider for SAP", serviceOwnedResources, "aws-sap-data-provider/*", "aws-sap-dataprovider-<region>/*")
}

// ServiceBuckets_BackintAgentForSap returns the bucket with the AWS Backint Agent for SAP HANA. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_BackintAgentForSap() *ServiceBuckets {
	return serviceBuckets("AWS Backint Agent for SAP HANA", serviceOwnedResources, "awssap-backint-agent/*")
}

// ServiceBuckets_SchemaConversionTool returns the buckets with the JDBC drivers for the AWS Schema Conversion Tool. As of
// 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_SchemaConversionTool() *ServiceBuckets {
	return serviceBuckets("AWS Schema Conversion Tool", serviceOwnedResources, "awssupportdatasvcs.com/*", "redshift-downloads/*")
}

// ServiceBuckets_CdkStaging returns the bucket with the assets of CDK apps in the stack's account and the Region of the
// buckets. Unlike the buckets of the other sets, it belongs to you. Custom resources in a VPC, such as a bucket deployment,
// download from it. Bootstrap the account first: until the bucket exists, any account can create one with this name. The
// name contains the CDK's default qualifier; for another qualifier, define your own ServiceBuckets. As of 2026-11-25.
// https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
func ServiceBuckets_CdkStaging() *ServiceBuckets {
	set := serviceBuckets("CDK staging", "https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html", "cdk-hnb659fds-assets-<account>-<region>/*")
	set.AsOf = jsii.String("2026-11-25")
	return set
}

// ServiceBuckets_AwsCli returns the bucket with the installers of version 1 of the AWS CLI. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_AwsCli() *ServiceBuckets {
	return serviceBuckets("AWS CLI", serviceOwnedResources, "aws-cli/*")
}

// ServiceBuckets_RedshiftDownloads returns the bucket with the drivers of Amazon Redshift. As of 2026-03-18.
// https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
func ServiceBuckets_RedshiftDownloads() *ServiceBuckets {
	return serviceBuckets("Redshift downloads", serviceOwnedResources, "redshift-downloads/*")
}

// serviceBuckets returns a set with s3:GetObject, from a list of 2026-03-18.
func serviceBuckets(name, source string, resources ...string) *ServiceBuckets {
	return &ServiceBuckets{Name: &name, Resources: jsii.Strings(resources...), Source: &source, AsOf: jsii.String("2026-03-18")}
}

func bucketsByRegion(name, asOf, source string, resources map[string]*[]*string) *ServiceBuckets {
	return &ServiceBuckets{Name: &name, ResourcesByRegion: &resources, Source: &source, AsOf: &asOf}
}

func (b *ServiceBuckets) allowing(actions ...string) *ServiceBuckets {
	b.Actions = jsii.Strings(actions...)
	return b
}
