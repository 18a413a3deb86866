package templatetest

import (
	"fmt"
	"strings"
)

// references returns what a node refers to that is a resource or a parameter of the template.
func references(template map[string]any, node any) []any {
	var found []any
	seen := map[string]bool{}
	parameters, _ := template["Parameters"].(map[string]any)
	rewriteNode(node, func(id, attribute string) (any, bool) {
		reference := map[string]any{"Ref": id}
		if attribute != "" {
			reference = map[string]any{"Fn::GetAtt": []any{id, attribute}}
		}
		if key := fmt.Sprint(reference); (resourcesOf(template)[id] != nil || parameters[id] != nil) && !seen[key] {
			seen[key] = true
			found = append(found, reference)
		}
		return nil, false
	})
	return found
}

// hasMacro reports whether a macro may refer to more than is seen.
func hasMacro(resource map[string]any) bool {
	found := false
	walk(resource, func(node map[string]any) { found = found || node["Fn::Transform"] != nil })
	return found
}

// hasParameter reports whether a resource refers to a parameter, which no stack can import.
func hasParameter(template, resource map[string]any) bool {
	parameters, _ := template["Parameters"].(map[string]any)
	found := false
	rewriteNode(resource, func(id, _ string) (any, bool) {
		found = found || parameters[id] != nil
		return nil, false
	})
	return found
}

// rewrite returns a copy of a template with something else in the place of each reference to a resource. The attribute is
// empty for Ref.
func rewrite(template map[string]any, id string, other func(attribute string) any) map[string]any {
	return rewriteNode(template, func(name, attribute string) (any, bool) {
		if name != id || id == "" {
			return nil, false
		}
		return other(strings.ReplaceAll(attribute, ".", "")), true
	}).(map[string]any)
}

// rewriteNode copies a node. For each reference it asks for another value.
func rewriteNode(node any, other func(id, attribute string) (any, bool)) any {
	switch node := node.(type) {
	case []any:
		list := make([]any, len(node))
		for i, element := range node {
			list[i] = rewriteNode(element, other)
		}
		return list
	case map[string]any:
		if len(node) == 1 {
			if changed, ok := rewriteReference(node, other); ok {
				return changed
			}
		}
		object := make(map[string]any, len(node))
		for key, value := range node {
			object[key] = rewriteNode(value, other)
		}
		return object
	}
	return node
}

func rewriteReference(node map[string]any, other func(id, attribute string) (any, bool)) (any, bool) {
	if id, ok := node["Ref"].(string); ok {
		return other(id, "")
	}
	switch argument := node["Fn::GetAtt"].(type) {
	case string:
		id, attribute, _ := strings.Cut(argument, ".")
		return other(id, attribute)
	case []any:
		id, _ := argument[0].(string)
		attribute, _ := argument[1].(string)
		return other(id, attribute)
	}
	switch argument := node["Fn::Sub"].(type) {
	case string:
		return rewriteSub(argument, map[string]any{}, other)
	case []any:
		text, _ := argument[0].(string)
		variables, _ := rewriteNode(argument[1], other).(map[string]any)
		return rewriteSub(text, variables, other)
	}
	return nil, false
}

// rewriteSub makes references inside a text variables of Fn::Sub.
func rewriteSub(text string, variables map[string]any, other func(id, attribute string) (any, bool)) (any, bool) {
	var b strings.Builder
	for text != "" {
		before, after, found := strings.Cut(text, "${")
		b.WriteString(before)
		if !found {
			break
		}
		name, rest, _ := strings.Cut(after, "}")
		id, attribute, _ := strings.Cut(name, ".")
		if _, isVariable := variables[id]; isVariable {
			id = ""
		}
		if changed, ok := other(id, attribute); ok {
			variable := fmt.Sprintf("Variable%d", len(variables))
			variables[variable] = changed
			name = variable
		}
		b.WriteString("${" + name + "}")
		text = rest
	}
	if len(variables) == 0 {
		return nil, false
	}
	return map[string]any{"Fn::Sub": []any{b.String(), variables}}, true
}

// walk calls a function for each object in a node.
func walk(node any, visit func(object map[string]any)) {
	switch node := node.(type) {
	case []any:
		for _, element := range node {
			walk(element, visit)
		}
	case map[string]any:
		visit(node)
		for _, element := range node {
			walk(element, visit)
		}
	}
}
