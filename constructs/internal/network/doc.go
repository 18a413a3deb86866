// Package network is a model of the networks that templates describe: VPCs, subnets, routing, security groups, network
// ACLs, endpoints and buckets.
//
// [New] builds it from a [template.Assembly]. Each part of the network is an [Entity]: it has a [Key] that is the same
// however it was referred to, across stacks too, and a name for messages. Parts that a template refers to by a literal
// id, such as "subnet-0123456789abcdef0", or that another app made, are in the model too: they have a key but no
// resource, and Declared is false. What the CDK keeps in cdk.context.json about VPCs that were looked up is filled in by
// [Context].
//
// # Three states
//
// A property is a [Fact]: known, absent or unknown. Defaults are not filled in, so that a rule can tell what was written;
// [Fact.Or] fills them in where they matter. Pointers to other parts are nil if the reference is absent or unknown; the
// fact beside them tells which. Entities whose condition does not hold are left out, and those whose condition cannot
// be decided have Exists undecided.
//
// Everything is in a stable order: by key, and rules and routes in the order of their resources.
package network
