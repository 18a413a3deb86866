//go:build linux

package lab

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
)

// Stack is a template, and the input of its deploy.
type Stack struct {
	// Name is the stack's name; it keeps the ids of several stacks apart.
	Name string
	// Template is the template, in JSON.
	Template []byte
	// Parameters are the values of parameters that have no default, or another value than it.
	Parameters map[string]string
	// Ids are the physical ids of resources that other templates name by a literal one, by logical id.
	Ids map[string]string
}

// refusal is the reason why a network is not built. It travels as a panic from any depth to Read or Build.
type refusal struct{ error }

func refuse(format string, args ...any) {
	panic(refusal{fmt.Errorf(format, args...)})
}

// check refuses a network because of an error.
func check(err error) {
	if err != nil {
		panic(refusal{err})
	}
}

// catch makes a refusal the error of the function that defers it.
func catch(err *error) {
	if r := recover(); r != nil {
		refused, ok := r.(refusal)
		if !ok {
			panic(r)
		}
		*err = refused.error
	}
}

// deployment evaluates templates as a deploy of all of them into one account and Region would.
type deployment struct {
	region    string
	stacks    []*stack
	resources []*resource
}

type stack struct {
	Stack
	deployment *deployment
	resources  map[string]*resource

	text struct {
		Transform  any
		Parameters map[string]struct {
			Type    string
			Default any
		}
		Conditions map[string]any
		Resources  map[string]struct {
			Type       string
			Condition  string
			Properties map[string]any
			Metadata   map[string]any
		}
		Outputs map[string]struct {
			Value  any
			Export struct{ Name any }
		}
	}
}

// resource is a resource that the deploy makes; those whose condition is false are left out.
type resource struct {
	stack      *stack
	kind       string // its type, such as AWS::EC2::VPC
	logicalId  string
	id         string
	properties map[string]any // not evaluated
	path       string
	read       bool // by the lab
}

// name is the construct path, or the logical id of a resource without one.
func (r *resource) name() string {
	return cmp.Or(strings.TrimSuffix(r.path, "/Resource"), r.logicalId)
}

func (r *resource) String() string {
	return fmt.Sprintf("%s.%s (%s)", r.stack.Name, r.logicalId, r.kind)
}

// deploy reads the templates.
func deploy(region string, stacks []Stack) *deployment {
	d := &deployment{region: region}
	for _, given := range stacks {
		s := &stack{Stack: given, deployment: d, resources: map[string]*resource{}}
		if err := json.Unmarshal(given.Template, &s.text); err != nil {
			refuse("stack %s: %w", given.Name, err)
		}
		if s.text.Transform != nil {
			refuse("stack %s has a transform, which the lab cannot run", s.Name)
		}
		d.stacks = append(d.stacks, s)
		for _, id := range slices.Sorted(maps.Keys(s.text.Resources)) {
			declared := s.text.Resources[id]
			if declared.Condition != "" && !s.condition(declared.Condition) {
				continue
			}
			path, _ := declared.Metadata["aws:cdk:path"].(string)
			r := &resource{stack: s, kind: declared.Type, logicalId: id, properties: declared.Properties, path: path}
			r.id = cmp.Or(given.Ids[id], physicalId(r))
			s.resources[id] = r
			d.resources = append(d.resources, r)
		}
	}
	return d
}

// physicalId makes an id in AWS's form, the same at every run.
func physicalId(r *resource) string {
	prefixes := map[string]string{
		"VPC": "vpc", "Subnet": "subnet", "RouteTable": "rtb", "VPCEndpoint": "vpce", "SecurityGroup": "sg", "TransitGateway": "tgw",
	}
	word := r.word()
	return fmt.Sprintf("%s-0%016x", cmp.Or(prefixes[word], strings.ToLower(word)), sum(r.stack.Name, r.logicalId))
}

// word is the last part of the type.
func (r *resource) word() string { return r.kind[strings.LastIndexByte(r.kind, ':')+1:] }

