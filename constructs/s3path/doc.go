// Package s3path reports the path that each subnet of an app takes to Amazon S3, from synthesized templates alone. It calls
// neither AWS nor Node.
//
// # Rows
//
// A client can reach S3 by two kinds of names: the bucket's usual name, and the own names of an interface endpoint. For each
// subnet and each name, a [Row] has the DNS answer, the path of the request, whether the request reaches S3, and the reason:
// the route, the missing route, the security group rule or the network ACL entry that decides. There are also rows for
// clients that are not in the templates, on-premises and in peered VPCs.
//
// The usual name resolves to public addresses, so routing decides its path. A gateway endpoint on the subnet's route table
// takes precedence over a default route to an internet gateway or NAT gateway. An endpoint's own name resolves to the
// private addresses of its network interfaces, which clients reach over the VPC's local route, or over a route from outside
// the VPC. See
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html and
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html.
//
// # Use in tests and in CI
//
// In a test, call [RequirePrivate]. [Analyze] returns the rows, and [Report.Forbid] returns an error for the paths that you
// choose. The command cmd/s3path does the same for a cloud assembly, and prints the report in one of its formats. The file
// report.schema.json describes the format for programs, JSON.
//
// # Assumptions
//
//   - IAM, endpoint policies, bucket policies and the security groups of clients allow the request.
//   - A transit gateway routes between the VPCs that are attached to it, and an attached VPN gateway learns the routes that
//     it propagates.
//   - Nothing outside the templates changes the network.
//   - Addresses are IPv4, because the usual name has no IPv6 addresses by default.
//
// If the templates allow more than one result, the answer is unknown, never a guess.
//
// # Cost
//
// Each client is checked once for each interface endpoint and each rule of the endpoint's security groups. The subnets of
// an endpoint count once for each distinct network ACL and, for clients in linked VPCs, each distinct route table and block.
package s3path
