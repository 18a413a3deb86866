package privates3

import (
	"github.com/aws/constructs-go/constructs/v10"

	"github.com/privates3/privates3-go/constructs/s3rules"
)

// registerRules has the rules of package s3rules checked at synth, so that an override or an aspect that makes an
// endpoint fail is found too.
func registerRules(c constructs.IConstruct) { s3rules.Register(c) }
