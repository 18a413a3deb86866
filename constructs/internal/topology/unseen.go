package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// unseen answers who else may change a part of the network: what makes resources that no template shows, and resources of
// types that are not analyzed. An id that is published, as an export, an output or an SSM parameter, counts only if
// something that was not read may look it up: the outputs of a finished app change nothing.
type unseen struct {
	resources map[network.Key]*template.Resource
	makers    []maker
	unplaced  []*network.Unplaced
	types     []unanalyzed
	published map[network.Key]bool        // nil until it is asked for
	shared    map[network.Key]bool        // nil until it is asked for
	sharesAll bool                        // an output is unknown
	imported  map[string][]template.Cause // nil until it is asked for
	assembly  *template.Assembly
}

// maker is something that makes resources which no template shows.
type maker struct {
	template.Unseen
	mentions
	// handed is true for what changes the parts that it is handed and no others, such as a custom resource.
	handed bool
}

// unanalyzed is a resource of a type that is not analyzed.
type unanalyzed struct {
	mentions
	cause   template.Cause
	changes changes
}

func unseenIn(assembly *template.Assembly, model *network.Network) unseen {
	u := unseen{assembly: assembly, unplaced: model.Unplaced, resources: map[network.Key]*template.Resource{}}
	for _, r := range model.Resources {
		u.resources[network.Key(r.Stack.Id+"."+r.LogicalId)] = r
	}
	for _, s := range assembly.Stacks {
		for _, made := range s.Unseen {
			if isOfTheCdk(made.Nested) {
				continue
			}
			m := maker{Unseen: made, mentions: u.mentionsOf(s, made.Names())}
			u.makers = append(u.makers, m)
			if handed, ok := makers(made.Types); ok { // what a loop makes may make anything in turn
				m.Types, m.handed = nil, handed
				u.makers = append(u.makers, m)
			}
		}
	}
	for _, r := range model.Resources {
		cause := template.Cause{Subject: r.LogicalId, Stack: r.Stack.Id, Place: "Resources." + r.LogicalId}
		if cause.Kind = makerKind(r.Type); cause.Kind != "" && !isLookup(r) {
			u.makers = append(u.makers, maker{template.Unseen{Cause: cause}, u.mentionsOf(r.Stack, r.Mentions()), isHanded(cause.Kind)})
		}
		if changes := unreadChanges(r.Type); changes != nothing && !isHarmless(r) {
			cause.Kind, cause.Subject = CauseType, r.Type
			m := u.mentionsOf(r.Stack, r.Mentions())
			m.isNone = m.isNone || r.Type == typeFirewallPolicy || r.Type == typeOrganizationPolicy
			u.types = append(u.types, unanalyzed{m, cause, changes})
		}
	}
	return u
}

// isHarmless reports whether a resource is set up so that it changes nothing, although others of its type do.
func isHarmless(r *template.Resource) bool {
	set, changing := template.Value{}, ""
	switch r.Type {
	case typeEncryptionControl: // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
		set, changing = r.Property("Mode"), "enforce"
	case typeFirewallPolicy: // https://docs.aws.amazon.com/waf/latest/developerguide/dns-firewall-policies.html
		set, changing = r.Property("SecurityServicePolicyData").Field("Type"), "DNS_FIREWALL"
	case typeOrganizationPolicy: // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html
		set, changing = r.Property("Type"), "DECLARATIVE_POLICY_EC2"
	}
	text, ok := set.Text()
	return ok && text != changing
}

// makerKind returns what the resources of a type are that make resources which no template shows, empty if they make none.
// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html for the types that are not AWS's.
func makerKind(resourceType string) template.CauseKind {
	switch resourceType {
	case "AWS::CloudFormation::StackSet":
		return CauseStackSet
	case "AWS::ServiceCatalog::CloudFormationProvisionedProduct":
		return CauseProduct
	case "AWS::Serverless::Application":
		return CauseApplication
	case "AWS::CloudFormation::CustomResource":
		return CauseCustom
	}
	namespace, name, _ := strings.Cut(resourceType, "::")
	switch {
	case strings.HasSuffix(name, "::MODULE"):
		return CauseModule
	case namespace == "AWS", namespace == "Alexa", namespace == "Custom" && isOfCdk(name):
		return ""
	case namespace == "Custom":
		return CauseCustom
	}
	return CauseThirdParty
}

// isOfCdk reports whether a type of custom resource is one that the CDK has and that changes no network.
func isOfCdk(name string) bool {
	switch name {
	case "CDKBucketDeployment", "CrossRegionExportReader", "CrossRegionExportWriter", "LogRetention", "S3AutoDeleteObjects",
		"S3BucketNotifications", "VpcRestrictDefaultSG":
		return true
	}
	return strings.HasPrefix(name, "AWSCDK")
}

// makers reports whether there are makers among resource types, and whether all of them change what they are handed alone.
func makers(types []string) (handed, ok bool) {
	handed = true
	for _, resourceType := range types {
		kind := makerKind(resourceType)
		if resourceType == "AWS::CloudFormation::Stack" {
			kind = template.CauseNested
		}
		if kind != "" {
			handed, ok = handed && isHanded(kind), true
		}
	}
	return handed, ok
}

// isHanded reports whether a maker of a kind changes the parts that it is handed and no others.
func isHanded(kind template.CauseKind) bool {
	return kind != CauseModule && kind != template.CauseNested
}

