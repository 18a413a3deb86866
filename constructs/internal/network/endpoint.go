package network

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Endpoint is a VPC endpoint, to S3 or to any other service.
type Endpoint struct {
	Entity
	// Type is "Gateway" by default, or "Interface", "GatewayLoadBalancer" and others.
	Type Fact[string]
	// ServiceName is the full name, such as "com.amazonaws.eu-west-1.s3".
	ServiceName template.Value
	// Service is the last part of that name, such as "s3"; Region is the part before, which may be a token. A name that
	// cannot be of S3, such as "aws.sagemaker.eu-west-1.notebook", is its service as a whole. Service is unknown if a
	// token may make it S3.
	Service Fact[string]
	Region  template.Value
	// ServiceRegion is the property of that name, absent for the endpoint's own Region.
	ServiceRegion template.Value
	// PolicyDocument is absent for the policy that allows everything.
	PolicyDocument template.Value
	// VpcId is the endpoint's VPC; Vpc is nil if it is unknown.
	VpcId Fact[Key]
	Vpc   *Vpc
	// RouteTableIds, SubnetIds and SecurityGroupIds are as they are written; RouteTables, Subnets and SecurityGroups are
	// the known ones among them.
	RouteTableIds, SubnetIds, SecurityGroupIds Keys

	// mentioned are the resources that RouteTableIds can name if something, such as a condition, decides which; nil if it can also
	// name any other.
	mentioned map[Key]bool

	RouteTables    []*RouteTable
	Subnets        []*Subnet
	SecurityGroups []*SecurityGroup
	// PrivateDnsEnabled is false by default.
	PrivateDnsEnabled Fact[bool]
	// PrivateDnsOnlyForInboundResolverEndpoint is "OnlyInboundResolver", "AllResolvers" or "NotSpecified".
	PrivateDnsOnlyForInboundResolverEndpoint Fact[string]
	// IpAddressType is "ipv4" by default, or "ipv6" or "dualstack"; DnsRecordIpType is one of these or "service-defined".
	IpAddressType, DnsRecordIpType Fact[string]
}

// IsGateway reports whether it is a gateway endpoint, which is the default.
func (e *Endpoint) IsGateway() template.Truth { return e.Type.Or("Gateway").Is("Gateway") }

// IsInterface reports whether it is an interface endpoint.
func (e *Endpoint) IsInterface() template.Truth { return e.Type.Is("Interface") }

// IsS3 reports whether the endpoint leads to Amazon S3, in any Region; not to S3 Express, S3 Tables and so on. S3 has
// endpoints of the types Gateway and Interface alone.
func (e *Endpoint) IsS3() template.Truth {
	switch e.Type.Value {
	case "GatewayLoadBalancer", "ServiceNetwork", "Resource":
		return template.False
	}
	return e.Service.Is("s3")
}

// IsS3Gateway reports whether it is a gateway endpoint of S3.
func (e *Endpoint) IsS3Gateway() template.Truth { return e.IsS3().And(e.IsGateway()) }

// IsS3Interface reports whether it is an interface endpoint of S3.
func (e *Endpoint) IsS3Interface() template.Truth { return e.IsS3().And(e.IsInterface()) }

// ServedRegion returns the Region of the buckets. The endpoint's private DNS and its certificate are for the names of that
// Region.
func (e *Endpoint) ServedRegion() template.Value {
	if e.ServiceRegion.Kind() != template.Absent {
		return e.ServiceRegion
	}
	return e.Region
}

// OwnRegion reports whether the endpoint serves the Region that it is in.
func (e *Endpoint) OwnRegion() template.Truth {
	if e.Resource == nil {
		return template.Undecided
	}
	here := e.Resource.Stack.Region
	for _, region := range []template.Value{e.ServiceRegion, e.Region} {
		if region.Kind() == template.Absent {
			continue
		}
		if token, ok := region.Token(); ok && token.Name == "AWS::Region" {
			continue
		}
		text, ok := region.Text()
		switch {
		case !ok || here == "":
			return template.Undecided
		case text != here:
			return template.False
		}
	}
	return template.True
}

// IsS3Service reports whether a service name is that of Amazon S3.
func IsS3Service(name template.Value) template.Truth {
	service, _ := service(name)
	return service.Is("s3")
}

// service takes the name of an AWS service apart: "com.amazonaws.eu-west-1.s3", or "cn.com.amazonaws.cn-north-1.s3". What
// comes before "com" may be a token.
func service(name template.Value) (service Fact[string], region template.Value) {
	if name.Kind() == template.Absent {
		return Fact[string]{}, template.Value{}
	}
	text := name.String()
	for _, token := range name.Tokens() {
		replacement := "${}"
		if token.Name == "AWS::Region" {
			region = template.TokenValue(token)
			replacement = "region"
		}
		text = strings.Replace(text, token.String(), replacement, 1)
	}
	if strings.Contains(text, ".vpce.") {
		return known(text), region // somebody's own service
	}
	_, rest, ok := strings.Cut(text, "amazonaws.")
	own, last, dotted := strings.Cut(rest, ".")
	switch {
	case ok && dotted && !strings.Contains(rest, "{"):
		if region.Kind() == template.Absent {
			region = template.TextValue(own)
		}
		return known(last), region
	case name.Kind() == template.Text && !mayEndIn(text, "s3"):
		return known(text), region
	}
	return Fact[string]{State: Unknown, Cause: causeOf(name, "service name")}, region
}

