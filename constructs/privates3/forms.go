package privates3

import "regexp"

// The forms of values in props and attributes. Values that are or contain tokens are not checked, except for the partition of
// an ARN. Every app compiles the forms when it starts. A long counted repetition, such as {1,255}, is slow to compile, so
// lengths are checked elsewhere.
var (
	vpcForm           = regexp.MustCompile(`^vpc-[0-9a-z]+$`)
	subnetForm        = regexp.MustCompile(`^subnet-[0-9a-z]+$`)
	routeTableForm    = regexp.MustCompile(`^rtb-[0-9a-z]+$`)
	securityGroupForm = regexp.MustCompile(`^sg-[0-9a-z]+$`)
	prefixListForm    = regexp.MustCompile(`^pl-[0-9a-z]+$`)
	vpcEndpointForm   = regexp.MustCompile(`^vpce-[0-9a-z]+$`)
	endpointNameForm  = regexp.MustCompile(`^(\*\.)?vpce-[0-9a-z]+-[0-9a-z]+\.s3\.[a-z0-9-]+\.vpce\.[a-z0-9.-]+$`)
	hostedZoneForm    = regexp.MustCompile(`^Z[0-9A-Z]+$`)
	zoneForm          = regexp.MustCompile(`^([a-z-]+-[0-9])(-[a-z]{3}-[0-9])?[a-z]$`) // of an Availability Zone or Local Zone

	// otherPeerForm is that of the CDK's unique IDs of prefix lists and security groups, some of which are derived from paths.
	otherPeerForm = regexp.MustCompile(`^((pl|sg)-[0-9a-z]+|[A-Za-z0-9]*[0-9A-F]{8})$`)

	organizationForm     = regexp.MustCompile(`^o-[a-z0-9]{10,32}$`)
	organizationPathForm = regexp.MustCompile(`^o-[a-z0-9]{10,32}/r-[a-z0-9]{4,32}/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}/)*\*?$`)
	accountForm          = regexp.MustCompile(`^[0-9]{12}$`)
	vpcArnForm           = regexp.MustCompile(`^arn:[a-z-]+:ec2:([a-z0-9-]+|\*):[0-9]{12}:vpc/(vpc-[0-9a-z]+|\*)$`)
	principalArnForm     = regexp.MustCompile(`^arn:[a-z-]+:iam::([0-9]{12}|\*):(role|user)/[A-Za-z0-9_+=,.@:/*?-]+$`)
	roleSessionForm      = regexp.MustCompile(`^arn:[^:]+:sts::.*:assumed-role/`)
	rootUserForm         = regexp.MustCompile(`^arn:[^:]+:iam::.*:root$`)
	originAccessForm     = regexp.MustCompile(`^arn:[a-z-]+:iam::cloudfront:user/CloudFront Origin Access Identity [A-Z0-9]+$`)
	principalPattern     = regexp.MustCompile(`:(role|user)/[^$]*[*?]`)
	narrowPattern        = regexp.MustCompile(`:(role|user)/.*[^*?/]{3}`) // of principals

	arnPrefixForm     = regexp.MustCompile(`^arn:[a-z-]+$`)
	bucketForm        = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	bucketPattern     = regexp.MustCompile(`^[A-Za-z0-9._*?-]+$`)
	accessPointAlias  = regexp.MustCompile(`-s3alias$|--ol-s3$|\.mrap$`)
	directoryBucket   = regexp.MustCompile(`--x-s3$`)
	ownNamespace      = regexp.MustCompile(`-[0-9]{12}-[a-z]+(-[a-z]+)+-[0-9]+-an$`)
	actionForm        = regexp.MustCompile(`^s3:[A-Za-z*?]+$`)
	awsResourceForm   = regexp.MustCompile(`^([a-z0-9.-]|<region>|<regionWithoutDashes>|<account>)+(/.*)?$`)
	serviceNameForm   = regexp.MustCompile(`^[A-Za-z0-9_-]+$`) // of a section of an AWS config file
	logicalIdForm     = regexp.MustCompile(`^[A-Za-z0-9]+$`)
	outputPrefixForm  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*$`)
	anyTokenInAString = regexp.MustCompile(`[$#]\{Token\[[^]]*\]\}`)
)
