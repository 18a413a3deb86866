package template

import (
	"fmt"
	"strings"
)

// maxNesting is far more than any template needs: a policy in a custom resource is some 15 levels deep.
const maxNesting = 100

// place is where in a file a value stands. It is a list up to the root, so that a path is built only for an error.
type place struct {
	parent *place
	name   string
	index  int // of a list's element, which has no name
}

func (p *place) child(name string) *place { return &place{parent: p, name: name} }
func (p *place) element(index int) *place { return &place{parent: p, index: index} }

func (p *place) String() string {
	if p.name == "" {
		return fmt.Sprintf("%s[%d]", p.parent, p.index)
	}
	if p.parent == nil {
		return p.name
	}
	return p.parent.String() + "." + p.name
}

// checker checks the form of a template and keeps the first fault.
type checker struct {
	file       string
	conditions bool // inside the section Conditions, where the functions on truth values may stand
	err        error
}

func (c *checker) fail(at *place, format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%s: %s: %s", c.file, at, fmt.Sprintf(format, args...))
	}
}

func (c *checker) section(template map[string]any, name string) map[string]any {
	switch section := template[name].(type) {
	case nil:
	case map[string]any:
		return section
	default:
		c.fail(&place{name: name}, "is %s, want an object", jsonType(section))
	}
	return nil
}

// walk checks a value and all below it.
func (c *checker) walk(node any, at *place, depth int) {
	if c.err != nil {
		return
	}
	if depth > maxNesting {
		c.fail(at, "is nested deeper than %d levels", maxNesting)
		return
	}
	switch node := node.(type) {
	case map[string]any:
		if name, argument, ok := intrinsic(node); ok && !isMapSection(at) {
			if problem := checkIntrinsic(name, argument, c.conditions); problem != "" {
				c.fail(at.child(name), "%s", problem)
				return
			}
		}
		for _, key := range sortedKeys(node) {
			c.walk(node[key], at.child(key), depth+1)
		}
	case []any:
		for i, element := range node {
			c.walk(element, at.element(i), depth+1)
		}
	}
}

// isMapSection tells whether the keys at a place are names of the user's, so that one may be called "Ref".
func isMapSection(at *place) bool { return at.parent == nil }

// intrinsic takes an object apart that may be a call of an intrinsic function.
func intrinsic(node map[string]any) (name string, argument any, ok bool) {
	if len(node) != 1 {
		return "", nil, false
	}
	for name, argument = range node {
	}
	return name, argument, name == "Ref" || name == "Condition" || strings.HasPrefix(name, "Fn::")
}

// checkIntrinsic says what is wrong with the argument of a function; nothing for functions it does not know.
func checkIntrinsic(name string, argument any, conditions bool) string {
	list, isList := argument.([]any)
	_, isText := argument.(string)
	_, isMap := argument.(map[string]any)
	want := ""
	switch name {
	case "Ref":
		if !isText && !isMap { // the language extensions take a function too
			want = "the name of a resource or parameter"
		}
	case "Condition":
		if conditions && !isText {
			want = "the name of a condition"
		}
	case "Fn::GetAtt":
		if text, _ := argument.(string); isText && strings.Contains(text, ".") {
			break
		}
		if !isList || len(list) != 2 || !isString(list[0]) {
			want = "a list of a logical id and an attribute"
		}
	case "Fn::Join":
		if !isList || len(list) != 2 || !isString(list[0]) || isString(list[1]) {
			want = "a list of a delimiter and a list"
		}
	case "Fn::Select":
		if !isList || len(list) != 2 {
			want = "a list of an index and a list"
		}
	case "Fn::Split":
		if !isList || len(list) != 2 || !isString(list[0]) || list[0] == "" {
			want = "a list of a delimiter and a string"
		}
	case "Fn::Sub":
		if isText {
			break
		}
		if !isList || len(list) != 2 || !isString(list[0]) || !isObject(list[1]) {
			want = "a string, or a list of a string and an object"
		}
	case "Fn::FindInMap":
		if !isList || len(list) < 3 || len(list) > 4 {
			want = "a list of a map's name and two keys"
		}
	case "Fn::If":
		if !isList || len(list) != 3 || !isString(list[0]) {
			want = "a list of a condition's name and two values"
		}
	case "Fn::Equals":
		if !isList || len(list) != 2 {
			want = "a list of two values"
		}
	case "Fn::And", "Fn::Or":
		if !isList || len(list) == 0 {
			want = "a list of conditions"
		}
	case "Fn::Not":
		if !isList || len(list) != 1 {
			want = "a list of one condition"
		}
	case "Fn::Cidr":
		if !isList || len(list) < 2 || len(list) > 3 {
			want = "a list of a block, a count and the bits of each"
		}
	case "Fn::GetStackOutput":
		if !isMap {
			want = "an object with StackName and OutputName"
		}
	}
	if want == "" {
		return ""
	}
	return fmt.Sprintf("is %s, want %s", jsonType(argument), want)
}

func isString(node any) bool {
	_, ok := node.(string)
	return ok
}

func isObject(node any) bool {
	_, ok := node.(map[string]any)
	return ok
}
