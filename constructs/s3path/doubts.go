package s3path

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// doubts returns the causes of what is in doubt.
func doubts(pieces []flow.Piece) flow.Causes {
	all := flow.Doubts(pieces, flow.End.Arrives)
	for _, path := range pathsOf(pieces) {
		all = all.And(flow.Doubts(pieces, func(e flow.End) truth.Value { return truth.Of(pathOfEnd(e) == path) }))
	}
	return all
}

// dependsOn words what a doubt depends on, without what the text before it names; empty if nothing is left.
func (a *analysis) dependsOn(causes flow.Causes, before string) string {
	var words []string
	for _, cause := range causes {
		if of, ok := cause.Of.(template.Cause); ok && of.Kind != template.CauseParameter && of.Kind != template.CauseCondition && isNamed(before, of.Subject) {
			continue
		}
		if word := a.causeName(cause); word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return fmt.Sprintf(reasonDependsOn, listed(words, maxCauses))
}

// isNamed reports whether a text has a name that is not part of a longer one.
func isNamed(text, name string) bool {
	inName := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_-/:", r) }
	for rest := text; name != ""; {
		i := strings.Index(rest, name)
		if i < 0 {
			break
		}
		last, _ := utf8.DecodeLastRuneInString(rest[:i])
		rest = rest[i+len(name):]
		next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(rest, "."))
		if !inName(last) && !inName(next) {
			return true
		}
	}
	return false
}

// settled returns the reason and what settles it if it is unknown.
func (r Result) settled() string {
	return strings.Join(append([]string{r.Reason}, r.Remedies...), reasonSettledBy)
}

// undocumented ends the cause of what AWS does not document.
const undocumented = ", which AWS does not document"

// causeName words a cause, empty for one that the sentence has already.
func (a *analysis) causeName(c flow.Cause) string {
	switch of := c.Of.(type) {
	case template.Cause:
		of.Subject = a.nameOfSubnet(of.Subject)
		switch of.Kind {
		case topology.CauseBeyond:
			return ""
		case topology.CauseExistence:
			return fmt.Sprintf("whether %s exists", of.Subject)
		case topology.CauseOutside:
			return fmt.Sprintf("other attachments of %s", of.Subject)
		default:
			return of.String()
		}
	case flow.Doubt:
		name, _ := wordsOf(of)
		return name
	}
	return ""
}

// wordsOf returns what a result depends on because of a doubt of the engine, and what to do. The cause is empty if the sentence names
// it already.
func wordsOf(d flow.Doubt) (cause, remedy string) {
	const test = "test it in a deployed VPC"
	for _, row := range []struct {
		doubt         flow.Doubt
		cause, remedy string
	}{
		{flow.ClientChooses, "the ports that the client uses", "allow TCP 1024-65535 for the responses"},
		{flow.NatChooses, "the address and ports that the NAT gateway uses", "allow the block of the NAT gateway's subnet, and TCP 1024-65535"},
		{flow.TransitChooses, "the Availability Zone in which the transit gateway enters the VPC", "use the same routes and network ACLs for all subnets of the attachment"},
		{flow.EqualRoutes, "which of several equal routes AWS prefers", "keep only one of the routes"},
		{flow.NatAndEndpoint, "", test},
		{flow.NatTranslates, "the routes and network ACLs for what a NAT gateway translates from IPv6 to IPv4" + undocumented, test},
		{flow.NatAndPeering, "whether a NAT gateway can use a peering connection" + undocumented, test},
		{flow.ThroughVpc, "whether traffic from a transit gateway passes through a VPC to another one" + undocumented, test},
		{flow.BackHome, "whether traffic that returns to its VPC over a transit gateway can use the gateways there" + undocumented, test},
		{flow.TooMuch, "more possibilities than are followed", "analyze fewer stacks together"},
	} {
		if row.doubt == d {
			return row.cause, row.remedy
		}
	}
	return "", ""
}
