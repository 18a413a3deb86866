package template

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Assigned is a parameter whose value the reader was given, or whose default it was told to take.
type Assigned struct {
	// Stack is the id of the stack, and Name the name of the parameter.
	Stack, Name string
	// Value is the value, empty for a parameter that CloudFormation does not show (NoEcho).
	Value string
	// Default is whether the value is the parameter's default.
	Default bool
}

// assign sets the values of the parameters of the stacks. It returns an error for each value that no parameter has, and for
// each that its parameter does not allow.
func (a *Assembly) assign(r Reader) error {
	used := map[string]bool{}
	var problems []error
	for _, s := range a.Stacks {
		if s.Parent != nil {
			continue
		}
		for _, name := range s.Parameters() {
			body, _ := s.parameters.get(name).(object)
			value, ok := "", false
			for _, key := range []string{s.Id + ":" + name, s.Name + ":" + name, name} {
				if value, ok = r.Parameters[key]; ok {
					used[key] = true
					if element, problem := violation(body, value); problem != "" {
						problems = append(problems, fmt.Errorf("parameter %s of stack %s: %s", name, s.Id, shown(body, element)+" "+problem))
					}
					break
				}
			}
			isDefault := false
			if kind, _ := body.get("Type").(string); !ok && r.Defaults && !strings.HasPrefix(kind, ssmParameterType) {
				value, isDefault = s.usableDefault(name, body)
			}
			if !ok && !isDefault {
				continue
			}
			if s.given == nil {
				s.given = map[string]string{}
			}
			s.given[name] = value
			if isNoEcho(body) {
				value = ""
			}
			a.Assigned = append(a.Assigned, Assigned{Stack: s.Id, Name: name, Value: value, Default: isDefault})
		}
	}
	for _, key := range sortedKeys(r.Parameters) {
		if !used[key] {
			problems = append(problems, fmt.Errorf("parameter %s: no template has it%s", key, a.parameterNames()))
		}
	}
	return errors.Join(problems...)
}

// usableDefault returns the default of a parameter. One that the parameter itself does not allow is a gap, because
// CloudFormation refuses it.
func (s *Stack) usableDefault(name string, parameter object) (value string, ok bool) {
	value, ok = scalar(parameter.get("Default"))
	if !ok {
		return "", false
	}
	if element, problem := violation(parameter, value); problem != "" {
		s.gap((&place{name: sectionParameters}).child(name).child("Default"), "%s", shown(parameter, element)+" "+problem)
		return "", false
	}
	return value, true
}

// shown quotes a value for a message, unless CloudFormation does not show it.
func shown(parameter object, value string) string {
	if isNoEcho(parameter) {
		return "the value"
	}
	return strconv.Quote(value)
}

func isNoEcho(parameter object) bool { return fmt.Sprint(parameter.get("NoEcho")) == "true" }

// parameterNames names the parameters that there are, for the end of a message.
func (a *Assembly) parameterNames() string {
	var names []string
	for _, s := range a.Stacks {
		if s.Parent == nil {
			for _, name := range s.Parameters() {
				if name != bootstrapParameter {
					names = append(names, s.Id+":"+name)
				}
			}
		}
	}
	if len(names) == 0 {
		return "; the templates have no parameters"
	}
	const most = 10
	slices.Sort(names)
	if rest := len(names) - most; rest > 0 {
		names = append(names[:most], fmt.Sprintf("%d more", rest))
	}
	return "; they have " + strings.Join(names, ", ")
}

// bootstrapParameter is in each template of the CDK's.
const bootstrapParameter = "BootstrapVersion"

// allowedValues returns the values that a parameter allows, and whether it limits them.
func allowedValues(parameter object) (values []string, limited bool) {
	list, limited := parameter.get("AllowedValues").([]any)
	for _, node := range list {
		if text, ok := scalar(node); ok {
			values = append(values, text)
		}
	}
	return values, limited
}

// scalar returns the text of a string, number or boolean.
func scalar(node any) (string, bool) {
	switch node := node.(type) {
	case string:
		return node, true
	case json.Number:
		return node.String(), true
	case bool:
		return fmt.Sprint(node), true
	}
	return "", false
}
