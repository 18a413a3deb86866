package s3path

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// What to do about an unknown result.
const (
	remedyParameter   = "pass its value with --parameters or in Options.Parameters"
	remedyCondition   = "pass the condition's parameters with --parameters or in Options.Parameters"
	remedyEnvironment = "set the account and the Region of the stack"
	remedyAssembly    = "pass the whole cloud assembly, such as cdk.out"
	remedyTemplates   = "also pass the templates of the app that has it"
	remedyAccount     = "pass cdk.context.json if its VPC was looked up, or else the file that \"privates3 account\" writes"
	remedyAccountFile = "pass the file that \"privates3 account\" writes"
	remedyProcessed   = "once it is deployed, pass the output of aws cloudformation get-template --template-stage Processed"
	remedyNoNetwork   = "if it neither creates nor changes any part of a network, set Options.NoNetwork or pass --no-network %s"
	remedyType        = "resources of this type are not analyzed; if this one does not affect requests to S3, set Options.NoNetwork or pass --no-network %s"
	remedyNotS3       = "if a block does not belong to S3 but, for example, to a partner, set Options.NotS3 or pass --not-s3"
	remedyLiteral     = "write the value in the template"
	remedyElsewhere   = "also pass the templates that have it, or the file that \"privates3 account\" writes"
	remedyBeyond      = "also pass the templates that have the rest of the path, or the file that \"privates3 account\" writes"
	remedyInspection  = "check whether the firewall allows requests to S3"
	remedyOneRouting  = "use the same routes for all subnets of the firewall"
	remedyAppliances  = "check where the appliances send requests"
	remedyDomains     = "check whether the rule covers the names of S3"
	remedyRedirection = "trust the redirection of the firewall rule, or test it in a deployed VPC"
	remedyInstance    = "check whether it is a NAT instance"
	remedyGap         = "correct the parts that the report lists as not covered"
	remedyDrift       = "add it to the template, or remove it from the account"
	remedyCycle       = "remove the circular reference"
	remedyBlocks      = "write the CIDR block in the template"
	remedyGroups      = "allow CIDR blocks, or a security group whose members are in the templates"
	remedyPropagated  = "use static routes, or check which routes it propagates"
	remedyPublicIp    = "set MapPublicIpOnLaunch of the subnet or, for a workload, whether it has a public IP address"
	remedyZone        = "set the Availability Zone of the subnet"
	remedyVpcDns      = "pass the templates that have the VPC's DHCP options, hosted zones and Resolver rules, or query its DNS servers"
	remedyBucket      = "use a hosted zone for all names of S3 in the Region"
	remedyRouting     = "use a record without a routing policy"
	remedyHostnames   = "set EnableDnsHostnames of the VPC to true"
	remedyPorts       = "allow TCP 1024-65535 for the responses"
	remedyNatAddress  = "allow the block of the NAT gateway's subnet, and TCP 1024-65535"
	remedyOneZone     = "use the same routes and network ACLs for all subnets of the attachment"
	remedyOneRoute    = "keep only one of the routes"
	remedyDualstack   = "use the endpoint's own name"
	remedyClientDns   = "query the client's DNS servers"
	remedyClientPath  = "test it from there"
	remedyTry         = "test it in a deployed VPC"
	remedyFewer       = "analyze fewer stacks together"
)

// maxRemedies is how many remedies a result has.
const maxRemedies = 2

// remedies returns what to do about the first causes of an unknown result. Unknown addresses come last, because they often
// follow from another cause. But if the path is known except for some of S3's addresses, they come first.
func (v verdict) remedies() []string {
	var list []string
	isPart := v.path != UnknownPath && len(v.possible) > 0
	for _, last := range []bool{false, true} {
		for _, c := range v.why {
			of, _ := c.Of.(template.Cause)
			isAddresses := of.Kind == topology.CauseAddresses || of.Kind == topology.CauseMembers
			if (isAddresses == isPart) == last {
				continue
			}
			if r := remedyFor(c); r != "" && !slices.Contains(list, r) && len(list) < maxRemedies {
				list = append(list, r)
			}
		}
	}
	return list
}

// remedyFor returns the remedy for a cause, empty if it has none.
func remedyFor(c flow.Cause) string {
	switch of := c.Of.(type) {
	case template.Cause:
		return remedyForCause(of)
	case flow.Doubt:
		return remedyForDoubt(of)
	}
	return ""
}

