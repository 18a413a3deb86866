package network

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Key identifies a part of the network, however it is referred to: "Stack.LogicalId" for a resource of the templates, and
// the id for what is known by a literal one, such as "vpc-0123456789abcdef0". What is outside the assembly has the kind of
// reference and the environment in its key.
type Key string

// Entity is what all parts of the network have.
type Entity struct {
	// Key identifies the part.
	Key Key
	// Resource is the part's resource; nil if no template has it. Stack, logical id and construct path are found there.
	Resource *template.Resource
	// Exists is true, or undecided if it depends on a condition that cannot be decided.
	Exists template.Truth
	// Declared is true if the templates have the part, also as one that AWS makes with a part of theirs, such as the main route
	// table of a VPC; or for a subnet, if the context has it.
	Declared bool
	// Cause is why no template has the part, such as the parameter that its id comes from; nil for one that a template has.
	Cause *template.Cause
	// Open is true for a part that no template has, and that may be the same as another part: its id is a parameter, or an
	// attribute of a nested stack or a custom resource.
	Open bool

	name string
}

// Name returns the construct path without a closing "/Resource", or else the logical id, or the key.
func (e *Entity) Name() string { return e.name }

// Part returns what the part has in common with all others.
func (e *Entity) Part() *Entity { return e }

func entityOf(r *template.Resource) Entity {
	return Entity{
		Key:      resourceKey(r),
		Resource: r,
		Exists:   r.Exists(),
		Declared: true,
		name:     nameOf(r),
	}
}

// with sets that an entity exists if another one does, to which it belongs and without which nobody asks for it.
func (e Entity) with(whole *Entity) Entity {
	e.Exists = e.ExistsWith(whole.Resource)
	return e
}

// ExistsWith reports whether the part exists if a resource does; nil is none.
func (e *Entity) ExistsWith(other *template.Resource) template.Truth {
	if e.Exists == template.Undecided && e.Resource != nil && other != nil && e.Resource.ExistsWith(other) {
		return template.True
	}
	return e.Exists
}

// external is a part that is referred to but that no template has.
func (b *builder) external(key Key) Entity {
	cause, open := template.Cause{Kind: template.CauseResource, Subject: string(key)}, false
	if token, ok := b.tokens[key]; ok {
		cause, open = token.Cause(), b.mayNameAny(token)
	}
	return Entity{Key: key, Exists: template.True, Cause: &cause, Open: open, name: string(key)}
}

func nameOf(r *template.Resource) string { return strings.TrimSuffix(r.Name(), "/Resource") }

// ResourceKeyOf returns the key of the resource that a token is the id or an attribute of.
func ResourceKeyOf(token template.Token) Key { return Key(token.Scope + "." + token.Name) }

func resourceKey(r *template.Resource) Key {
	if r.Existing {
		return Key(r.LogicalId)
	}
	return Key(r.Stack.Id + "." + r.LogicalId)
}

// KeyOf returns what a reference in a property that the model does not read refers to.
func KeyOf(v template.Value) Fact[Key] {
	if v.Kind() == template.Absent {
		return Fact[Key]{}
	}
	if token, ok := v.Token(); ok && token.Kind != template.CauseCondition {
		key := token.Scope + "." + token.Name
		if token.Attribute != "" {
			key += "." + token.Attribute
		}
		return known(Key(key))
	}
	// A reference that a condition decides is unknown, because it names either of two parts.
	if text, ok := v.Text(); ok && text != "" {
		return known(Key(text))
	}
	return Fact[Key]{State: Unknown, Cause: causeOf(v, "id")}
}

func (b *builder) keyOf(v template.Value) Fact[Key] {
	key := KeyOf(v)
	if token, ok := v.Token(); ok && key.State == Known {
		b.tokens[key.Value] = token
		if b.mayNameAny(token) {
			cause := token.Cause()
			key.Cause = &cause
		}
	}
	return key
}

// mayNameAny reports whether a token may be deployed as the id of any part, also of one that a template has: a parameter,
// the value of an SSM parameter, an attribute of a nested stack or a provisioned product, what a resource returns whose type is
// not AWS's, and what is cut out of an id, such as that of an attachment. Equal tokens are the same id all the same.
func (b *builder) mayNameAny(token template.Token) bool {
	if token.Kind != "" && token.Kind != template.CauseResource {
		return token.Kind == template.CauseParameter || token.Kind == template.CauseSsmParameter
	}
	r := b.resources[ResourceKeyOf(token)]
	if r == nil { // what a loop or macro makes: an attribute of it, such as VpcId, may be any id
		return token.Attribute != ""
	}
	switch namespace, name, _ := strings.Cut(r.Type, "::"); {
	case namespace != "AWS", name == "CloudFormation::CustomResource": // whose Ref is an id that its provider chooses
		return true
	case strings.HasPrefix(token.Attribute, ".Split("), strings.HasPrefix(token.Attribute, "["):
		return true
	case name == "Serverless::Application", name == "ServiceCatalog::CloudFormationProvisionedProduct":
		return token.Attribute != ""
	default:
		return token.Attribute != "" && strings.HasPrefix(name, "CloudFormation::")
	}
}
