package main

import (
	"fmt"
	"strings"
)

// github is for workflows: commands that annotate the lines of a pull request.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
func (f *findings) github() string {
	var b strings.Builder
	for _, finding := range f.list {
		fmt.Fprintf(&b, "::%s title=%s", finding.Severity, property("privates3 "+finding.Rule))
		if len(finding.Locations) > 0 {
			at := f.places.of(finding.Locations[0])
			fmt.Fprintf(&b, ",file=%s", property(at.file))
			if at.Line > 0 {
				fmt.Fprintf(&b, ",line=%d,col=%d", at.Line, at.Column)
			}
		}
		fmt.Fprintf(&b, "::%s\n", message(f.withFix(finding)))
	}
	return b.String()
}

// property and message escape what has a meaning in GitHub's workflow commands.
func message(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(message(text))
}
