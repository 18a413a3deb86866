package network

// Profile is a profile of Route 53, which has DNS settings for several VPCs. See
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html.
type Profile struct {
	Entity
	Resources []*ProfileResource
}

// ProfileResource is a resource of a profile. One of Zone, Rule and Firewall is not nil, if it is one of these and of the
// templates.
type ProfileResource struct {
	Entity
	Zone     *HostedZone
	Rule     *ResolverRule
	Firewall *FirewallRuleGroup
	// IsLog is true for a resource that answers nothing.
	IsLog bool
}

func (b *builder) associateProfile(p properties) {
	a := associate(p, &b.profiles, "ProfileId")
	b.dnsLinks = append(b.dnsLinks, dnsLink{p.placeKey("ResourceId"), func(v *Vpc) { v.Profiles = append(v.Profiles, a) }})
}

// addProfileResource adds a resource to a profile. It is known by the reference in its ARN.
func (b *builder) addProfileResource(p properties) {
	profile := place(p, &b.profiles, "ProfileId")
	if profile == nil {
		return
	}
	added := &ProfileResource{Entity: entityOf(p.r)}
	for _, token := range p.get("ResourceArn").Tokens() {
		key := ResourceKeyOf(token)
		if zone := b.zones[key]; zone != nil {
			added.Zone = zone
		}
		added.Rule, added.Firewall = b.resolverRules[key], b.dnsFirewalls[key]
		if of := b.resources[key]; of != nil && of.Type == "AWS::Route53Resolver::ResolverQueryLoggingConfig" {
			added.IsLog = true
		}
		if added.Zone != nil || added.Rule != nil || added.Firewall != nil || added.IsLog {
			break
		}
	}
	profile.Resources = append(profile.Resources, added)
}
