package rules

import (
	"fmt"
	"net/netip"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// aclFlow is one direction of connections, as a network ACL sees it.
type aclFlow struct {
	egress    bool
	low, high int
	peer      func(network.Cidr) truth.Value // whether an entry's block has a peer of the flow
	name      string
}

// checkAcl checks whether the ACL of a subnet blocks one of the flows that clients of an endpoint need. A subnet without an
// ACL of its own has the default one of the VPC, which allows everything.
func checkAcl(s *network.Subnet, e *network.Endpoint, flows []aclFlow) Result {
	acl := s.NetworkAcl
	if acl == nil && s.Declared && s.ContextType == "" {
		return compliant()
	}
	if acl == nil {
		return unknown() // a subnet that was looked up, or that no template has, may have any ACL
	}
	blocks := truth.False
	for _, f := range flows {
		entry, allows := f.allowedBy(acl)
		blocksThis := allows.Not().And(s.AclExists)
		if blocksThis == truth.True {
			message := fmt.Sprintf("The network ACL %s of %s allows no %s, which clients of %s need.", acl.Name(), s.Name(), f.name, e.Name())
			if entry != nil {
				message += fmt.Sprintf(" The entry that decides is %s.", entry)
			}
			return violation(message, at(&acl.Entity, ""), at(&e.Entity, ""))
		}
		blocks = blocks.Or(blocksThis)
	}
	return violationIf(blocks, "")
}

// allowedBy reports whether an ACL allows some of the flow, and the entry that denies all of it, nil if no entry does.
func (f aclFlow) allowedBy(acl *network.Acl) (*network.AclEntry, truth.Value) {
	allows := falseIf(acl.Complete)
	for _, entry := range acl.Entries {
		applies := entry.IsTcp().And(entry.OverlapsPorts(f.low, f.high)).And(entry.Exists).And(entry.Egress.Or(false).Is(f.egress))
		if applies == truth.False {
			continue
		}
		switch entry.RuleAction.Is("deny") {
		case truth.True:
			if applies.And(entry.HasPorts(f.low, f.high)).And(isEverywhere(entry.Cidr)) == truth.True {
				return entry, allows
			}
		case truth.False:
			allows = allows.Or(applies.And(f.peer(entry.Cidr)))
			if allows == truth.True {
				return nil, allows
			}
		case truth.Undecided:
			allows = truth.Undecided
		}
	}
	return nil, allows
}

// mayBeS3 reports whether a block has addresses of S3, which are public. Which ones they are is known only to AWS.
func mayBeS3(c network.Cidr) truth.Value {
	if c.State() != network.Known {
		return truth.Undecided
	}
	for _, private := range []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"} {
		if network.ContainsPrefix(netip.MustParsePrefix(private), c.Prefix) {
			return truth.False
		}
	}
	if c.Prefix.Bits() == 0 {
		return truth.True
	}
	return truth.Undecided
}
