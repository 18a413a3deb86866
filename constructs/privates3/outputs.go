package privates3

import (
	"regexp"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// outputs writes the CfnOutputs of one construct.
type outputs struct {
	off    bool
	prefix *string
}

func newOutputs(wanted *bool, prefix *string) outputs {
	return outputs{off: isFalse(wanted), prefix: prefix}
}

// checkOutputs finds a prefix that no output would carry, or that CloudFormation would refuse.
func checkOutputs(at string, wanted *bool, prefix *string) (found problems) {
	if prefix != nil && isFalse(wanted) {
		found.add(at+"OutputPrefix", quoted(prefix), "nil, because Outputs is false", "leave one of the two out")
	}
	return append(found, checkOutputPrefix(at, prefix)...)
}

// checkOutputPrefix leaves room for the 22 characters of the longest key, since CloudFormation takes 255.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
func checkOutputPrefix(at string, prefix *string) (found problems) {
	const allowed = "a letter, then up to 232 letters and digits"
	switch {
	case prefix == nil || regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,232}$`).MatchString(*prefix):
	case isToken(*prefix):
		found.add(at+"OutputPrefix", quoted(prefix), allowed+", and no token: it is part of a logical id", "write it out")
	default:
		found.add(at+"OutputPrefix", quoted(prefix), allowed, `write for example "ProdS3", or leave the field out`)
	}
	return found
}

func (o outputs) add(scope constructs.Construct, key, value, description string) {
	props := &awscdk.CfnOutputProps{Value: jsii.String(value), Description: jsii.String(description)}
	if o.prefix != nil {
		props.Key = jsii.String(*o.prefix + key)
	}
	awscdk.NewCfnOutput(scope, jsii.String(key), props)
}