// mayEndIn reports whether a text with tokens, written as "${}" or "{{resolve:…}}", may be
// deployed as one that ends so.
func mayEndIn(text, end string) bool {
	tail := text[strings.LastIndexByte(text, '}')+1:]
	if tail == text {
		return strings.HasSuffix(text, end)
	}
	return strings.HasSuffix(tail, end) || strings.HasSuffix(end, tail)
}

func (b *builder) connectEndpoint(p properties) {
	e := b.endpoints[resourceKey(p.r)]
	e.Type = p.text("VpcEndpointType")
	e.ServiceName = p.get("ServiceName")
	e.Service, e.Region = service(e.ServiceName)
	e.ServiceRegion = p.get("ServiceRegion")
	e.PolicyDocument = p.get("PolicyDocument")
	e.VpcId = p.key("VpcId")
	e.Vpc = b.vpc(e.VpcId)
	if region, ok := e.Region.Text(); ok && e.ServiceRegion.Kind() == template.Absent && e.Vpc != nil {
		e.Vpc.Region = region // AWS has the service in no other
	}
	e.RouteTableIds = p.keys("RouteTableIds")
	if !e.RouteTableIds.AllKnown() {
		e.mentioned = b.mentionedIn(p.r, "RouteTableIds")
	}
	e.SubnetIds = p.keys("SubnetIds")
	e.SecurityGroupIds = p.keys("SecurityGroupIds")
	e.PrivateDnsEnabled = p.bool("PrivateDnsEnabled")
	e.IpAddressType = p.text("IpAddressType")
	options := p.in("DnsOptions")
	e.DnsRecordIpType = options.text("DnsRecordIpType")
	e.PrivateDnsOnlyForInboundResolverEndpoint = options.text("PrivateDnsOnlyForInboundResolverEndpoint")
	e.RouteTables = distinct(e.RouteTableIds, b.table)
	e.Subnets = distinct(e.SubnetIds, b.subnet)
	e.SecurityGroups = distinct(e.SecurityGroupIds, b.group)
}

// mentionedIn returns the resources that a property can name, nil if it can also name any other.
func (b *builder) mentionedIn(r *template.Resource, name string) map[Key]bool {
	list, ok := r.MentionsIn(name).List()
	if !ok {
		return nil
	}
	keys := map[Key]bool{}
	for _, mention := range list {
		_, isText := mention.Text()
		tokens := mention.Tokens()
		if !isText && len(tokens) == 0 && mention.Kind() != template.Absent {
			return nil
		}
		for _, token := range tokens {
			r := b.resources[ResourceKeyOf(token)]
			switch isTable := r == nil || r.Type == "AWS::EC2::RouteTable"; {
			case token.Kind == template.CauseEnvironment:
			case token.Kind == "" && isTable && !b.mayNameAny(token): // the id of another resource may have that of a table in it
				keys[KeyOf(template.TokenValue(token)).Value] = true
			default:
				return nil
			}
		}
	}
	return keys
}

// Names reports whether the RouteTableIds of a gateway endpoint contain a route table, provided that the table exists.
func (e *Endpoint) Names(n *RouteTable) template.Truth {
	named := template.False
	if e.RouteTableIds.State == Unknown {
		named = template.Undecided
	}
	for _, key := range e.RouteTableIds.List {
		named = named.Or(key.Is(n.Key))
	}
	if named != template.Undecided || n.Resource == nil || e.Resource == nil {
		return named
	}
	if e.mentioned != nil && !e.mentioned[n.Key] {
		return template.False
	}
	list, ok := e.Resource.AtCommas(e.Resource.PropertyWith(n.Resource, "RouteTableIds")).List()
	named = truth.Of(!ok || e.mentioned == nil).And(template.Undecided)
	for _, v := range list {
		named = named.Or(KeyOf(v).Is(n.Key))
	}
	return named
}

// linkEndpoints places the endpoints that are only described, and the subnets and tables that no template has.
func (b *builder) linkEndpoints() {
	for _, e := range b.endpoints.sorted() {
		if e.Resource.Existing && len(e.RouteTables) > 0 {
			e.VpcId, e.Vpc = e.RouteTables[0].VpcId, e.RouteTables[0].Vpc
		}
		// A subnet or table that no template has is in the VPC of the endpoint that names it.
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

// distinct returns the parts that a list names, each once.
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
