package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Compliance is whether a resource complies with a rule. A later value outweighs an earlier one.
type Compliance uint8

const (
	// NotApplicable means that the rule does not check the resource.
	NotApplicable Compliance = iota
	// Compliant means that the resource does not have the mistake.
	Compliant
	// Unknown means that it depends on a value that is known only at deploy time, or on a resource that no template has.
	Unknown
	// NonCompliant means that the resource has the mistake.
	NonCompliant
)

// String returns the compliance in words.
func (c Compliance) String() string {
	return [...]string{"not applicable", "compliant", "unknown", "noncompliant"}[c]
}

// Result is what a rule returns for one resource. The zero Result is not applicable.
type Result struct {
	Compliance Compliance
	// Message says what is wrong, with the resources and the deciding value; empty unless NonCompliant. In a Finding, it is
	// plain text.
	Message string
	// Locations are where the mistake is, the deciding one first; empty unless NonCompliant.
	Locations []Location
}

// Location is a property in a template.
type Location struct {
	Stack *template.Stack
	// LogicalId is that of the resource, output or parameter; empty for the stack.
	LogicalId string
	// Path is inside the resource, such as "Properties.SecurityGroupIngress.0", empty for the whole of it; or inside the
	// template, such as "Outputs.Url.Value".
	Path string
}

// InResource reports whether the location is in a resource.
func (l Location) InResource() bool {
	section, _, _ := strings.Cut(l.Path, ".")
	return l.LogicalId != "" && section != "Outputs" && section != "Parameters" && section != "Metadata"
}

// Finding is a result that is NonCompliant.
type Finding struct {
	Result
	Rule Rule
}

// String returns the finding on one line.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s", f.Rule.Severity, f.Rule.Id, f.Message)
}

func notApplicable() Result { return Result{} }

func compliant() Result { return Result{Compliance: Compliant} }

func unknown() Result { return Result{Compliance: Unknown} }

// compliantIf is compliant if everything that could contain a mistake is known, and otherwise unknown.
func compliantIf(known bool) Result { return compliantUnless(falseIf(known)) }

// compliantUnless is compliant if a mistake is surely not there, and otherwise unknown.
func compliantUnless(mistake truth.Value) Result {
	if mistake == truth.False {
		return compliant()
	}
	return unknown()
}

func violation(where []Location, format string, args ...any) Result {
	return Result{Compliance: NonCompliant, Message: fmt.Sprintf(format, args...), Locations: where}
}

// violationIf is a violation if the mistake is there, and unknown if that is undecided.
func violationIf(mistake truth.Value, where []Location, format string, args ...any) Result {
	if mistake == truth.True {
		return violation(where, format, args...)
	}
	return compliantUnless(mistake)
}

// appliesIf checks a resource to which the rule applies, and is unknown if that is undecided.
func appliesIf(applies truth.Value, check func() Result) Result {
	switch applies {
	case truth.True:
		return check()
	case truth.False:
		return notApplicable()
	}
	return unknown()
}

// worstOf checks each element of a list, and returns the result that outweighs the others, the first of those that are equal.
func worstOf[T any](list []T, check func(T) Result) (worst Result) {
	for _, element := range list {
		worst = worse(worst, check(element))
	}
	return worst
}

// worse returns the result that outweighs the other, or the first of two that are equal.
func worse(first, second Result) Result {
	if second.Compliance > first.Compliance {
		return second
	}
	return first
}

// falseIf is false, no mistake is there, if everything is known in which it could be.
func falseIf(known bool) truth.Value {
	if known {
		return truth.False
	}
	return truth.Undecided
}

// at is the location of a property, such as "DnsOptions.DnsRecordIpType", or of the resource if the property is empty. There
// is none if no template has the resource.
func at(e *network.Entity, property string) []Location {
	if e.Resource == nil {
		return nil
	}
	return inResource(e.Resource, property)
}

// inStatement is the location of a field of a statement in a policy.
func inStatement(e *network.Entity, statement int, field string) []Location {
	return at(e, fmt.Sprintf("PolicyDocument.Statement.%d.%s", statement, field))
}

func inResource(r *template.Resource, property string) []Location {
	if r.Existing {
		return []Location{{Stack: r.Stack, LogicalId: r.LogicalId, Path: "Metadata." + template.ExistingGateways}}
	}
	return []Location{{Stack: r.Stack, LogicalId: r.LogicalId, Path: strings.TrimSuffix("Properties."+property, ".")}}
}
