//go:build linux

package lab

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/privates3/privates3-go/constructs/s3path"
)

var allMutants = flag.Bool("all-mutants", false, "build every mutant in TestMutants, not only every third")

// mutant is s3path with a fault: other text in place of some of its code.
type mutant struct {
	file          string // in constructs
	code, instead string
	found         string // the case, or the generator and the seed, whose packets contradict the mutant
}

var mutants = []mutant{
	{"internal/flow/table.go", "c.Dest.MinBits > other.Dest.MaxBits ||", "c.Dest.MinBits < other.Dest.MaxBits ||", "a prefix list's entry is narrower than a static route"},
	{"internal/flow/table.go", "c.Rank < other.Rank)", "c.Rank > other.Rank)", "a blackhole in a transit gateway's table, as long as a propagated route"},
	{"internal/flow/filter.go", "ports := p.DstPorts.Intersect(e.Ports)", "ports := p.DstPorts", "a network ACL allows no inbound responses"},
	{"internal/flow/filter.go", "matched := sure.Union(maybe)", "matched := region.Window", "near 49"},
	{"internal/flow/filter.go", "Result: Dropped, Trace: &Step{Kind: NoEntry", "Result: Passed, Trace: &Step{Kind: NoEntry", "the ACL of the attachment's subnet allows no outbound traffic to hosts"},
	{"internal/flow/walk.go", "if from == to && (as != host || into != attachment) {", "if from == to {", "host and attachment in one subnet, whose ACL does not allow its own addresses inbound"},
	{"internal/flow/walk.go", "if from == to && (as != host || into != attachment) {", "if false {", "host and attachment in one subnet, whose ACL allows no inbound responses but does not apply to them"},
	{"internal/flow/walk.go", "list = append(list, check{from, Destination})", "list = append(list, check{from, Source})", "the ACL of the attachment's subnet allows no outbound traffic to hosts"},
	{"internal/flow/walk.go", "if into != edge {", "if into == host {", "host and attachment in one subnet, whose ACL does not allow its own addresses inbound"},
	{"internal/flow/walk.go", "pieces = w.leave(p)\n", "pieces = p.arrive(p)\n", "one of the endpoint's zones has no attachment"},
	{"internal/flow/walk.go", "if p.as == edge {\n", "if p.as != attachment {\n", "a prefix list's entry is wider than a static route"},
	{"internal/flow/walk.go", "return w.through(p, f, Source, p.arrive)", "return p.arrive(p)", "the endpoint's subnet has a route back to half of the office"},
	{"internal/flow/walk.go", "case i.Subnet != p.from:", "case i.Subnet == p.from:", "a prefix list's entry is wider than a static route"},
	{"internal/flow/gateway.go", "if !has {", "if false {", "an internet gateway drops what a private NAT gateway sends"},
	{"internal/flow/gateway.go", "if !has {", "if has {", "a NAT gateway in the hub serves a spoke"},
	{"internal/flow/gateway.go", "access == NoAccess ||", "access != NoAccess ||", "a NAT gateway in the hub serves a spoke"},
	{"internal/flow/gateway.go", "p.vpc, p.origin.outside = to.Vpc, true", "p.origin.outside = true", "a prefix list's entry is wider than a static route"},
	{"internal/flow/gateway.go", "return w.cross(p, s, host, ", "return w.cross(p, s, edge, ", "a NAT gateway in the hub serves a spoke"},
	{"internal/flow/gateway.go", "PublicIp: Sure(nat.Public)", "PublicIp: Sure(true)", "an internet gateway drops what a private NAT gateway sends"},
	{"internal/flow/gateway.go", "own.Src, own.SrcPorts = nat.Address, Ephemeral()", "own.SrcPorts = Ephemeral()", "a NAT gateway in the hub serves a spoke"},
	{"internal/flow/gateway.go", "p.from, p.as, p.origin = s.Vpc, s, attachment,", "p.from, p.as, p.origin = s.Vpc, s, edge,", "the ACL of the attachment's subnet allows no outbound traffic to hosts"},
	{"internal/flow/gateway.go", "is := s.Zone.is(from.Zone)", "is := truth.True", "the client's zone has no attachment"},
	{"internal/topology/filter.go", ".Or(protocol.Is(network.ProtocolAll))", "", "a prefix list's entry is wider than a static route"},
	{"internal/topology/filter.go", "Out: t.direction(n, true)", "Out: t.direction(n, false)", "the ACL of the attachment's subnet allows no outbound traffic to hosts"},
	{"internal/topology/transit.go", "g.DefaultRouteTableAssociation.Or(true).Is(true)", "g.DefaultRouteTableAssociation.Or(true).Is(false)", "the client's zone has no attachment"},
	{"internal/topology/transit.go", "range n.Propagations {", "range n.Propagations[:0] {", "a transit gateway whose own tables have routes in both directions"},
	{"internal/topology/table.go", "range n.Propagated {", "range n.Propagated[:0] {", "a VPN with static routes propagates only these"},
	{"internal/topology/vpc.go", "made.flow.PublicIp = flow.Sure(true)", "made.flow.PublicIp = flow.Sure(false)", "a NAT gateway in the hub serves a spoke"},
	{"internal/topology/vpc.go", "return []flow.Access{flow.EgressAccess}", "return []flow.Access{flow.OpenAccess}", "VPC Block Public Access for inbound traffic only"},
	{"internal/topology/zone.go", `.Is("AllResolvers")`, `.Is("OnlyInboundResolver")`, "private DNS for all resolvers resolves the usual name to the interface"},
	{"internal/topology/target.go", `.Is("public")`, `.Is("private")`, "a NAT gateway in the hub serves a spoke"},
	{"internal/topology/forwarder.go", "f.SourceDestCheck.Is(true)", "f.SourceDestCheck.Is(false)", "a NAT instance"},
	{"s3path/exit.go", "if g.Kind == flow.ToNat {", "if false {", "a NAT gateway in the hub serves a spoke"},
	{"s3path/answer.go", "case flow.Occurs(pieces, flow.End.Arrives) == truth.False:", "case flow.Occurs(pieces, flow.End.Arrives) != truth.True:", "half of the default route is missing"},
	{"s3path/answer.go", "case flow.ForAll(pieces, flow.End.Arrives) == truth.True:", "case flow.Occurs(pieces, flow.End.Arrives) == truth.True:", "one of the endpoint's zones has no attachment"},
	{"internal/topology/filter.go", "Allow: e.RuleAction.Is(network.ActionAllow)", "Allow: truth.True", "a network ACL denies all addresses in halves"},
	{"internal/topology/dns.go", "if r.other != nil {", "if false {", "DHCP options name other DNS servers"},
	{"internal/topology/vpc.go", "accessIn(x.Mode.Value,", "accessIn(\"off\",", "a VPC excluded from VPC Block Public Access for outbound traffic"},
	{"s3path/sentence.go", "works, rest := a.partsOf(pieces, truth.True)", "works, rest := a.partsOf(pieces, truth.False)", "a static route diverts some of the responses to a peer"},
	{"s3path/outside_clients.go", "add(block, a.vpcAddresses)", "add(block, nil)", "the block that a security group allows is that of another VPC"},
	{"s3path/dns.go", "v := a.toEndpoint(e, a.topology.Endpoint(c, e, f))", "v := own(f)", "private DNS for all resolvers resolves the usual name to the interface"},
}

