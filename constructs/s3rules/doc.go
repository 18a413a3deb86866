// Package s3rules finds, at synth, mistakes in S3 endpoints that would otherwise make the deploy fail or cut off a workload
// from Amazon S3: two gateway endpoints on one route table, a security group that allows no client, a bucket policy that
// locks out its owner. It also requires private DNS of S3 interface endpoints to be off. RULES.md lists every rule with
// AWS's error message and the fix.
//
// # Register the rules
//
// The constructs of package privates3 register the rules with their app. An app that has only handwritten endpoints needs
// one line:
//
//	app := awscdk.NewApp(nil)
//	s3rules.Register(app)
//
// The rules check the synthesized templates of all stacks, stages and nested stacks of the app together, including resources
// from CfnInclude and changes by aspects or AddPropertyOverride. An error means that the deploy certainly fails, or that
// clients are certainly cut off. It fails the synth. A warning is a risk. It is printed, and fails the synth only if the CDK
// is strict (@aws-cdk/core:strictCfnValidateErrors). Values known only at deploy time are not checked.
//
// The rule private-dns is an error for another reason: private DNS can work, but this library requires it to be off.
//
// # Acknowledge a finding
//
// If what a finding reports is intentional, acknowledge the finding by its ID, on a construct that it names or on one above
// it. An acknowledgment covers that construct and everything below it:
//
//	awscdk.Validations_Of(endpoint).Acknowledge(&awscdk.Acknowledgment{
//		Id:     jsii.String("privates3::public-subnets"),
//		Reason: jsii.String("the VPC has no other subnets"),
//	})
//
// A finding about two resources, such as two gateway endpoints on one route table, can be acknowledged on either.
package s3rules
