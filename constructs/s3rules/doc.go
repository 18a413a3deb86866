// Package s3rules finds mistakes in the way to Amazon S3 at synth, that would otherwise fail the deploy or cut a workload
// off: two S3 gateway endpoints on one route table, a security group that lets nobody in, a bucket policy that locks its
// owner out. And it keeps private DNS of S3 interface endpoints off. RULES.md lists all rules, with what AWS would say.
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
// An error is a certain failure of the deploy, or a certain loss of the way to S3. The one exception is private-dns:
// private DNS can work, but it is a rule of this library that it is off. Who means it acknowledges it.
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