// TestMutants puts faults into s3path, each of which the lab has to find. A build takes seconds, so it samples the list.
func TestMutants(t *testing.T) {
	buildable(t)
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go to build s3path with: ", err)
	}
	dir := t.TempDir()
	limit := make(chan struct{}, 2)
	problems := make([]error, len(mutants))
	var group sync.WaitGroup
	for i, m := range mutants {
		if !*allMutants && i%3 != 0 {
			continue
		}
		group.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			problems[i] = m.survives(filepath.Join(dir, fmt.Sprint(i)))
		})
	}
	group.Wait()
	for i, m := range mutants {
		if problems[i] != nil {
			t.Errorf("mutants[%d], constructs/%s, %q instead of %q: %v", i, m.file, m.instead, m.code, problems[i])
		}
	}
}

// survives returns an error unless the lab contradicts the mutant.
func (m mutant) survives(dir string) error {
	a, absent, err := m.network()
	if err != nil {
		return err
	}
	_, n, err := a.read()
	if err != nil {
		return err
	}
	l, err := Build(n)
	if err != nil {
		return err
	}
	defer l.Close()
	assembly, program := filepath.Join(dir, "cdk.out"), filepath.Join(dir, "paths")
	if err := errors.Join(os.MkdirAll(assembly, 0o755), a.write(assembly), m.build(dir, program)); err != nil {
		return err
	}
	report, err := m.report(program, assembly)
	if err != nil {
		return err
	}
	c, err := l.compare(report, time.Second)
	isShown := func(who string) bool { return slices.Contains(c.shown, who) }
	if err == nil && len(c.faults) == 0 && !slices.ContainsFunc(absent, isShown) {
		err = fmt.Errorf("no packet of %q contradicts it", m.found)
	}
	return err
}

// network returns the network that finds the mutant, and the rows that it must not have.
func (m mutant) network() (a app, absent []string, err error) {
	for _, c := range cases() {
		if c.name == m.found {
			return c.app(), c.absent, nil
		}
	}
	var generator string
	var seed uint64
	if _, err := fmt.Sscan(m.found, &generator, &seed); err != nil || generators[generator] == nil {
		return a, nil, fmt.Errorf("%q is neither a case nor a generator with a seed", m.found)
	}
	return generators[generator](seed).app(), nil, nil
}

// build builds the command that prints paths, with the fault.
func (m mutant) build(dir, program string) error {
	file, err := filepath.Abs(filepath.Join("../../constructs", m.file))
	if err != nil {
		return err
	}
	source, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("the file to change is gone; change another in its entry of mutants: %w", err)
	}
	if count := strings.Count(string(source), m.code); count != 1 {
		return fmt.Errorf("the code to change is there %d times instead of once; change other code in its entry of mutants", count)
	}
	changed, overlay := filepath.Join(dir, "changed.go"), filepath.Join(dir, "overlay.json")
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{file: changed}})
	if err := errors.Join(err, os.WriteFile(overlay, list, 0o644),
		os.WriteFile(changed, []byte(strings.Replace(string(source), m.code, m.instead, 1)), 0o644)); err != nil {
		return err
	}
	build := exec.Command("go", "build", "-overlay", overlay, "-ldflags=-s -w", "-o", program, "./testdata/paths")
	build.Env = append(os.Environ(), "GOPROXY=off", "GOTOOLCHAIN=local", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// report runs the mutant.
func (m mutant) report(program, assembly string) (*s3path.Report, error) {
	out, err := exec.Command(program, assembly).Output()
	if err != nil {
		return nil, err
	}
	var report s3path.Report
	return &report, json.Unmarshal(out, &report)
}
