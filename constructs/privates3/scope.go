package privates3

import (
	"cmp"
	"strings"

	"github.com/aws/constructs-go/constructs/v10"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/s3rules"
)

// readScope returns the stack that a construct is to be created in, nil if there is none.
func readScope(found *problems, scope constructs.Construct, id *string) *cdk.Stack {
	stack := readStack(found, scope)
	const fix = `Pass a name that is unique in the scope, such as jsii.String("S3").`
	if orZero(id) == "" {
		found.add("id", quoted(id)+" is not a construct ID.", fix)
	} else if cdk.IsToken(*id) {
		found.add("id", quoted(id)+" is a token, but construct IDs must be known at synth.", fix)
	}
	return stack
}

func readStack(found *problems, scope constructs.Construct) *cdk.Stack {
	const fix = "Pass a stack, or a construct in a stack."
	if !found.checkObject("scope", scope, "a construct", fix) {
		return nil
	}
	stack, err := cdk.StackOf(scope)
	if err != nil {
		found.add("scope", cmp.Or(*scope.Node().Path(), "the root of the construct tree")+" is not in a stack.", fix)
		return nil
	}
	return stack
}

// childPath returns the path of a construct that cannot be created. Scope and id may be invalid.
func childPath(scope constructs.Construct, id *string) string {
	path := cmp.Or(orZero(id), "(no ID)")
	if !cdk.IsNil(scope) {
		path = strings.TrimPrefix(*scope.Node().Path()+"/"+path, "/")
	}
	return path
}

// newConstruct makes c a construct. It panics with a *ValidationError if the scope has a child with the ID already. The function is
// as in panicIfAny.
func newConstruct(c, scope constructs.Construct, id *string, function string) {
	_, err := cdk.Try(func() any { constructs.NewConstruct_Override(c, scope, id); return nil })
	if err == nil {
		return
	}
	var found problems
	found.checkIdIsFree(scope, id)
	found.panicIfAny(scope, id, function)
	panic(err)
}

// checkIdIsFree takes a request, which newConstruct does not need. Scope and id may be invalid.
func (p *problems) checkIdIsFree(scope constructs.Construct, id *string) {
	if !cdk.IsNil(scope) && orZero(id) != "" && scope.Node().TryFindChild(id) != nil {
		p.add("id", quoted(id)+" is already the ID of another construct in the scope.", "Use an ID that is unique in the scope.")
	}
}

// register adds what the constructs of the stack share to the tree, and the rules to the app.
func register(stack *cdk.Stack, scope constructs.Construct) {
	if stack.Keep() {
		s3rules.Register(scope)
	}
}
