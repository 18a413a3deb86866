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
		return remedyForDoubt(of)
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
	case template.CauseCondition:
		return "decide the condition with values in the template"
	case template.CauseEnvironment:
		return remedyEnvironment
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
	case template.CauseDynamicReference, template.CauseFunction:
		return remedyLiteral
	case template.CauseCycle:
		return "remove the circular reference"
	case template.CauseGap:
		return "correct the parts that the report lists as not covered"
	case template.CauseDrift:
		return "add it to the template, or remove it from the account"
	case topology.CauseMembers:
		return "allow CIDR blocks, or a security group whose members are in the templates"
	case topology.CausePropagated:
		return "use static routes, or check which routes it propagates"
	case topology.CausePublicIp:
		return "set MapPublicIpOnLaunch of the subnet or, for a workload, whether it has a public IP address"
	case topology.CauseRegion:
		return "set the account and the Region of the stack"
	case topology.CauseIpv6Support:
		return "set Options.Ipv6Support of the attachment"
	case topology.CauseOverlap:
		return "use blocks that do not overlap, or static routes of the transit gateway"
	case topology.CauseZone:
		return "set the Availability Zones of the subnets, all as names or all as IDs"
	case topology.CauseParentZone:
		return "check that the transit gateway has an attachment in the parent zone"
	case topology.CauseContext, topology.CauseOutside, topology.CauseOtherApps:
		return remedyAccountOnly
	case topology.CauseDns, topology.CauseRecords:
		return "pass the templates that have the VPC's DHCP options, hosted zones and Resolver rules, or query its DNS servers"
	case topology.CauseInspection:
		return "check whether the firewall allows requests to S3"
	case topology.CauseEndpoints:
		return "use the same routes for all subnets of the firewall"
	case topology.CauseAppliances:
		return "check where the appliances send requests"
	case topology.CauseDomains:
		return "check whether the rule covers the names of S3"
	case topology.CauseRedirection:
		return "trust the redirection of the firewall rule, or test it in a deployed VPC"
	case topology.CauseDualstack:
		return "use the endpoint's own name"
	case topology.CauseClientDns:
		return "query the client's DNS servers"
	case topology.CauseClientPath:
		return "test it from there"
	case topology.CauseName:
		return "use a hosted zone for all names of S3 in the Region"
	case topology.CauseRouting:
		return "use a record without a routing policy"
	case topology.CauseHostnames:
		return "set EnableDnsHostnames of the VPC to true"
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
	return ""
}

// remedyForDoubt does so for a doubt of the engine.
func remedyForDoubt(d flow.Doubt) string {
	switch d {
	case flow.ClientChooses:
		return "allow TCP 1024-65535 for the responses"
	case flow.NatChooses:
		return "allow the block of the NAT gateway's subnet, and TCP 1024-65535"
	case flow.TransitChooses:
		return "use the same routes and network ACLs for all subnets of the attachment"
	case flow.EqualRoutes:
		return "keep only one of the routes"
	case flow.NatAndEndpoint, flow.NatTranslates, flow.NatAndPeering, flow.ThroughVpc, flow.BackHome:
		return "test it in a deployed VPC"
	case flow.TooMuch:
		return "analyze fewer stacks together"
	case flow.Unexplained:
	}
	return ""
}
