package template

import (
	"errors"
	"slices"
	"strings"
)

// stackName is the name of a template's file without the directory and the endings that the CDK and people add.
func stackName(file string) string {
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	for _, ending := range []string{".json", ".yaml", ".yml", ".template", ".nested"} {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// The sections of a template that are read, and the property of a nested stack that passes it parameters.
const (
	sectionParameters = "Parameters"
	sectionMappings   = "Mappings"
	sectionConditions = "Conditions"
	sectionResources  = "Resources"
	sectionOutputs    = "Outputs"
	sectionTransform  = "Transform"

	propertyParameters = "Parameters"
)

// sections are the keys that CloudFormation allows at the top of a template.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
func sections() []string {
	return []string{
		sectionResources, sectionParameters, sectionMappings, sectionConditions, sectionOutputs,
		"AWSTemplateFormatVersion", "Description", "Metadata", "Rules", "Hooks", sectionTransform, transform, sectionGlobals,
	}
}

// parseStack reads the sections of a template. Whatever in it has a wrong form is a gap; only a text that is no JSON object
// or has no section is an error.
func parseStack(id, file string, data []byte) (*Stack, error) {
	template, err := decode(file, data)
	var format notJson
	if errors.As(err, &format) {
		format.Problem += "; a template must be JSON, as \"cdk synth\" writes it to cdk.out"
		return nil, format
	}
	if err != nil {
		return nil, err
	}
	if len(template) > 0 && !slices.ContainsFunc(sections(), template.has) {
		return nil, Gap{File: file, Problem: "is not a template, because it has no section of one, such as Resources"}
	}
	s := newStack(id, file)
	s.parameters = s.section(template, sectionParameters)
	s.mappings = s.section(template, sectionMappings)
	s.conditions = s.section(template, sectionConditions)
	s.outputs = s.section(template, sectionOutputs)
	s.globals = s.section(template, sectionGlobals)
	for _, section := range []string{sectionTransform, transform} {
		if macro := macroIn(template.get(section)); macro != "" {
			s.rewrite(macro, &place{name: section})
		}
	}
	for _, m := range template {
		if !slices.Contains(sections(), m.name) {
			s.gap(&place{name: m.name}, "is not a section of a template")
			s.addUnseen(CauseGap, m.name, &place{name: m.name})
		}
	}
	resources := s.section(template, sectionResources)
	if s.unread[sectionResources] {
		s.addUnseen(CauseGap, sectionResources, nil)
	}
	for _, m := range resources {
		s.addResource(m.name, m.value)
	}
	s.addExisting(template)
	for _, section := range []string{sectionMappings, sectionConditions, sectionOutputs} {
		if body, ok := template.get(section).(object); ok {
			s.findGaps(body, &place{name: section}, 0)
		}
	}
	s.checkParameters()
	s.checkOutputs()
	return s, nil
}

func newStack(id, file string) *Stack {
	return &Stack{
		Id:        id,
		File:      file,
		resources: map[string]*Resource{},
		unread:    map[string]bool{},
		memo:      map[memoKey]Value{},
		decided:   map[string]Truth{},
		cycle:     &Cause{Kind: CauseCycle, Subject: id, Stack: id},
		assembly:  &Assembly{},
	}
}

func (s *Stack) section(template object, name string) object {
	switch section := template.get(name).(type) {
	case nil:
	case object:
		return section
	default:
		s.unread[name] = true
		s.gap(&place{name: name}, "is %s, want an object", jsonType(section))
	}
	return nil
}

func (s *Stack) checkParameters() {
	for _, m := range s.parameters {
		if !isObject(m.value) {
			s.gap((&place{name: sectionParameters}).child(m.name), "is %s, want a parameter", jsonType(m.value))
		}
	}
}

// checkOutputs looks for what can add outputs that the template does not show.
func (s *Stack) checkOutputs() {
	at := &place{name: sectionOutputs}
	if s.unread[sectionOutputs] {
		s.unseenOutputs = s.cause(at, CauseGap, sectionOutputs)
	}
	if kind, key := additions(s.outputs); kind != "" {
		s.unseenOutputs = s.cause(at, kind, key)
	}
	for _, name := range s.Outputs() {
		body, ok := s.outputs.get(name).(object)
		if !ok {
			s.gap(at.child(name), "is %s, want an output", jsonType(s.outputs.get(name)))
			s.unseenOutputs = s.cause(at, CauseGap, name)
			continue
		}
		if export, ok := body.find("Export"); ok && !isObject(export) {
			s.gap(at.child(name).child("Export"), "is %s, want an object with Name", jsonType(export))
			s.unseenOutputs = s.cause(at, CauseGap, name)
		}
	}
	if s.unseenOutputs == nil {
		s.unseenOutputs = s.rewritten
	}
}

// macroIn returns the macro in a section Transform that may change any resource, empty if there is none. Those of AWS keep
// to resources of their own, but for AWS::Include.
func macroIn(section any) string {
	switch section := section.(type) {
	case nil:
		return ""
	case string:
		if strings.HasPrefix(section, "AWS::") && section != "AWS::Include" {
			return ""
		}
		return section
	case []any:
		for _, element := range section {
			if macro := macroIn(element); macro != "" {
				return macro
			}
		}
		return ""
	case object:
		if name, ok := section.get("Name").(string); ok {
			return name
		}
	}
	return transform
}

// rewrite records that a macro may make any resource and add properties to those that the template shows.
func (s *Stack) rewrite(macro string, at *place) {
	s.rewritten = &s.addUnseen(CauseMacro, macro, at).Cause
}

func (s *Stack) addResource(id string, node any) {
	at := &place{parent: &place{name: sectionResources}, name: id}
	switch {
	case id == transform:
		s.rewrite(id, at)
		return
	case strings.HasPrefix(id, forEach):
		loop := s.addUnseen(CauseLoop, id, at)
		loop.Types, loop.body = loopTypes(node), node
		return
	}
	body, ok := node.(object)
	if !ok {
		s.gap(at, "is %s, want a resource", jsonType(node))
		s.addUnseen(CauseGap, id, at)
		return
	}
	r := &Resource{Stack: s, LogicalId: id}
	if r.Type, ok = body.get("Type").(string); !ok || r.Type == "" {
		s.gap(at, "has no Type, want one such as \"AWS::EC2::VPC\"")
		s.addUnseen(CauseGap, id, at)
		return
	}
	if node, ok := body.find(condition); ok {
		if r.Condition, ok = node.(string); !ok {
			r.conditionUnread = true
			s.gap(at.child(condition), "is %s, want the name of a condition", jsonType(node))
		}
	}
	if kind, key := additions(body); kind != "" {
		r.rewritten = s.cause(at, kind, key)
	}
	switch properties := s.withGlobals(r.Type, body.get("Properties")).(type) {
	case nil:
	case object:
		r.properties = properties
		kind, key := additions(properties)
		switch name, _, isCall := call(properties); {
		case r.rewritten != nil:
		case kind != "":
			r.rewritten = s.cause(at.child("Properties"), kind, key)
		case isCall && name != condition:
			r.rewritten = s.noProperties(at, "is a call of "+name)
		}
		s.findGaps(properties, at.child("Properties"), 0)
	default:
		r.rewritten = s.noProperties(at, "is "+jsonType(properties))
	}
	metadata, _ := body.get("Metadata").(object)
	r.Path, _ = metadata.get("aws:cdk:path").(string)
	r.assetPath, _ = metadata.get("aws:asset:path").(string)
	r.partOf, _ = metadata.get(partOf).(string)
	r.createdBy, _ = metadata.get(createdBy).(string)
	s.resources[id] = r
	s.Resources = append(s.Resources, r)
}

// noProperties records that what a resource has as its properties is no object, and returns that as the cause of any property.
func (s *Stack) noProperties(at *place, problem string) *Cause {
	at = at.child("Properties")
	problem += ", want an object"
	s.gap(at, "%s", problem)
	return s.cause(at, CauseGap, problem)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
