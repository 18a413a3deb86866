package s3path

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// Location is a place in a template.
type Location struct {
	// File is the path of the template.
	File string `json:"file"`
	// Stack is the ID of the stack.
	Stack string `json:"stack"`
	// Resource is the logical ID of the resource or output; empty for another part of the template.
	Resource string `json:"resource,omitempty"`
	// Construct is the construct's path; empty if the templates do not show it.
	Construct string `json:"construct,omitempty"`
	// Place is the place in the template, such as "Resources.Link.Properties.PrivateDnsEnabled".
	Place string `json:"place,omitempty"`
}

// maxLocations is how many locations a result has.
const maxLocations = 3

// locations are where the templates have what a reason names, each once.
type locations []Location

func (l *locations) add(at Location) {
	if len(*l) < maxLocations && !slices.Contains(*l, at) {
		*l = append(*l, at)
	}
}

// addResource adds a resource, or a property of it.
func (l *locations) addResource(r *template.Resource, property string) {
	if r == nil {
		return
	}
	at := Location{File: r.Stack.File, Stack: r.Stack.Id, Resource: r.LogicalId, Construct: r.Stack.ConstructPath(r.LogicalId)}
	if !r.Existing {
		at.Place = "Resources." + r.LogicalId
		if property != "" {
			at.Place += ".Properties." + property
		}
	}
	l.add(at)
}

// addRef adds the resource that a part of the network is.
func (l *locations) addRef(ref flow.Ref) {
	switch ref := ref.(type) {
	case *network.Rule:
		l.addResource(ref.Resource, ref.Place)
	case *template.Resource:
		l.addResource(ref, "")
	case topology.EndpointRoute:
		l.addResource(ref.Endpoint.Resource, "")
	case topology.Interface:
		l.addResource(ref.Endpoint.Resource, "")
	case topology.AclDirection:
		l.addResource(ref.Acl.Resource, "")
	case topology.Groups:
		l.addGroups(ref.Endpoint.SecurityGroups, &ref.Endpoint.Entity)
	case topology.ForwarderGroups:
		l.addGroups(ref.Forwarder.SecurityGroups, &ref.Forwarder.Entity)
	case topology.OwnGroups:
		l.addGroups(ref.Workload.SecurityGroups, &ref.Workload.Entity)
	case interface{ Part() *network.Entity }:
		l.addResource(ref.Part().Resource, "")
	}
}

// addRoutes adds the route by which packets leave their subnet and, if something carries them to another network, those there.
func (l *locations) addRoutes(e flow.End) {
	list := steps(e)
	for _, s := range list {
		if s.Kind == flow.ByRoute && !s.Packets.Answer {
			l.addRef(s.Ref)
			if !isCarried(list) {
				return
			}
		}
	}
}

// addGroups adds security groups, or what has none.
func (l *locations) addGroups(groups []*network.SecurityGroup, of *network.Entity) {
	for _, g := range groups {
		l.addResource(g.Resource, "")
	}
	if len(groups) == 0 {
		l.addResource(of.Resource, "")
	}
}

// addCauses adds where the values are that are unknown.
func (l *locations) addCauses(stacks map[string]*template.Stack, causes flow.Causes) {
	for _, c := range causes {
		of, ok := c.Of.(template.Cause)
		s := stacks[of.Stack]
		if !ok || s == nil || of.Place == "" {
			continue
		}
		at := Location{File: s.File, Stack: s.Id, Place: of.Place}
		if section, rest, _ := strings.Cut(of.Place, "."); section == "Resources" {
			at.Resource, _, _ = strings.Cut(rest, ".")
			at.Construct = s.ConstructPath(at.Resource)
		}
		l.add(at)
	}
}

// locationsOf returns where the templates have what decides: the routes by which packets take the path, what stops them or
// allows them to an interface endpoint, and what is unknown.
func (a *analysis) locationsOf(pieces []flow.Piece, v verdict) locations {
	var all locations
	for _, first := range []bool{true, false} {
		for _, e := range flow.Ends(pieces) {
			if (pathOfEnd(e) == v.Path) == first && v.Path != NoPath && !toInterface(e) {
				all.addRoutes(e)
			}
		}
	}
	for _, e := range flow.Ends(pieces) {
		list := steps(e)
		if e.Result != flow.Arrived {
			all.addRef(list[len(list)-1].Ref)
			continue
		}
		for _, s := range list {
			if rule, ok := s.Ref.(*network.Rule); ok && s.Kind == flow.Allowed && toInterface(e) {
				all.addRef(rule)
			}
		}
	}
	if v.Reachable == Unknown || v.Path == UnknownPath {
		all.addCauses(a.stacks, doubts(pieces))
	}
	return all
}

// orOf returns the locations, or that of the client if there are none.
func (l locations) orOf(c topology.Client) []Location {
	if len(l) == 0 && c.Workload != nil {
		l.addResource(c.Workload.Resource, c.Workload.Place)
	}
	if len(l) == 0 {
		l.addResource(c.Subnet.Resource, "")
	}
	return l
}
