package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func invalidSelect() Rule {
	return Rule{
		Id:       "invalid-select",
		Title:    "An Fn::Select has an index outside its list, or selects from a string",
		Severity: Error,
		AwsError: "Template error: Fn::Select cannot select nonexistent value at index …",
		Fix: "Use an index that is less than the number of elements. Split a string with Fn::Split first. Pass a nested stack single DNS names of an " +
			"endpoint, not its DnsEntries, for example with InterfaceS3Link.ForNestedStack. An interface endpoint has one Regional name and one for each subnet; a gateway endpoint has none.",
		Page:  selectPage,
		check: checkInvalidSelect,
	}
}

func checkInvalidSelect(in *input) []Result {
	var results []Result
	for _, s := range in.assembly.Stacks {
		s.Selects(func(call template.Select) { results = append(results, in.checkSelect(call)) })
	}
	return results
}

func (in *input) checkSelect(call template.Select) Result {
	mistake := func(format string, args ...any) Result {
		where := "The output " + call.LogicalId
		if r := call.Stack.Resource(call.LogicalId); r != nil && strings.HasPrefix(call.Path(), "Properties") {
			where = strings.TrimPrefix(call.Path(), "Properties.") + " of " + r.Name()
		}
		return violationIf(call.Exists, []Location{{Stack: call.Stack, LogicalId: call.LogicalId, Path: call.Path()}},
			"%s", where+" selects "+fmt.Sprintf(format, args...))
	}
	if call.FromText {
		return mistake("from a string, which is not a list.")
	}
	text, known := call.Index.Text()
	index, err := strconv.Atoi(text)
	if known && (err != nil || index < 0) {
		return mistake("the element %q, which is not an index.", text)
	}
	length, e := in.lengthOf(call.From)
	switch {
	case !known || length < 0 || index < length && index >= surely(call.From, length):
		return unknown()
	case index < length:
		return compliant()
	case e == nil:
		return mistake("index %d of a list of %d.", index, length)
	case length == 0:
		return mistake("index %d of the DNS entries of %s, but a gateway endpoint has none.", index, e.Name())
	}
	return mistake("index %d of the DNS entries of %s, which has %d: the Regional name and one for each subnet.", index, e.Name(), length)
}

// surely returns how many elements a list has at least, of which a condition may leave some out.
func surely(v template.Value, most int) int {
	list, _ := v.List()
	for _, element := range list {
		if element.MayBeAbsent() {
			most--
		}
	}
	return most
}

// lengthOf returns how many elements a list has at most, -1 if that is unknown, and the endpoint if it is the list of its DNS
// entries. A gateway endpoint has none.
func (in *input) lengthOf(v template.Value) (length int, dnsEntriesOf *network.Endpoint) {
	if v.Kind() == template.List {
		list, _ := v.List()
		return len(list), nil
	}
	token, ok := v.Token()
	if !ok || token.Attribute != "DnsEntries" {
		return -1, nil
	}
	e := network.Find(in.network.Endpoints, network.ResourceKeyOf(token))
	switch {
	case e == nil:
	case e.IsGateway() == truth.True:
		return 0, e
	case e.IsS3Interface().And(e.PrivateDnsEnabled.Or(false).Is(false)) == truth.True && hasKnownLength(e.SubnetIds, e):
		return 1 + len(e.SubnetIds.List), e
	}
	return -1, nil
}

// hasKnownLength reports whether none of the references in SubnetIds is to a parameter that is a list.
func hasKnownLength(ids network.Keys, e *network.Endpoint) bool {
	list, _ := e.Resource.Property("SubnetIds").List()
	return ids.State == network.Known && !slices.ContainsFunc(list, func(v template.Value) bool {
		token, _ := v.Token()
		return strings.HasSuffix(token.Attribute, "[]")
	})
}
