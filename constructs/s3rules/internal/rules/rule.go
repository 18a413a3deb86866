package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Severity tells how sure the harm is.
type Severity string

const (
	// Error means that the deploy fails, or that clients are cut off, for certain. Private DNS alone is an error because
	// the library wants it off.
	Error Severity = "error"
	// Warning means a risk.
	Warning Severity = "warning"
)

// Rule is one kind of mistake.
type Rule struct {
	// Id is short and stable. Users acknowledge a rule by it.
	Id string
	// Title says what the mistake is.
	Title string
	// Severity is the same for all findings of the rule.
	Severity Severity
	// AwsSays is the error at the deploy, word for word, with "…" for what differs; empty if the deploy succeeds, or if the
	// words are not known.
	AwsSays string
	// Effect is what happens, if AwsSays is empty.
	Effect string
	// Fix says what to do about it.
	Fix string
	// Link is the AWS page that the rule rests on.
	Link string

	judge func(in *input) []Judgement
}

// Verdict is what a rule finds about one resource. The later ones outweigh the earlier.
type Verdict uint8

const (
	// DoesNotApply means that the rule has nothing to say of the resource.
	DoesNotApply Verdict = iota
	// Complies means that the mistake is not there.
	Complies
	// CannotKnow means that the templates do not tell.
	CannotKnow
	// Violates means that the mistake is there.
	Violates
)

// String gives the verdict in words.
func (v Verdict) String() string {
	switch v {
	case DoesNotApply:
		return "does not apply"
	case Complies:
		return "complies"
	case CannotKnow:
		return "cannot know"
	case Violates:
		return "violates"
	}
	return "unknown verdict"
}

// Judgement is a rule's verdict on one resource.
type Judgement struct {
	// Verdict is the answer.
	Verdict Verdict
	// Message is one sentence that names the resources and the value that decides; empty unless the rule is violated.
	Message string
	// Places are where the mistake is, the deciding one first; empty unless the rule is violated.
	Places []Place
}

// Place is where in a template a mistake is.
type Place struct {
	// Stack holds it.
	Stack *template.Stack
	// LogicalId is that of the resource or output.
	LogicalId string
	// Name is the construct path, or else the logical id.
	Name string
	// Location is the place inside the resource or output, such as "Properties/PrivateDnsEnabled".
	Location string
}

// Finding is a violation of a rule.
type Finding struct {
	Judgement
	// Rule is the rule that is violated.
	Rule Rule
}

// String gives the finding on one line.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s", f.Rule.Severity, f.Rule.Id, f.Message)
}

// input is what rules look at.
type input struct {
	assembly *template.Assembly
	network  *network.Network
}

// Check applies all rules to an assembly and the network that was made of it. Findings are in the order of All, and
// those of one rule in the order of the resources.
func Check(a *template.Assembly, n *network.Network) []Finding {
	var findings []Finding
	for _, rule := range All() {
		for _, j := range rule.Judge(a, n) {
			if j.Verdict == Violates {
				findings = append(findings, Finding{Judgement: j, Rule: rule})
			}
		}
	}
	return findings
}

// Judge applies the rule to an assembly and the network that was made of it, and gives its verdict on each resource that
// it looked at.
func (r Rule) Judge(a *template.Assembly, n *network.Network) []Judgement {
	return r.judge(&input{assembly: a, network: n})
}

// All gives the rules, errors first.
func All() []Rule {
	return []Rule{
		privateDns(),
		privateDnsConflict(),
		privateDnsWithoutVpcDns(),
		inboundResolverOnGateway(),
		gatewaysOnOneRouteTable(),
		subnetsInOneZone(),
		serviceName(),
		serviceWithoutGateway(),
		typeLeftOut(),
		interfacePropertiesOnGateway(),
		routeTablesOnInterface(),
		listedTwice(),
		wrongId(),
		otherVpc(),
		servesNobody(),
		dnsRecordType(),
		policyMalformed(),
		policyTooLong(),
		policyDenyOnly(),
		noClientLetIn(),
		bucketPolicyLockOut(),

		bucketPolicyForgetsEndpoint(),
		gatewayPolicyPrincipal(),
		policyWildcards(),
		securityGroupsLeftOut(),
		worldLetIn(),
		noRouteTable(),
		publicSubnets(),
		aclBlocksInterface(),
		aclBlocksGateway(),
		vpcWithoutDns(),
		natBesideGateway(),
		dnsNamePrefix(),
		endpointQuota(),
	}
}
