// Package s3rules finds mistakes in the way to Amazon S3 at synth, that would otherwise fail the deploy or cut a workload
// off: private DNS on an S3 interface endpoint, two S3 gateway endpoints on one route table, a security group that lets
// nobody in, a bucket policy that locks its owner out. RULES.md lists all rules, with what AWS would say.
//
// # Use
//
// The constructs of package privates3 register the rules with their app by themselves. For endpoints that are written by
// hand, one line does it:
//
//	app := awscdk.NewApp(nil)
//	s3rules.Register(app)
//
// The rules read the templates as they were synthesised, of all stacks, stages and nested stacks of the app together. So
// they also see what an aspect, AddPropertyOverride or CfnInclude has changed. An error makes the synth fail; a warning is
// printed, and fails only where the CDK is told to be strict (@aws-cdk/core:strictCfnValidateErrors). What only the deploy
// brings, a parameter or a token, is never judged.
//
// # Acknowledge
//
// A finding that is meant is acknowledged with the rule's id, which the finding ends with:
//
//	awscdk.Validations_Of(endpoint).Acknowledge(&awscdk.Acknowledgment{
//		Id:     jsii.String("privates3::public-subnets"),
//		Reason: jsii.String("the VPC has no other subnets"),
//	})
//
// The CDK takes an acknowledgment for the whole app, wherever in it it is made.
package s3rules
