package template

import "strings"

// Select is a call of Fn::Select in a resource or an output.
type Select struct {
	Stack *Stack
	// LogicalId is that of the resource or output.
	LogicalId string
	// Exists is undecided if a condition decides whether the call is evaluated.
	Exists Truth
	// Index is the first argument, and From the second.
	Index, From Value
	// FromText is true if the second argument is no list, whatever its value is at the deploy.
	FromText bool

	in *place
}

// Path returns the property that has the call, such as "Properties.SubnetIds.0", or "Outputs.Url.Value".
func (s Select) Path() string { return s.in.String() }

// Selects visits all calls of Fn::Select that the deploy evaluates, or may evaluate. It leaves out what a loop or a macro
// writes anew.
func (s *Stack) Selects(visit func(Select)) {
	w := selectWalk{stack: s, visit: visit}
	if s.rewritten != nil {
		return
	}
	for _, r := range s.Resources {
		w.at = site{section: sectionResources, name: r.LogicalId}
		w.walk(r.properties, &place{name: "Properties"}, r.Exists())
	}
	for _, name := range s.Outputs() {
		if body, ok := s.outputs.get(name).(object); ok {
			w.at = site{section: sectionOutputs, name: name}
			at := &place{parent: &place{parent: &place{name: sectionOutputs}, name: name}, name: "Value"}
			w.walk(body.get("Value"), at, s.exists(body, w.at).And(s.Exists()))
		}
	}
}

type selectWalk struct {
	stack *Stack
	at    site
	visit func(Select)
}

// walk visits the calls in a node. The place is that of the property, outside of any function.
func (w *selectWalk) walk(node any, in *place, exists Truth) {
	if exists == False || w.at.depth > maxDepth {
		return
	}
	w.at.depth++
	defer func() { w.at.depth-- }()
	body, _ := node.(object)
	if name, argument, ok := call(body); ok && name != condition {
		w.call(name, argument, in, exists)
		return
	}
	inside(node, func(name string, child any) {
		if !strings.HasPrefix(name, forEach) {
			w.walk(child, in.child(name), exists)
		}
	})
}

func (w *selectWalk) call(name string, argument any, in *place, exists Truth) {
	list, _ := argument.([]any)
	switch {
	case name == transform || strings.HasPrefix(name, forEach) || intrinsicNamed(name).problem(argument) != "":
		return
	case name == "Fn::If":
		is := w.stack.condition(list[0].(string), w.at)
		w.arguments(list[1], in, exists.And(is))
		w.arguments(list[2], in, exists.And(is.Not()))
		return
	case name == "Fn::Select":
		w.visit(Select{
			Stack: w.stack, LogicalId: w.at.name, in: in, Exists: exists,
			Index: w.stack.resolve(list[0], w.at), From: w.stack.resolve(list[1], w.at), FromText: w.stack.isText(list[1]),
		})
	}
	w.arguments(argument, in, exists)
}

// arguments walks what is inside a call, which has no place of its own.
func (w *selectWalk) arguments(node any, in *place, exists Truth) {
	switch node := node.(type) {
	case []any:
		for _, element := range node {
			w.arguments(element, in, exists)
		}
	case object:
		w.walk(node, in, exists)
	}
}

// typeExportReader is the CDK's custom resource for strong references to other Regions. It reads each value, even a list, from
// an SSM parameter of type String.
// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib-readme.html#reference-strength
const typeExportReader = "Custom::CrossRegionExportReader"

// isText reports whether a call returns a text and never a list. Attributes of resources may be lists.
func (s *Stack) isText(node any) bool {
	body, _ := node.(object)
	name, argument, _ := call(body)
	if intrinsicNamed(name).problem(argument) != "" {
		return false
	}
	switch name {
	case "Fn::Join", "Fn::Sub", "Fn::ImportValue", "Fn::GetStackOutput":
		return true
	case "Fn::GetAtt":
		text, _ := argument.(string)
		id, attribute, _ := strings.Cut(text, ".")
		if list, ok := argument.([]any); ok {
			id, _ = list[0].(string)
			attribute, _ = list[1].(string)
		}
		r := s.resources[id]
		return r != nil && (r.Type == typeStack && strings.HasPrefix(attribute, "Outputs.") || r.Type == typeExportReader)
	case "Ref":
		id, _ := argument.(string)
		if body, ok := s.parameters.get(id).(object); ok {
			kind, _ := body.get("Type").(string)
			return kind != "" && !isListType(kind)
		}
		return s.resources[id] != nil
	}
	return false
}
