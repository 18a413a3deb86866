package network

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Context has the VPCs that the CDK has looked up, as it keeps them in cdk.context.json.
type Context struct {
	// Gaps are the entries of VPCs that could not be read. Such a VPC is one that no template shows.
	Gaps []template.Gap

	vpcs []contextVpc
}

type contextVpc struct {
	VpcId        string `json:"vpcId"`
	VpcCidrBlock string `json:"vpcCidrBlock"`
	SubnetGroups []struct {
		Type    string `json:"type"`
		Subnets []struct {
			SubnetId         string `json:"subnetId"`
			Cidr             string `json:"cidr"`
			AvailabilityZone string `json:"availabilityZone"`
			RouteTableId     string `json:"routeTableId"`
		} `json:"subnets"`
	} `json:"subnetGroups"`
}

// ParseContext reads cdk.context.json. The file's name is for errors and gaps. Entries that are not of a VPC are skipped. The
// only error is a text that is no JSON object.
func ParseContext(file string, data []byte) (*Context, error) {
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(data, &entries); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("%s: byte %d: invalid JSON: %w", file, syntax.Offset, err)
		}
		return nil, fmt.Errorf("%s: not a JSON object: %w", file, err)
	}
	var keys []string
	for key := range entries {
		if strings.HasPrefix(key, "vpc-provider:") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	c := &Context{}
	for _, key := range keys {
		var v contextVpc
		if err := json.Unmarshal(entries[key], &v); err != nil {
			c.Gaps = append(c.Gaps, template.Gap{File: file, Place: key, Problem: "not a VPC as the CDK stores it: " + err.Error()})
			continue
		}
		if v.VpcId != "" {
			c.vpcs = append(c.vpcs, v)
			c.checkBlocks(file, key, v)
		}
	}
	return c, nil
}

// checkBlocks records the blocks of a VPC that are none.
func (c *Context) checkBlocks(file, key string, v contextVpc) {
	blocks := []string{v.VpcCidrBlock}
	for _, group := range v.SubnetGroups {
		for _, s := range group.Subnets {
			blocks = append(blocks, s.Cidr)
		}
	}
	for _, block := range blocks {
		if block != "" && LiteralCidr(block).State() == Unknown {
			c.Gaps = append(c.Gaps, template.Gap{File: file, Place: key, Problem: strconv.Quote(block) + " is not a CIDR block"})
		}
	}
}

// MayBeLookedUp reports whether the templates refer to a VPC, subnet or route table that they do not have. Only of these does
// the context say anything.
func (n *Network) MayBeLookedUp() bool {
	isElsewhere := func(e *Entity) bool { return e.Resource == nil && !e.Declared }
	return slices.ContainsFunc(n.Vpcs, func(v *Vpc) bool { return isElsewhere(&v.Entity) }) ||
		slices.ContainsFunc(n.Subnets, func(s *Subnet) bool { return isElsewhere(&s.Entity) }) ||
		slices.ContainsFunc(n.RouteTables, func(t *RouteTable) bool { return isElsewhere(&t.Entity) })
}

// fillIn adds what the context has of those VPCs that the templates refer to.
func (b *builder) fillIn(c *Context) {
	if c == nil {
		return
	}
	b.Gaps = append(b.Gaps, c.Gaps...)
	for _, looked := range c.vpcs {
		if b.mentions(looked) {
			b.fillInVpc(looked)
		}
	}
}

func (b *builder) mentions(looked contextVpc) bool {
	if b.vpcs[Key(looked.VpcId)] != nil {
		return true
	}
	for _, group := range looked.SubnetGroups {
		for _, s := range group.Subnets {
			if b.subnets[Key(s.SubnetId)] != nil || b.tables[Key(s.RouteTableId)] != nil {
				return true
			}
		}
	}
	return false
}

func (b *builder) fillInVpc(looked contextVpc) {
	id := known(Key(looked.VpcId))
	v := b.vpc(id)
	if !v.LookedUp && looked.VpcCidrBlock != "" {
		v.Cidrs = append([]Cidr{LiteralCidr(looked.VpcCidrBlock)}, v.Cidrs...)
	}
	v.LookedUp = true
	for _, group := range looked.SubnetGroups {
		for _, entry := range group.Subnets {
			if entry.SubnetId == "" {
				continue
			}
			s := b.subnet(known(Key(entry.SubnetId)))
			if s.Declared {
				continue
			}
			s.Declared, s.VpcId, s.Vpc = true, id, v
			s.ContextType = group.Type
			if entry.Cidr != "" {
				s.Cidr = LiteralCidr(entry.Cidr)
			}
			s.AvailabilityZone = template.TextValue(entry.AvailabilityZone)
			if entry.RouteTableId == "" {
				continue
			}
			s.RouteTable = b.table(known(Key(entry.RouteTableId)))
			s.RouteTable.VpcId, s.RouteTable.Vpc = id, v
			b.inferRoute(s)
		}
	}
}

// inferRoute adds the default route that a looked-up subnet of its type has.
func (b *builder) inferRoute(s *Subnet) {
	var target TargetKind
	switch s.ContextType {
	case "Public":
		target = TargetInternetGateway
	case "Private":
		target = TargetEgress
	default:
		return
	}
	t := s.RouteTable
	for _, route := range t.Routes {
		if route.Resource == nil {
			return // it is there, from another subnet of the table
		}
	}
	e := b.external(t.Key)
	e.name = "0.0.0.0/0 of " + t.Name() // messages put "route" in front
	t.Routes = append(t.Routes, &Route{
		Entity:       e,
		RouteTableId: known(t.Key),
		Destination:  LiteralCidr("0.0.0.0/0"),
		Target:       target,
		TargetId:     Fact[Key]{State: Unknown, Cause: e.Cause},
	})
}
