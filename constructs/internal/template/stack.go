package template

import (
	"slices"
	"strings"
)

// Assembly is a set of stacks that were read together, and so can refer to each other.
type Assembly struct {
	// Stacks are all stacks, sorted by id, a nested one behind its parent.
	Stacks []*Stack
	// Gaps are the parts of the input that could not be read.
	Gaps []Gap
	// Assigned are the parameters that the reader gave values, sorted by stack and name.
	Assigned []Assigned

	exports, ssm publications
	byName       map[string][]*Stack // those that are not nested; of the empty name, those whose name is chosen at the deploy
	account      *Stack              // the account file, nil if there is none
	physical     map[string]Token    // what the ids of the account stand for
	unnamed      bool                // a part of the assembly that was not read may hold a stack of any name
}

// link makes the stacks known to each other. Until then a reference to another stack is a token.
func (a *Assembly) link() {
	slices.SortFunc(a.Stacks, func(s, t *Stack) int { return strings.Compare(s.Id, t.Id) })
	a.byName = map[string][]*Stack{}
	for _, stack := range a.Stacks {
		stack.assembly = a
		a.Gaps = append(a.Gaps, stack.gaps...)
		if stack.Parent == nil {
			a.byName[stack.Name] = append(a.byName[stack.Name], stack)
		}
	}
	parts := a.identifyPhysical()
	// A name of an SSM parameter may be imported, and what is resolved before the index is there counts for nothing.
	a.forget()
	a.indexExports()
	a.forget()
	a.indexSsm()
	a.forget()
	a.addDrift(parts)
}

// forget drops the values that were resolved so far.
func (a *Assembly) forget() {
	for _, stack := range a.Stacks {
		clear(stack.memo)
		clear(stack.decided)
	}
}

// Stack is one template with the environment it goes to.
type Stack struct {
	// Id is unique in the assembly: the id of the stack's artifact. A nested stack has its parent's id, a dot, and the
	// logical id of its resource there.
	Id string
	// Name is the name that CloudFormation knows the stack by, empty if it is chosen at the deploy.
	Name string
	File string
	// Account and Region are where the stack goes, empty if the assembly does not say.
	Account, Region string
	// Parent is the resource that this stack is nested as, nil if it is not nested.
	Parent *Resource
	// Unseen is what makes resources in the stack that no template shows.
	Unseen []Unseen
	// Resources are sorted by logical id.
	Resources []*Resource
	// Existing are S3 gateway endpoints that the template does not create, but describes in its metadata. The endpoint's id
	// stands for the logical id.
	Existing []*Resource

	assembly  *Assembly
	resources map[string]*Resource

	parameters, mappings, conditions, outputs, globals object

	unread        map[string]bool // the sections that could not be read
	rewritten     *Cause          // the macro that may add properties to any resource
	unseenOutputs *Cause          // what may add outputs

	given map[string]string // the values of parameters

	metadataDir, metadataFile string            // of the stack and those nested in it; no file if it was read, or if there is none
	paths                     map[string]string // of constructs, by logical id

	gaps    []Gap
	memo    map[memoKey]Value
	decided map[string]Truth // the conditions that were evaluated
	cycle   *Cause
}

// Resource is one resource of a template.
type Resource struct {
	// Stack is the stack that holds the resource.
	Stack *Stack
	// LogicalId is the resource's name in its template.
	LogicalId string
	// Type is the resource type, such as "AWS::EC2::VPC".
	Type string
	// Path is the construct path, empty if neither the template nor the assembly shows it.
	Path string
	// Condition is the name of the condition that decides whether the resource exists, empty if there is none.
	Condition string
	// Existing is true if the template only describes the resource, in its metadata.
	Existing bool

	conditionUnread bool
	properties      object
	rewritten       *Cause // what may add properties
	partOf          string // of a resource of an account file, the one that it is a part of
	createdBy       string // of a resource of an account file, the stack and the logical id
	isDrift         bool   // of a part of an account file that may be no part of any template
	assetPath       string // where the CDK says that a nested stack's template is
	nested          *Stack // the stack that this resource is, if its template was read
}

// Name returns the construct path, or the logical id of a resource without one.
func (r *Resource) Name() string {
	if r.Path != "" {
		return r.Path
	}
	return r.LogicalId
}

// Property returns a resolved property, or a field deeper in it if more names are given. One that is left out is unknown
// if a macro may add it.
func (r *Resource) Property(name string, deeper ...string) Value {
	v := r.leftOut(name)
	if node, ok := r.properties.find(name); ok {
		v = r.Stack.resolve(node, site{section: sectionResources, name: r.LogicalId, property: name})
	}
	for _, name := range deeper {
		v = v.Field(name)
	}
	return r.Stack.identified(v)
}

// leftOut is the value of a property that the template does not show.
func (r *Resource) leftOut(name string) Value {
	for _, cause := range []*Cause{r.rewritten, r.Stack.rewritten} {
		if cause != nil {
			return r.Stack.unknown(site{section: sectionResources, name: r.LogicalId, property: name}, cause.Kind, cause.Subject)
		}
	}
	return Value{}
}