func sum(texts ...string) uint64 {
	h := fnv.New64a()
	for _, text := range texts {
		_, _ = h.Write([]byte(text + "\x00"))
	}
	return h.Sum64()
}

// output evaluates an output of a stack.
func (d *deployment) output(stackName, name string) any {
	for _, s := range d.stacks {
		if output, ok := s.text.Outputs[name]; ok && s.Name == stackName {
			return s.value(output.Value)
		}
	}
	refuse("output %s of stack %s is in none of the templates", name, stackName)
	return nil
}

func (d *deployment) export(name string) any {
	for _, s := range d.stacks {
		for _, output := range s.text.Outputs {
			if output.Export.Name != nil && s.string(output.Export.Name) == name {
				return s.value(output.Value)
			}
		}
	}
	refuse("the export %s is in none of the templates", name)
	return nil
}

func (d *deployment) ssmParameter(name string) string {
	for _, r := range d.resources {
		if r.kind == "AWS::SSM::Parameter" && r.properties["Name"] != nil && r.stack.string(r.properties["Name"]) == name {
			return r.stack.string(r.properties["Value"])
		}
	}
	refuse("the SSM parameter %s is in none of the templates", name)
	return ""
}

// suffix is the DNS suffix of the Region's partition.
func (d *deployment) suffix() string {
	if d.isChina() {
		return "amazonaws.com.cn"
	}
	return "amazonaws.com"
}

func (d *deployment) isChina() bool { return strings.HasPrefix(d.region, "cn-") }

// attribute evaluates what Fn::GetAtt asks for.
func (r *resource) attribute(name string) any {
	switch word := r.word(); {
	case word == "VPCEndpoint" && name == "DnsEntries":
		return r.dnsEntries()
	case r.kind == typeFirewall && name == "EndpointIds":
		return r.endpointIds()
	case word == "VPC" && (name == "DefaultSecurityGroup" || name == "DefaultNetworkAcl"):
		return defaultOf(name, r.id)
	case strings.EqualFold(name, "Id"), strings.EqualFold(name, word+"Id"),
		word == "EIP" && name == "AllocationId", word == "SecurityGroup" && name == "GroupId":
		return r.id
	case r.properties[name] != nil:
		return r.stack.value(r.properties[name])
	case strings.HasPrefix(r.kind, "AWS::EC2::"):
		refuse("%s: the lab does not know the attribute %s", r, name)
	}
	return r.id + "." + name // of a type that decides nothing about packets
}

// defaultOf is the id of what AWS makes with a VPC.
func defaultOf(attribute, vpcId string) string { return attribute + " of " + vpcId }

// dnsEntries are the names of an S3 interface endpoint as AWS lists them: the regional one first, then those of its zones.
func (r *resource) dnsEntries() []any {
	var zones []string
	for _, id := range r.stack.strings(r.properties["SubnetIds"]) {
		for _, other := range r.stack.deployment.resources {
			if other.id == id {
				zones = append(zones, other.zone())
			}
		}
	}
	entries := []any{}
	for _, name := range r.endpointNames(zones) {
		entries = append(entries, "Z1HUB23UULQXV:*."+name)
	}
	return entries
}

// endpointNames are an interface endpoint's own names without the wildcard: the regional one, and one for each zone.
func (r *resource) endpointNames(zones []string) []string {
	var names []string
	for _, zone := range append([]string{""}, zones...) {
		if zone != "" {
			zone = "-" + zone
		}
		names = append(names, fmt.Sprintf("%s-%08x%s.s3.%s.vpce.%s", r.id, uint32(sum(r.id)), zone, r.stack.deployment.region, r.stack.deployment.suffix()))
	}
	return names
}

// zone is a subnet's availability zone; AWS chooses one if the template does not, and the lab takes the first.
func (r *resource) zone() string {
	if zone := r.properties["AvailabilityZone"]; zone != nil {
		return r.stack.string(zone)
	}
	return r.stack.deployment.region + "a"
}
