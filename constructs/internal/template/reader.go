package template

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Reader reads templates. The zero value reads JSON, and leaves parameters open.
type Reader struct {
	// ToJson converts a template that is not JSON, such as YAML, to JSON. Its errors name line and column. Nil means that
	// only JSON is read.
	ToJson func(data []byte) ([]byte, error)
	// Parameters are the values of parameters, by name, or by stack and name as in "Network:VpcCidr". The stack is the
	// stack's name or id. They apply to stacks that are not nested.
	Parameters map[string]string
	// Defaults is whether a parameter without a value has its default.
	Defaults bool
	// Account is the path of an account file, empty if there is none.
	Account string
}

// Load reads one path with the zero Reader.
func Load(path string) (*Assembly, error) { return Reader{}.Load(path) }

// Parse reads one template with the zero Reader.
func Parse(name string, data []byte) (*Assembly, error) { return Reader{}.Parse(name, data) }

// FromMap reads one template that a program holds in memory with the zero Reader.
func FromMap(name string, template map[string]any) (*Assembly, error) {
	return Reader{}.FromMap(name, template)
}

// Load reads templates, cloud assemblies and a file of an account together, so that they can refer to each other.
//
// A directory with a manifest.json is an assembly, what "cdk synth" writes to cdk.out: one template for each stack, a
// directory with an assembly of its own for each stage, and the templates of nested stacks as assets. Nested stacks are
// found by the path that the CDK writes into the metadata, or by the asset's hash in their TemplateURL.
//
// In any other directory, and in those below it, each file that looks like a template is read. A nested stack of a template
// that is not in an assembly is read if its TemplateURL is a path in the template's directory, or in the directory that was
// passed; it is no stack of its own then. A file or directory that is reached twice is read once.
//
// A part that cannot be read is a gap, and everything else is read. Errors are a path that does not exist, a directory with
// neither a manifest.json nor a template, a lone file that is no template, and parameters that no stack has.
func (r Reader) Load(paths ...string) (*Assembly, error) {
	l := r.loader()
	var lone []*loneTemplate
	seen := map[string]bool{}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("%w; pass the path of a template, or of a cloud assembly, which \"cdk synth\" writes", err)
		}
		if seen[identity(path)] {
			continue
		}
		seen[identity(path)] = true
		if !info.IsDir() {
			if isAccountFile(path) {
				if err := l.account(path); err != nil {
					return nil, err
				}
				continue
			}
			t, err := l.lone(filepath.Dir(path), path)
			if err != nil {
				return nil, err
			}
			lone = append(lone, t)
			continue
		}
		if _, err := os.Stat(filepath.Join(path, manifestFile)); errors.Is(err, fs.ErrNotExist) {
			found, err := l.templatesIn(path)
			if err != nil {
				return nil, err
			}
			lone = append(lone, found...)
			continue
		}
		l.root = path
		if err := l.directory(path, nil); err != nil {
			return nil, err
		}
	}
	l.addLone(lone)
	return l.finish()
}

func (r Reader) loader() *loader {
	return &loader{reader: r, assembly: &Assembly{}, ids: map[string]bool{}, ahead: map[string]*Stack{}}
}

// Parse reads one template. The name stands for the file in gaps and errors, and for the stack in the ids of its resources,
// as that of a file does: "Network.template.json" holds the stack "Network". Errors are a text that is no template, and
// parameters that the template does not have.
func (r Reader) Parse(name string, data []byte) (*Assembly, error) {
	l := r.loader()
	s, err := l.parse(stackName(name), name, data)
	if err != nil {
		return nil, err
	}
	for _, r := range s.Resources {
		if r.Type == typeStack {
			r.unreadNested()
		}
	}
	l.add(s)
	return l.finish()
}

// FromMap reads one template that a program holds in memory, such as the result of ToJSON of a CDK assertions template.
func (r Reader) FromMap(name string, template map[string]any) (*Assembly, error) {
	data, err := json.Marshal(template)
	if err != nil {
		return nil, fmt.Errorf("%s: not a template: %w", name, err)
	}
	return r.Parse(name, data)
}

// finish reads the account file and connects the stacks that were read.
func (l *loader) finish() (*Assembly, error) {
	if l.reader.Account != "" {
		if err := l.account(l.reader.Account); err != nil {
			return nil, err
		}
	}
	if err := l.assembly.assign(l.reader); err != nil {
		return nil, err
	}
	l.assembly.link()
	return l.assembly, nil
}

