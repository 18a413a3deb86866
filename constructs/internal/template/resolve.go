package template

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// maxDepth bounds how deep a value may refer on, through functions, parameters, outputs and exports together.
const maxDepth = 1000

// memoKey names what is evaluated once: a parameter, output, condition or attribute.
type memoKey struct{ section, name, attribute string }

// once evaluates what a key names, or gives what it gave before. A cycle meets the placeholder, which is unknown.
func (s *Stack) once(key memoKey, evaluate func() Value) Value {
	if v, ok := s.memo[key]; ok {
		return v
	}
	s.memo[key] = unknown()
	v := evaluate()
	s.memo[key] = v
	return v
}

// resolve evaluates a piece of the template.
func (s *Stack) resolve(node any, depth int) Value {
	if depth > maxDepth {
		return unknown()
	}
	switch node := node.(type) {
	case nil:
		return Value{}
	case string:
		return TextValue(node)
	case bool:
		return TextValue(strconv.FormatBool(node))
	case json.Number:
		return TextValue(node.String())
	case []any:
		list := make([]Value, 0, len(node))
		for _, element := range node {
			// An element that is AWS::NoValue is not in the list.
			if v := s.resolve(element, depth+1); v.kind != Absent {
				list = append(list, v)
			}
		}
		return Value{kind: List, list: list}
	case map[string]any:
		// "Condition" as the only key is a condition of a policy here, not one of the template's.
		if name, argument, ok := intrinsic(node); ok && name != "Condition" {
			return s.call(name, argument, depth+1)
		}
		return s.resolveMap(node, depth)
	}
	return unknown()
}

func (s *Stack) resolveMap(node map[string]any, depth int) Value {
	if _, ok := node[transform]; ok {
		return unknown()
	}
	fields := make(map[string]Value, len(node))
	for name, field := range node {
		fields[name] = s.resolve(field, depth+1)
	}
	return Value{kind: Map, fields: fields}
}

// call evaluates an intrinsic function. The checker has seen to the form of the arguments.
func (s *Stack) call(name string, argument any, depth int) Value {
	list, _ := argument.([]any)
	switch name {
	case "Ref":
		target, ok := argument.(string)
		if !ok {
			return unknown()
		}
		return s.ref(target, depth)
	case "Fn::GetAtt":
		return s.getAtt(argument, depth)
	case "Fn::Join":
		return join(list[0].(string), s.resolve(list[1], depth))
	case "Fn::Split":
		return s.split(list[0].(string), s.resolve(list[1], depth))
	case "Fn::Select":
		return selectFrom(s.resolve(list[0], depth), s.resolve(list[1], depth))
	case "Fn::Sub":
		return s.sub(argument, depth)
	case "Fn::GetAZs":
		return s.getAZs(s.resolve(argument, depth))
	case "Fn::FindInMap":
		return s.findInMap(list, depth)
	case "Fn::If":
		return s.choose(list, depth)
	case "Fn::Cidr":
		return s.cidrs(list, depth)
	case "Fn::ImportValue":
		return s.importValue(s.resolve(argument, depth), depth)
	case "Fn::GetStackOutput":
		return s.stackOutput(s.resolve(argument, depth), depth)
	}
	return unknown()
}

// ref is what {"Ref": name} gives.
func (s *Stack) ref(name string, depth int) Value {
	if strings.HasPrefix(name, "AWS::") {
		return s.pseudoParameter(name)
	}
	if _, ok := s.parameters[name]; ok {
		return s.parameter(name, depth)
	}
	return TokenValue(Token{Scope: s.Id, Name: name})
}

// getAtt is what {"Fn::GetAtt": argument} gives.
func (s *Stack) getAtt(argument any, depth int) Value {
	if text, ok := argument.(string); ok {
		name, attribute, _ := strings.Cut(text, ".")
		return s.attribute(name, attribute, depth)
	}
	list := argument.([]any)
	attribute, ok := s.resolve(list[1], depth).Text()
	if !ok {
		return unknown()
	}
	return s.attribute(list[0].(string), attribute, depth)
}

