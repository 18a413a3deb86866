package template

import (
	"path/filepath"
	"strings"
)

// constructMetadata is what the CDK keeps of the constructs in a stack and in those nested in it, by "/" and the construct's
// path. Templates have paths only where the CDK CLI runs the app, and none of outputs.
type constructMetadata map[string][]struct {
	Type string `json:"type"`
	Data any    `json:"data"`
}

const (
	metadataLogicalId    = "aws:cdk:logicalId"
	metadataTemplateFile = "aws:cdk:templateFile"
)

// value returns the data of a construct's entry of a type, nil if it has none.
func (m constructMetadata) value(path, entryType string) any {
	for _, entry := range m[path] {
		if entry.Type == entryType {
			return entry.Data
		}
	}
	return nil
}

// templateFile returns the template of the innermost stack that a construct is or is in.
func (m constructMetadata) templateFile(path string) (file string) {
	for ; path != "" && file == ""; path = path[:max(0, strings.LastIndex(path, "/"))] {
		file, _ = m.value(path, metadataTemplateFile).(string)
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
		if id, ok := m.value(key, metadataLogicalId).(string); ok {
			stack.paths[id] = path
		}
		if m.value(key, metadataTemplateFile) != nil {
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
