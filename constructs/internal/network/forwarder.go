package network

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

const (
	typeInstance         = "AWS::EC2::Instance"
	typeNetworkInterface = "AWS::EC2::NetworkInterface"
)

// Forwarder is an instance or a network interface that a route can lead to, such as a NAT instance.
// https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
type Forwarder struct {
	Entity
	// SourceDestCheck is true by default: then what is not for the instance itself is dropped. It is unknown if the instance's own
	// programs may change it.
	SourceDestCheck Fact[bool]
	// SubnetId is the subnet; Subnet is nil if it is unknown.
	SubnetId Fact[Key]
	Subnet   *Subnet
	// SecurityGroupIds are as they are written, and SecurityGroups the known ones.
	SecurityGroupIds Keys
	SecurityGroups   []*SecurityGroup
	// Interface is the network interface that an instance is created with, whose properties count; nil if AWS creates one.
	Interface *Forwarder
}

func (b *builder) connectForwarder(p properties) {
	f := b.forwarders[resourceKey(p.r)]
	f.SourceDestCheck = p.bool("SourceDestCheck").Or(true)
	f.SubnetId, f.SecurityGroupIds = p.key("SubnetId"), p.keys("GroupSet")
	if p.r.Type == typeInstance {
		if f.SecurityGroupIds = p.keys("SecurityGroupIds"); p.get("SecurityGroups").Kind() != template.Absent { // by name
			f.SecurityGroupIds = Keys{State: Unknown}
		}
		if data := p.get("UserData"); mayChangeCheck(data) {
			f.SourceDestCheck = Fact[bool]{State: Unknown, Cause: &template.Cause{Kind: template.CauseResource, Subject: p.r.LogicalId + ".UserData", Stack: p.r.Stack.Id}}
		}
		interfaces, ok := p.each("NetworkInterfaces")
		switch {
		case !ok || len(interfaces) > 1 || p.get("LaunchTemplate").Kind() != template.Absent:
			f.SourceDestCheck, f.SubnetId = Fact[bool]{State: Unknown}, Fact[Key]{State: Unknown}
		case len(interfaces) == 1:
			f.SubnetId, f.SecurityGroupIds = interfaces[0].key("SubnetId"), interfaces[0].keys("GroupSet")
			if id := interfaces[0].key("NetworkInterfaceId"); id.State != Absent {
				f.Interface = b.forwarders[id.Value]
				if f.Interface == nil || id.State != Known {
					f.SourceDestCheck = Fact[bool]{State: Unknown, Cause: id.Cause}
				}
			}
		}
	}
	f.SecurityGroups = distinct(f.SecurityGroupIds, b.group)
}

// mayChangeCheck reports whether user data mentions the check, or has a part that is unknown.
func mayChangeCheck(data template.Value) bool {
	isUnknown := func(t template.Token) bool { return t.Kind != "" && t.Kind != template.CauseEnvironment }
	text := strings.ReplaceAll(strings.ToLower(data.String()), "-", "")
	return data.Kind() == template.Unknown || slices.ContainsFunc(data.Tokens(), isUnknown) || strings.Contains(text, "sourcedestcheck")
}

// linkForwarders points to subnets that something else shows as well.
func (b *builder) linkForwarders() {
	for _, f := range b.forwarders {
		f.Subnet = b.subnets[f.SubnetId.Value]
	}
}

// IsPublic reports whether a subnet's route table leads to an internet gateway.
func (s *Subnet) IsPublic() template.Truth {
	if s.RouteTable == nil {
		return template.Undecided
	}
	public := template.False
	for _, r := range s.RouteTable.Routes {
		if r.Target == TargetInternetGateway && r.Destination.State() == Known && r.Destination.Prefix.Bits() == 0 {
			public = public.Or(r.Exists)
		}
	}
	return public
}
