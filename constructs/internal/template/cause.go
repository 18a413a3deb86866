package template

import (
	"fmt"
	"strings"
)

// Cause is why something is unknown before the deploy. Causes are compared with ==.
type Cause struct {
	// Kind is the kind of thing that is unknown.
	Kind CauseKind
	// Subject is its name: the parameter, condition, export, function and so on. For CauseGap it is what is wrong.
	Subject string
	// Stack is the id of the stack that depends on it, empty if it is of no stack.
	Stack string
	// Place is where in the stack's template the unknown value is, such as "Resources.Vpc.Properties.CidrBlock". It is
	// empty for what has no value there, such as a parameter.
	Place string
}

// CauseKind is a kind of thing that is unknown before the deploy. Its text is the word for messages.
type CauseKind string

const (
	// CauseResource is an id or attribute that a resource gets at the deploy.
	CauseResource CauseKind = "resource"
	// CauseParameter is a parameter of a template that is not nested. Its default counts for nothing, because the deploy can
	// replace it.
	CauseParameter CauseKind = "parameter"
	// CauseCondition is a condition that depends on something unknown.
	CauseCondition CauseKind = "condition"
	// CauseEnvironment is the account, Region or another pseudo parameter of a stack that can be deployed anywhere.
	CauseEnvironment CauseKind = "pseudo parameter"
	// CauseExport is an export that no stack of the assembly has.
	CauseExport CauseKind = "export"
	// CauseOutput is an output of a stack that is not in the assembly.
	CauseOutput CauseKind = "stack output"
	// CauseSsmParameter is an SSM parameter that no stack in the assembly sets.
	CauseSsmParameter CauseKind = "SSM parameter"
	// CauseDynamicReference is a dynamic reference to a secret.
	CauseDynamicReference CauseKind = "dynamic reference"
	// CauseLoop is Fn::ForEach, which is not expanded.
	CauseLoop CauseKind = "loop"
	// CauseMacro is Fn::Transform or a macro in the section Transform.
	CauseMacro CauseKind = "macro"
	// CauseFunction is an intrinsic function that is not evaluated, or whose argument is out of range.
	CauseFunction CauseKind = "function"
	// CauseNested is a nested stack whose template was not read.
	CauseNested CauseKind = "nested stack"
	// CauseDrift is a part of a resource of a template, such as a route of its route table, that an account file has and no
	// template.
	CauseDrift CauseKind = "drift of the account:"
	// CauseCycle is a reference that leads back to itself, or a value too deep or too long to follow.
	CauseCycle CauseKind = "endless reference"
	// CauseGap is something that could not be read; the assembly's Gaps list it.
	CauseGap CauseKind = "unreadable"
)

// String names the cause for messages, such as "parameter RouteTables of stack Network".
func (c Cause) String() string {
	text, note := fmt.Sprintf("%s %s", c.Kind, c.Subject), c.Place
	switch {
	case c.Kind == CauseGap && c.Place != "":
		text, note = c.Place, c.Subject
	case strings.HasSuffix(c.Place, "."+c.Subject): // it is said
		note = ""
	}
	if c.Stack != "" {
		text += " of stack " + c.Stack
	}
	if note != "" {
		text += " (" + note + ")"
	}
	return text
}

// site is where in a stack an evaluation goes on, and how deep it is.
type site struct {
	section, name, property string
	depth                   int
}

func (at site) deeper() site {
	at.depth++
	return at
}

func (at site) String() string {
	text := at.section + "." + at.name
	if at.section == sectionResources {
		text += ".Properties"
	}
	if at.property != "" {
		text += "." + at.property
	}
	return text
}

// unknown is a value that is unknown for a cause at a site of the stack.
func (s *Stack) unknown(at site, kind CauseKind, subject string) Value {
	return Value{kind: Unknown, cause: s.cause(at, kind, subject)}
}

// cause returns why something is unknown at a place in the stack's template.
func (s *Stack) cause(at fmt.Stringer, kind CauseKind, subject string) *Cause {
	return &Cause{Kind: kind, Subject: subject, Stack: s.Id, Place: at.String()}
}
