package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// disabledDns reports whether one of the two DNS attributes of a VPC is false, and which.
func disabledDns(v *network.Vpc) (property, attribute string, disabled truth.Value) {
	noSupport := v.EnableDnsSupport.Or(true).Is(false)
	if noSupport == truth.True {
		return "EnableDnsSupport", "EnableDnsSupport set to false", noSupport
	}
	noHostnames := v.EnableDnsHostnames.Or(false).Is(false)
	if v.EnableDnsHostnames.State == network.Absent {
		return "EnableDnsHostnames", "no EnableDnsHostnames, which is false by default", noHostnames
	}
	return "EnableDnsHostnames", "EnableDnsHostnames set to false", noSupport.Or(noHostnames)
}
