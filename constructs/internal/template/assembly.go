package template

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// maxStacks bounds an assembly: an account can have 2,000 stacks in a Region.
const maxStacks = 10_000

const manifestFile = "manifest.json"

// Load reads a template file, or a cloud assembly if the path is a directory.
//
// An assembly is what "cdk synth" writes to cdk.out: manifest.json, one template for each stack, a directory with an
// assembly of its own for each stage, and the templates of nested stacks as assets. Nested stacks are found by the path
// that the CDK writes into the metadata, or by the asset's hash in their TemplateURL.
func Load(path string) (*Assembly, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%w; run \"cdk synth\" first, or name a template or a cloud assembly", err)
	}
	if !info.IsDir() {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		return Parse(path, data)
	}
	l := &loader{root: path, assembly: &Assembly{}, ids: map[string]string{}}
	if err := l.directory(path, nil); err != nil {
		return nil, err
	}
	l.assembly.link()
	return l.assembly, nil
}

// loader reads an assembly, and nothing outside its directory.
type loader struct {
	root     string
	assembly *Assembly
	ids      map[string]string // the file of each stack, by id
}

// manifest is what is needed of manifest.json.
type manifest struct {
	Artifacts map[string]artifact `json:"artifacts"`
}

type artifact struct {
	Type        string `json:"type"`
	Environment string `json:"environment"`
	Properties  struct {
		TemplateFile  string `json:"templateFile"`
		StackName     string `json:"stackName"`
		DirectoryName string `json:"directoryName"`
		File          string `json:"file"`
	} `json:"properties"`
}

// directory reads one assembly. The directories above it are those of the stages that hold it.
func (l *loader) directory(dir string, above []string) error {
	for _, seen := range above {
		if seen == dir {
			return fmt.Errorf("%s: the assembly holds itself", filepath.Join(dir, manifestFile))
		}
	}
	file := filepath.Join(dir, manifestFile)
	var m manifest
	if err := readJSON(file, &m); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w; is %s a cloud assembly? \"cdk synth\" writes one to cdk.out", err, dir)
		}
		return err
	}
	assets := &assetIndex{dir: dir, artifacts: m.Artifacts}
	for _, id := range sortedKeys(m.Artifacts) {
		a := m.Artifacts[id]
		at := fmt.Sprintf("%s: artifacts.%s.properties", file, id)
		switch a.Type {
		case "aws:cloudformation:stack":
			path, err := l.inside(dir, a.Properties.TemplateFile)
			if err != nil {
				return fmt.Errorf("%s.templateFile: %w", at, err)
			}
			if err := l.stack(id, path, a, assets); err != nil {
				return err
			}
		case "cdk:cloud-assembly":
			path, err := l.inside(dir, a.Properties.DirectoryName)
			if err != nil {
				return fmt.Errorf("%s.directoryName: %w", at, err)
			}
			if err := l.directory(path, append(above, dir)); err != nil {
				return err
			}
		}
	}
	return nil
}

// inside joins a path that a manifest names to its directory, and refuses one that leads out of the assembly.
func (l *loader) inside(dir, name string) (string, error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	relative, err := filepath.Rel(l.root, path)
	if name == "" || err != nil || !filepath.IsLocal(relative) {
		return "", fmt.Errorf("%q leads out of the assembly, want a file name", name)
	}
	return path, nil
}

// stack reads one stack and those nested in it.
func (l *loader) stack(id, path string, a artifact, assets *assetIndex) error {
	s, err := l.read(id, path)
	if err != nil {
		return err
	}
	s.Name = a.Properties.StackName
	if s.Name == "" {
		s.Name = id
	}
	s.Account, s.Region, _ = strings.Cut(strings.TrimPrefix(a.Environment, environmentScheme), "/")
	if s.Account == unknownAccount {
		s.Account = ""
	}
	if s.Region == unknownRegion {
		s.Region = ""
	}
	return l.nested(s, assets, []string{path})
}

// nested reads the stacks that a stack's resources are. The files above it are those of its parents.
func (l *loader) nested(s *Stack, assets *assetIndex, above []string) error {
	for _, r := range s.Resources {
		if r.Type != typeStack {
			continue
		}
		at := fmt.Sprintf("%s: Resources.%s", s.File, r.LogicalId)
		name := r.assetPath
		if name == "" {
			var err error
			if name, err = assets.byUrl(l, r.Property("TemplateURL").String()); err != nil {
				return err
			}
		}
		if !strings.HasSuffix(name, ".json") {
			continue // a template that is not in the assembly, or not JSON, is not known
		}
		path, err := l.inside(assets.dir, name)
		if err != nil {
			return fmt.Errorf("%s.Metadata.aws:asset:path: %w", at, err)
		}
		for _, seen := range above {
			if seen == path {
				return fmt.Errorf("%s: the nested stack %s holds itself", at, path)
			}
		}
		child, err := l.read(s.Id+"."+r.LogicalId, path)
		if err != nil {
			return err
		}
		child.Account, child.Region, child.Parent = s.Account, s.Region, r
		r.nested = child
		if err := l.nested(child, assets, append(above, path)); err != nil {
			return err
		}
	}
	return nil
}

// read reads a template and takes it up under an id.
func (l *loader) read(id, path string) (*Stack, error) {
	if other, ok := l.ids[id]; ok {
		return nil, fmt.Errorf("%s: has the same stack id %q as %s; ids must be unique", path, id, other)
	}
	if len(l.assembly.Stacks) == maxStacks {
		return nil, fmt.Errorf("%s: the assembly has more than %d stacks", l.root, maxStacks)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s, err := parseStack(path, data)
	if err != nil {
		return nil, err
	}
	s.Id = id
	l.ids[id] = path
	l.assembly.Stacks = append(l.assembly.Stacks, s)
	// Nested stacks may be read before the assembly is complete, and their TemplateURL may refer to others.
	s.assembly = l.assembly
	return s, nil
}
