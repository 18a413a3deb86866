// Package s3path reports which path each subnet and workload of an app takes to Amazon S3, from synthesized templates alone. It calls
// neither AWS nor Node.
//
// # Groups and rows
//
// A client has two kinds of names for S3: the bucket's usual name, and the own name of each interface endpoint. For each
// subnet and each name, a [Result] has the answer of DNS, the path of the request, whether it reaches S3, and the reason: the
// route, the missing route, the security group rule or the network ACL entry that decides. So it is for clients on-premises
// and in peered VPCs that are not in the templates.
//
// Clients with the same result for the same reason are one [Group], also if each subnet has a route table of its own, and
// across VPCs. [Report.Rows] iterates over each client by itself.
//
// The usual name resolves to public addresses, so routing decides its path. A private hosted zone of the VPC, or private
// DNS of an interface endpoint, can make it resolve to an interface endpoint instead. Where clients ask other DNS servers
// than Amazon's, or a Resolver rule, profile or DNS firewall may change the answer, it is unknown, and so is the path.
//
// A gateway endpoint on the subnet's route table takes precedence over a default route to an internet gateway or NAT
// gateway. The endpoint's own name resolves to the private addresses of its network interfaces, which are reached by the
// VPC's local route, or by a route from outside. See
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html and
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html.
//
// # Workloads
//
// A workload is a resource that connects to other services from subnets: a Lambda function, an Amazon ECS service or scheduled
// task, an instance, an Auto Scaling group, an AWS Batch compute environment, a node group, an AWS Glue connection, an AWS
// CodeBuild project, a database that imports from S3, and others. It is a client in each of its subnets, with the egress rules of its
// own security groups, and without a public IP address if its service assigns none. It has a result for the usual name, and for the name
// of each interface endpoint that its environment, task definition or user data contains.
//
// # Use in tests and in CI
//
// [RequirePrivate] is one line in a test, and so is [RequirePrivateWorkloads], for workloads instead of subnets. [Analyze] returns
// the report, and [Report.Forbid] and [Report.ForbidForWorkloads] fail for the paths that you choose. The command privates3 (constructs/cmd/privates3) does the same for cloud assemblies and templates in JSON or YAML,
// and prints the report as a table, JSON, Markdown or a Mermaid drawing. The JSON form is described by report.schema.json,
// beside this file.
//
// # Assumptions
//
//   - IAM, endpoint policies and bucket policies allow the request, and so do the security groups of clients that are not workloads
//     of the templates.
//   - Nothing outside the templates changes the network, except through ids that the templates pass on: something that was
//     not read, such as a nested stack, may use an id that is passed to it.
//   - VPCs and on-premises networks use none of S3's addresses, and on-premises networks announce their own blocks, wider ones
//     without S3's addresses, or a default route. An on-premises network is connected to the VPCs' VPN and transit gateways.
//   - A VPC that is not in the templates uses Amazon's DNS servers and has no private hosted zone for S3's names, and a subnet
//     that is not there has IPv4 addresses.
//   - A route table that is not in the templates has no route to only a part of S3's addresses, or of its VPC's.
//   - Clients ask the DNS servers that DHCP names. In the public DNS, the usual name has IPv4 addresses alone, unless a
//     gateway endpoint's DNS record type adds others, and an endpoint's own name has the endpoint's addresses.
//   - Domains are written with the DNS suffix of the partition that the template is deployed to, such as amazonaws.com.
//
// Where the templates leave more than one result, the answer is unknown, never a guess.
//
// # Cost
//
// Of the subnets of a VPC that are of one kind, one is asked for all. They are of one kind if they have equal routes, the same
// network ACL and zone, and no route or rule distinguishes their blocks. Of VPCs that differ in nothing but names and addresses,
// one is asked for everything outside of them. So the cost grows with the number of VPCs and endpoints, not with their product.
package s3path