// isLookup reports whether a resource is an AwsCustomResource of the CDK that calls actions which read, and no others.
func isLookup(r *template.Resource) bool {
	if r.Type != "Custom::AWS" {
		return false
	}
	for _, event := range []string{"Create", "Update", "Delete"} {
		call := r.Property(event)
		_, action, ok := strings.Cut(call.String(), `"action":"`)
		reads := ok && slices.ContainsFunc([]string{"describe", "get", "head", "list"}, func(verb string) bool { return strings.HasPrefix(action, verb) })
		if call.Kind() != template.Absent && !reads {
			return false
		}
	}
	return true
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
	var why []template.Cause
	for _, m := range u.makers {
		if slices.ContainsFunc(types, m.MayMake) && u.mayName(m.mentions, key, home) {
			why = append(why, m.Cause)
		}
	}
	for _, up := range u.unplaced { // of an unknown part, which may be this one
		if slices.Contains(types, up.Resource.Type) {
			why = append(why, *up.Cause)
		}
	}
	return why
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

// making returns why a resource of a type that names nothing may be in the account and Region of a stack without any template
// showing it.
func (u *unseen) making(home *template.Stack, resourceType string) []template.Cause {
	var why []template.Cause
	for _, m := range u.makers {
		if !m.handed && m.MayMake(resourceType) && (home == nil || m.stack.MayShareEnvironment(home)) {
			why = append(why, m.Cause)
		}
	}
	return why
}

// mayMakeVpc reports whether there may be a VPC that no template shows.
func (u *unseen) mayMakeVpc() bool {
	return slices.ContainsFunc(u.makers, func(m maker) bool { return !m.handed && m.MayMake("AWS::EC2::VPC") })
}

// isOfTheCdk reports whether a nested stack is one that the CDK makes for an EKS cluster, of functions alone. In a cloud
// assembly it is read; a template by itself does not show it.
func isOfTheCdk(r *template.Resource) bool {
	return r != nil && (strings.HasPrefix(r.LogicalId, "awscdkawseksClusterResourceProvider") || strings.HasPrefix(r.LogicalId, "awscdkawseksKubectlProvider"))
}

// associating returns why a subnet may be associated with another part, such as a route table, without any template
// showing it. Who does so names the subnet and the part, or the VPC in which to make one.
func (u *unseen) associating(s *network.Subnet, parts []*network.Entity, resourceType string) []template.Cause {
	if s.Vpc != nil {
		parts = append(parts, &s.Vpc.Entity)
	}
	var why []template.Cause
	for _, up := range u.unplaced {
		if up.Resource.Type == resourceType && up.Property == "SubnetId" {
			why = append(why, *up.Cause)
		}
	}
	for _, m := range u.makers {
		if m.MayMake(resourceType) && u.mayName(m.mentions, s.Key, stackOf(&s.Entity)) &&
			slices.ContainsFunc(parts, func(part *network.Entity) bool { return u.mayName(m.mentions, part.Key, stackOf(part)) }) {
			why = append(why, m.Cause)
		}
	}
	return why
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
	var why []template.Cause
	for _, m := range u.makers {
		names := func(part *network.Entity) bool { return u.mayName(m.mentions, part.Key, stackOf(part)) }
		if (m.Cause.Kind == CauseCustom || m.Cause.Kind == CauseThirdParty) && slices.ContainsFunc(parts, names) {
			why = append(why, m.Cause)
		}
	}
	return why
}

// Maker is something that may make subnets or workloads which no template shows.
type Maker struct {
	Cause template.Cause
	// Stack is the stack that has it.
	Stack *template.Stack
	// Subnets and Workloads are what it may make.
	Subnets, Workloads bool
}

// Makers returns what may make subnets or workloads which no template shows.
func (t *Topology) Makers() []Maker {
	var list []Maker
	for _, m := range t.unseen.makers {
		names := func(v *network.Vpc) bool { return t.unseen.mayName(m.mentions, v.Key, stackOf(&v.Entity)) }
		maker := Maker{Cause: m.Cause, Stack: m.stack}
		maker.Subnets = m.MayMake("AWS::EC2::Subnet") && (!m.handed || slices.ContainsFunc(t.network.Vpcs, names))
		maker.Workloads = !m.handed && slices.ContainsFunc(network.WorkloadTypes(), m.MayMake)
		if maker.Subnets || maker.Workloads {
			list = append(list, maker)
		}
	}
	return list
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
	for _, m := range u.makers {
		if m.mayChange(what) && mayName(m.mentions) {
			why = append(why, m.Cause)
		}
	}
	return why
}

// mayChange reports whether it may make resources of a type that is not analyzed and changes something.
func (m maker) mayChange(what changes) bool {
	return m.Types == nil || slices.ContainsFunc(m.Types, func(resourceType string) bool { return unreadChanges(resourceType)&what != 0 })
}

func (u *unseen) routes(n *network.RouteTable) []template.Cause {
	keys := []network.Key{n.Key}
	if n.Vpc != nil {
		keys = append(keys, n.Vpc.Key)
	}
	return u.changedBy(changesRoutes, keys...)
}

func (u *unseen) transitRoutes(n *network.TransitGatewayRouteTable) []template.Cause {
	keys := []network.Key{n.Key}
	if n.TransitGateway != nil {
		keys = append(keys, n.TransitGateway.Key)
	}
	return u.changedBy(changesTransit, keys...)
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
