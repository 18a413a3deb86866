package main

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// pathChange is one change of the path of some clients, for the same reason in each of their VPCs.
type pathChange struct {
	Name    s3path.Name     `json:"name"`
	Before  *outcome        `json:"before"` // nil for clients that are new, and for the names of new endpoints
	After   *outcome        `json:"after"`  // nil for clients that are gone, and for the names of endpoints that are gone
	Reason  string          `json:"reason"` // for the first client, of the path after the change, or else of that before
	Clients []changedClient `json:"clients"`

	varies bool // the reason, by the names in it
}

type changedClient struct {
	Vpc      string `json:"vpc"`
	Client   string `json:"client"`
	Endpoint string `json:"endpoint,omitempty"` // whose name the client uses
}

// outcome is what becomes of a request.
type outcome struct {
	Path      s3path.Path      `json:"path"`
	Reachable s3path.Reachable `json:"reachable"`
}

// words returns the outcome for people. If there is no outcome, it returns none, such as "new".
func (o *outcome) words(none string) string {
	switch {
	case o == nil:
		return none
	case o.Reachable == s3path.Yes, o.Path == s3path.NoPath && o.Reachable == s3path.No, o.Path == s3path.UnknownPath && o.Reachable == s3path.Unknown:
		return string(o.Path)
	case o.Reachable == s3path.No:
		return fmt.Sprintf("%s (unreachable)", o.Path)
	case o.Reachable == s3path.Partly:
		return fmt.Sprintf("%s (partly reachable)", o.Path)
	}
	return fmt.Sprintf("%s (reachability unknown)", o.Path)
}

// isPrivate reports whether the request surely stays on a private path and arrives.
func (o outcome) isPrivate() bool {
	return o.Reachable == s3path.Yes && (o.Path == s3path.Gateway || o.Path == s3path.Interface)
}

// urgency orders changes: first those to a path that is not private or does not arrive.
func (c *pathChange) urgency() int {
	switch {
	case c.After == nil:
		return 3
	case c.After.isPrivate():
		return 2
	case c.Before == nil && c.After.Path == s3path.NoPath:
		return 1
	}
	return 0
}

// nameOf returns the name of a client, with what distinguishes clients of the same name: a workload is one in each of its
// subnets, and networks outside the templates have blocks of addresses.
func nameOf(c s3path.Client) string {
	switch {
	case c.Kind == s3path.Workload && c.Subnet != "":
		return c.Name + " in " + c.Subnet
	case c.Kind == s3path.OnPremises || c.Kind == s3path.PeeredVpc:
		return strings.TrimSpace(c.Name + " " + c.Cidr)
	}
	return c.Name
}

// asked identifies a question that both sides may answer.
type asked struct {
	name                  s3path.Name
	vpc, client, endpoint string
}

// questions returns what a report answers, without the names of endpoints that a VPC surely does not have.
func (s side) questions() map[asked]s3path.Row {
	rows := map[asked]s3path.Row{}
	for row := range s.report.Rows() {
		if row.Name == s3path.EndpointName && row.Endpoint == "" && row.Reachable == s3path.No {
			continue
		}
		client := row.Client
		client.Name, client.Subnet = s.stacks.whole(client.Name), s.stacks.whole(client.Subnet)
		rows[asked{row.Name, s.stacks.whole(client.Vpc), nameOf(client), s.stacks.whole(row.Endpoint)}] = row
	}
	return rows
}

// find returns an answer. Where the dual-stack name has none, that of the usual name is for both.
func find(rows map[asked]s3path.Row, q asked) (s3path.Row, bool) {
	row, ok := rows[q]
	if !ok && q.name == s3path.DualstackName {
		q.name = s3path.UsualName
		row, ok = rows[q]
	}
	return row, ok
}

// pathChanges returns the changes, those of the same kind together and those that need attention first.
func pathChanges(base, head side) []pathChange {
	before, after := base.questions(), head.questions()
	all := maps.Clone(before)
	maps.Copy(all, after)
	ordered := slices.SortedFunc(maps.Keys(all), func(a, b asked) int {
		return cmp.Or(-cmp.Compare(a.name, b.name), cmp.Compare(a.vpc, b.vpc), cmp.Compare(a.endpoint, b.endpoint), cmp.Compare(a.client, b.client))
	})
	type kind struct {
		name          s3path.Name
		before, after outcome
		reason        string
	}
	changes := []pathChange{}
	index := map[kind]int{}
	for _, q := range ordered {
		b, wasThere := find(before, q)
		a, isThere := find(after, q)
		old, now := outcome{b.Path, b.Reachable}, outcome{a.Path, a.Reachable}
		if wasThere && isThere && old == now {
			continue
		}
		row := b
		if isThere {
			row = a
		}
		k := kind{q.name, old, now, inAnyVpc(row.Reason, row.Client.Vpc)}
		i, ok := index[k]
		if !ok {
			i = len(changes)
			index[k] = i
			c := pathChange{Name: q.name, Reason: row.Reason}
			if wasThere {
				c.Before = &old
			}
			if isThere {
				c.After = &now
			}
			changes = append(changes, c)
		}
		changes[i].varies = changes[i].varies || row.Reason != changes[i].Reason
		changes[i].Clients = append(changes[i].Clients, changedClient{row.Client.Vpc, nameOf(row.Client), row.Endpoint})
	}
	slices.SortStableFunc(changes, func(a, b pathChange) int { return a.urgency() - b.urgency() })
	return changes
}

// inAnyVpc returns a reason without the names that VPCs of the same shape do not share: the path of the constructs around a VPC.
func inAnyVpc(reason, vpc string) string {
	if around := path.Dir(vpc); around != "." {
		return strings.ReplaceAll(reason, around+"/", "/")
	}
	return reason
}
