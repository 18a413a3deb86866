package s3path

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// What to do about several kinds of unknown results.
const (
	remedyAccount     = "pass cdk.context.json if its VPC was looked up, or else the file that \"privates3 account\" writes"
	remedyAccountOnly = "pass the file that \"privates3 account\" writes"
	remedyParameter   = "pass parameter %s with --parameters or in Options.Parameters"
	remedyEnvironment = "set the account and the Region of the stack"
	remedyNoNetwork   = "if it neither creates nor changes any part of a network, set Options.NoNetwork or pass --no-network %s"
	remedyLiteral     = "write the value in the template"
	remedyBeyond      = "also pass the templates that have the rest of the path, or the file that \"privates3 account\" writes"
)

// maxRemedies is how many remedies a result has.
const maxRemedies = 2

// remedies returns what to do about the first causes of an unknown result. Unknown addresses come last, because they often
// follow from another cause. But if the path is known except for some of S3's addresses, they come first.
func (a *analysis) remedies(v verdict) []string {
	var list []string
	isPart := v.Path != UnknownPath && len(v.Possible) > 0
	for _, last := range []bool{false, true} {
		for _, c := range v.why {
			of, _ := c.Of.(template.Cause)
			isAddresses := of.Kind == topology.CauseAddresses || of.Kind == topology.CauseMembers
			if (isAddresses == isPart) == last {
				continue
			}
			r := a.remedyFor(c)
			if r == remedyAccount && slices.ContainsFunc(a.network.Vpcs, func(v *network.Vpc) bool { return v.LookedUp }) {
				r = remedyAccountOnly // because cdk.context.json was read
			}
			if r != "" && !slices.Contains(list, r) && len(list) < maxRemedies {
				list = append(list, r)
			}
		}
	}
	return list
}

// remedyFor returns the remedy for a cause, empty if it has none.
func (a *analysis) remedyFor(c flow.Cause) string {
	switch of := c.Of.(type) {
	case template.Cause:
		if of.Kind == template.CauseCondition {
			return a.remedyForCondition(of)
		}
		return remedyForCause(of)
	case flow.Doubt:
		_, remedy := wordsOf(of)
		return remedy
	}
	return ""
}

// remedyForCondition names the parameters that decide a condition.
func (a *analysis) remedyForCondition(c template.Cause) string {
	if s := a.stacks[c.Stack]; s != nil {
		names, onEnvironment := s.ConditionParameters(c.Subject)
		switch {
		case len(names) == 1:
			return fmt.Sprintf(remedyParameter, names[0])
		case len(names) > 1:
			return fmt.Sprintf("pass parameters %s with --parameters or in Options.Parameters", listed(names, maxCauses))
		case onEnvironment:
			return remedyEnvironment
		}
	}
	return remedyForCause(c)
}

