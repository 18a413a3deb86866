package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// unseen answers who else may change a part of the network: what makes resources that no template shows, custom
// resources, and resources of types that are not analyzed. An id that is published, as an export, an output or an SSM
// parameter, counts only if something that was not read may look it up: the outputs of a finished app change nothing.
type unseen struct {
	makers    []maker
	unplaced  []*network.Unplaced
	custom    []*template.Resource
	types     []unanalyzed
	published map[network.Key]bool // nil until it is asked for
	assembly  *template.Assembly
}

// maker is something that makes resources which no template shows.
type maker struct {
	template.Unseen
	stack *template.Stack
	names template.Value
}

// unanalyzed is a resource of a type that is not analyzed, and the parts that it names.
type unanalyzed struct {
	r       *template.Resource
	changes changes
	names   map[network.Key]bool
}

func (t unanalyzed) cause() template.Cause {
	return template.Cause{Kind: CauseType, Subject: t.r.Type, Stack: t.r.Stack.Id, Place: "Resources." + t.r.LogicalId}
}

func unseenIn(assembly *template.Assembly, model *network.Network) unseen {
	u := unseen{assembly: assembly, unplaced: model.Unplaced}
	for _, s := range assembly.Stacks {
		for _, made := range s.Unseen {
			u.makers = append(u.makers, maker{made, s, made.Names()})
		}
	}
	for _, r := range model.Resources {
		if isCustom(r.Type) {
			u.custom = append(u.custom, r)
		}
		changes, ok := changesOf(r.Type)
		if !ok {
			changes = changesRoutes | changesTransit | changesInternet | changesLists | changesDns // a type that is new
		}
		if changes != nothing {
			names := map[network.Key]bool{}
			keysIn(r.Properties(), names)
			u.types = append(u.types, unanalyzed{r, changes, names})
		}
	}
	return u
}

// isCustom reports whether resources of a type may do anything with the ids that they are handed. Those of the CDK itself
// do not change networks.
func isCustom(resourceType string) bool {
	switch {
	case resourceType == "AWS::CloudFormation::CustomResource", resourceType == "Custom::AWS":
		return true
	case strings.HasPrefix(resourceType, "Custom::AWSCDK"), strings.HasPrefix(resourceType, "Custom::CDK"),
		strings.HasPrefix(resourceType, "Custom::S3"), strings.HasPrefix(resourceType, "Custom::CrossRegion"),
		resourceType == "Custom::VpcRestrictDefaultSG", resourceType == "Custom::LogRetention":
		return false
	}
	return strings.HasPrefix(resourceType, "Custom::")
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

// naming does so for a key of a part in a stack; nil is none.
func (u *unseen) naming(key network.Key, home *template.Stack, types ...string) []template.Cause {
	var why []template.Cause
	for _, m := range u.makers {
		if slices.ContainsFunc(types, m.MayMake) && u.mayName(m, key, home) {
			why = append(why, m.Cause)
		}
	}
	for _, up := range u.unplaced { // of an unknown part, which may be this one
		if slices.Contains(types, up.Resource.Type) {
			why = append(why, *up.Cause)
		}
	}
	if !slices.ContainsFunc(types, isOfHandedOut) {
		return why
	}
	for _, r := range u.custom {
		if mentions(r.Properties(), key) {
			why = append(why, template.Cause{Kind: CauseCustom, Subject: r.LogicalId, Stack: r.Stack.Id, Place: "Resources." + r.LogicalId})
		}
	}
	return why
}

// making returns why a resource of a type that names nothing may be in the account and Region of a stack without any template
// showing it.
func (u *unseen) making(home *template.Stack, resourceType string) []template.Cause {
	var why []template.Cause
	for _, m := range u.makers {
		if m.MayMake(resourceType) && (home == nil || m.stack.MayShareEnvironment(home)) && !isOfTheCdk(m.Nested) {
			why = append(why, m.Cause)
		}
	}
	return why
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
		if m.MayMake(resourceType) && u.mayName(m, s.Key, stackOf(&s.Entity)) &&
			slices.ContainsFunc(parts, func(part *network.Entity) bool { return u.mayName(m, part.Key, stackOf(part)) }) {
			why = append(why, m.Cause)
		}
	}
	return why
}

