package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func privateDnsUndecided() Rule {
	return Rule{
		Id:       "private-dns-undecided",
		Title:    "A parameter, condition or import decides whether an S3 interface endpoint enables private DNS",
		Severity: Warning,
		Effect:   "The deploy may enable private DNS, which this library requires to be off. See private-dns.",
		Fix:      "Set PrivateDnsEnabled to false and remove PrivateDnsOnlyForInboundResolverEndpoint.",
		Page:     s3InterfacePage,
		check:    eachInterface(checkPrivateDnsUndecided),
	}
}

func checkPrivateDnsUndecided(in *input, e *network.Endpoint) Result {
	enabled, option := e.PrivateDnsEnabled, e.PrivateDnsOnlyForInboundResolverEndpoint
	if enabled.Is(true) == truth.True {
		return compliant() // private-dns
	}
	for _, property := range []struct {
		name  string
		cause *template.Cause
	}{{"PrivateDnsEnabled", enabled.Cause}, {"DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint", option.Cause}} {
		switch {
		case property.cause == nil:
		case slices.Contains([]template.CauseKind{template.CauseMacro, template.CauseLoop, template.CauseGap}, property.cause.Kind):
			return unknown() // anything in the template may be otherwise
		default:
			return violation(at(&e.Entity, property.name),
				"%s of %s depends on %s%s.", property.name, e.Name(), property.cause, in.defaultOf(*property.cause))
		}
	}
	return compliant()
}

// defaultOf says what the default of a parameter is, empty if there is none.
func (in *input) defaultOf(c template.Cause) string {
	s := in.assembly.Stack(c.Stack)
	if c.Kind != template.CauseParameter || s == nil || s.Default(c.Subject).Kind() == template.Absent {
		return ""
	}
	return fmt.Sprintf(", whose default is %s", s.Default(c.Subject))
}
