// Package s3path tells which way each subnet of an app takes to Amazon S3, from synthesised templates alone.
//
// # What it answers
//
// For each subnet, and for clients on-premises and in peered VPCs, there are two names to reach S3 by: the bucket's
// usual name, and the own name of an interface endpoint. For each name a [Row] tells what DNS answers, the way that the
// request takes, whether it works, and the reason: the route, the missing route, the security group rule or the network
// ACL entry that decides.
//
// The usual name always answers public addresses, so routing decides: a gateway endpoint on the subnet's route table
// comes before a default route to an internet gateway or NAT gateway. The endpoint's own name answers the private
// addresses of its network interfaces, so the way is the VPC's local route, or the link from outside. See
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html and
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html.
//
// # In tests and in CI
//
// [RequirePrivate] is one line in a snapshot test. [Analyze] and [Report.Forbid] give the rows and choose which ways
// are not allowed. The command cmd/s3path prints them for a cloud assembly, as a table, JSON, Markdown or a drawing.
//
// # What it takes for granted
//
// That IAM, endpoint policies, bucket policies and the security groups of the clients allow the request, that the VPC's
// local route is as AWS makes it, that a transit gateway routes between the VPCs on it, that an attached VPN gateway
// learns the routes that it propagates, and that nothing outside of the templates changes the network. What the
// templates do not tell is "unknown", never "no". Addresses are IPv4, as the usual name answers no others by default.
//
// # What it costs
//
// Each client is checked once for each interface endpoint and each rule of its security groups. The number of an
// endpoint's subnets does not add to that, except for the different network ACLs and, from linked VPCs, route tables and
// blocks that they have.
package s3path
