// Package s3rules finds mistakes around S3 endpoints at synth, which would otherwise fail the deploy or cut a workload off
// from Amazon S3: two gateway endpoints on one route table, a security group that allows no client, a bucket policy that
// locks its owner out. It also requires private DNS of S3 interface endpoints to be off. RULES.md lists every rule with AWS's
// error message and the fix.
//
// # Register the rules
//
// The constructs of package privates3 register the rules with their app. An app with handwritten endpoints only needs one
// line:
//
//	app := awscdk.NewApp(nil)
//	s3rules.Register(app)
//
// The rules check the synthesised templates of all stacks, stages and nested stacks of the app together, including what
// aspects, AddPropertyOverride or CfnInclude changed. An error means that the deploy certainly fails, or that clients are
// certainly cut off; it fails the synth. A warning is a risk; it is printed, and fails the synth only if the CDK is strict
// (@aws-cdk/core:strictCfnValidateErrors). Values known only at deploy time are not checked.
//
// The rule private-dns is an error for another reason: private DNS can work, but this library requires it to be off.
//
// # Acknowledge a finding
//
// If a finding is intentional, acknowledge it with its id, on a construct that the finding names or on one above it. An
// acknowledgment covers that construct and everything below it:
//
//	awscdk.Validations_Of(endpoint).Acknowledge(&awscdk.Acknowledgment{
//		Id:     jsii.String("privates3::public-subnets"),
//		Reason: jsii.String("the VPC has no other subnets"),
//	})
//
// A finding about two resources, such as two gateway endpoints on one route table, can be acknowledged on either.
package s3rules
