package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// Unplaced is a resource that belongs to a part of the network which cannot be determined, such as a rule of an unknown
// security group. Any part of that kind may have it, also beside the one that a parameter names.
type Unplaced struct {
	Entity
	// Property is the property that would name the part.
	Property string
}

// placeKey reads a reference to the part that a resource belongs to, and records the resource if that may be another part.
func (p properties) placeKey(property string) Fact[Key] {
	id := p.key(property)
	p.b.placeBy(p.r, property, id)
	return id
}

// placeBy records a resource whose part is unknown, or may be another than the one that is known.
func (b *builder) placeBy(r *template.Resource, property string, id Fact[Key]) {
	if id.State == Known && id.Cause == nil {
		return
	}
	e := entityOf(r)
	if e.Cause = id.Cause; e.Cause == nil {
		e.Cause = &template.Cause{Kind: template.CauseGap, Subject: "no " + property, Stack: r.Stack.Id, Place: "Resources." + r.LogicalId}
	}
	b.Unplaced = append(b.Unplaced, &Unplaced{Entity: e, Property: property})
}
