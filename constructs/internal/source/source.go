// Package source reads what the public packages take as their source: templates and cloud assemblies, with the context of
// the CDK.
package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Read reads a source of one of the types of s3path.Source, and the named context file. If none is named, it is the one
// beside the first path, or else the one in the working directory, if there is one.
func Read(from any, reader template.Reader, contextFile string) (*template.Assembly, *network.Context, error) {
	a, beside, err := assembly(from, reader)
	if err != nil {
		return nil, nil, err
	}
	c, err := context(contextFile, beside)
	return a, c, err
}

// assembly reads a source, and returns its first path, empty if it has none.
func assembly(from any, reader template.Reader) (a *template.Assembly, path string, err error) {
	switch from := from.(type) {
	case string:
		a, err = reader.Load(from)
		return a, from, err
	case []string:
		if len(from) == 0 {
			return nil, "", errors.New("the source is an empty list; pass the paths of templates or of cloud assemblies")
		}
		a, err = reader.Load(from...)
		return a, from[0], err
	case []byte:
		a, err = reader.Parse(inMemory, from)
	case map[string]any:
		a, err = reader.FromMap(inMemory, from)
	case *map[string]any:
		if from == nil {
			return nil, "", errors.New("the template is nil; pass the result of ToJSON")
		}
		a, err = reader.FromMap(inMemory, *from)
	default:
		err = fmt.Errorf("a template cannot be read from %T", from)
	}
	return a, "", err
}

// inMemory stands for the file of a template that has none.
const inMemory = "template"

const contextFile = "cdk.context.json"

// context reads the named file. If none is named, it reads the first that exists: the one beside a path, or the one in the
// working directory, which is that of the app in its tests and where the CDK CLI runs.
func context(file, beside string) (*network.Context, error) {
	if file != "" {
		data, err := template.ReadFile(file)
		if err != nil {
			return nil, err
		}
		return network.ParseContext(file, data)
	}
	files := []string{contextFile}
	if beside != "" {
		files = []string{filepath.Join(filepath.Dir(filepath.Clean(beside)), contextFile), contextFile}
	}
	for _, file := range files {
		data, err := template.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return network.ParseContext(file, data)
	}
	return nil, nil
}