// parse reads a template in any format that the reader has.
func (l *loader) parse(id, file string, data []byte) (*Stack, error) {
	if l.reader.ToJson != nil && !startsWithObject(data) {
		converted, err := l.reader.ToJson(data)
		if err != nil {
			return nil, Gap{File: file, Problem: err.Error()}
		}
		data = converted
	}
	return parseStack(l.unique(id), file, data)
}

// startsWithObject reports whether a text can be a JSON object.
func startsWithObject(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte(byteOrderMark))), []byte("{"))
}

// identity returns a path that is the same for all paths of a file.
func identity(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		return resolved
	}
	return path
}

// loneTemplate is a template that is in no assembly.
type loneTemplate struct {
	root  string // nested stacks are read from here
	file  string // its identity
	stack *Stack
}

// lone reads a template that is in no assembly.
func (l *loader) lone(root, path string) (*loneTemplate, error) {
	data, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	s, err := l.parse(stackName(path), path, data)
	if err != nil {
		return nil, err
	}
	l.ids[s.Id] = true
	return &loneTemplate{root, identity(path), s}, nil
}

// addLone takes up the templates that are not nested in another, and then those that are reached from none. It leaves out
// those of a stack that an assembly has, or that occur twice.
func (l *loader) addLone(lone []*loneTemplate) {
	reached := map[string]bool{} // by identity, as all maps here
	for _, s := range l.assembly.Stacks {
		if len(lone) > 0 {
			reached[identity(s.File)] = true
		}
	}
	nested := map[string][]string{} // the templates that each refers to
	isNested := map[string]bool{}
	for _, t := range lone {
		l.root = t.root
		for _, r := range t.stack.Resources {
			if r.Type != typeStack {
				continue
			}
			if file, err := l.nestedFile(r, nil); err == nil && file != "" && identity(file) != t.file {
				nested[t.file] = append(nested[t.file], identity(file))
				isNested[identity(file)] = true
			}
		}
	}
	var reach func(file string)
	reach = func(file string) {
		if !reached[file] {
			reached[file] = true
			for _, other := range nested[file] {
				reach(other)
			}
		}
	}
	take := func(t *loneTemplate) {
		if reached[t.file] {
			return
		}
		l.root = t.root
		reach(t.file)
		l.add(t.stack)
		l.nested(t.stack, nil, []string{t.stack.File})
	}
	for _, t := range lone {
		if !isNested[t.file] {
			take(t)
		}
	}
	for _, t := range lone {
		take(t)
	}
}

// templatesIn returns the templates in a directory and those below it.
func (l *loader) templatesIn(dir string) ([]*loneTemplate, error) {
	var found []*loneTemplate
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != dir && (entry.Name()[0] == '.' || entry.Name() == "node_modules"):
			return filepath.SkipDir
		case len(found) >= maxStacks:
			return Gap{File: path, Problem: fmt.Sprintf("is one more than the %d templates of a directory that are read", maxStacks)}
		}
		info, err := os.Stat(path) // of what a link leads to
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxFile {
			return nil
		}
		data, err := readInside(dir, path)
		if err != nil && slices.Contains(templateSuffixes(), filepath.Ext(path)) {
			l.unread(stackName(path), path, artifact{}, err)
		}
		if err != nil || !looksLikeTemplate(data) || bytes.Contains(data, []byte(accountMetadata)) {
			return nil
		}
		t, err := l.lone(dir, path)
		if err == nil {
			found = append(found, t)
			return nil
		}
		if slices.Contains(templateSuffixes(), filepath.Ext(path)) {
			l.unread(stackName(path), path, artifact{}, err)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		return nil, fmt.Errorf("%s has neither a %s, which \"cdk synth\" writes to cdk.out, nor a template", dir, manifestFile)
	}
	return found, err
}

// looksLikeTemplate reports whether a text may be a template: it has resources, and types of AWS's.
func looksLikeTemplate(data []byte) bool {
	return bytes.Contains(data, []byte(sectionResources)) && bytes.Contains(data, []byte("AWS::"))
}

// templateSuffixes are those of files that are expected to be templates if they look like one.
func templateSuffixes() []string { return []string{".json", ".yaml", ".yml", ".template"} }
