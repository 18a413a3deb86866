package rules

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Unreadable is the rule that a template violates of which something was not checked.
func Unreadable() Rule {
	return Rule{
		Id:       "unreadable-template",
		Title:    "A template, or a part of it, cannot be read",
		Severity: Warning,
		Effect:   "Nothing that depends on it is checked.",
		Fix:      "Correct it, or set the parameter that it comes from. If CloudFormation accepts the template as it is, report this message as a bug in privates3.",
	}
}

// NotChecked is a finding without a location: something was not checked.
func NotChecked(message string) Finding {
	return Finding{Rule: Unreadable(), Result: Result{Compliance: NonCompliant, Message: plain.Text(message)}}
}

// unreadable is the finding of what cannot be read, at the resource that it belongs to if that is known.
func unreadable(a *template.Assembly, gap template.Gap) Finding {
	file := filepath.Base(gap.File)
	at := ""
	if gap.Place != "" {
		at = " at " + gap.Place
	}
	f := NotChecked(fmt.Sprintf("%s cannot be read%s: %s", file, at, gap.Problem))
	for _, s := range a.Stacks {
		if s.File != gap.File {
			continue
		}
		l := Location{Stack: s, Path: gap.Place}
		if section, rest, _ := strings.Cut(gap.Place, "."); section == "Resources" {
			l.LogicalId, l.Path, _ = strings.Cut(rest, ".")
		}
		f.Locations = append(f.Locations, l)
	}
	return f
}
