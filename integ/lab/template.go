//go:build linux

package lab

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"net/netip"
	"slices"
	"strconv"
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

// refusal is the reason why a network is not built. It travels as a panic from any depth to Read.
type refusal struct{ error }

func refuse(format string, args ...any) {
	panic(refusal{fmt.Errorf(format, args...)})
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
		Mappings   map[string]map[string]map[string]any
		Conditions map[string]any
		Resources  map[string]struct {
			Type       string
			Condition  string
			Properties map[string]any
			Metadata   map[string]any
		}
		Outputs map[string]struct {
			Condition string
			Value     any
			Export    struct{ Name any }
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
	word := r.kind[strings.LastIndexByte(r.kind, ':')+1:]
	return fmt.Sprintf("%s-0%016x", cmp.Or(prefixes[word], strings.ToLower(word)), sum(r.stack.Name, r.logicalId))
}

func sum(texts ...string) uint64 {
	h := fnv.New64a()
	for _, text := range texts {
		_, _ = h.Write([]byte(text + "\x00"))
	}
	return h.Sum64()
}

// output evaluates an output.
func (s *stack) output(name string) any {
	output, ok := s.text.Outputs[name]
	if !ok {
		refuse("stack %s has no output %s", s.Name, name)
	}
	return s.value(output.Value)
}

// noValue is AWS::NoValue: what has it is left out.
type noValue struct{}

// value evaluates the intrinsic functions in a value.
func (s *stack) value(v any) any {
	switch v := v.(type) {
	case []any:
		list := []any{}
		for _, element := range v {
			if element := s.value(element); element != (noValue{}) {
				list = append(list, element)
			}
		}
		return list
	case map[string]any:
		if len(v) == 1 {
			for name, argument := range v {
				if name == "Ref" || strings.HasPrefix(name, "Fn::") {
					return s.call(name, argument)
				}
			}
		}
		object := map[string]any{}
		for key, element := range v {
			if element := s.value(element); element != (noValue{}) {
				object[key] = element
			}
		}
		return object
	}
	return v
}

// string evaluates what has to be a string; numbers and booleans are written as CloudFormation does.
func (s *stack) string(v any) string {
	switch v := s.value(v).(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	refuse("stack %s: %v is not a string", s.Name, v)
	return ""
}

func (s *stack) strings(v any) []string {
	var texts []string
	for _, element := range s.list(s.value(v)) {
		texts = append(texts, s.string(element))
	}
	return texts
}

func (s *stack) list(v any) []any {
	list, ok := v.([]any)
	if !ok {
		refuse("stack %s: %v is not a list", s.Name, v)
	}
	return list
}

// arguments are those of a function that has a fixed number of them.
func (s *stack) arguments(name string, argument any, count int) []any {
	list := s.list(argument)
	if len(list) != count {
		refuse("stack %s: %s has %d arguments, not %d", s.Name, name, len(list), count)
	}
	return list
}

func (s *stack) call(name string, argument any) any {
	switch name {
	case "Ref":
		return s.ref(s.string(argument))
	case "Fn::GetAtt":
		if text, ok := argument.(string); ok {
			id, attribute, _ := strings.Cut(text, ".")
			argument = []any{id, attribute}
		}
		a := s.strings(s.arguments(name, argument, 2))
		return s.resource(a[0]).attribute(a[1])
	case "Fn::Join":
		a := s.arguments(name, argument, 2)
		return strings.Join(s.strings(a[1]), s.string(a[0]))
	case "Fn::Split":
		a := s.arguments(name, argument, 2)
		parts := []any{}
		for _, part := range strings.Split(s.string(a[1]), s.string(a[0])) {
			parts = append(parts, part)
		}
		return parts
	case "Fn::Select":
		a := s.arguments(name, argument, 2)
		list := s.list(s.value(a[1]))
		at, err := strconv.Atoi(s.string(a[0]))
		if err != nil || at < 0 || at >= len(list) {
			refuse("stack %s: Fn::Select has no element %v of %d", s.Name, a[0], len(list))
		}
		return list[at]
	case "Fn::Sub":
		return s.sub(argument)
	case "Fn::If":
		a := s.arguments(name, argument, 3)
		if s.condition(s.string(a[0])) {
			return s.value(a[1])
		}
		return s.value(a[2])
	case "Fn::FindInMap":
		a := s.strings(s.arguments(name, argument, 3))
		v, ok := s.text.Mappings[a[0]][a[1]][a[2]]
		if !ok {
			refuse("stack %s: Mappings have no %s", s.Name, strings.Join(a, "."))
		}
		return s.value(v)
	case "Fn::GetAZs":
		return []any{s.deployment.region + "a", s.deployment.region + "b", s.deployment.region + "c"}
	case "Fn::Cidr":
		return s.cidr(s.list(argument))
	case "Fn::ImportValue":
		return s.deployment.export(s.string(argument))
	case "Fn::GetStackOutput": // the CDK's reference to another stack of the app, which its CLI resolves
		object, _ := s.value(argument).(map[string]any)
		for _, other := range s.deployment.stacks {
			if other.Name == object["StackName"] {
				return other.output(s.string(object["OutputName"]))
			}
		}
		refuse("stack %s reads an output of stack %v, which is not among the stacks", s.Name, object["StackName"])
	}
	refuse("stack %s uses %s, which the lab cannot evaluate", s.Name, name)
	return nil
}

func (s *stack) ref(name string) any {
	partition, suffix := "aws", "amazonaws.com"
	if strings.HasPrefix(s.deployment.region, "cn-") {
		partition, suffix = "aws-cn", "amazonaws.com.cn"
	}
	switch name {
	case "AWS::Region":
		return s.deployment.region
	case "AWS::Partition":
		return partition
	case "AWS::URLSuffix":
		return suffix
	case "AWS::AccountId":
		return "111122223333"
	case "AWS::StackName":
		return s.Name
	case "AWS::StackId":
		return fmt.Sprintf("arn:%s:cloudformation:%s:111122223333:stack/%s/%016x", partition, s.deployment.region, s.Name, sum(s.Name))
	case "AWS::NoValue":
		return noValue{}
	}
	if _, ok := s.text.Parameters[name]; ok {
		return s.parameter(name)
	}
	return s.resource(name).id
}

func (s *stack) resource(logicalId string) *resource {
	r, ok := s.resources[logicalId]
	if !ok {
		refuse("stack %s has no resource %s, or its condition is false", s.Name, logicalId)
	}
	return r
}

func (s *stack) parameter(name string) any {
	declared := s.text.Parameters[name]
	v, given := any(s.Parameters[name]), s.Parameters[name] != ""
	if !given {
		v = declared.Default
	}
	if v == nil {
		refuse("stack %s: parameter %s has no default, and Stack.Parameters has no value for it", s.Name, name)
	}
	text := s.string(v)
	if strings.HasPrefix(declared.Type, "AWS::SSM::Parameter::Value") && !given {
		text = s.deployment.ssmParameter(text)
	}
	if declared.Type != "CommaDelimitedList" && !strings.Contains(declared.Type, "List<") {
		return text
	}
	list := []any{}
	for _, element := range strings.Split(text, ",") {
		list = append(list, strings.TrimSpace(element))
	}
	return list
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

func (d *deployment) export(name string) any {
	for _, s := range d.stacks {
		for output, declared := range s.text.Outputs {
			if declared.Export.Name != nil && s.string(declared.Export.Name) == name {
				return s.output(output)
			}
		}
	}
	refuse("the export %s is in none of the templates", name)
	return nil
}

// sub evaluates Fn::Sub, with or without variables of its own.
func (s *stack) sub(argument any) string {
	variables := map[string]any{}
	if list, ok := argument.([]any); ok && len(list) == 2 {
		argument = list[0]
		variables, _ = list[1].(map[string]any)
	}
	var b strings.Builder
	for rest := s.string(argument); ; {
		before, after, found := strings.Cut(rest, "${")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, tail, closed := strings.Cut(after, "}")
		rest = tail
		variable, own := variables[name]
		switch {
		case !closed:
			refuse("stack %s: Fn::Sub has a ${ without an end", s.Name)
		case strings.HasPrefix(name, "!"):
			b.WriteString("${" + name[1:] + "}")
		case own:
			b.WriteString(s.string(variable))
		case strings.Contains(name, "."):
			b.WriteString(s.string(s.call("Fn::GetAtt", name)))
		default:
			b.WriteString(s.string(s.ref(name)))
		}
	}
}

// cidr evaluates Fn::Cidr: the first blocks of a block, each with so many bits for hosts.
func (s *stack) cidr(a []any) any {
	if len(a) < 3 {
		refuse("stack %s: Fn::Cidr has %d arguments, not 3", s.Name, len(a))
	}
	block, err := netip.ParsePrefix(s.string(a[0]))
	count, err2 := strconv.Atoi(s.string(a[1]))
	bits, err3 := strconv.Atoi(s.string(a[2]))
	if err != nil || err2 != nil || err3 != nil || !block.Addr().Is4() || bits < 0 || bits > 32 {
		refuse("stack %s: Fn::Cidr of %v is not one for IPv4", s.Name, a)
	}
	list := []any{}
	for i := range count {
		list = append(list, netip.PrefixFrom(offset(block.Masked().Addr(), i<<bits), 32-bits).String())
	}
	return list
}

func (s *stack) condition(name string) bool {
	v, ok := s.text.Conditions[name]
	if !ok {
		refuse("stack %s has no condition %s", s.Name, name)
	}
	return s.holds(v)
}

// holds evaluates a condition function.
func (s *stack) holds(v any) bool {
	object, _ := v.(map[string]any)
	for name, argument := range object {
		switch name {
		case "Condition":
			return s.condition(s.string(argument))
		case "Fn::Equals":
			a := s.arguments(name, argument, 2)
			return s.string(a[0]) == s.string(a[1])
		case "Fn::Not":
			return !s.holds(s.arguments(name, argument, 1)[0])
		case "Fn::And":
			return !slices.ContainsFunc(s.list(argument), func(v any) bool { return !s.holds(v) })
		case "Fn::Or":
			return slices.ContainsFunc(s.list(argument), s.holds)
		}
	}
	refuse("stack %s has the condition %v, which the lab cannot evaluate", s.Name, v)
	return false
}

// attribute evaluates what Fn::GetAtt asks for.
func (r *resource) attribute(name string) any {
	switch word := r.kind[strings.LastIndexByte(r.kind, ':')+1:]; {
	case word == "VPCEndpoint" && name == "DnsEntries":
		return r.dnsEntries()
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
	entries := []any{}
	for _, name := range endpointNames(r.id, r.stack.deployment.region, r.zones()) {
		entries = append(entries, "Z1HUB23UULQXV:*."+name)
	}
	return entries
}

// zones are those of an endpoint's subnets.
func (r *resource) zones() []string {
	var zones []string
	for _, id := range r.stack.strings(r.properties["SubnetIds"]) {
		for _, other := range r.stack.deployment.resources {
			if other.id == id {
				zones = append(zones, other.zone())
			}
		}
	}
	return zones
}

// zone is a subnet's availability zone; AWS chooses one if the template does not, and the lab takes the first.
func (r *resource) zone() string {
	if zone := r.properties["AvailabilityZone"]; zone != nil {
		return r.stack.string(zone)
	}
	return r.stack.deployment.region + "a"
}

// endpointNames are an interface endpoint's own names without the wildcard: the regional one, and one for each zone.
func endpointNames(id, region string, zones []string) []string {
	suffix := "amazonaws.com"
	if strings.HasPrefix(region, "cn-") {
		suffix = "amazonaws.com.cn"
	}
	host := fmt.Sprintf("%s-%08x", id, uint32(sum(id)))
	names := []string{fmt.Sprintf("%s.s3.%s.vpce.%s", host, region, suffix)}
	for _, zone := range zones {
		names = append(names, fmt.Sprintf("%s-%s.s3.%s.vpce.%s", host, zone, region, suffix))
	}
	return names
}
