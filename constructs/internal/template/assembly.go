package template

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// maxStacks bounds an assembly: an account can have 2,000 stacks in a Region.
const maxStacks = 10_000

const manifestFile = "manifest.json"

// loader reads templates and assemblies into one assembly. Of an assembly it reads nothing outside the directory.
type loader struct {
	reader      Reader
	root        string // the directory of what is being read
	assembly    *Assembly
	ids         map[string]bool // of the stacks
	directories int
	ahead       map[string]*Stack // see readAhead; by file
}

const (
	artifactStack = "aws:cloudformation:stack"
	artifactStage = "cdk:cloud-assembly"
	artifactAsset = "cdk:asset-manifest"
)

// artifact is what is needed of one entry of manifest.json.
type artifact struct {
	Type        string `json:"type"`
	Environment string `json:"environment"`
	Metadata    string `json:"additionalMetadataFile"`
	Properties  struct {
		TemplateFile  string `json:"templateFile"`
		StackName     string `json:"stackName"`
		DirectoryName string `json:"directoryName"`
		File          string `json:"file"`
	} `json:"properties"`
}

// gap records that something could not be read.
func (l *loader) gap(g Gap) { l.assembly.Gaps = append(l.assembly.Gaps, g) }

// directory reads one assembly. The directories above it are those of the stages that hold it.
func (l *loader) directory(dir string, above []string) error {
	file := filepath.Join(dir, manifestFile)
	if slices.Contains(above, dir) {
		return Gap{File: file, Problem: "the assembly contains itself"}
	}
	if l.directories++; l.directories > maxStacks {
		return Gap{File: file, Problem: fmt.Sprintf("the assembly contains more than %d others", maxStacks)}
	}
	var manifest struct {
		Artifacts map[string]json.RawMessage `json:"artifacts"`
	}
	if err := readJSON(l.root, file, &manifest); err != nil {
		return err
	}
	assets := &assetIndex{loader: l, dir: dir, artifacts: map[string]artifact{}}
	for _, id := range sortedKeys(manifest.Artifacts) {
		var a artifact
		err := json.Unmarshal(manifest.Artifacts[id], &a) // which fills in what it can
		switch a.Type {
		case "", artifactStack, artifactStage, artifactAsset:
			if err != nil {
				l.unread(id, file, a, typeGap(file, "artifacts."+id, err))
				continue
			}
		}
		assets.artifacts[id] = a
	}
	l.readAhead(assets)
	for _, id := range sortedKeys(assets.artifacts) {
		if err := l.artifact(id, assets.artifacts[id], assets, append(above[:len(above):len(above)], dir)); err != nil {
			l.unread(id, file, assets.artifacts[id], err)
		}
	}
	return nil
}

// artifact reads a stack or a stage; of others there is nothing to read here.
func (l *loader) artifact(id string, a artifact, assets *assetIndex, directories []string) error {
	path := func(property, name string) (string, error) {
		path, err := l.inside(assets.dir, name)
		if err != nil {
			return "", Gap{File: filepath.Join(assets.dir, manifestFile), Place: "artifacts." + id + ".properties." + property, Problem: err.Error()}
		}
		return path, nil
	}
	switch a.Type {
	case artifactStack:
		file, err := path("templateFile", a.Properties.TemplateFile)
		if err != nil {
			return err
		}
		s, err := l.read(id, file)
		if err != nil {
			return err
		}
		s.identify(id, a)
		l.nested(s, assets, []string{file})
		l.paths(s, assets.dir, a.Metadata)
	case artifactStage:
		dir, err := path("directoryName", a.Properties.DirectoryName)
		if err != nil {
			return err
		}
		return l.directory(dir, directories)
	}
	return nil
}

// paths reads the paths of constructs if the templates lack one, and else notes where they are.
func (l *loader) paths(s *Stack, dir, metadata string) {
	file, err := l.inside(dir, metadata)
	if err != nil {
		return
	}
	s.metadataDir, s.metadataFile = l.root, file
	for _, stack := range s.withNested() {
		if slices.ContainsFunc(stack.Resources, func(r *Resource) bool { return r.Path == "" }) {
			s.readPaths()
			return
		}
	}
}

// inside joins a path that a manifest names to its directory, and refuses one that leads out of the assembly.
func (l *loader) inside(dir, name string) (string, error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	relative, err := filepath.Rel(l.root, path)
	if name == "" || err != nil || !filepath.IsLocal(relative) {
		return "", fmt.Errorf("%q is outside the assembly, want a file name", name)
	}
	return path, nil
}

