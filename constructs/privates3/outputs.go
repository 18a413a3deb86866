package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// outputs are the settings for the CfnOutputs of a construct.
type outputs struct {
	stack  *cdk.Stack
	off    bool
	prefix *string
	field  string // that the prefix is from
}

// read sets what is given and keeps the rest. The prefix leaves room for the 22 characters of the longest key, since
// CloudFormation's limit is 255.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
func (o *outputs) read(found *problems, stack *cdk.Stack, prefixField string, wanted *bool, prefix *string) {
	o.stack = stack
	if wanted != nil {
		o.off = !*wanted
	}
	if prefix == nil {
		return
	}
	o.prefix, o.field = prefix, prefixField
	const fix = `Use a letter followed by up to 232 letters and digits, such as "ProdS3".`
	if cdk.IsToken(*prefix) {
		found.add(prefixField, quoted(prefix)+" is a token, but output keys must be known at synth.", fix)
	} else if !outputPrefixForm.MatchString(*prefix) || len(*prefix) > 233 {
		found.add(prefixField, quoted(prefix)+" is not a valid prefix for output keys.", fix)
	}
}

// checkPrefixUsed finds a prefix that no output has.
func checkPrefixUsed(found *problems, field string, prefix *string, off bool) {
	if prefix != nil && off {
		found.add(field, quoted(prefix)+" has no effect, because CreateOutputs is false.", "Leave OutputPrefix out, or set CreateOutputs to true.")
	}
}

// checkKey finds a prefix with which another construct of the stack has an output of the same key.
func (o outputs) checkKey(found *problems, key string) {
	if o.off || o.prefix == nil || o.stack == nil {
		return
	}
	key = *o.prefix + key
	if owner, taken := o.stack.OutputOwners[key]; taken {
		found.add(o.field, quoted(o.prefix)+" is also the OutputPrefix of "+owner+", which has the output "+key+".", "Use another prefix.")
	}
}

// add creates an output of the construct at the path.
func (o outputs) add(scope constructs.Construct, path, key, value, description string) {
	props := &awscdk.CfnOutputProps{Value: jsii.String(value), Description: jsii.String(description)}
	if o.prefix != nil {
		props.Key = jsii.String(*o.prefix + key)
		o.stack.OutputOwners[*props.Key] = path
	}
	awscdk.NewCfnOutput(scope, jsii.String(key), props)
}
