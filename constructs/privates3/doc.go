// Package privates3 has constructs that reach Amazon S3 without crossing the public internet.
//
// # Which construct
//
//   - [GatewayS3Route] is for workloads in a VPC: a gateway endpoint, which is a route in the route tables of the chosen
//     subnets. Bucket names stay as they are. It is free.
//   - [InterfaceS3Link] is for clients that no gateway serves, on-premises, in peered VPCs or in other Regions: an
//     interface endpoint (PrivateLink), which has private addresses in the VPC and DNS names of its own. It is charged by
//     availability zone and hour, and by GB.
//   - [PrivateS3Access] is both.
//
// The name that a client uses decides which way a request takes: the bucket's usual name leads to the gateway endpoint if
// the route table of the client's subnet has it, and the endpoint's own name leads to the interface endpoint. Private DNS,
// which would make the usual name lead to the interface, is off, and there is no property that turns it on.
//
// # Access
//
// An [EndpointPolicy] says who may reach which buckets through an endpoint, RestrictBucket denies a bucket's data to
// requests that do not come through the endpoints, and AllowFrom opens security groups. Each construct has the methods
// that apply to it.
//
// # Values
//
// A construct is a Go value that can be passed wherever the CDK takes a construct: as a scope, to awscdk.Tags_Of, as a
// dependency. Strings that are known only after the deploy are tokens, as in the CDK, and tokens are never judged; only
// where no token can work, as in a logical id, it is an error.
//
// # Errors
//
// A constructor panics with a [*PropsError] if its props cannot work. It holds every problem, and each names the field,
// the value, what is allowed and the remedy. Nothing has been created then.
//
// # Templates
//
// Construct ids and template output are a contract, because a change of either can replace an endpoint, and a replaced
// interface endpoint has new DNS names. CHANGELOG.md notes each change.
package privates3