// awsId matches the IDs of AWS.
var awsId = regexp.MustCompile(`\b(acl|dopt|eigw|eni|igw|nat|pcx|pl|rs|rtb|sg|subnet|tgw|vgw|vpc|vpce|vpn)-[0-9a-z]`)

// remedyForCause does so for a cause that lies in the templates.
func remedyForCause(c template.Cause) string {
	switch c.Kind {
	case template.CauseParameter:
		return remedyParameter
	case template.CauseCondition:
		return remedyCondition
	case template.CauseEnvironment:
		return remedyEnvironment
	case template.CauseExport, template.CauseOutput, template.CauseSsmParameter:
		return remedyTemplates
	case template.CauseNested:
		return remedyAssembly + reasonSettledBy + fmt.Sprintf(remedyNoNetwork, c.Subject)
	case template.CauseLoop, template.CauseMacro, topology.CauseModule:
		return remedyProcessed + reasonSettledBy + fmt.Sprintf(remedyNoNetwork, c.Subject)
	case topology.CauseProgram, topology.CauseCustom, topology.CauseStackSet, topology.CauseProduct, topology.CauseApplication, topology.CauseThirdParty:
		return fmt.Sprintf(remedyNoNetwork, c.Subject)
	case topology.CauseType:
		return fmt.Sprintf(remedyType, strings.TrimPrefix(c.Place, "Resources."))
	case template.CauseDynamicReference, template.CauseFunction:
		return remedyLiteral
	case template.CauseCycle:
		return remedyCycle
	case template.CauseGap:
		return remedyGap
	case template.CauseDrift:
		return remedyDrift
	case topology.CauseMembers:
		return remedyGroups
	case topology.CausePropagated:
		return remedyPropagated
	case topology.CausePublicIp:
		return remedyPublicIp
	case topology.CauseZone:
		return remedyZone
	case topology.CauseContext, topology.CauseOutside, topology.CauseOtherApps:
		return remedyAccountFile
	case topology.CauseDns, topology.CauseRecords:
		return remedyVpcDns
	case topology.CauseInspection:
		return remedyInspection
	case topology.CauseEndpoints:
		return remedyOneRouting
	case topology.CauseAppliances:
		return remedyAppliances
	case topology.CauseDomains:
		return remedyDomains
	case topology.CauseRedirection:
		return remedyRedirection
	case topology.CauseDualstack:
		return remedyDualstack
	case topology.CauseClientDns:
		return remedyClientDns
	case topology.CauseClientPath:
		return remedyClientPath
	case topology.CauseName:
		return remedyBucket
	case topology.CauseRouting:
		return remedyRouting
	case topology.CauseHostnames:
		return remedyHostnames
	case topology.CauseAddresses:
		switch {
		case c.Subject == "on-premises networks":
			return remedyBeyond
		case strings.HasPrefix(c.Subject, "Amazon S3"):
			return remedyNotS3
		case awsId.MatchString(c.Subject):
			return remedyAccount
		}
		return remedyBlocks
	case template.CauseResource:
		if c.Stack != "" {
			return remedyLiteral
		}
		return remedyAccount
	case topology.CauseBeyond:
		if strings.HasPrefix(c.Subject, string(network.TargetInstance)) || strings.HasPrefix(c.Subject, string(network.TargetNetworkInterface)) {
			return remedyInstance
		}
		return remedyBeyond
	case topology.CauseSubnet, topology.CauseEntries, topology.CauseRoutes, topology.CauseGroups, topology.CauseRules, topology.CauseExistence:
		if awsId.MatchString(c.Subject) {
			return remedyAccount
		}
		return remedyElsewhere
	}
	return ""
}

// remedyForDoubt does so for a doubt of the engine.
func remedyForDoubt(d flow.Doubt) string {
	switch d {
	case flow.ClientChooses:
		return remedyPorts
	case flow.NatChooses:
		return remedyNatAddress
	case flow.TransitChooses:
		return remedyOneZone
	case flow.EqualRoutes:
		return remedyOneRoute
	case flow.NatAndEndpoint, flow.NatTranslates, flow.NatAndPeering, flow.ThroughVpc, flow.BackHome:
		return remedyTry
	case flow.TooMuch:
		return remedyFewer
	case flow.Unexplained:
	}
	return ""
}
