package rules

// The AWS pages that several rules rest on.
const (
	s3InterfacePage  = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html"
	selectPage       = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html"
	s3GatewayPage    = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html"
	bucketPage       = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html"
	bucketPolicyPage = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html"
	gatewayPage      = "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"
	interfacePage    = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"
	hostedZonePage   = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html"
	policyPage       = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"
	quotaPage        = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html"
	groupQuotaPage   = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"
	customPage       = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html"
	resourcePage     = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html"
)