// identify sets the name that CloudFormation has for a stack, and where it goes.
func (s *Stack) identify(id string, a artifact) {
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
}

// unread takes up a stack without its resources, because its template could not be read, or in the place of a stage or
// another artifact that may hold stacks.
func (l *loader) unread(id, file string, a artifact, err error) {
	g := gapOf(file, err)
	l.gap(g)
	s := newStack(l.unique(id), g.File)
	if a.Type == artifactStack {
		s.identify(id, a)
	} else {
		l.assembly.unnamed = true
	}
	s.unseenOutputs = &s.addUnseen(CauseGap, "file "+filepath.Base(g.File), nil).Cause
	l.add(s)
}

// nested reads the stacks that a stack's resources are. Without an index of assets, their templates are those that the
// TemplateURL is the path of. The files above it are those of its parents.
func (l *loader) nested(s *Stack, assets *assetIndex, above []string) {
	for _, r := range s.Resources {
		if r.Type != typeStack {
			continue
		}
		file, err := l.nestedFile(r, assets)
		if err == nil && file != "" {
			if slices.Contains(above, file) {
				err = r.gap(fmt.Errorf("the nested stack %s contains itself", file))
			} else if r.nested, err = l.read(s.Id+"."+r.LogicalId, file); err == nil {
				r.nested.Account, r.nested.Region, r.nested.Parent = s.Account, s.Region, r
				l.nested(r.nested, assets, append(above[:len(above):len(above)], file))
				continue
			}
		}
		var format notJson
		if err != nil && !errors.As(err, &format) {
			l.gap(gapOf(s.File, err))
		}
		r.unreadNested()
	}
}

// nestedFile finds the template of a nested stack. It is empty if it is not in the assembly, or not in the directory of a
// template that is in none.
func (l *loader) nestedFile(r *Resource, assets *assetIndex) (string, error) {
	url, dir, name := r.Property("TemplateURL"), filepath.Dir(r.Stack.File), r.assetPath
	switch {
	case assets == nil:
		if name, _ = url.Text(); strings.Contains(name, "://") {
			return "", nil
		}
	case name == "":
		dir, name = assets.dir, assets.byUrl(url.String())
	default:
		dir = assets.dir
	}
	if name == "" {
		return "", nil
	}
	file, err := l.inside(dir, name)
	if err != nil {
		return "", r.gap(err)
	}
	return file, nil
}

// gap is what is wrong with the place of a nested stack's template.
func (r *Resource) gap(err error) Gap {
	return Gap{File: r.Stack.File, Place: sectionResources + "." + r.LogicalId, Problem: err.Error()}
}

// read reads a template and takes it up under an id.
func (l *loader) read(id, path string) (*Stack, error) {
	if len(l.assembly.Stacks) >= maxStacks {
		return nil, Gap{File: path, Problem: fmt.Sprintf("the assembly has more than %d stacks", maxStacks)}
	}
	s := l.ahead[path]
	delete(l.ahead, path) // another stack may have the same file
	if s == nil || s.Id != l.unique(id) {
		data, err := readInside(l.root, path)
		if err != nil {
			return nil, err
		}
		if s, err = l.parse(id, path, data); err != nil {
			return nil, err
		}
	}
	l.add(s)
	return s, nil
}

// readAhead parses the templates of an assembly's stacks on all processors. Those with an error are skipped; read reports it.
func (l *loader) readAhead(assets *assetIndex) {
	ids := slices.DeleteFunc(sortedKeys(assets.artifacts), func(id string) bool { return assets.artifacts[id].Type != artifactStack })
	stacks := make([]*Stack, min(len(ids), maxStacks))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(len(stacks), runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(stacks)); i = next.Add(1) - 1 {
				file, err := l.inside(assets.dir, assets.artifacts[ids[i]].Properties.TemplateFile)
				if err != nil {
					continue
				}
				if data, err := readInside(l.root, file); err == nil && startsWithObject(data) {
					stacks[i], _ = parseStack(ids[i], file, data)
				}
			}
		})
	}
	group.Wait()
	for _, s := range stacks {
		if s != nil {
			l.ahead[s.File] = s
		}
	}
}

// unique returns an id that no other stack has. In an assembly that the CDK writes all are unique.
func (l *loader) unique(id string) string {
	for l.ids[id] {
		id += "~"
	}
	return id
}

func (l *loader) add(s *Stack) {
	l.ids[s.Id] = true
	// Nested stacks may be read before the assembly is complete, and their TemplateURL may refer to others.
	s.assembly = l.assembly
	l.assembly.Stacks = append(l.assembly.Stacks, s)
}
