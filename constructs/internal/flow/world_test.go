package flow

import "net/netip"

// world is a network of which everything is known. The naive evaluator reads it packet by packet; compile makes objects of
// the engine of it, with parts hidden.
type world struct {
	vpcs        []*wVpc
	subnets     []*wSubnet
	tables      []*wTable
	acls        []*wAcl
	nats        []*wNat
	transits    int
	attachments []*wAttachment
	interfaces  []*wInterface
	s3          []netip.Prefix // S3's own list
	outside     *wOutside
}

type wVpc struct {
	block netip.Prefix
}

type wSubnet struct {
	vpc, table, acl int
	block           netip.Prefix
	zone            string
	publicIp        bool
	access          Access
	hide            float64
	hideTable       float64
	hideAcl         float64
	hidePublic      float64
	hideZone        float64
}

type wTable struct {
	name   string
	routes []wRoute
	hide   float64
}

type wRoute struct {
	name string
	dest []netip.Prefix // several are a prefix list; each counts with its own length
	rank Rank
	to   wTarget
	hide float64
	how  int
	is   bool // whether it exists
}

type wTarget struct {
	kind  TargetKind
	name  string
	index int // of what it leads to
}

type wAcl struct {
	name    string
	in, out []wEntry
	hide    float64
}

type wEntry struct {
	name  string
	allow bool
	peers netip.Prefix
	ports Ports
	hide  float64
	how   int
	is    bool
}

type wNat struct {
	subnet int
	addr   netip.Addr
	public bool
	hide   float64
}

type wAttachment struct {
	vpc       int
	subnets   []int
	table     int // -1 is none
	is        bool
	hide      float64
	hideTable float64
}

type wInterface struct {
	subnet int
	addr   netip.Addr
	groups []wEntry
	hide   float64
}

type wOutside struct {
	block netip.Prefix
	vpc   int
}
