package network

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Workload is what connects to other services from subnets, such as a function or the tasks of a service.
type Workload struct {
	Entity
	// Place is the object that says what it runs in, such as "VpcConfig" or "Targets.0.EcsParameters"; empty for the resource.
	Place string
	// SubnetIds and SecurityGroupIds are as they are written. Subnets are those of them that something else shows as well, and
	// SecurityGroups the known ones. A workload without groups has one that no template shows, such as the default one of its VPC.
	SubnetIds, SecurityGroupIds Keys

	Subnets        []*Subnet
	SecurityGroups []*SecurityGroup
	// PublicIp is whether it has public IPv4 addresses, absent if its subnets decide.
	PublicIp Fact[bool]
	// Ipv6 is whether it has IPv6 addresses in subnets that have them, absent if its subnets decide.
	Ipv6 Fact[bool]
	// Configuration are the resources that configure its programs: itself, and its task definition or launch template.
	Configuration []*template.Resource
	// Endpoints are those whose DNS names are in the configuration, such as in an environment variable or in user data.
	Endpoints []NamedEndpoint
}

// IsFunction reports whether the workload is a Lambda function.
func (w *Workload) IsFunction() bool {
	return w.Resource.Type == typeFunction || w.Resource.Type == typeServerlessFunction
}

// NamedEndpoint is an endpoint whose DNS name a workload is configured with.
type NamedEndpoint struct {
	*Endpoint
	// Is is undecided if something that is unknown decides it.
	Is template.Truth
}

// addWorkloads reads the workloads that resources are.
func (b *builder) addWorkloads(resources []*template.Resource) {
	types := map[string][]workloadType{}
	for _, t := range workloadTypes() {
		types[t.resourceType] = append(types[t.resourceType], t)
	}
	for _, r := range resources {
		for _, t := range types[r.Type] {
			for _, p := range b.properties(r).at(t.of) {
				b.addWorkload(r, t, p)
			}
		}
	}
}

func (b *builder) addWorkload(r *template.Resource, t workloadType, p properties) {
	w := &Workload{Entity: entityOf(r), Place: strings.TrimSuffix(p.place, "."), Configuration: []*template.Resource{r}}
	w.name = b.Name(w.Key)
	w.SubnetIds = p.keysAt(t.subnets)
	w.Exists = w.Exists.And(p.has(t.property, t.value))
	if c := w.SubnetIds.Cause; c != nil && c.Kind == template.CauseMacro {
		return // any resource may be in subnets then, and the macro is reported by itself
	}
	if w.Exists == template.False || w.SubnetIds.State == Absent || w.SubnetIds.State == Known && len(w.SubnetIds.List) == 0 {
		return
	}
	if t.groups != "" {
		w.SecurityGroupIds = p.keysAt(t.groups)
	}
	w.PublicIp = p.publicIp(t)
	if t.ipv6 != "" {
		w.Ipv6 = p.bool(t.ipv6).Or(false)
	}
	if t.configuration != "" {
		for _, key := range p.keysAt(t.configuration).List {
			if c := b.resources[key.Value]; c != nil {
				w.Configuration = append(w.Configuration, c)
			}
		}
	}
	w.SecurityGroups = distinct(w.SecurityGroupIds, b.group)
	b.Workloads = append(b.Workloads, w)
}

// addElasticIp reads what associates an Elastic IP address with an instance. One that a condition decides leaves it open, as
// without it.
func (b *builder) addElasticIp(p properties) {
	if id := p.key("InstanceId"); id.State == Known {
		if b.elasticIps == nil {
			b.elasticIps = map[Key]template.Truth{}
		}
		b.elasticIps[id.Value] = b.elasticIps[id.Value].Or(p.r.Exists())
	}
}

// linkWorkloads points from workloads to the parts that they name, and names those of one resource apart.
func (b *builder) linkWorkloads() {
	slices.SortStableFunc(b.Workloads, func(v, w *Workload) int { return strings.Compare(string(v.Key), string(w.Key)) })
	of := map[Key]int{}
	for _, w := range b.Workloads {
		of[w.Key]++
	}
	for _, w := range b.Workloads {
		if b.elasticIps[w.Key] == template.True {
			w.PublicIp = known(true)
		}
		w.Subnets = distinct(w.SubnetIds, func(id Fact[Key]) *Subnet { return b.subnets[id.Value] })
		for _, s := range w.Subnets {
			s.Workloads = append(s.Workloads, w)
		}
		w.Endpoints = b.endpointsNamedBy(w)
		if of[w.Key] > 1 {
			w.name = strings.TrimSpace(w.name + " " + w.Place)
		}
	}
}

