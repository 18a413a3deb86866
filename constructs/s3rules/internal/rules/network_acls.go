package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// aclFlow is what clients need a network ACL to allow. The name is for the message.
type aclFlow struct {
	direction topology.Direction
	name      string
}

// checkAcl checks whether the network ACL of a subnet blocks all of one of the flows that clients of an endpoint need.
func checkAcl(s *network.Subnet, e *network.Endpoint, ask func(*network.Subnet, topology.Direction) []flow.Piece, flows ...aclFlow) Result {
	acl := aclOf(s)
	return worstOf(flows, func(f aclFlow) Result {
		pieces := ask(s, f.direction)
		if len(pieces) == 0 {
			return unknown() // a subnet without IPv4
		}
		blocks := flow.Occurs(pieces, flow.End.Passes).Not()
		if acl == nil {
			return compliantUnless(blocks)
		}
		decides := ""
		if entry := decidingEntry(pieces); entry != nil {
			decides = fmt.Sprintf(" The entry that decides is %s.", entry)
		}
		return violationIf(blocks, slices.Concat(at(&acl.Entity, ""), at(&e.Entity, "")),
			"The network ACL %s of %s allows no %s, which clients of %s need.%s", acl.Name(), s.Name(), f.name, e.Name(), decides)
	})
}

// aclOf returns the network ACL of a subnet, or one of several that it may have; nil if none is known.
func aclOf(s *network.Subnet) *network.Acl {
	for _, a := range s.NetworkAcls {
		if a.Part != nil {
			return a.Part
		}
	}
	if s.Vpc != nil {
		return s.Vpc.DefaultNetworkAcl
	}
	return nil
}

// decidingEntry returns the only entry that denies packets, nil if there are others, or packets that no entry matches.
func decidingEntry(pieces []flow.Piece) *network.AclEntry {
	var only *network.AclEntry
	for _, e := range flow.Ends(pieces) {
		entry, ok := e.Trace.Ref.(*network.AclEntry)
		if !ok || only != nil && only != entry {
			return nil
		}
		only = entry
	}
	return only
}
