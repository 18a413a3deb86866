// Package network is a model of the networks in templates: VPCs, subnets, routing, transit gateways, security groups,
// network ACLs, endpoints, DNS, workloads and bucket policies. It is plain data and decides nothing.
//
// [New] builds it from a [template.Assembly]. Each part of the network is an [Entity]: it has a [Key] that is the same for
// every reference to it, across stacks too, and a name for messages. A part that no template has, such as
// "subnet-0123456789abcdef0" or a VPC that is imported, has a key but no resource, and its Cause says why. What the CDK
// keeps in cdk.context.json about VPCs that were looked up is filled in by [Context]. Which resource types are read, and by
// what, is one table in resource_types.go; those of workloads are one in workload_types.go.
//
// # Three states
//
// A property is a [Fact]: known, absent or unknown, and an unknown one has a cause. Defaults are not filled in, so that a
// rule can see what was written; [Fact.Or] fills them in where they matter. Pointers to other parts are nil if the
// reference is absent or unknown; the fact beside them says which. Entities whose condition does not hold are left out,
// and those whose condition cannot be decided have Exists undecided. Resources of which it is unknown to what they belong
// are in Unplaced and UnplacedRoutes.
//
// # One form
//
// Values are normalized where they are read: protocols by name or number, ports, actions in any case, and CIDR blocks with
// host bits. A value that has none of the forms that AWS takes is unknown, and one of the network's Gaps.
//
// Everything is in a stable order: by key, and rules and routes in the order of their resources.
package network