// attribute gives an attribute of a resource: a property if the attribute repeats one, an output of a nested stack, or
// else a token.
func (s *Stack) attribute(name, attribute string, depth int) Value {
	token := Token{Scope: s.Id, Name: name, Attribute: attribute}
	r := s.resources[name]
	if r == nil {
		return TokenValue(token)
	}
	if r.Type == typeStack && r.nested != nil {
		if output, ok := strings.CutPrefix(attribute, "Outputs."); ok {
			return r.nested.output(output, depth+1)
		}
	}
	if attribute == idAttribute(r.Type) {
		token.Attribute = ""
	}
	if property, ok := r.properties[attribute]; ok && repeatsProperty(r.Type, attribute) {
		v := s.once(memoKey{"Resources", name, attribute}, func() Value { return flat(s.resolve(property, depth+1)) })
		if v.kind == Text {
			return v
		}
	}
	return TokenValue(token)
}

// pseudoParameter gives AWS::Region and its like.
func (s *Stack) pseudoParameter(name string) Value {
	text := ""
	switch name {
	case "AWS::NoValue":
		return Value{}
	case "AWS::StackName":
		if s.Name == "" {
			return TokenValue(Token{Scope: s.Id, Name: name})
		}
		text = s.Name
	case "AWS::StackId":
		return TokenValue(Token{Scope: s.Id, Name: name})
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
		return unknown()
	}
	if text == "" {
		return TokenValue(Token{Scope: s.Environment(), Name: name})
	}
	return TextValue(text)
}

// parameter gives what the parent stack hands down, or else a token: the deploy can give any value in the place of a
// default. An SSM parameter is a token in any case, for what is handed down is the name that its value is kept under.
func (s *Stack) parameter(name string, depth int) Value {
	return s.once(memoKey{"Parameters", name, ""}, func() Value {
		body, _ := s.parameters[name].(map[string]any)
		kind, _ := body["Type"].(string)
		token := Token{Scope: s.Id, Name: name}
		list := kind == "CommaDelimitedList" || strings.Contains(kind, "List<")
		if list {
			token.Attribute = "[]" // of any length
		}
		if s.Parent == nil || strings.HasPrefix(kind, "AWS::SSM::") {
			return TokenValue(token)
		}
		handed, _ := s.Parent.properties["Parameters"].(map[string]any)
		node, ok := handed[name]
		if !ok {
			return TokenValue(token)
		}
		v := flat(s.Parent.Stack.resolve(node, depth+1))
		if _, alone := v.Token(); list && v.kind == Text && !alone {
			return trimElements(s.split(",", v))
		}
		return v
	})
}

// output gives the value of an output.
func (s *Stack) output(name string, depth int) Value {
	body, ok := s.outputs[name].(map[string]any)
	if !ok {
		return Value{}
	}
	return s.once(memoKey{"Outputs", name, ""}, func() Value {
		if condition, ok := body["Condition"].(string); ok {
			switch s.condition(condition, depth+1) {
			case False:
				return Value{}
			case Undecided:
				return unknown()
			case True:
			}
		}
		return flat(s.resolve(body["Value"], depth+1))
	})
}

// flat keeps to what CloudFormation can hand from stack to stack: a text, or a list of texts, of bounded length, so that
// many references to one value cost no more than the template's own length.
func flat(v Value) Value {
	length := v.length()
	if v.kind == Map {
		return unknown()
	}
	for _, element := range v.list {
		if element.kind != Text {
			return unknown()
		}
		length += 1 + element.length()
	}
	if length > maxText {
		return unknown()
	}
	return v
}

func trimElements(v Value) Value {
	for i, element := range v.list {
		if text, ok := element.Text(); ok {
			v.list[i] = TextValue(strings.TrimSpace(text))
		}
	}
	return v
}
