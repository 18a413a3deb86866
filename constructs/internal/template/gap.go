package template

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Gap is a part of the input that could not be read. What depends on it is unknown; everything else is read.
type Gap struct {
	File string
	// Place is where in the file, such as "Resources.Vpc.Properties.CidrBlock.Fn::Join"; empty for the whole file.
	Place string
	// Problem is what is wrong there, such as "is 3, want a list of a delimiter and a list".
	Problem string
}

// String returns the gap on one line: file, place and problem.
func (g Gap) String() string {
	if g.Place == "" {
		return g.File + ": " + g.Problem
	}
	return g.File + ": " + g.Place + ": " + g.Problem
}

// Error returns the same as String: the gap of a whole file is the error of reading it.
func (g Gap) Error() string { return g.String() }

// gapOf makes a gap of an error that reading a file had.
func gapOf(file string, err error) Gap {
	var g Gap
	var path *fs.PathError
	switch {
	case errors.As(err, &g):
		return g
	case errors.As(err, &path):
		return Gap{File: path.Path, Problem: path.Err.Error()}
	}
	return Gap{File: file, Problem: err.Error()}
}

// place is where in a file a value is. It is a list up to the root, so that a path is built only for a gap.
type place struct {
	parent *place
	name   string
}

func (p *place) child(name string) *place { return &place{p, name} }

// String returns the form of the CDK's AddPropertyOverride, in which elements of lists have numbers.
func (p *place) String() string {
	var names []string
	for ; p != nil; p = p.parent {
		names = append(names, p.name)
	}
	slices.Reverse(names)
	return strings.Join(names, ".")
}

// gap records that something cannot be read.
func (s *Stack) gap(at *place, format string, args ...any) {
	s.gaps = append(s.gaps, Gap{File: s.File, Place: at.String(), Problem: fmt.Sprintf(format, args...)})
}

// findGaps records each call of an intrinsic function in a section whose argument has a wrong form. The evaluation looks at
// the form again and does not depend on this.
func (s *Stack) findGaps(node any, at *place, depth int) {
	if depth > maxDepth {
		s.gap(at, "is nested deeper than %d levels", maxDepth)
		return
	}
	// The keys of a section are names of the user's, so that one may be called "Ref".
	// A "Condition" outside of Conditions is that of a policy.
	body, _ := node.(object)
	if name, argument, ok := call(body); ok && at.parent != nil && (name != condition || at.root() == sectionConditions) {
		if problem := intrinsicNamed(name).problem(argument); problem != "" {
			s.gap(at.child(name), "%s", problem)
		}
	}
	inside(node, func(name string, child any) { s.findGaps(child, at.child(name), depth+1) })
}

// inside visits the objects and lists that are directly in a node, objects by name. Only these can contain function calls.
func inside(node any, visit func(name string, child any)) {
	switch node := node.(type) {
	case object:
		for _, m := range node {
			if isListOrCall(m.value) {
				visit(m.name, m.value)
			}
		}
	case []any:
		for i, element := range node {
			if isListOrCall(element) {
				visit(strconv.Itoa(i), element)
			}
		}
	}
}

func (p *place) root() string {
	for p.parent != nil {
		p = p.parent
	}
	return p.name
}
