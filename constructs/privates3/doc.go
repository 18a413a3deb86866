// Package privates3 provides constructs for private access to Amazon S3 through VPC endpoints.
//
// # Choose a construct
//
//   - [GatewayS3Route] is for workloads in a VPC. It creates a gateway endpoint, which adds a route to the route tables
//     of the subnets that you select. Workloads keep the usual bucket names. It is free.
//   - [InterfaceS3Link] is for clients that a gateway endpoint cannot serve: on-premises, in peered VPCs or in other
//     Regions. It creates an interface endpoint (PrivateLink), which has private addresses in the VPC and its own DNS
//     names. It is billed per Availability Zone and hour, and per GB.
//   - [PrivateS3Access] creates both.
//
// The name that a client uses decides the path. Requests to the usual bucket names (<bucket>.s3.<region>.amazonaws.com) go
// through the gateway endpoint if it is on the route table of the client's subnet. (Requests to the legacy global names,
// <bucket>.s3.amazonaws.com, may go to us-east-1. They then take another path or time out.) Requests to the interface
// endpoint's own names go through the interface endpoint. Private DNS, which would make the usual names resolve to the
// interface endpoint, is off, and no property turns it on. Copies between Regions do not work through an endpoint.
//
// # Restrict access
//
// An [EndpointPolicy] controls which principals can reach which buckets through an endpoint. RestrictBucket denies
// access to a bucket's data except through the endpoints. AllowFrom adds rules to security groups.
//
// # Use constructs and tokens
//
// The constructs can be passed wherever the CDK takes a construct: as a scope, as a dependency, or to awscdk.Tags_Of.
// Values known only at deploy time are tokens, as in the CDK. Tokens are not checked, and are an error only where a token
// cannot work, such as in a logical ID.
//
// # Handle errors
//
// A function or method panics with a [*ValidationError] if its input is invalid. The error lists every problem: the
// field, the value, what is wrong and what to do. Nothing is created or changed.
//
// # Keep templates stable
//
// A change of construct IDs or template output can replace an endpoint, and a replaced interface endpoint has new DNS
// names. CHANGELOG.md lists every such change.
package privates3
