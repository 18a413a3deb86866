// Package privates3go has no code. It is the page of the module: a library for the AWS CDK that keeps traffic to Amazon S3
// private, and reports before a deploy which path the traffic takes.
//
//   - [github.com/privates3/privates3-go/constructs/privates3] creates S3 gateway and interface endpoints. Start here.
//   - [github.com/privates3/privates3-go/constructs/s3path] reports the path that each subnet takes to S3, and which
//     requests reach it.
//   - [github.com/privates3/privates3-go/constructs/s3rules] finds mistakes at synth that would make the deploy fail or cut
//     off a workload. The constructs register it.
//   - [github.com/privates3/privates3-go/constructs/golden] keeps templates as snapshots, and says when a change replaces an
//     endpoint.
//   - [github.com/privates3/privates3-go/constructs/node] starts Node for a short run, which halves the time of a synth.
package privates3go
