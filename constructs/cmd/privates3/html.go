package main

import (
	"io"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/page"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// html writes the paths and the findings of the rules as a page.
func (r *pathReport) html(out io.Writer) error {
	found, err := r.rules()
	if err != nil {
		return err
	}
	place := func(l s3path.Location) string { return found.places.of(l).String() }
	return page.Page{Report: r.Report, Findings: found.list, Rule: found.rule, Place: place}.Write(out)
}
