// Package s3path reports which path each subnet and workload of an app takes to Amazon S3, from synthesized templates
// alone. It calls neither AWS nor Node.
//
// # Groups and rows
//
// A client can use three kinds of names for S3: the bucket's usual name, its dual-stack name, which has IPv4 and IPv6
// addresses, and each interface endpoint's own name. For each client and name, a [Result] has the DNS answer, the path of the
// request, whether it reaches S3, and the reason: the route, missing route, security group rule or network ACL entry that
// decides this. Clients are subnets, workloads, on-premises networks, and peered VPCs that are not in the templates.
//
// A request that does not reach S3, or only from some addresses, has [Obstacle]s: everything that stops it or its response,
// in the order along the path.
//
// Clients with the same result for the same reason form a [Group], even if they have different route tables or are in
// different VPCs. [Report.Rows] iterates over the clients.
//
// The dual-stack name has a separate result only if that differs from the result of the usual name. This is so for clients
// whose IPv6 traffic takes another path, as with a gateway endpoint whose IP address type is ipv4. It is also so if DNS
// answers differently, as with a private hosted zone that has only the usual names.
//
// The usual name resolves to public addresses, so routing decides its path. A private hosted zone of the VPC, or private
// DNS of an interface endpoint, can make it resolve to an interface endpoint instead, and a rule of DNS Firewall can
// block it. The zones and rules in the templates are followed, also through Route 53 profiles. If clients use DNS servers
// other than Amazon's, if a Resolver rule forwards the query, or if not all zones and rules are in the templates, the
// answer and the path are unknown.
//
// A gateway endpoint on the subnet's route table takes precedence over a default route to an internet gateway or NAT
// gateway. The endpoint's own name resolves to the private addresses of its network interfaces, which clients reach over
// the VPC's local route or, from outside the VPC, over another route. See
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html and
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html.
//
// If a route leads to a transit gateway, the path is followed through the transit gateway's route tables to the attachment's
// subnet, which may be in another VPC, and on from there. If requests then leave through the NAT gateway of a hub VPC, the path
// is nat, and [Result.Via] names the transit gateway. The path is transit only if it continues outside the templates, or ends
// behind the transit gateway: a hub's gateway endpoint does not serve other VPCs. See
// https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html and
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html.
//
// If a route leads to an endpoint of AWS Network Firewall or of a Gateway Load Balancer, the path is followed through the
// route table of the endpoint's subnet. Behind Network Firewall, the path has the name of its last gateway or endpoint, such as
// gateway or nat, and Result.Via names the firewall. Whether the request reaches S3 is unknown, because firewall rules are not
// analyzed. The appliances behind a Gateway Load Balancer may also forward requests from their own VPC. The path is
// therefore firewall, and [Result.Possible] also lists the paths behind the endpoint. An endpoint whose ID is not in the
// templates may be in any subnet of the route's VPC. See
// https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config.html and
// https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html.
//
// If a route leads to an instance or network interface in a public subnet whose source/destination check is off, this is a
// NAT instance, and the path is nat. Whether the request reaches S3 depends on its software. If the check is on, the request
// is dropped. Responses that enter a VPC by an internet gateway, and requests by a VPN gateway, follow the gateway's route table if
// it has one. Paths through other appliances, core networks, local gateways and carrier gateways are unknown.
//
// # Workloads
//
// A workload is a resource that connects to other services from subnets: a Lambda function, an Amazon ECS service or
// scheduled task, an instance, an Auto Scaling group, an AWS Batch compute environment, a node group, an AWS Glue
// connection, an AWS CodeBuild project, a database that imports from S3, and others. It is a client in each of its
// subnets, with the egress rules of its own security groups, and without a public IP address if its service assigns none.
// It has a result for the usual name, and for the name of each interface endpoint that its environment, task definition
// or user data contains.
//
// # Parts without an effect
//
// [Report.Unused] lists parts of the templates that no path depends on: route tables of gateway endpoints that no subnet uses,
// security group rules of interface endpoints that allow nothing to any known client, and network ACL entries that match no
// traffic before other entries do. A part that may have an effect in some deploy is not listed.
//
// # Unknown results
//
// The reason of an unknown result names what it depends on, such as a parameter, a macro or a nested stack, and its location.
// [Result.Remedies] lists what to do: pass a value or file, set an option, or change the templates. [Report.Gaps] lists
// whatever may create subnets that the templates do not show, and [Report.Forbid] fails because of it. If it creates none, say
// so in [Options].NoNetwork.
//
// # Use in tests and in CI
//
// In a test, call [RequirePrivate] to check subnets, or [RequirePrivateWorkloads] to check only workloads. [Analyze]
// returns the report, and [Report.Forbid] and [Report.ForbidForWorkloads] fail for the paths that you choose. The command
// privates3 (constructs/cmd/privates3) does the same for cloud assemblies and templates in JSON or YAML, and prints the
// report as a table, JSON, Markdown or a Mermaid diagram. The schema of the JSON form is report.schema.json, in the
// folder of this package.
//
// # Assumptions
//
//   - IAM, endpoint policies and bucket policies allow the request, and so do the security groups of clients that are not
//     workloads of the templates.
//   - Nothing outside the templates changes the network, except through IDs that the templates pass on: a part that was
//     not read, such as a nested stack, may use any ID that is passed to it, and so may a program that has the ID of a route
//     table. Custom resources and programs change nothing else.
//   - The deploy keeps the defaults of parameters that are read from SSM, which are the names of SSM parameters.
//   - VPCs and on-premises networks use none of S3's addresses. On-premises networks announce their own blocks, wider
//     blocks without S3's addresses, or a default route. An on-premises network is connected to the VPCs' VPN and transit
//     gateways.
//   - A VPC that is not in the templates uses Amazon's DNS servers and has no private hosted zone for S3's names. A
//     subnet that is not in the templates has IPv4 addresses. Whether it has IPv6 addresses is unknown.
//   - A VPC that is not in the templates overlaps with no other VPC of its transit gateway, and its encryption controls do
//     not enforce encryption.
//   - A route table that is not in the templates has no route that covers only part of S3's addresses or of its VPC's
//     addresses.
//   - Clients use the DNS servers in their DHCP options. In public DNS, the usual name has only IPv4 addresses, unless a
//     gateway endpoint's DNS record type adds others, the dual-stack name has both, and an endpoint's own name has the
//     endpoint's addresses.
//   - Domain names have the DNS suffix of the partition that the template is deployed to, such as amazonaws.com.
//
// If the templates allow more than one result, the result is unknown, never a guess.
//
// # Cost
//
// Equivalent subnets of a VPC are analyzed once. Subnets are equivalent if they have equal routes and the same network
// ACL and Availability Zone, and if no route or rule distinguishes their blocks. VPCs that differ only in names and
// addresses are also analyzed once for everything outside of them. The cost therefore grows with the number of VPCs and
// endpoints, not with their product.
package s3path
