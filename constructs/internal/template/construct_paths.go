package template

import (
	"encoding/json"
	"path/filepath"
	"strings"
)

// constructMetadata is what the CDK keeps of the constructs in a stack and in those nested in it, by "/" and the construct's
// path. Templates have paths only where the CDK CLI runs the app, and none of outputs.
type constructMetadata map[string][]struct {
	Type string       `json:"type"`
	Data metadataText `json:"data"`
}

// metadataText is the data of an entry if that is a text, and empty for other data, such as a stack trace.
type metadataText string

// UnmarshalJSON reads a text, and nothing else.
func (t *metadataText) UnmarshalJSON(data []byte) error {
	if data[0] != '"' {
		return nil
	}
	return json.Unmarshal(data, (*string)(t))
}

const (
	metadataLogicalId    = "aws:cdk:logicalId"
	metadataTemplateFile = "aws:cdk:templateFile"
)

// value returns the data of a construct's entry of a type, empty if it has none.
func (m constructMetadata) value(path, entryType string) string {
	for _, entry := range m[path] {
		if entry.Type == entryType {
			return string(entry.Data)
		}
	}
	return ""
}

// templateFile returns the template of the innermost stack that a construct is or is in.
func (m constructMetadata) templateFile(path string) (file string) {
	for ; path != "" && file == ""; path = path[:max(0, strings.LastIndex(path, "/"))] {
		file = m.value(path, metadataTemplateFile)
	}
	return file
}

// ConstructPath returns the path of the construct that has a logical id, or of the stack if the id is empty. It is empty if
// the assembly does not show it.
func (s *Stack) ConstructPath(logicalId string) string {
	if r := s.resources[logicalId]; r != nil && r.Path != "" {
		return r.Path
	}
	s.root().readPaths()
	return s.paths[logicalId]
}

// readPaths reads the paths of the constructs in a stack and in those nested in it, once. Only names depend on them, so that
// a file which cannot be read is no gap.
func (s *Stack) readPaths() {
	if s.metadataFile == "" {
		return
	}
	var m constructMetadata
	err := readJSON(s.metadataDir, s.metadataFile, &m)
	s.metadataFile = ""
	if err != nil {
		return
	}
	stacks := map[string]*Stack{}
	for _, nested := range s.withNested() {
		nested.paths = map[string]string{}
		stacks[filepath.Base(nested.File)] = nested
	}
	for key := range m {
		stack := stacks[m.templateFile(key)]
		if stack == nil {
			continue
		}
		path := strings.TrimPrefix(key, "/")
		if id := m.value(key, metadataLogicalId); id != "" {
			stack.paths[id] = path
		}
		if m.value(key, metadataTemplateFile) != "" {
			stack.paths[""] = path
		}
	}
	for _, stack := range stacks {
		for _, r := range stack.Resources {
			if r.Path == "" {
				r.Path = stack.paths[r.LogicalId]
			}
		}
	}
}

// withNested returns the stack and those nested in it.
func (s *Stack) withNested() []*Stack {
	all := []*Stack{s}
	for _, r := range s.Resources {
		if r.nested != nil {
			all = append(all, r.nested.withNested()...)
		}
	}
	return all
}

// root returns the stack that a nested one is in, or the stack itself.
func (s *Stack) root() *Stack {
	for s.Parent != nil {
		s = s.Parent.Stack
	}
	return s
}
