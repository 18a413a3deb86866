package rules

import (
	"regexp"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// allowsHttps reports whether a rule allows TCP 443. AWS accepts a protocol in upper and lower case.
func allowsHttps(rule *network.Rule) truth.Value {
	lower := *rule
	lower.Protocol.Value = strings.ToLower(rule.Protocol.Value)
	return lower.Allows(443)
}

// locationOf returns the path of a rule in the resource that has it, such as "SecurityGroupIngress.0".
func locationOf(rule *network.Rule) string {
	return regexp.MustCompile(`\[(\d+)\]`).ReplaceAllString(rule.Place, ".$1")
}
