package topology

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// unseen answers who else may change a part of the network: what makes resources that no template shows, and resources of
// types that are not analyzed. An id that is published, as an export, an output or an SSM parameter, counts only if
// something that was not read may look it up: the outputs of a finished app change nothing.
type unseen struct {
	options   Options
	model     *network.Network
	hasTables bool // whether it has route tables
	makers    []maker
	asked     []template.Cause // what the option NoNetwork can name
	types     []unanalyzed
	published map[network.Key]bool        // nil until it is asked for
	shared    map[network.Key]bool        // nil until it is asked for
	sharesAll bool                        // an output is unknown
	imported  map[string][]template.Cause // nil until it is asked for
	assembly  *template.Assembly
}

// unanalyzed is a resource of a type that is not analyzed.
type unanalyzed struct {
	mentions
	cause   template.Cause
	changes changes
}

func unseenIn(assembly *template.Assembly, model *network.Network, options Options) unseen {
	u := unseen{assembly: assembly, options: options, model: model}
	u.hasTables = slices.ContainsFunc(model.Resources, func(r *template.Resource) bool { return r.Type == typeRouteTable })
	u.addMakers()
	byType := map[string]changes{}
	for _, r := range model.Resources {
		resourceType, harmless := r.Type, isHarmless(r)
		if r.Type == typeVpc { // which may have encryption controls as a property
			control := r.Property("VpcEncryptionControl")
			resourceType, harmless = typeEncryptionControl, control.Kind() == template.Absent || monitors(control.Field("Mode"))
		}
		if _, ok := byType[resourceType]; !ok {
			byType[resourceType] = unreadChanges(resourceType)
		}
		changes := byType[resourceType]
		if changes == nothing || harmless {
			continue
		}
		cause := causeIn(r, CauseType)
		if u.isStated(cause) {
			continue
		}
		cause.Subject = resourceType
		m := mentions{stack: r.Stack, keys: map[network.Key]bool{network.Key(r.Stack.Id + "." + r.LogicalId): true}}
		if r.Type != typeVpc {
			m = u.mentionsOf(r.Stack, r.Mentions())
			m.isNone = m.isNone || r.Type == typeFirewallPolicy || r.Type == typeOrganizationPolicy
		}
		u.types = append(u.types, unanalyzed{m, cause, changes})
	}
	return u
}

// causeIn returns the cause of a kind that a resource is.
func causeIn(r *template.Resource, kind template.CauseKind) template.Cause {
	return template.Cause{Kind: kind, Subject: r.LogicalId, Stack: r.Stack.Id, Place: "Resources." + r.LogicalId}
}

// isHarmless reports whether a resource is set up so that it changes nothing, although others of its type do.
func isHarmless(r *template.Resource) bool {
	set, changing := template.Value{}, ""
	switch r.Type {
	case typeEncryptionControl:
		return monitors(r.Property("Mode"))
	case typeServiceNetworkLink: // https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateServiceNetworkVpcAssociation.html
		if set, changing = r.Property("PrivateDnsEnabled"), "true"; set.Kind() == template.Absent {
			return true
		}
	case typeFirewallPolicy: // https://docs.aws.amazon.com/waf/latest/developerguide/dns-firewall-policies.html
		set, changing = r.Property("SecurityServicePolicyData").Field("Type"), "DNS_FIREWALL"
	case typeOrganizationPolicy: // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html
		set, changing = r.Property("Type"), "DECLARATIVE_POLICY_EC2"
	}
	text, ok := set.Text()
	return ok && text != changing
}

// monitors reports whether encryption controls change nothing by their mode. See
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html.
func monitors(mode template.Value) bool {
	text, ok := mode.Text()
	return ok && text != "enforce"
}

// of returns why resources of one of the types may name a part without any template showing them.
func (u *unseen) of(e *network.Entity, types ...string) []template.Cause {
	return u.naming(e.Key, stackOf(e), types...)
}

// stackOf returns the stack that has a part, nil if there is none.
func stackOf(e *network.Entity) *template.Stack {
	if e.Resource == nil {
		return nil
	}
	return e.Resource.Stack
}

// isMade reports whether something in the assembly makes a part, such as a loop, without any template showing it.
func isMade(e *network.Entity) bool {
	return !e.Declared && e.Cause != nil && e.Cause.Kind == template.CauseResource && e.Cause.Stack != ""
}

// naming does so for a key of a part in a stack; nil is none.
func (u *unseen) naming(key network.Key, home *template.Stack, types ...string) []template.Cause {
	why := u.made(func(m maker) bool { return slices.ContainsFunc(types, m.MayMake) && u.mayName(m.mentions, key, home) })
	for _, up := range u.model.Unplaced { // of an unknown part, which may be this one
		if slices.Contains(types, up.Resource.Type) {
			why = append(why, *up.Cause)
		}
	}
	return why
}

