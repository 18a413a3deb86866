package templatetest

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Hidden is a cloud assembly in which one resource is hidden. What was deployed before can be deployed from it too.
type Hidden struct {
	Resource, Type, By string
	Stacks             []Stack
}

// String names the resource and how it is hidden.
func (h Hidden) String() string { return h.Resource + " (" + h.Type + ") by " + h.By }

// way is a way of hiding a resource. It returns nil if it does not apply.
type way struct {
	by   string
	hide func(s Stack, id string) []Stack
}

func ways() []way {
	return []way{
		{"a loop", byLoop},
		{"a macro", byMacro},
		{"an include", byInclude},
		{"an include at the top", byTopInclude},
		{"a macro in its properties", byPropertyMacro},
		{"a condition", byCondition},
		{"conditions in its properties", byPropertyConditions},
		{"a condition in the place of its properties", byConditionalProperties},
		{"parameters in its properties", byPropertyParameters},
		{"a nested stack", byNestedStack},
		{"a nested stack under a condition", byConditionalStack},
		{"a custom resource", byCustomResource},
		{"a missing stack", byMissingStack},
		{"a parameter in its references", byParameter},
		{"a parameter in its place", byParameterAlone},
	}
}

// Hide hides each resource of an assembly whose type has one of the prefixes, in each of the ways that are in the sample.
func Hide(stacks []Stack, inSample func(hidden string) bool, prefixes ...string) iter.Seq[Hidden] {
	return func(yield func(Hidden) bool) {
		for i, s := range stacks {
			for _, id := range slices.Sorted(maps.Keys(resourcesOf(s.Template))) {
				resource, _ := resourcesOf(s.Template)[id].(map[string]any)
				resourceType, _ := resource["Type"].(string)
				if !slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(resourceType, prefix) }) {
					continue
				}
				for _, way := range ways() {
					hidden := Hidden{Resource: id, Type: resourceType, By: way.by}
					if !inSample(hidden.String()) {
						continue
					}
					changed := way.hide(s, id)
					if changed == nil {
						continue
					}
					hidden.Stacks = slices.Concat(stacks[:i], changed, stacks[i+1:])
					if !yield(hidden) {
						return
					}
				}
			}
		}
	}
}

func resourcesOf(template map[string]any) map[string]any {
	resources, _ := template["Resources"].(map[string]any)
	return resources
}

// byLoop has the resource made by Fn::ForEach, over the last character of its logical id.
func byLoop(s Stack, id string) []Stack {
	last := len(id) - 1
	s, resource := without(s, id)
	addTransform(s.Template, "AWS::LanguageExtensions")
	resourcesOf(s.Template)["Fn::ForEach::Hidden"] = []any{"End", []any{id[last:]}, map[string]any{id[:last] + "${End}": resource}}
	return []Stack{s}
}

func byMacro(s Stack, id string) []Stack {
	s, _ = without(s, id)
	addTransform(s.Template, "Networks")
	return []Stack{s}
}

func byInclude(s Stack, id string) []Stack {
	s, _ = without(s, id)
	resourcesOf(s.Template)["Fn::Transform"] = include()
	return []Stack{s}
}

func byTopInclude(s Stack, id string) []Stack {
	s, _ = without(s, id)
	s.Template["Fn::Transform"] = include()
	return []Stack{s}
}

func include() map[string]any {
	return map[string]any{"Name": "AWS::Include", "Parameters": map[string]any{"Location": "s3://bucket/network.json"}}
}

func byPropertyMacro(s Stack, id string) []Stack {
	s, resource := copied(s, id)
	resource["Properties"] = map[string]any{"Fn::Transform": map[string]any{"Name": "Properties"}}
	return []Stack{s}
}

func byCondition(s Stack, id string) []Stack {
	s, resource := copied(s, id)
	if resource["Condition"] != nil {
		return nil
	}
	resource["Condition"] = "Hidden"
	addCondition(s.Template)
	return []Stack{s}
}

// byPropertyConditions has each property depend on a condition.
func byPropertyConditions(s Stack, id string) []Stack {
	s, resource := copied(s, id)
	properties, _ := resource["Properties"].(map[string]any)
	if len(properties) == 0 {
		return nil
	}
	for name, value := range properties {
		properties[name] = ifHidden(value)
	}
	addCondition(s.Template)
	return []Stack{s}
}

// byConditionalProperties has a function where CloudFormation wants the properties.
func byConditionalProperties(s Stack, id string) []Stack {
	s, resource := copied(s, id)
	if resource["Properties"] == nil {
		return nil
	}
	resource["Properties"] = ifHidden(resource["Properties"])
	addCondition(s.Template)
	return []Stack{s}
}