// remedyForCause does so for a cause that lies in the templates.
func remedyForCause(c template.Cause) string {
	switch c.Kind {
	case template.CauseParameter:
		return fmt.Sprintf(remedyParameter, c.Subject)
	case template.CauseExport, template.CauseOutput, template.CauseSsmParameter:
		return "also pass the templates of the app that has it"
	case template.CauseNested:
		return "pass the whole cloud assembly, such as cdk.out" + reasonSettledBy + fmt.Sprintf(remedyNoNetwork, c.Subject)
	case template.CauseLoop, template.CauseMacro, topology.CauseModule:
		return "once it is deployed, pass the output of aws cloudformation get-template --template-stage Processed" + reasonSettledBy + fmt.Sprintf(remedyNoNetwork, c.Subject)
	case topology.CauseProgram, topology.CauseCustom, topology.CauseStackSet, topology.CauseProduct, topology.CauseApplication, topology.CauseThirdParty:
		return fmt.Sprintf(remedyNoNetwork, c.Subject)
	case topology.CauseType:
		return fmt.Sprintf("resources of this type are not analyzed; if this one does not affect requests to S3, set Options.NoNetwork or pass --no-network %s", strings.TrimPrefix(c.Place, "Resources."))
	case topology.CauseContext, topology.CauseOutside, topology.CauseOtherApps:
		return remedyAccountOnly
	case topology.CauseAddresses:
		switch {
		case c.Subject == "on-premises networks":
			return remedyBeyond
		case strings.HasPrefix(c.Subject, "Amazon S3"):
			return "if a block does not belong to S3 but, for example, to a partner, set Options.NotS3 or pass --not-s3"
		case network.HasId(c.Subject):
			return remedyAccount
		}
		return "write the CIDR block in the template"
	case template.CauseResource:
		if c.Stack != "" {
			return remedyLiteral
		}
		return remedyAccount
	case topology.CauseBeyond:
		if strings.HasPrefix(c.Subject, string(network.TargetInstance)) || strings.HasPrefix(c.Subject, string(network.TargetNetworkInterface)) {
			return "check whether it is a NAT instance"
		}
		return remedyBeyond
	case topology.CauseSubnet, topology.CauseEntries, topology.CauseRoutes, topology.CauseGroups, topology.CauseRules, topology.CauseExistence:
		if network.HasId(c.Subject) {
			return remedyAccount
		}
		return "also pass the templates that have it, or the file that \"privates3 account\" writes"
	}
	return fixedRemedy(c.Kind)
}

// fixedRemedy returns the remedy that is the same for all causes of a kind, empty if there is none.
func fixedRemedy(kind template.CauseKind) string {
	for _, row := range []struct {
		kind   template.CauseKind
		remedy string
	}{
		{template.CauseCondition, "decide the condition with values in the template"},
		{template.CauseEnvironment, remedyEnvironment},
		{template.CauseDynamicReference, remedyLiteral},
		{template.CauseFunction, remedyLiteral},
		{template.CauseCycle, "remove the circular reference"},
		{template.CauseGap, "correct the parts that the report lists as not covered"},
		{template.CauseDrift, "add it to the template, or remove it from the account"},
		{topology.CauseMembers, "allow CIDR blocks, or a security group whose members are in the templates"},
		{topology.CausePropagated, "use static routes, or check which routes it propagates"},
		{topology.CausePublicIp, "set MapPublicIpOnLaunch of the subnet or, for a workload, whether it has a public IP address"},
		{topology.CauseRegion, remedyEnvironment},
		{topology.CauseIpv6Support, "set Options.Ipv6Support of the attachment"},
		{topology.CauseOverlap, "use blocks that do not overlap, or static routes of the transit gateway"},
		{topology.CauseZone, "set the Availability Zones of the subnets, all as names or all as IDs"},
		{topology.CauseParentZone, "check that the transit gateway has an attachment in the parent zone"},
		{topology.CauseDns, "pass the templates that have the VPC's DHCP options, hosted zones and Resolver rules, or query its DNS servers"},
		{topology.CauseRecords, "pass the templates that have the VPC's DHCP options, hosted zones and Resolver rules, or query its DNS servers"},
		{topology.CauseInspection, "check whether the firewall allows requests to S3"},
		{topology.CauseEndpoints, "use the same routes for all subnets of the firewall"},
		{topology.CauseAppliances, "check where the appliances send requests"},
		{topology.CauseDomains, "check whether the rule covers the names of S3"},
		{topology.CauseRedirection, "trust the redirection of the firewall rule, or test it in a deployed VPC"},
		{topology.CauseDualstack, "use the endpoint's own name"},
		{topology.CauseClientDns, "query the client's DNS servers"},
		{topology.CauseClientPath, "test it from there"},
		{topology.CauseName, "use a hosted zone for all names of S3 in the Region"},
		{topology.CauseRouting, "use a record without a routing policy"},
		{topology.CauseHostnames, "set EnableDnsHostnames of the VPC to true"},
	} {
		if row.kind == kind {
			return row.remedy
		}
	}
	return ""
}
