package account

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The permissions that the help lists are those of the operations that are called, and all of them only read.
func TestActions(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	services := map[string]string{"r.ec2": "ec2", "r.stacks": "cloudformation", "sts.NewFromConfig()": "sts"}
	var called []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && services[textOf(s.X)] != "" {
				called = append(called, services[textOf(s.X)]+":"+s.Sel.Name)
			}
			return true
		})
	}
	slices.Sort(called)
	called = slices.Compact(called)
	if got := Actions(); !slices.Equal(got, called) {
		t.Errorf("the actions are\n%q\nand those that are called\n%q", got, called)
	}
	readOnly := regexp.MustCompile(`^(ec2|cloudformation|sts):(Describe|Get|List|Search)\w+$`)
	for _, action := range called {
		if !readOnly.MatchString(action) {
			t.Errorf("%s may change something", action)
		}
	}
}

// textOf returns names joined by dots, with calls.
func textOf(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return textOf(x.X) + "." + x.Sel.Name
	case *ast.CallExpr:
		return textOf(x.Fun) + "()"
	}
	return ""
}
