package privates3

import (
	"strings"

	"github.com/aws/jsii-runtime-go"
)

// clientEndpoint is the endpoint URL for one service, by the names that the SDKs read.
// https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
type clientEndpoint struct {
	variable string // in the environment
	service  string // in a config file
	url      *string
}

func (l *InterfaceS3Link) clientEndpoints() []clientEndpoint {
	return []clientEndpoint{
		{"AWS_ENDPOINT_URL_S3", "s3", l.BucketEndpointUrl()},
		{"AWS_ENDPOINT_URL_S3_CONTROL", "s3_control", l.ControlEndpointUrl()},
	}
}

// ClientEnvironment returns the environment variables that make the AWS CLI and the AWS SDKs use the endpoint:
// AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL_S3_CONTROL, with tokens as values. If the client is not in the Region of the
// buckets, also set AWS_REGION.
//
// Pass the map to the CDK as it is. Go ranges over a map in no fixed order, so for shells and user data use
// ClientExports. For an SSM parameter, use one value, such as BucketEndpointUrl.
//
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
func (l *InterfaceS3Link) ClientEnvironment() *map[string]*string {
	variables := map[string]*string{}
	for _, e := range l.clientEndpoints() {
		variables[e.variable] = e.url
	}
	return &variables
}

// ClientExports returns the variables of ClientEnvironment as shell commands in a fixed order, such as
// "export AWS_ENDPOINT_URL_S3=https://bucket.vpce-…", with tokens in them:
//
//	userData.AddCommands(*link.ClientExports()...)
func (l *InterfaceS3Link) ClientExports() *[]*string {
	var commands []*string
	for _, e := range l.clientEndpoints() {
		commands = append(commands, jsii.String("export "+e.variable+"="+*e.url))
	}
	return &commands
}

// ClientConfig returns the section "services <name>" of an AWS config file, with tokens in it. A profile with the line
// "services = <name>" then uses the endpoint. It panics with a *ValidationError if the name contains characters other than
// letters, digits, "_" and "-".
//
//	[services s3-link]
//	s3 =
//	  endpoint_url = https://bucket.vpce-…
//	s3_control =
//	  endpoint_url = https://control.vpce-…
//
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
func (l *InterfaceS3Link) ClientConfig(name *string) *string {
	l.mustExist("ClientConfig")
	var found problems
	found.checkForm("name", name, serviceNameForm, "a name for a services section", `Use letters, digits, "_" and "-", such as "s3-link".`)
	found.panicInMethod(l, "ClientConfig")
	var section strings.Builder
	section.WriteString("[services " + *name + "]\n")
	for _, e := range l.clientEndpoints() {
		section.WriteString(e.service + " =\n  endpoint_url = " + *e.url + "\n")
	}
	return jsii.String(section.String())
}