// endpointsNamedBy returns the endpoints whose DNS names are in the configuration of a workload.
func (b *builder) endpointsNamedBy(w *Workload) []NamedEndpoint {
	found := map[Key]template.Truth{}
	for _, r := range w.Configuration {
		addDnsNames(r.Mentions(), template.Undecided, found)
	}
	if len(found) == 0 {
		return nil
	}
	for _, r := range w.Configuration {
		if r.Exists() == template.True {
			addDnsNames(r.Properties(), template.True, found)
		}
	}
	var list []NamedEndpoint
	for _, key := range slices.Sorted(maps.Keys(found)) {
		if e := b.endpoints[key]; e != nil {
			list = append(list, NamedEndpoint{e, found[key]})
		}
	}
	return list
}

// addDnsNames adds the resources whose DNS entries are in a value.
func addDnsNames(v template.Value, is template.Truth, found map[Key]template.Truth) {
	for _, token := range v.Tokens() {
		if strings.HasPrefix(token.Attribute, "DnsEntries") {
			key := ResourceKeyOf(token)
			found[key] = found[key].Or(is)
		}
	}
	if v.Kind() == template.List {
		list, _ := v.List()
		for _, element := range list {
			addDnsNames(element, is, found)
		}
	}
	for _, name := range v.Fields() {
		addDnsNames(v.Field(name), is, found)
	}
}

// at returns the objects that a path leads to.
func (p properties) at(path string) []properties {
	if path == "" {
		return []properties{p}
	}
	step, rest, _ := strings.Cut(path, ".")
	if rest != "*" && !strings.HasPrefix(rest, "*.") {
		return p.in(step).at(rest)
	}
	var list []properties
	elements, _ := p.each(step)
	for _, e := range elements {
		list = append(list, e.at(strings.TrimPrefix(rest[1:], "."))...)
	}
	return list
}

// keysAt reads the list of references at the first of several paths that is set.
func (p properties) keysAt(paths string) Keys {
	for path := range strings.SplitSeq(paths, "|") {
		objects, name, cause := p.locate(path)
		if cause != nil {
			return Keys{State: Unknown, Cause: cause}
		}
		var all Keys
		for _, object := range objects {
			keys := object.keys(name)
			if keys.State == Unknown {
				return keys
			}
			all.State = max(all.State, keys.State)
			all.List = append(all.List, keys.List...)
		}
		if all.State != Absent {
			return all
		}
	}
	return Keys{}
}

// locate returns the objects with the property that a path ends at. It returns a cause if a reference on the path cannot be
// followed, and no objects if one is left out.
func (p properties) locate(path string) (objects []properties, name string, cause *template.Cause) {
	if path, isAbsolute := strings.CutPrefix(path, "/"); isAbsolute {
		return p.b.properties(p.r).locate(path)
	}
	before, after, refers := strings.Cut(path, ">.")
	parent, name := "", before
	if i := strings.LastIndexByte(before, '.'); i >= 0 {
		parent, name = before[:i], before[i+1:]
	}
	objects = p.at(parent)
	if !refers {
		return objects, name, nil
	}
	for _, object := range objects {
		key := object.key(name)
		if key.State == Absent {
			continue
		}
		other := p.b.resources[key.Value]
		if key.State != Known || key.Cause != nil || other == nil || other.Exists() != template.True {
			e := p.b.external(key.Value)
			return nil, "", cmp.Or(key.Cause, e.Cause)
		}
		return p.b.properties(other).locate(after)
	}
	return nil, "", nil
}

// publicIp reads whether a workload has a public IP address, absent if its subnet decides. An instance without one can be
// associated with an Elastic IP address.
func (p properties) publicIp(t workloadType) Fact[bool] {
	for path := range strings.SplitSeq(t.publicIp, "|") {
		if path == "" {
			break
		}
		objects, name, cause := p.locate(path)
		if cause != nil {
			return Fact[bool]{State: Unknown, Cause: cause}
		}
		for _, object := range objects {
			v := object.get(name)
			switch text, ok := v.Text(); {
			case v.Kind() == template.Absent:
			case !ok:
				return Fact[bool]{State: Unknown, Cause: object.unknown(name, v, "whether there is a public IP address")}
			case strings.EqualFold(text, "true"), strings.EqualFold(text, "ENABLED"):
				return known(true)
			case t.elastic:
				return Fact[bool]{State: Unknown}
			default:
				return known(false)
			}
		}
	}
	if t.byDefault != nil {
		return t.byDefault(p)
	}
	return Fact[bool]{}
}

// has reports whether a property is set to a value, or to any if the value is empty.
func (p properties) has(property, value string) template.Truth {
	if property == "" {
		return template.True
	}
	v := p.get(property)
	text, ok := v.Text()
	switch {
	case v.Kind() == template.Absent:
		return template.False
	case value != "" && ok:
		return truth.Of(strings.EqualFold(text, value))
	case value == "" && v.Kind() != template.Unknown:
		return template.True
	}
	return template.Undecided
}
