//go:build linux

package lab

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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
		object := map[string]any{}
		for key, element := range v {
			if len(v) == 1 && (key == "Ref" || strings.HasPrefix(key, "Fn::")) {
				return s.call(key, element)
			}
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

// call evaluates a function. Those that neither an example nor a test uses are refused.
func (s *stack) call(name string, argument any) any {
	if name == "Fn::If" {
		a := s.arguments(name, argument, 3)
		if s.condition(s.string(a[0])) {
			return s.value(a[1])
		}
		return s.value(a[2])
	}
	argument = s.value(argument)
	pair := func() (first string, second any) {
		a := s.arguments(name, argument, 2)
		return s.string(a[0]), a[1]
	}
	switch name {
	case "Ref":
		return s.ref(s.string(argument))
	case "Fn::GetAtt":
		id, attribute := pair()
		return s.resource(id).attribute(s.string(attribute))
	case "Fn::Join":
		separator, list := pair()
		return strings.Join(s.strings(list), separator)
	case "Fn::Split":
		separator, text := pair()
		parts := []any{}
		for _, part := range strings.Split(s.string(text), separator) {
			parts = append(parts, part)
		}
		return parts
	case "Fn::Select":
		index, list := pair()
		at, err := strconv.Atoi(index)
		if err != nil || at < 0 || at >= len(s.list(list)) {
			refuse("stack %s: Fn::Select has no element %s of %v", s.Name, index, list)
		}
		return s.list(list)[at]
	case "Fn::Sub":
		return s.sub(s.string(argument))
	case "Fn::GetAZs":
		return []any{s.deployment.region + "a", s.deployment.region + "b", s.deployment.region + "c"}
	case "Fn::ImportValue":
		return s.deployment.export(s.string(argument))
	case "Fn::GetStackOutput": // the CDK's reference to another stack of the app, which its CLI resolves
		object, _ := argument.(map[string]any)
		return s.deployment.output(s.string(object["StackName"]), s.string(object["OutputName"]))
	}
	refuse("stack %s uses %s, which the lab cannot evaluate", s.Name, name)
	return nil
}

func (s *stack) ref(name string) any {
	partition := "aws"
	if s.deployment.isChina() {
		partition = "aws-cn"
	}
	switch name {
	case "AWS::Region":
		return s.deployment.region
	case "AWS::Partition":
		return partition
	case "AWS::URLSuffix":
		return s.deployment.suffix()
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

func (s *stack) parameter(name string) string {
	declared := s.text.Parameters[name]
	switch given, ok := s.Parameters[name]; {
	case ok:
		return given
	case declared.Default == nil:
		refuse("stack %s: parameter %s has no default, and Stack.Parameters has no value for it", s.Name, name)
	case strings.Contains(declared.Type, "List<"), declared.Type == "CommaDelimitedList":
		refuse("stack %s: parameter %s is a list, which the lab cannot evaluate", s.Name, name)
	case strings.HasPrefix(declared.Type, "AWS::SSM::Parameter::Value"):
		return s.deployment.ssmParameter(s.string(declared.Default))
	}
	return s.string(declared.Default)
}

// sub evaluates Fn::Sub without variables of its own.
func (s *stack) sub(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "${")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, rest, _ := strings.Cut(after, "}")
		text = rest
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			b.WriteString("${" + literal + "}")
		} else if id, attribute, ok := strings.Cut(name, "."); ok {
			b.WriteString(s.string(s.resource(id).attribute(attribute)))
		} else {
			b.WriteString(s.string(s.ref(name)))
		}
	}
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