// made returns the causes of those makers that meet a condition.
func (u *unseen) made(is func(maker) bool) []template.Cause {
	var why []template.Cause
	for _, m := range u.makers {
		if is(m) {
			why = append(why, m.Cause)
		}
	}
	return why
}

// mayNamePart reports whether what makes resources may name one of several parts.
func (u *unseen) mayNamePart(m maker, parts ...*network.Entity) bool {
	return slices.ContainsFunc(parts, func(part *network.Entity) bool { return u.mayName(m.mentions, part.Key, stackOf(part)) })
}

// s3Endpoints returns why a VPC may have S3 endpoints without any template showing them. A loop may show that its endpoints
// are for other services.
func (u *unseen) s3Endpoints(v *network.Vpc) []template.Cause {
	const endpoint = "AWS::EC2::VPCEndpoint"
	why := u.of(&v.Entity, endpoint)
	for _, m := range u.makers {
		names, ok := m.Property(endpoint, "ServiceName")
		if ok && !slices.ContainsFunc(names, func(name template.Value) bool { return network.IsS3Service(name) != template.False }) {
			why = slices.DeleteFunc(why, func(cause template.Cause) bool { return cause == m.Cause })
		}
	}
	return why
}

// associating returns why a subnet may be associated with another part, such as a route table, without any template
// showing it. Who does so names the subnet and the part, or the VPC in which to make one.
func (u *unseen) associating(s *network.Subnet, parts []*network.Entity, resourceType string) []template.Cause {
	if s.Vpc != nil {
		parts = append(parts, &s.Vpc.Entity)
	}
	var why []template.Cause
	for _, up := range u.model.Unplaced {
		if up.Resource.Type == resourceType && up.Property == "SubnetId" {
			why = append(why, *up.Cause)
		}
	}
	return append(why, u.made(func(m maker) bool {
		return m.MayMake(resourceType) && u.mayNamePart(m, &s.Entity) && u.mayNamePart(m, parts...)
	})...)
}

// replacing returns why a subnet may come to use another route table than the one that it is associated with: what is
// passed the subnet or the association can replace the latter.
func (u *unseen) replacing(s *network.Subnet) []template.Cause {
	parts := []*network.Entity{&s.Entity}
	for _, a := range s.RouteTables {
		parts = append(parts, &a.Entity)
	}
	return u.modifying(parts...)
}

// modifying returns why parts may be modified that a template shows. A custom resource can do so, which calls the API of
// AWS; CloudFormation cannot modify what another template has.
func (u *unseen) modifying(parts ...*network.Entity) []template.Cause {
	return u.made(func(m maker) bool { return isCode(m.Cause.Kind) && u.mayNamePart(m, parts...) })
}

// changedBy returns what may change something of a part, which is known by any of the keys. A resource of a type that is not
// analyzed may change all parts if it names none.
func (u *unseen) changedBy(what changes, keys ...network.Key) []template.Cause {
	mayName := func(m mentions) bool {
		return slices.ContainsFunc(keys, func(key network.Key) bool { return u.mayName(m, key, u.home(key)) })
	}
	var why []template.Cause
	for _, t := range u.types {
		if t.changes&what != 0 && (t.isNone || mayName(t.mentions)) {
			why = append(why, t.cause)
		}
	}
	return append(why, u.made(func(m maker) bool { return m.mayChange(what) && mayName(m.mentions) })...)
}

// publicAccess returns why what passes the internet gateway of a subnet's VPC is unknown.
func (u *unseen) publicAccess(s *network.Subnet) []template.Cause {
	why := u.making(stackOf(&s.Entity), "AWS::EC2::VPCBlockPublicAccessOptions")
	if s.Vpc == nil {
		return why
	}
	keys := []network.Key{s.Vpc.Key}
	for _, a := range s.Vpc.InternetGateways {
		keys = append(keys, a.GatewayId.Value)
	}
	return append(why, u.changedBy(changesInternet, keys...)...)
}

// exclusions returns why a subnet may be excluded from Block Public Access without any template showing it.
func (u *unseen) exclusions(s *network.Subnet) []template.Cause {
	const exclusion = "AWS::EC2::VPCBlockPublicAccessExclusion"
	why := append(u.making(stackOf(&s.Entity), exclusion), u.of(&s.Entity, exclusion)...)
	if s.Vpc != nil {
		why = append(why, u.of(&s.Vpc.Entity, exclusion)...)
	}
	return why
}

// causeOf returns why a part is not in the templates.
func causeOf(e *network.Entity, kind template.CauseKind) template.Cause {
	if e.Cause != nil {
		return *e.Cause
	}
	return template.Cause{Kind: kind, Subject: e.Name()}
}
