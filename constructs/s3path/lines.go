package s3path

import (
	"fmt"
	"slices"
)

// Line is a group as the tables of String and Markdown show it.
type Line struct {
	Group
	// Label names the clients, or what their names have in common and how many they are.
	Label string
	// Blocks lists the CIDR blocks of the clients, or the first if there are many.
	Blocks string
	// By is the name that the clients use: "usual", "dualstack", "endpoint" or "cross-region", or the name of the endpoint if there
	// are several. It is "usual, dualstack" for clients with IPv6 addresses if both names have the same result.
	By string
	// Mark is what to notice about the result.
	Mark Mark

	common string // the reason, without the names that each client has of its own
}

// Mark is what a reader should notice about a result.
type Mark string

// The marks, the loudest first.
const (
	// Offending is a request by a bucket's usual name that takes, or may take, a path that [RequirePrivate] forbids.
	Offending Mark = "offending"
	// Failing is a request that does not reach S3.
	Failing Mark = "failing"
	// Unsure is a request that reaches S3 only in part, or whose result is unknown.
	Unsure Mark = "unsure"
	// Private is a request that reaches S3 through an endpoint.
	Private Mark = "private"
)

// Marks returns all marks, the loudest first.
func Marks() []Mark { return []Mark{Offending, Failing, Unsure, Private} }

// Lines returns the groups as tables show them. It omits what is always true: that a VPC without an S3 interface endpoint has
// no endpoint name, and that clients outside the VPCs use no endpoint by the usual name.
func (r *Report) Lines() []Line {
	var lines []Line
	subnets, marked, named, differ := r.census(), r.hasWorkloads(), r.hasInterfaces(), clientsOf(r.shown(), func(g Group) bool { return g.Name == DualstackName })
	for i, g := range r.shown() {
		if g.isNoise() {
			continue
		}
		l := Line{Group: g, Label: g.labelWith(subnets, marked), Blocks: g.cidrs(), By: string(g.Name), Mark: g.mark()}
		if r.common != nil {
			l.common = r.common[i]
		}
		switch {
		case named && g.Endpoint != "":
			l.By = g.Endpoint
		case g.Name == UsualName && !r.NoDualstack && g.isForDualstack(differ):
			l.By = fmt.Sprintf("%s, %s", UsualName, DualstackName)
		}
		lines = append(lines, l)
	}
	return lines
}

// isForDualstack reports whether clients of the usual name have IPv6 addresses, and the same result for the dual-stack name. Those in
// differ have another.
func (g *Group) isForDualstack(differ map[Client]bool) bool {
	return slices.ContainsFunc(g.Clients, func(client Client) bool { return client.Ipv6 }) &&
		!slices.ContainsFunc(g.Clients, func(client Client) bool { return differ[client] })
}

// shown returns the groups as people see them.
func (r *Report) shown() []Group {
	if r.forPeople != nil {
		return r.forPeople
	}
	return r.Groups
}

// isNoise reports whether the result is the same wherever there is no interface endpoint, or for all clients outside.
func (g *Group) isNoise() bool {
	if g.Name == EndpointName {
		return g.Endpoint == "" && g.Dns == NoSuchName
	}
	return g.Clients[0].isOutside() && g.Dns == PublicIp
}

// isOutside reports whether a client is outside the VPCs of the templates.
func (c Client) isOutside() bool { return c.Kind != Subnet && c.Kind != Workload }

// hasInterfaces reports whether there are several interface endpoints.
func (r *Report) hasInterfaces() bool {
	interfaces := 0
	for _, v := range r.Vpcs {
		for _, e := range v.Endpoints {
			if e.Kind == Interface {
				interfaces++
			}
		}
	}
	return interfaces > 1
}

func (r Result) mark() Mark {
	switch {
	case r.Name != EndpointName && slices.ContainsFunc(notPrivate(), r.mayTake):
		return Offending
	case r.Reachable == No:
		return Failing
	case r.Reachable != Yes:
		return Unsure
	}
	return Private
}
