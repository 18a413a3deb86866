package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/cfnyaml"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// place is where a finding is in a file.
type place struct {
	file string // relative to the working directory, if it is in it
	cfnyaml.Position
	location lint.Location
}

// places finds lines and columns. Each file is read once.
type places struct {
	stdin []byte
	input string                   // the first path, empty for standard input
	files map[string]*cfnyaml.File // nil for one that cannot be read
}

func placesOf(from source) *places {
	p := &places{stdin: from.text, files: map[string]*cfnyaml.File{}}
	if len(from.paths) > 0 {
		p.input = from.paths[0]
	}
	return p
}

func (p *places) of(l lint.Location) place {
	at := place{file: relative(l.File), location: l}
	if p.stdin != nil {
		at.file = "standard input"
	}
	file, ok := p.files[l.File]
	if !ok {
		data, err := p.stdin, error(nil)
		if data == nil {
			data, err = template.ReadFile(l.File)
		}
		if err == nil {
			file, _ = cfnyaml.Open(data) // one that cannot be read has no lines
		}
		p.files[l.File] = file
	}
	if file != nil {
		at.Position = file.Position(l.Place)
	}
	return at
}

func relative(path string) string {
	directory, err := os.Getwd()
	if err != nil {
		return path
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	inside, err := filepath.Rel(directory, absolute)
	if err != nil || !filepath.IsLocal(inside) {
		return path
	}
	return inside
}

// String returns file, line and column as compilers write them, and the place in the template.
func (p place) String() string {
	text := p.file
	if p.Line > 0 {
		text += fmt.Sprintf(":%d:%d", p.Line, p.Column)
	}
	if p.location.Place != "" {
		text += " " + p.location.Place
	}
	return text
}

// uri returns the file as a relative reference, or as a file URL if it is outside of the working directory.
func (p place) uri() string {
	slashed := filepath.ToSlash(p.file)
	if filepath.IsAbs(p.file) {
		return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(slashed, "/")}).String()
	}
	return (&url.URL{Path: slashed}).EscapedPath()
}
