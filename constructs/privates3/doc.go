// Package privates3 has constructs for private access to Amazon S3 through VPC endpoints.
//
// # Choose a construct
//
//   - [GatewayS3Route] is for workloads in a VPC: a gateway endpoint, which is a route in the route tables of the subnets that
//     you select. Workloads use the usual bucket names. It is free.
//   - [InterfaceS3Link] is for clients that a gateway endpoint cannot serve, on-premises, in peered VPCs or in other Regions:
//     an interface endpoint (PrivateLink), which has private addresses in the VPC and DNS names of its own. It is billed per
//     Availability Zone and hour, and per GB.
//   - [PrivateS3Access] is both.
//
// The name that a client uses decides the path: the usual bucket name takes the gateway endpoint if the route table of
// the client's subnet has it, and the endpoint's own name takes the interface endpoint. Private DNS, which would make
// the usual name resolve to the interface endpoint, is off, and no property turns it on.
//
// # Restrict access
//
// An [EndpointPolicy] controls which principals can reach which buckets through an endpoint. RestrictBucket denies
// access to a bucket's data except through the endpoints. AllowFrom adds rules to security groups.
//
// # Use constructs and tokens
//
// The constructs can be passed wherever the CDK takes a construct: as a scope, to awscdk.Tags_Of, as a dependency.
// Values that are known only at deploy time are tokens, as in the CDK. Tokens are not checked, and they are an error
// only where none can work, such as in a logical id.
//
// # Handle errors
//
// A constructor or method panics with a [*PropsError] if its input is invalid. The error has every problem, with the
// field, the value, what is wrong and what to do. Nothing has been created or changed by then.
//
// # Keep templates stable
//
// Construct ids and template output are a contract, because a change can replace an endpoint, and a replaced interface
// endpoint has new DNS names. CHANGELOG.md lists every change.
package privates3
