package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// Unplaced is a resource that belongs to a part of the network which cannot be determined, such as a rule of an unknown
// security group. Any part of that kind may have it.
type Unplaced struct {
	Entity
	// Property is the property that would name the part.
	Property string
}

// unplaced records a resource whose part is unknown. Cause is why.
func (b *builder) unplaced(r *template.Resource, property string, id Fact[Key]) {
	e := entityOf(r)
	if e.Cause = id.Cause; e.Cause == nil {
		e.Cause = &template.Cause{Kind: template.CauseGap, Subject: "no " + property, Stack: r.Stack.Id, Place: "Resources." + r.LogicalId}
	}
	b.unplacedParts = append(b.unplacedParts, &Unplaced{Entity: e, Property: property})
}
