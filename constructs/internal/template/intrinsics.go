package template

import (
	"encoding/json"
	"fmt"
	"strings"
)

// intrinsic is a function of the template language.
type intrinsic struct {
	// form is what the argument has to be, for messages, and fits reports whether it is. Without them any argument is
	// taken.
	form string
	fits func(argument any) bool
	// value evaluates a call in a property, output or parameter; nil if the result is unknown.
	value func(s *Stack, argument any, at site) Value
	// truth evaluates a call in the section Conditions; nil if the result is undecided.
	truth func(s *Stack, argument any, at site) Truth
}

const (
	condition = "Condition"
	transform = "Fn::Transform"
	forEach   = "Fn::ForEach"
)

// intrinsicNamed is the table of all functions that are read. A function that is not in it has any form and an unknown
// result.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
func intrinsicNamed(name string) intrinsic {
	switch name {
	case "Ref":
		return intrinsic{form: "the name of a resource or parameter", fits: isTextOrCall, value: (*Stack).evaluateRef}
	case "Fn::GetAtt":
		return intrinsic{form: "a list of a logical ID and an attribute", fits: func(argument any) bool {
			text, _ := argument.(string)
			return strings.Contains(text, ".") || isList(argument, 2, 2, isTextOrCall, isTextOrCall)
		}, value: (*Stack).getAtt}
	case "Fn::Join":
		return intrinsic{form: "a list of a delimiter and a list", fits: func(argument any) bool {
			return isList(argument, 2, 2, isText, isListOrCall)
		}, value: (*Stack).join}
	case "Fn::Split":
		return intrinsic{form: "a list of a delimiter and a string", fits: func(argument any) bool {
			return isList(argument, 2, 2, isText, isTextOrCall) && argument.([]any)[0] != ""
		}, value: (*Stack).split}
	case "Fn::Select":
		return intrinsic{form: "a list of an index and a list", fits: func(argument any) bool {
			return isList(argument, 2, 2, isAny, isListOrCall)
		}, value: (*Stack).selectElement}
	case "Fn::Sub":
		return intrinsic{form: "a string, or a list of a string and an object", fits: func(argument any) bool {
			return isText(argument) || isList(argument, 2, 2, isText, isObject)
		}, value: (*Stack).sub}
	case "Fn::FindInMap":
		return intrinsic{form: "a list of a map's name and two keys", fits: func(argument any) bool {
			return isList(argument, 3, 4)
		}, value: (*Stack).findInMap}
	case "Fn::If":
		return intrinsic{form: "a list of a condition's name and two values", fits: func(argument any) bool {
			return isList(argument, 3, 3, isText)
		}, value: (*Stack).choose}
	case "Fn::GetAZs":
		return intrinsic{value: (*Stack).getAZs}
	case "Fn::Cidr":
		return intrinsic{form: "a list of a block, a count and the bits of each", fits: func(argument any) bool {
			return isList(argument, 2, 3)
		}, value: (*Stack).cidrs}
	case "Fn::Base64": // the text itself, because what is encoded so, such as user data, is decoded where it is used
		return intrinsic{value: (*Stack).resolve}
	case "Fn::ImportValue":
		return intrinsic{value: (*Stack).importValue}
	case "Fn::GetStackOutput":
		return intrinsic{form: "an object with StackName and OutputName", fits: isObject, value: (*Stack).stackOutput}
	case condition:
		return intrinsic{form: "the name of a condition", fits: isText, truth: (*Stack).named}
	case "Fn::Equals":
		return intrinsic{form: "a list of two values", fits: func(argument any) bool {
			return isList(argument, 2, 2)
		}, truth: (*Stack).equals}
	case "Fn::Not":
		return intrinsic{form: "a list of one condition", fits: func(argument any) bool {
			return isList(argument, 1, 1)
		}, truth: (*Stack).not}
	case "Fn::And":
		return intrinsic{form: "a list of conditions", fits: isConditions, truth: (*Stack).and}
	case "Fn::Or":
		return intrinsic{form: "a list of conditions", fits: isConditions, truth: (*Stack).or}
	}
	return intrinsic{}
}

// problem says what is wrong with the form of an argument, and is empty if nothing is.
func (f intrinsic) problem(argument any) string {
	if f.fits == nil || f.fits(argument) {
		return ""
	}
	return fmt.Sprintf("is %s, want %s", jsonType(argument), f.form)
}

// call takes an object apart that may be a call of a function.
func call(node object) (name string, argument any, ok bool) {
	if len(node) != 1 {
		return "", nil, false
	}
	name = node[0].name
	return name, node[0].value, name == "Ref" || name == condition || strings.HasPrefix(name, "Fn::")
}

// isList reports whether an argument is a list of least to most elements, of which the first have the forms of elements.
func isList(argument any, least, most int, elements ...func(any) bool) bool {
	list, ok := argument.([]any)
	if !ok || len(list) < least || len(list) > most {
		return false
	}
	for i, fits := range elements {
		if !fits(list[i]) {
			return false
		}
	}
	return true
}

func isConditions(argument any) bool {
	list, _ := argument.([]any)
	return len(list) > 0
}

func isAny(any) bool { return true }

func isText(node any) bool {
	_, ok := node.(string)
	return ok
}

func isObject(node any) bool {
	_, ok := node.(object)
	return ok
}

// isTextOrCall reports whether a node is a text or an object that may evaluate to one. With AWS::LanguageExtensions
// a function is allowed in place of a name.
func isTextOrCall(node any) bool { return isText(node) || isObject(node) }

func isListOrCall(node any) bool {
	_, ok := node.([]any)
	return ok || isObject(node)
}

// jsonType says what a decoded JSON value is, for messages.
func jsonType(node any) string {
	switch node := node.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%q", node)
	case json.Number:
		return node.String()
	case bool:
		return fmt.Sprint(node)
	case []any:
		return "a list"
	}
	return "an object"
}
