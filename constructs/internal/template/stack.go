package template

import (
	"slices"
	"strings"
)

// Assembly is a set of stacks that were read together, and so can refer to each other.
type Assembly struct {
	// Stacks are all stacks, sorted by id, a nested one behind its parent.
	Stacks []*Stack

	exports map[string][]export
	byName  map[string][]*Stack
}

// link makes the stacks known to each other. Until then a reference to another stack is a token.
func (a *Assembly) link() {
	slices.SortFunc(a.Stacks, func(s, t *Stack) int { return strings.Compare(s.Id, t.Id) })
	a.byName = map[string][]*Stack{}
	for _, stack := range a.Stacks {
		stack.assembly = a
		clear(stack.memo)
		if stack.Name != "" {
			a.byName[stack.Name] = append(a.byName[stack.Name], stack)
		}
	}
	a.indexExports()
}

// Stack is one template with the environment it goes to.
type Stack struct {
	// Id is unique in the assembly: the id of the stack's artifact. A nested stack has its parent's id, a dot, and the
	// logical id of its resource there.
	Id string
	// Name is the name that CloudFormation knows the stack by, empty if it is given at the deploy.
	Name string
	// File is the template's file.
	File string
	// Account and Region are where the stack goes, empty if the assembly does not say.
	Account, Region string
	// Parent is the resource that this stack is nested as, nil if it is not nested.
	Parent *Resource
	// Partial tells that the deploy makes resources that the template does not show, by a macro or a loop.
	Partial bool
	// Resources are sorted by logical id.
	Resources []*Resource

	assembly  *Assembly
	resources map[string]*Resource

	parameters, mappings, conditions, outputs map[string]any

	rewritten bool // by a macro, which may add properties to any resource

	memo map[memoKey]Value
}

// Resource is one resource of a template.
type Resource struct {
	// Stack is the stack that holds the resource.
	Stack *Stack
	// LogicalId is the resource's name in its template.
	LogicalId string
	// Type is the resource type, such as "AWS::EC2::VPC".
	Type string
	// Path is the construct path that the CDK writes into the metadata, empty if there is none.
	Path string

	condition  string
	properties map[string]any
	assetPath  string // where the CDK says that a nested stack's template lies
	nested     *Stack // the stack that this resource is, if its template was read
}

// Name gives the construct path, or the logical id of a resource without one.
func (r *Resource) Name() string {
	if r.Path != "" {
		return r.Path
	}
	return r.LogicalId
}

// Property gives a resolved property, or a field deeper in it if more names are given. One that is left out is unknown
// if a macro may add it.
func (r *Resource) Property(name string, deeper ...string) Value {
	node, ok := r.properties[name]
	v := r.Stack.resolve(node, 0)
	if _, changed := r.properties[transform]; !ok && (changed || r.Stack.rewritten) {
		v = unknown()
	}
	for _, name := range deeper {
		v = v.Field(name)
	}
	return v
}

// Properties gives all properties, resolved; unknown if a macro may add some.
func (r *Resource) Properties() Value {
	if r.Stack.rewritten {
		return unknown()
	}
	return r.Stack.resolveMap(r.properties, 0)
}

// Exists tells whether the resource's condition holds; a resource without one exists.
func (r *Resource) Exists() Truth {
	if r.condition == "" {
		return True
	}
	return r.Stack.condition(r.condition, 0)
}

// Nested gives the stack that a resource of type AWS::CloudFormation::Stack is, nil if its template was not read.
func (r *Resource) Nested() *Stack { return r.nested }

// Resource gives the resource with a logical id, nil if there is none.
func (s *Stack) Resource(logicalId string) *Resource { return s.resources[logicalId] }

// Parameters gives the names of the stack's parameters, sorted.
func (s *Stack) Parameters() []string { return sortedKeys(s.parameters) }

// Default gives the default of a parameter as it is written, absent if it is no text. The deploy may give another value.
func (s *Stack) Default(parameter string) Value {
	object, _ := s.parameters[parameter].(map[string]any)
	if text, ok := object["Default"].(string); ok {
		return TextValue(text)
	}
	return Value{}
}

// Outputs gives the names of the stack's outputs, sorted.
func (s *Stack) Outputs() []string { return sortedKeys(s.outputs) }

// Output gives the value of an output, absent if there is none of that name or its condition does not hold.
func (s *Stack) Output(name string) Value { return s.output(name, 0) }

// Environment gives account and Region in the form of the cloud assembly, "aws://111122223333/eu-west-1".
func (s *Stack) Environment() string {
	account, region := s.Account, s.Region
	if account == "" {
		account = unknownAccount
	}
	if region == "" {
		region = unknownRegion
	}
	return environmentScheme + account + "/" + region
}

const (
	environmentScheme = "aws://"
	unknownAccount    = "unknown-account"
	unknownRegion     = "unknown-region"
)

// Stack gives the stack with an id, nil if there is none.
func (a *Assembly) Stack(id string) *Stack {
	i, found := slices.BinarySearchFunc(a.Stacks, id, func(s *Stack, id string) int { return strings.Compare(s.Id, id) })
	if !found {
		return nil
	}
	return a.Stacks[i]
}
