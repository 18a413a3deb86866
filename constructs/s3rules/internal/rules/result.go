package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
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
	// Message is one sentence that names the resources and the deciding value; empty unless NonCompliant.
	Message string
	// Locations are where the mistake is, the deciding one first; empty unless NonCompliant.
	Locations []Location
}

// Location is a property in a template.
type Location struct {
	Stack *template.Stack
	// LogicalId is that of the resource, output or parameter.
	LogicalId string
	// Name is the construct path, or else the logical id.
	Name string
	// Path is the property's path inside the resource, output or parameter, such as "Properties/PrivateDnsEnabled".
	Path string
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

func violation(message string, locations ...Location) Result {
	return Result{Compliance: NonCompliant, Message: message, Locations: locations}
}

// violationIf is a violation if the mistake is there, and unknown if that is undecided.
func violationIf(mistake template.Truth, message string, locations ...Location) Result {
	switch mistake {
	case template.True:
		return violation(message, locations...)
	case template.False:
		return compliant()
	}
	return unknown()
}

// appliesIf checks a resource to which the rule applies, and is unknown if that is undecided.
func appliesIf(applies template.Truth, check func() Result) Result {
	switch applies {
	case template.True:
		return check()
	case template.False:
		return notApplicable()
	}
	return unknown()
}

// at is the location of a property; none if no template has the resource.
func at(e *network.Entity, path string) []Location {
	if e.Resource == nil {
		return nil
	}
	return []Location{{Stack: e.Resource.Stack, LogicalId: e.Resource.LogicalId, Name: e.Name(), Path: path}}
}

func truth(b bool) template.Truth {
	if b {
		return template.True
	}
	return template.False
}
