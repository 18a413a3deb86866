package privates3

import (
	"fmt"
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
	return outputs{off: wanted != nil && !*wanted, prefix: prefix}
}

// checkOutputs finds a prefix that CloudFormation would refuse, or that no output would carry.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
func checkOutputs(at string, wanted *bool, prefix *string) (found problems) {
	if prefix == nil {
		return nil
	}
	if wanted != nil && !*wanted {
		found.add(at+"OutputPrefix", quoted(prefix), "nil, because Outputs is false", "leave one of the two out")
	}
	// The longest key that is appended has 23 characters, and CloudFormation takes 255.
	if !regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,199}$`).MatchString(*prefix) {
		found.add(at+"OutputPrefix", quoted(prefix), "a letter, then up to 199 letters and digits (a logical id cannot be a token)",
			"drop the other characters, for example use \"ProdS3\"")
	}
	return found
}

func (o outputs) add(scope constructs.Construct, key, value, description string) {
	if o.off {
		return
	}
	props := &awscdk.CfnOutputProps{Value: jsii.String(value), Description: jsii.String(description)}
	if o.prefix != nil {
		props.Key = jsii.String(fmt.Sprintf("%s%s", *o.prefix, key))
	}
	awscdk.NewCfnOutput(scope, jsii.String(key), props)
}