func ifHidden(value any) map[string]any {
	return map[string]any{"Fn::If": []any{"Hidden", value, map[string]any{"Ref": "AWS::NoValue"}}}
}

// addCondition adds a condition that a parameter decides.
func addCondition(template map[string]any) {
	set(template, "Parameters", "Hidden", map[string]any{"Type": "String"})
	set(template, "Conditions", "Hidden", map[string]any{"Fn::Equals": []any{map[string]any{"Ref": "Hidden"}, "no"}})
}

// byPropertyParameters has a parameter in the place of each property that is written out, and of each list.
func byPropertyParameters(s Stack, id string) []Stack {
	s, resource := copied(s, id)
	properties, _ := resource["Properties"].(map[string]any)
	changed := false
	for name, value := range properties {
		kind := "String"
		switch value := value.(type) {
		case map[string]any:
			continue
		case []any:
			if kind = "CommaDelimitedList"; !isWrittenOut(value) {
				continue
			}
		}
		changed = true
		properties[name] = map[string]any{"Ref": "Hidden" + name}
		set(s.Template, "Parameters", "Hidden"+name, map[string]any{"Type": kind})
	}
	if !changed {
		return nil
	}
	return []Stack{s}
}

// isWrittenOut reports whether a list has texts and references only, which a parameter can have.
func isWrittenOut(list []any) bool {
	return !slices.ContainsFunc(list, func(element any) bool {
		object, ok := element.(map[string]any)
		return ok && object["Ref"] == nil && object["Fn::GetAtt"] == nil
	})
}

// byNestedStack has the resource made by a nested stack, which is passed the ids that it refers to.
func byNestedStack(s Stack, id string) []Stack {
	s, resource := without(s, id)
	if hasMacro(resource) {
		return nil
	}
	passed := numbered("Id", references(s.Template, resource))
	s.Template = rewrite(s.Template, id, func(attribute string) any {
		return asText(attribute, map[string]any{"Fn::GetAtt": []any{"NestedHidden", "Outputs.Hidden" + attribute}})
	})
	resourcesOf(s.Template)["NestedHidden"] = map[string]any{
		"Type":       "AWS::CloudFormation::Stack",
		"Properties": map[string]any{"TemplateURL": "https://example.com/network.json", "Parameters": passed},
	}
	return []Stack{s}
}

// byConditionalStack has the resource made by a nested stack whose template is there, but which a condition may leave out.
func byConditionalStack(s Stack, id string) []Stack {
	isReferred := false
	s.Template = rewrite(s.Template, id, func(string) any { isReferred = true; return nil })
	if isReferred {
		return nil
	}
	s, resource := without(s, id)
	if hasMacro(resource) || hasCondition(resource) {
		return nil
	}
	parameters, passed := map[string]any{}, map[string]any{}
	own, _ := s.Template["Parameters"].(map[string]any)
	resource = rewriteNode(resource, func(id, attribute string) (any, bool) {
		if strings.HasPrefix(id, "AWS::") {
			return nil, false
		}
		name := "From" + id + strings.ReplaceAll(attribute, ".", "")
		parameters[name], passed[name] = own[id], map[string]any{"Ref": id}
		if attribute != "" {
			passed[name] = map[string]any{"Fn::GetAtt": []any{id, attribute}}
		}
		if parameters[name] == nil {
			parameters[name] = map[string]any{"Type": "String"}
		}
		return map[string]any{"Ref": name}, true
	}).(map[string]any)
	resourcesOf(s.Template)["NestedHidden"] = map[string]any{
		"Type": "AWS::CloudFormation::Stack", "Condition": "Hidden", "Metadata": map[string]any{"aws:asset:path": s.nestedFile()},
		"Properties": map[string]any{"TemplateURL": "https://example.com/network.json", "Parameters": passed},
	}
	addCondition(s.Template)
	s.Nested = map[string]any{"Parameters": parameters, "Resources": map[string]any{id: resource}, "Mappings": s.Template["Mappings"]}
	return []Stack{s}
}

// hasCondition reports whether a resource or one of its properties depends on a condition.
func hasCondition(resource map[string]any) bool {
	found := resource["Condition"] != nil
	walk(resource, func(node map[string]any) { found = found || node["Fn::If"] != nil })
	return found
}

