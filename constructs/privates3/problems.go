package privates3

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/constructs-go/constructs/v10"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// ValidationError is the value with which a function or method of this package panics if its input is invalid. It lists every
// problem. Nothing is created or changed.
type ValidationError struct {
	// ConstructPath is the path of the construct that was not created, or whose method was called, such as "Shop/S3". For a
	// function that creates no construct, it is the bucket's path, or empty.
	ConstructPath string
	// Method is the name of the method or function that was called; empty for a constructor.
	Method string
	// Problems has at least one element.
	Problems []Problem
}

// Problem is one thing that is wrong with one field or argument.
type Problem struct {
	// Field is the path of the field from the props or attributes, such as "Interface.Clients[1]", or the name of the
	// argument or of the construct whose method was called.
	Field string
	// Detail says what is wrong with the value, in sentences.
	Detail string
	// Fix says what to do, in sentences. It never suggests access that the invalid input did not ask for.
	Fix string
}

// Error returns the problems, one per line, below a line that names the construct.
func (e *ValidationError) Error() string {
	var b strings.Builder
	switch {
	case e.Method == "":
		fmt.Fprintf(&b, "privates3: invalid props for %s", e.ConstructPath)
	case e.ConstructPath == "":
		fmt.Fprintf(&b, "privates3: invalid arguments for %s", e.Method)
	default:
		fmt.Fprintf(&b, "privates3: invalid arguments for %s of %s", e.Method, e.ConstructPath)
	}
	for _, p := range e.Problems {
		b.WriteString("\n  " + p.String())
	}
	return b.String()
}

// String returns the problem on one line, such as "Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."
func (p Problem) String() string {
	return p.Field + ": " + p.Detail + " " + p.Fix
}

// problems collects what is wrong, so that all of it is reported at once.
type problems []Problem

// add adds a problem once, because both endpoints of a PrivateS3Access check the Policy that they share.
func (p *problems) add(field, detail, fix string) {
	if problem := (Problem{Field: field, Detail: detail, Fix: fix}); !slices.Contains(*p, problem) {
		*p = append(*p, problem)
	}
}

// checkNotNil reports whether an element of a list is not nil.
func (p *problems) checkNotNil(field string, element any, what string) bool {
	return p.checkObject(field, element, what, "Remove the element.")
}

// checkObject reports whether the CDK takes a value as an object. The fix is for a value that is nil.
func (p *problems) checkObject(field string, value any, what, fix string) bool {
	switch {
	case cdk.IsNil(value):
		p.add(field, "nil is not "+what+".", fix)
	case !cdk.IsObject(value):
		p.add(field, fmt.Sprintf("the CDK does not take a %T as %s, because it only embeds one.", value, what), "Pass the embedded value, or create the struct with a function New…_Override.")
	default:
		return true
	}
	return false
}

// checkForm reports whether a string has a form, or is a token.
func (p *problems) checkForm(field string, value *string, form *regexp.Regexp, what, fix string) bool {
	if value == nil || !hasForm(*value, form) {
		p.add(field, quoted(value)+" is not "+what+".", fix)
		return false
	}
	return true
}

func hasForm(value string, form *regexp.Regexp) bool {
	return cdk.IsToken(value) || form.MatchString(value)
}

// checkSingle reports whether a string is one value. A token for a whole list cannot be combined with other values.
func (p *problems) checkSingle(field string, value *string) bool {
	if value != nil && cdk.IsListToken(*value) {
		p.add(field, "the token represents a whole list and cannot be combined with other values.", "Select single values with awscdk.Fn_Select.")
		return false
	}
	return true
}

// panicIfAny panics with the problems of the construct that would have the id in the scope. The function is the one that imports the
// construct, and empty if a constructor creates it.
func (p problems) panicIfAny(scope constructs.Construct, id *string, function string) {
	if len(p) > 0 {
		p.checkIdIsFree(scope, id)
		panic(&ValidationError{ConstructPath: childPath(scope, id), Method: function, Problems: p})
	}
}

// panicInMethod panics with the problems of the arguments of a method, or of a function for a construct, which may be nil.
func (p problems) panicInMethod(c constructs.IConstruct, method string) {
	if len(p) == 0 {
		return
	}
	path := ""
	if !cdk.IsNil(c) {
		path = *c.Node().Path()
	}
	panic(&ValidationError{ConstructPath: path, Method: method, Problems: p})
}

// mustExist panics if a method is called on a construct that nothing created.
func mustExist(receiver constructs.IConstruct, method, kind, fix string) {
	if cdk.IsNil(receiver) {
		problems{{Field: kind, Detail: "it is nil or a zero value.", Fix: fix}}.panicInMethod(nil, method)
	}
}

func quoted(s *string) string {
	if s == nil {
		return "nil"
	}
	return fmt.Sprintf("%q", *s)
}
