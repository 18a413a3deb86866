package privates3

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
)

// PropsError is the error that a constructor or a method of this package panics with when what it was given cannot
// work. It holds every problem that was found, and nothing has been created or changed when it is raised.
type PropsError struct {
	// ConstructPath is the path of the construct that was to be created, or whose method was called: "Shop/S3".
	ConstructPath string
	// Problems holds at least one problem.
	Problems []Problem
}

// Problem is one thing that is wrong with one field.
type Problem struct {
	// Field is where the value was given, for example "Interface.Clients[1]", or "BucketUrl.bucketName" for a method.
	Field string
	// Value is what was given, as text; "nil" if nothing was.
	Value string
	// Allowed is what the field takes.
	Allowed string
	// Remedy is what to do about it.
	Remedy string
}

// Error lists the problems, one a line.
func (e *PropsError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "privates3: %s was given what cannot work", e.ConstructPath)
	for _, p := range e.Problems {
		b.WriteString("\n  " + p.String())
	}
	return b.String()
}

// String is the problem on one line.
func (p Problem) String() string {
	return fmt.Sprintf("%s is %s; allowed: %s; remedy: %s", p.Field, p.Value, p.Allowed, p.Remedy)
}

// problems collects what is wrong, so that all of it is reported at once.
type problems []Problem

func (p *problems) add(field, value, allowed, remedy string) {
	*p = append(*p, Problem{Field: field, Value: value, Allowed: allowed, Remedy: remedy})
}

// panicIfAny raises what was found as one PropsError for the construct that would be id under scope.
func (p problems) panicIfAny(scope constructs.Construct, id *string) {
	if len(p) > 0 {
		panic(&PropsError{ConstructPath: childPath(scope, id), Problems: p})
	}
}

// panicInMethod raises what was found in the arguments of a construct's method.
func (p problems) panicInMethod(c constructs.Construct, method string) {
	if len(p) == 0 {
		return
	}
	for i := range p {
		p[i].Field = method + "." + p[i].Field
	}
	panic(&PropsError{ConstructPath: *c.Node().Path(), Problems: p})
}

func childPath(scope constructs.Construct, id *string) string {
	name := "(no id)"
	if id != nil && *id != "" {
		name = *id
	}
	if isNil(scope) {
		return name
	}
	if path := *scope.Node().Path(); path != "" {
		return path + "/" + name
	}
	return name
}

// checkPlacement finds a scope or an id that no construct can be created with.
func checkPlacement(scope constructs.Construct, id *string) (found problems) {
	if isNil(scope) {
		found.add("scope", "nil", "a construct below a stack", "pass the stack, or a construct in it")
	}
	if id == nil || *id == "" {
		found.add("id", quoted(id), "a name that is unique in the scope", `pass one, for example jsii.String("S3")`)
	}
	return found
}

// place is the stack that the construct would be in. The stack is nil if there is a problem with the scope.
func place(scope constructs.Construct, id *string) (awscdk.Stack, problems) {
	found := checkPlacement(scope, id)
	if isNil(scope) {
		return nil, found
	}
	if stack, ok := scope.(awscdk.Stack); ok {
		return stack, found
	}
	stack, err := attempt(func() awscdk.Stack { return awscdk.Stack_Of(scope) })
	if err != nil {
		found.add("scope", fmt.Sprintf("%q, which is in no stack", *scope.Node().Path()), "a construct below a stack", "pass the stack, or a construct in it")
		return nil, found
	}
	return stack, found
}

// isNil also sees a nil pointer inside an interface, which == nil does not.
func isNil(v any) bool {
	if v == nil {
		return true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Interface:
		return r.IsNil()
	default:
		return false
	}
}

// isToken reports whether s is, or holds, a value that is known only at deploy time. It needs no call into the CDK.
func isToken(s string) bool {
	return strings.Contains(s, "${Token[") || isListToken(s)
}

// isListToken reports whether s is the one element that stands for a whole list.
func isListToken(s string) bool {
	return strings.HasPrefix(s, "#{Token[")
}

func quoted(s *string) string {
	if s == nil {
		return "nil"
	}
	return fmt.Sprintf("%q", *s)
}

// attempt reads what the CDK refuses with a panic when it is not known, such as the CIDR of an imported VPC.
func attempt[T any](read func() T) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			failed, ok := r.(error)
			if !ok {
				panic(r)
			}
			err = failed
		}
	}()
	return read(), nil
}