// Properties returns all properties, resolved; unknown if a macro may add some.
func (r *Resource) Properties() Value {
	if v := r.leftOut(""); v.kind == Unknown {
		return v
	}
	return r.Stack.identified(r.Stack.resolveMap(r.properties, site{section: sectionResources, name: r.LogicalId}))
}

// Exists reports whether the resource's condition holds, and those of the nested stacks that hold it; a resource without any
// exists.
func (r *Resource) Exists() Truth { return r.own().And(r.Stack.Exists()) }

// own reports whether the resource's own condition holds.
func (r *Resource) own() Truth {
	switch {
	case r.conditionUnread, r.isDrift:
		return Undecided
	case r.Condition == "":
		return True
	}
	return r.Stack.condition(r.Condition, site{})
}

// ExistsWith reports whether the resource is created whenever another one is: it exists, or depends only on conditions that hold
// if those of the other one do.
func (r *Resource) ExistsWith(other *Resource) bool {
	for ; r != nil; r = r.Stack.Parent {
		switch r.own() {
		case False:
			return false
		case Undecided:
			if r.Condition == "" || !other.dependsOn(r.Stack, r.Condition) {
				return false
			}
		}
	}
	return true
}

// PropertyWith returns the value that a property has if another resource is created.
func (r *Resource) PropertyWith(other *Resource, name string) Value {
	if other.Stack != r.Stack || other.Condition == "" || other.conditionUnread {
		return r.Property(name)
	}
	then := *r
	then.Stack = r.Stack.assuming(other.Condition)
	return then.Property(name)
}

// dependsOn reports whether a condition of a stack holds whenever the resource, or a nested stack that contains it, is created.
func (r *Resource) dependsOn(s *Stack, condition string) bool {
	for ; r != nil; r = r.Stack.Parent {
		if r.Stack == s && r.Condition != "" && !r.conditionUnread && s.implies(r.Condition, condition) {
			return true
		}
	}
	return false
}

// Exists reports whether a nested stack is created. Any other is.
func (s *Stack) Exists() Truth {
	if s.Parent == nil {
		return True
	}
	return s.Parent.Exists()
}

// WhyUndecided returns why it is not known whether the resource exists.
func (r *Resource) WhyUndecided() Cause {
	if r.own() == True && r.Stack.Parent != nil {
		return r.Stack.Parent.WhyUndecided()
	}
	if r.isDrift {
		return Cause{Kind: CauseDrift, Subject: r.LogicalId}
	}
	at := (&place{name: sectionResources}).child(r.LogicalId).child(condition)
	if r.conditionUnread {
		return *r.Stack.cause(at, CauseGap, "no condition")
	}
	return *r.Stack.cause(at, CauseCondition, r.Condition)
}

// Nested returns the stack that a resource of type AWS::CloudFormation::Stack is, nil if its template was not read.
func (r *Resource) Nested() *Stack { return r.nested }

// unreadNested records that the template of a nested stack was not read.
func (r *Resource) unreadNested() {
	at := (&place{name: sectionResources}).child(r.LogicalId)
	r.Stack.addUnseen(CauseNested, r.LogicalId, at).Nested = r
}

// Resource returns the resource with a logical id, nil if there is none.
func (s *Stack) Resource(logicalId string) *Resource { return s.resources[logicalId] }

// Parameters returns the names of the stack's parameters, sorted.
func (s *Stack) Parameters() []string { return s.parameters.names() }

// Default returns the default of a parameter as it is written, absent if it is no text. The deploy can replace it.
func (s *Stack) Default(parameter string) Value {
	body, _ := s.parameters.get(parameter).(object)
	if text, ok := body.get("Default").(string); ok {
		return TextValue(text)
	}
	return Value{}
}

// Outputs returns the names of the stack's outputs, sorted.
func (s *Stack) Outputs() []string {
	return slices.DeleteFunc(s.outputs.names(), func(name string) bool { return strings.HasPrefix(name, "Fn::") })
}

// Output returns the value of an output, absent if there is none of that name or its condition does not hold.
func (s *Stack) Output(name string) Value { return s.output(name, 0) }

// Environment returns account and Region in the form of the cloud assembly, "aws://111122223333/eu-west-1".
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

// ResourceOf returns the resource that a token is the id or an attribute of, nil if no template has it.
func (a *Assembly) ResourceOf(t Token) *Resource {
	s := a.Stack(t.Scope)
	if s == nil || t.Kind != "" {
		return nil
	}
	return s.resources[t.Name]
}

// Stack returns the stack with an id, nil if there is none.
func (a *Assembly) Stack(id string) *Stack {
	i, found := slices.BinarySearchFunc(a.Stacks, id, func(s *Stack, id string) int { return strings.Compare(s.Id, id) })
	if !found {
		return nil
	}
	return a.Stacks[i]
}