// UnderCondition returns a copy of a template in which some resources, and those that refer to them, depend on one condition, and
// a copy without these. Both are nil if one of them depends on a condition already.
func UnderCondition(template map[string]any, isUnder func(id string) bool) (under, without map[string]any) {
	under, without = rewrite(template, "", nil), rewrite(template, "", nil)
	ids := map[string]bool{}
	for id := range resourcesOf(template) {
		ids[id] = isUnder(id)
	}
	for changed := true; changed; {
		changed = false
		for id, resource := range resourcesOf(template) {
			rewriteNode(resource, func(name, _ string) (any, bool) {
				if ids[name] && !ids[id] {
					ids[id], changed = true, true
				}
				return nil, false
			})
		}
	}
	for id, resource := range resourcesOf(under) {
		resource, ok := resource.(map[string]any)
		switch {
		case !ids[id]:
			continue
		case !ok || resource["Condition"] != nil:
			return nil, nil
		}
		resource["Condition"] = "Hidden"
		delete(resourcesOf(without), id)
	}
	addCondition(under)
	return under, without
}

// asText returns what stands for an attribute that is passed as a text. A list has to be split.
func asText(attribute string, text map[string]any) map[string]any {
	switch attribute {
	case "DnsEntries", "NetworkInterfaceIds", "Ipv6CidrBlocks":
		return map[string]any{"Fn::Split": []any{",", text}}
	}
	return text
}

// byCustomResource is byNestedStack with a custom resource. One that is passed nothing is taken to change nothing.
func byCustomResource(s Stack, id string) []Stack {
	s, resource := without(s, id)
	properties := numbered("Id", references(s.Template, resource))
	if hasMacro(resource) || len(properties) == 0 {
		return nil
	}
	properties["ServiceToken"] = "arn:aws:lambda:eu-west-1:111122223333:function:network"
	s.Template = rewrite(s.Template, id, func(attribute string) any {
		return map[string]any{"Fn::GetAtt": []any{"CustomHidden", "Hidden" + attribute}}
	})
	resourcesOf(s.Template)["CustomHidden"] = map[string]any{"Type": "Custom::Network", "Properties": properties}
	return []Stack{s}
}

// byMissingStack has the resource made by a stack whose template is missing, and which imports the ids that it refers to.
func byMissingStack(s Stack, id string) []Stack {
	s, resource := without(s, id)
	if hasMacro(resource) || hasParameter(s.Template, resource) {
		return nil
	}
	for name, reference := range numbered("ExportedId", references(s.Template, resource)) {
		set(s.Template, "Outputs", name, map[string]any{"Value": reference, "Export": map[string]any{"Name": s.Name + name}})
	}
	s.Template = rewrite(s.Template, id, func(attribute string) any {
		return asText(attribute, map[string]any{"Fn::ImportValue": "MissingHidden" + attribute})
	})
	return []Stack{s, {Name: "Missing", Environment: s.Environment}}
}

// byParameter leaves the resource where it is, and puts a parameter in the place of each reference to it.
func byParameter(s Stack, id string) []Stack {
	parameters := map[string]bool{}
	s.Template = rewrite(s.Template, id, func(attribute string) any {
		parameters["Hidden"+attribute] = true
		return asText(attribute, map[string]any{"Ref": "Hidden" + attribute})
	})
	if len(parameters) == 0 {
		return nil
	}
	for name := range parameters {
		set(s.Template, "Parameters", name, map[string]any{"Type": "String"})
	}
	return []Stack{s}
}

// byParameterAlone has a resource that refers to no other made elsewhere. The parameters are all that is known of it.
func byParameterAlone(s Stack, id string) []Stack {
	alone, resource := without(s, id)
	if len(references(alone.Template, resource)) > 0 {
		return nil
	}
	return byParameter(alone, id)
}

// copied returns a copy of a stack, and the resource in it.
func copied(s Stack, id string) (Stack, map[string]any) {
	s.Template = rewrite(s.Template, "", nil)
	return s, resourcesOf(s.Template)[id].(map[string]any)
}

// without returns a copy of a stack without a resource, and a copy of the resource.
func without(s Stack, id string) (Stack, map[string]any) {
	s, resource := copied(s, id)
	delete(resourcesOf(s.Template), id)
	return s, resource
}

// numbered returns the elements of a list by the prefix and their number, such as "Id0".
func numbered(prefix string, list []any) map[string]any {
	named := map[string]any{}
	for i, element := range list {
		named[fmt.Sprint(prefix, i)] = element
	}
	return named
}

// addTransform adds a transform to those of a template.
func addTransform(template map[string]any, name string) {
	list, isList := template["Transform"].([]any)
	if !isList && template["Transform"] != nil {
		list = []any{template["Transform"]}
	}
	template["Transform"] = append(list, name)
}

// set sets an entry in a section of a template.
func set(template map[string]any, section, name string, value any) {
	entries, _ := template[section].(map[string]any)
	if entries == nil {
		entries = map[string]any{}
		template[section] = entries
	}
	entries[name] = value
}