// isOfHandedOut reports whether a custom resource that is handed the id of a part is taken to make resources of a type:
// ids of route tables, security groups and network ACLs are for changing them, while those of VPCs and subnets are for
// using them.
func isOfHandedOut(resourceType string) bool {
	switch resourceType {
	case "AWS::EC2::Route", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::NetworkAclEntry", "AWS::EC2::TransitGatewayRoute":
		return true
	}
	return false
}

// mayName reports whether a maker may name a part of a stack.
func (u *unseen) mayName(m maker, key network.Key, home *template.Stack) bool {
	switch {
	case m.names.Kind() != template.Unknown:
		return mentions(m.names, key)
	case home == nil || m.stack == home:
		return home != nil
	}
	if parent := m.stack.Parent; parent != nil && mentions(parent.Property("Parameters"), key) {
		return true
	}
	return m.stack.MayShareEnvironment(home) && u.isPublished(key)
}

// isPublished reports whether a part's id is in an output or an SSM parameter.
func (u *unseen) isPublished(key network.Key) bool {
	if u.published == nil {
		u.published = map[network.Key]bool{}
		for _, s := range u.assembly.Stacks {
			for _, name := range s.Outputs() {
				keysIn(s.Output(name), u.published)
			}
			for _, r := range s.Resources {
				if r.Type == "AWS::SSM::Parameter" {
					keysIn(r.Property("Value"), u.published)
				}
			}
		}
	}
	return u.published[key]
}

// keysIn adds the keys that a value mentions.
func keysIn(v template.Value, keys map[network.Key]bool) {
	for _, token := range v.Tokens() {
		keys[network.KeyOf(template.TokenValue(token)).Value] = true
	}
	if text, ok := v.Text(); ok {
		keys[network.Key(text)] = true
	}
	if v.Kind() == template.List {
		list, _ := v.List()
		for _, element := range list {
			keysIn(element, keys)
		}
	}
	for _, name := range v.Fields() {
		keysIn(v.Field(name), keys)
	}
}

func mentions(v template.Value, key network.Key) bool {
	keys := map[network.Key]bool{}
	keysIn(v, keys)
	return keys[key]
}

// changedBy returns the resources that may change something of a part, which is known by any of the keys. If the
// resource names none of the parts that there are, it may change all.
func (u *unseen) changedBy(what changes, keys ...network.Key) []template.Cause {
	var why []template.Cause
	for _, t := range u.types {
		if t.changes&what == 0 {
			continue
		}
		if len(t.names) == 0 || slices.ContainsFunc(keys, func(key network.Key) bool { return t.names[key] }) {
			why = append(why, t.cause())
		}
	}
	return why
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

func (u *unseen) publicAccess(s *network.Subnet) []template.Cause {
	why := append(u.making(stackOf(&s.Entity), "AWS::EC2::VPCBlockPublicAccessOptions"), u.making(stackOf(&s.Entity), "AWS::EC2::VPCBlockPublicAccessExclusion")...)
	keys := []network.Key{s.Key}
	if s.Vpc != nil {
		keys = append(keys, s.Vpc.Key)
		for _, a := range s.Vpc.InternetGateways {
			keys = append(keys, a.GatewayId.Value)
		}
	}
	return append(slices.Compact(why), u.changedBy(changesInternet, keys...)...)
}

// dns returns the resources that may change what names resolve to in a VPC.
func (u *unseen) dns(v *network.Vpc) []template.Cause {
	why := u.changedBy(changesDns, v.Key)
	for _, t := range u.types {
		id := t.r.Property(vpcOf(t.r.Type))
		token, _ := id.Token()
		isOpen := token.Kind == template.CauseParameter || network.KeyOf(id).State == network.Unknown
		if t.changes == changesDns && isOpen && !slices.Contains(why, t.cause()) {
			why = append(why, t.cause()) // the VPC may be this one
		}
	}
	return why
}

// vpcOf returns the property by which a type that changes DNS names its VPC.
func vpcOf(resourceType string) string {
	switch resourceType {
	case "AWS::Route53Profiles::ProfileAssociation", "AWS::Route53Resolver::ResolverConfig":
		return "ResourceId"
	case "AWS::VpcLattice::ServiceNetworkVpcAssociation":
		return "VpcIdentifier"
	}
	return "VpcId"
}

// causeOf returns why a part is not in the templates.
func causeOf(e *network.Entity, kind template.CauseKind) template.Cause {
	if e.Cause != nil {
		return *e.Cause
	}
	return template.Cause{Kind: kind, Subject: e.Name()}
}
