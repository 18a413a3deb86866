package network

import (
	"cmp"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

func (b *builder) connectGroup(g *SecurityGroup, r *template.Resource) {
	g.VpcId = keyFact(r.Property("VpcId"))
	// Rules of the group itself come before those that resources of their own add.
	g.Ingress = append(b.groupRules(g, r, "SecurityGroupIngress", "SourceSecurityGroupId", "SourcePrefixListId"), g.Ingress...)
	g.Egress = append(b.groupRules(g, r, "SecurityGroupEgress", "DestinationSecurityGroupId", "DestinationPrefixListId"), g.Egress...)
}

// groupRules reads the rules in a property of the group.
func (b *builder) groupRules(g *SecurityGroup, r *template.Resource, property, group, list string) []*Rule {
	v := r.Property(property)
	elements, ok := v.List()
	if !ok && v.Kind() != template.Absent {
		g.Complete = false
	}
	var rules []*Rule
	for i, rule := range elements {
		if rule.Kind() == template.Unknown {
			g.Complete = false
			continue
		}
		read := readRule(g.Entity, rule, group, list)
		read.Place = element(property, i)
		rules = append(rules, read)
	}
	return rules
}

// addRule reads a rule that is a resource of its own.
func (b *builder) addRule(r *template.Resource) {
	g := b.group(keyFact(r.Property("GroupId")))
	if g == nil {
		return
	}
	if r.Type == "AWS::EC2::SecurityGroupIngress" {
		g.Ingress = append(g.Ingress, readRule(entityOf(r), r.Properties(), "SourceSecurityGroupId", "SourcePrefixListId"))
		return
	}
	g.Egress = append(g.Egress, readRule(entityOf(r), r.Properties(), "DestinationSecurityGroupId", "DestinationPrefixListId"))
}

func readRule(e Entity, v template.Value, group, list string) *Rule {
	return &Rule{
		Entity:       e,
		Protocol:     textFact(v.Field("IpProtocol")),
		FromPort:     intFact(v.Field("FromPort")),
		ToPort:       intFact(v.Field("ToPort")),
		Cidr:         cidr(v.Field("CidrIp")),
		Ipv6Cidr:     cidr(v.Field("CidrIpv6")),
		GroupId:      keyFact(v.Field(group)),
		PrefixListId: keyFact(v.Field(list)),
	}
}

func (b *builder) addAclEntry(r *template.Resource) {
	entry := &AclEntry{
		Entity:       entityOf(r),
		NetworkAclId: keyFact(r.Property("NetworkAclId")),
		RuleNumber:   intFact(r.Property("RuleNumber")),
		Protocol:     textFact(r.Property("Protocol")),
		RuleAction:   textFact(r.Property("RuleAction")),
		Egress:       boolFact(r.Property("Egress")),
		Cidr:         cidr(r.Property("CidrBlock")),
		Ipv6Cidr:     cidr(r.Property("Ipv6CidrBlock")),
		FromPort:     intFact(r.Property("PortRange", "From")),
		ToPort:       intFact(r.Property("PortRange", "To")),
	}
	acl := b.acl(entry.NetworkAclId)
	if acl == nil {
		return
	}
	if entry.RuleNumber.State != Known {
		acl.Complete = false
	}
	acl.Entries = append(acl.Entries, entry)
}

// linkDefaultAcl gives a subnet without an association the default ACL of its VPC, if the templates add entries to it.
func (b *builder) linkDefaultAcl(s *Subnet) {
	acl := b.acls[s.Vpc.Key+".DefaultNetworkAcl"]
	if acl == nil {
		return
	}
	if acl.VpcId.State == Absent {
		b.completeDefaultAcl(acl, s.Vpc)
	}
	s.NetworkAcl, s.AclExists = acl, template.True
	if b.openAclAssociations {
		s.AclExists = template.Undecided
	}
}

// completeDefaultAcl adds the entries that AWS gives a VPC's default ACL: rule 100 lets everything pass, and rule 101
// everything of IPv6.
func (b *builder) completeDefaultAcl(acl *Acl, v *Vpc) {
	acl.name = "the default network ACL of " + v.Name()
	acl.VpcId = known(v.Key)
	acl.Complete = v.Declared && !slices.ContainsFunc(acl.Entries, func(e *AclEntry) bool { return e.RuleNumber.State != Known })
	for _, egress := range []bool{false, true} {
		entry := AclEntry{
			Entity:       acl.Entity,
			NetworkAclId: known(acl.Key),
			Protocol:     known("-1"),
			RuleAction:   known("allow"),
			Egress:       known(egress),
		}
		ipv4, ipv6 := entry, entry
		ipv4.RuleNumber, ipv4.Cidr = known(100), LiteralCidr("0.0.0.0/0")
		ipv6.RuleNumber, ipv6.Ipv6Cidr = known(101), LiteralCidr("::/0")
		acl.Entries = append(acl.Entries, &ipv4, &ipv6)
	}
}

// sortEntries puts the entries of all ACLs into the order that AWS tries them in.
func (b *builder) sortEntries() {
	for _, acl := range b.acls {
		slices.SortStableFunc(acl.Entries, func(d, e *AclEntry) int { return cmp.Compare(d.RuleNumber.Value, e.RuleNumber.Value) })
	}
}

func (b *builder) connectEndpoint(e *Endpoint, r *template.Resource) {
	e.Type = textFact(r.Property("VpcEndpointType"))
	e.ServiceName = r.Property("ServiceName")
	e.Service, e.Region = service(e.ServiceName)
	e.ServiceRegion = r.Property("ServiceRegion")
	e.PolicyDocument = r.Property("PolicyDocument")
	e.VpcId = keyFact(r.Property("VpcId"))
	e.Vpc = b.vpc(e.VpcId)
	e.RouteTableIds = keysFact(r.Property("RouteTableIds"))
	e.SubnetIds = keysFact(r.Property("SubnetIds"))
	e.SecurityGroupIds = keysFact(r.Property("SecurityGroupIds"))
	e.PrivateDnsEnabled = boolFact(r.Property("PrivateDnsEnabled"))
	e.IpAddressType = textFact(r.Property("IpAddressType"))
	options := r.Property("DnsOptions")
	e.DnsRecordIpType = textFact(options.Field("DnsRecordIpType"))
	e.PrivateDnsOnlyForInboundResolverEndpoint = textFact(options.Field("PrivateDnsOnlyForInboundResolverEndpoint"))
	for _, key := range e.SubnetIds.List {
		b.subnet(key)
	}
	for _, key := range e.RouteTableIds.List {
		b.table(key)
	}
	for _, key := range e.SecurityGroupIds.List {
		b.group(key)
	}
}

// linkEndpoints points from endpoints to the parts that they name, each once.
func (b *builder) linkEndpoints() {
	for _, e := range sorted(b.endpoints) {
		e.RouteTables = distinct(e.RouteTableIds, b.table)
		e.Subnets = distinct(e.SubnetIds, b.subnet)
		e.SecurityGroups = distinct(e.SecurityGroupIds, b.group)
		// A subnet or table that is not shown is in the VPC of the endpoint that names it.
		for _, s := range e.Subnets {
			if s.VpcId.State == Absent {
				s.VpcId, s.Vpc = e.VpcId, e.Vpc
			}
		}
		for _, t := range e.RouteTables {
			if t.VpcId.State == Absent {
				t.VpcId, t.Vpc = e.VpcId, e.Vpc
			}
		}
	}
}

func distinct[T any](keys Keys, part func(Fact[Key]) *T) []*T {
	var list []*T
	seen := map[Key]bool{}
	for _, key := range keys.List {
		if p := part(key); p != nil && !seen[key.Value] {
			seen[key.Value] = true
			list = append(list, p)
		}
	}
	return list
}
