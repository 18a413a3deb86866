package template

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// evaluateRef is {"Ref": name}.
func (s *Stack) evaluateRef(argument any, at site) Value {
	v := s.resolve(argument, at)
	name, ok := v.Text()
	if !ok {
		return s.because(v, at, "Ref")
	}
	return s.ref(name, at)
}

func (s *Stack) ref(name string, at site) Value {
	if strings.HasPrefix(name, "AWS::") {
		return s.pseudoParameter(name, at)
	}
	if _, ok := s.parameters.find(name); ok {
		return s.parameter(name, at)
	}
	if s.resources[name] == nil && s.unread[sectionParameters] {
		return s.unknown(at, CauseGap, sectionParameters)
	}
	return TokenValue(Token{Scope: s.Id, Name: name})
}

// getAtt is {"Fn::GetAtt": [name, attribute]}, or "name.attribute".
func (s *Stack) getAtt(argument any, at site) Value {
	if text, ok := argument.(string); ok {
		name, attribute, _ := strings.Cut(text, ".")
		return s.attribute(name, attribute, at)
	}
	list := argument.([]any)
	names := s.resolve(list, at)
	for _, v := range names.list {
		if _, ok := v.Text(); !ok {
			return s.because(v, at, "Fn::GetAtt")
		}
	}
	if len(names.list) != len(list) {
		return s.unknown(at, CauseFunction, "Fn::GetAtt")
	}
	name, _ := names.list[0].Text()
	attribute, _ := names.list[1].Text()
	return s.attribute(name, attribute, at)
}

// attribute returns an attribute of a resource: a property if the attribute repeats one, an output of a nested stack, or
// else a token.
func (s *Stack) attribute(name, attribute string, at site) Value {
	token := Token{Scope: s.Id, Name: name, Attribute: attribute}
	r := s.resources[name]
	if r == nil {
		return TokenValue(token)
	}
	if r.Type == typeStack && r.nested != nil {
		if output, ok := strings.CutPrefix(attribute, "Outputs."); ok {
			return r.nested.output(output, at.depth+1)
		}
	}
	if attribute == idAttribute(r.Type) {
		token.Attribute = ""
	}
	if repeatsProperty(r.Type, attribute) {
		v := r.leftOut(attribute)
		if property, ok := r.properties.find(attribute); ok {
			there := site{sectionResources, name, attribute, at.depth + 1}
			v = s.once(memoKey{sectionResources, name, attribute}, func() Value { return s.flat(s.resolve(property, there), there) })
		}
		// An unknown block is the same wherever it is referred to. An unknown id may be that of a part with another name.
		if v.kind == Text || v.kind == Unknown && attribute == "VpcId" {
			return v
		}
	}
	return TokenValue(token)
}

// pseudoParameter returns AWS::Region and its like: what the stack's environment decides, or a token.
func (s *Stack) pseudoParameter(name string, at site) Value {
	text, scope := "", s.Environment()
	switch name {
	case "AWS::NoValue":
		return Value{}
	case "AWS::StackName":
		text, scope = s.Name, s.Id
	case "AWS::StackId":
		scope = s.Id
	case "AWS::Region":
		text = s.Region
	case "AWS::AccountId":
		text = s.Account
	case "AWS::Partition":
		if s.Region != "" {
			text = partition.Of(s.Region).Name
		}
	case "AWS::URLSuffix":
		if s.Region != "" {
			text = partition.Of(s.Region).UrlSuffix
		}
	default:
		return s.unknown(at, CauseEnvironment, name)
	}
	if text == "" {
		return TokenValue(Token{Kind: CauseEnvironment, Scope: scope, Name: name})
	}
	return TextValue(text)
}

// ssmParameterType begins the types of the parameters that are read from SSM.
const ssmParameterType = "AWS::SSM::Parameter::Value<"

// parameter returns what the parent stack passes to a parameter, or the default of a nested stack's. The deploy can replace
// the default of any other, which is a token.
// Of an SSM parameter, what is passed and what the default has is the name that its value is kept under.
func (s *Stack) parameter(name string, from site) Value {
	return s.once(memoKey{sectionParameters, name, ""}, func() Value {
		at := site{sectionParameters, name, "", from.depth + 1}
		body, ok := s.parameters.get(name).(object)
		if !ok {
			return s.unknown(at, CauseGap, name)
		}
		kind, _ := body.get("Type").(string)
		token := Token{Kind: CauseParameter, Scope: s.Id, Name: name}
		list := isListType(kind)
		if list {
			token.Attribute = "[]" // of any length
		}
		v := s.passed(name, at)
		isSsm := strings.HasPrefix(kind, ssmParameterType)
		if text, ok := scalar(body.get("Default")); v.kind == Absent && ok && (isSsm || s.Parent != nil) {
			v = TextValue(text)
		}
		if isSsm {
			v = s.ssmParameter(v, token, at)
		}
		if v.kind == Absent {
			return TokenValue(token)
		}
		if _, alone := v.Token(); list && v.kind == Text && !alone {
			return trimElements(s.splitText(",", v, at))
		}
		return v
	})
}

// isListType reports whether a parameter of a type is a list, which AWS::SSM::Parameter::Value<CommaDelimitedList> is too.
func isListType(kind string) bool {
	return strings.Contains(kind, "CommaDelimitedList") || strings.Contains(kind, "List<")
}

// passed returns the value that the parent stack or the reader passes to a parameter, absent if there is none.
func (s *Stack) passed(name string, at site) Value {
	if value, ok := s.given[name]; ok {
		return TextValue(value)
	}
	if s.Parent == nil {
		return Value{}
	}
	v := s.Parent.passes(name, at.depth+1)
	return s.flat(v, at)
}

// passes returns the value that a nested stack's resource passes to a parameter of its template.
func (r *Resource) passes(name string, depth int) Value {
	at := site{sectionResources, r.LogicalId, propertyParameters, depth}
	switch parameters := r.properties.get(propertyParameters).(type) {
	case object:
		node, ok := parameters.find(name)
		if kind, key := additions(parameters); !ok && kind != "" {
			return r.Stack.unknown(at, kind, key)
		}
		if _, _, isCall := call(parameters); isCall {
			return r.Stack.resolve(parameters, at).Field(name)
		}
		return r.Stack.resolve(node, at)
	case nil:
		return r.leftOut(propertyParameters)
	default:
		return r.Stack.unknown(at, CauseGap, propertyParameters)
	}
}

// output returns the value of an output.
func (s *Stack) output(name string, depth int) Value {
	at := site{sectionOutputs, name, "Value", depth}
	node, ok := s.outputs.find(name)
	if !ok {
		if s.unseenOutputs != nil {
			return Value{kind: Unknown, cause: s.unseenOutputs}
		}
		return Value{}
	}
	return s.once(memoKey{sectionOutputs, name, ""}, func() Value {
		body, ok := node.(object)
		if !ok {
			return s.unknown(at, CauseGap, name)
		}
		switch s.exists(body, at) {
		case False:
			return Value{}
		case Undecided:
			return s.unknown(at, CauseCondition, name)
		}
		return s.flat(s.resolve(body.get("Value"), at), at)
	})
}

// exists reports whether the condition of a resource or output holds; one without a condition exists.
func (s *Stack) exists(body object, at site) Truth {
	switch name := body.get(condition).(type) {
	case nil:
		return True
	case string:
		return s.condition(name, at)
	default:
		return Undecided
	}
}
