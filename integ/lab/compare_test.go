//go:build linux

package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// app is a set of stacks that both s3path and the lab read.
type app struct {
	stacks  []Stack
	region  string
	context string  // the cdk.context.json, if there is one
	present []Stack // what the templates do not have, which only the lab is shown
	office  []netip.Prefix
}

// comparison is how a lab and s3path answer for one app.
type comparison struct {
	rows    int
	agreed  int               // both say the same
	unknown int               // unknown to s3path, and not the same for all addresses and ports in the lab
	blunt   []string          // unknown to s3path, though all in the lab have the same result: its reasons
	faults  []fault           // what contradicts each other
	shown   []string          // the rows of the report, by client and name
	met     map[string][]Path // what packets took
}

// atOnce is how many networks are built at the same time.
const atOnce = 6

// fault is a row that a lab contradicts.
type fault struct {
	row s3path.Row
	lab string
}

func (f fault) String() string {
	return fmt.Sprintf("%s %s, %s name %s\n\ts3path: %s, %s, %s: %s\n\tlab:    %s",
		f.row.Client.Kind, f.row.Client.Name, f.row.Name, f.row.Endpoint, f.row.Dns, f.row.Path, f.row.Reachable, f.row.Reason, f.lab)
}

// compare asks s3path and a lab the same questions.
func compare(a app, patience time.Duration) (comparison, error) {
	report, n, err := a.read()
	if err != nil {
		return comparison{}, err
	}
	l, err := Build(n)
	if err != nil {
		return comparison{}, err
	}
	defer l.Close()
	return l.compare(report, patience)
}

// compare compares a report with what happens to the lab's clients.
func (l *Lab) compare(report *s3path.Report, patience time.Duration) (comparison, error) {
	rows := slices.Collect(report.Rows())
	answers, err := l.ask(rows, patience)
	if err != nil {
		return comparison{}, err
	}
	c := comparison{met: map[string][]Path{}}
	for i, row := range rows {
		c.add(l.network, row, answers[i])
	}
	return c, nil
}

// read reads the stacks with s3path and the lab. The office has the private blocks in which s3path has on-premises clients: it
// announces no public addresses, so no VPN takes S3's away.
func (a app) read() (*s3path.Report, *Network, error) {
	report, err := a.analyze()
	if err != nil {
		return nil, nil, err
	}
	options := Options{Region: a.region, Office: a.office}
	vpcs := map[string]bool{}
	for _, v := range report.Vpcs {
		for _, block := range v.Cidrs {
			vpcs[block] = true
		}
	}
	for row := range report.Rows() {
		block, err := netip.ParsePrefix(row.Client.Cidr)
		if err == nil && block.Addr().IsPrivate() && row.Client.Kind == s3path.OnPremises && !vpcs[row.Client.Cidr] && !slices.Contains(options.Office, block) {
			options.Office = append(options.Office, block)
		}
	}
	n, err := Read(options, append(slices.Clone(a.present), a.stacks...)...)
	return report, n, err
}

// analyze reads the stacks with s3path.
func (a app) analyze() (report *s3path.Report, err error) {
	dir, err := os.MkdirTemp("", "app")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := a.write(dir); err != nil {
		return nil, err
	}
	return s3path.Analyze(dir, s3path.Options{ContextFile: a.context})
}

// write writes the stacks as a cloud assembly. Resources get construct paths, so that those of different stacks have different
// names.
func (a app) write(dir string) (err error) {
	artifacts := map[string]any{}
	for i, s := range a.stacks {
		if a.stacks[i].Template, err = withPaths(s); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, s.Name+".template.json"), a.stacks[i].Template, 0o644); err != nil {
			return err
		}
		artifacts[s.Name] = map[string]any{
			"type": "aws:cloudformation:stack", "properties": map[string]string{"templateFile": s.Name + ".template.json", "stackName": s.Name},
		}
	}
	manifest, err := json.Marshal(map[string]any{"version": "52.0.0", "artifacts": artifacts})
	return errors.Join(err, os.WriteFile(filepath.Join(dir, "manifest.json"), manifest, 0o644))
}

// withPaths adds to each resource the construct path that the CDK writes into templates of an app.
func withPaths(s Stack) ([]byte, error) {
	var template map[string]any
	if err := json.Unmarshal(s.Template, &template); err != nil {
		return nil, err
	}
	resources, _ := template["Resources"].(map[string]any)
	for id, r := range resources {
		if r, ok := r.(map[string]any); ok && r["Metadata"] == nil {
			r["Metadata"] = map[string]string{"aws:cdk:path": s.Name + "/" + id}
		}
	}
	return json.Marshal(template)
}

// answer is what happens to the requests of a client in the lab.
type answer struct {
	asked     bool // the lab has the client, and the name
	unlinked  bool // no link of an office leads to the addresses
	dns       s3path.Answer
	addresses []netip.Addr
	tries     []Try
}

// ask resolves the names of the rows at their clients and sends requests, all at once.
func (l *Lab) ask(rows []s3path.Row, patience time.Duration) ([]answer, error) {
	answers := make([]answer, len(rows))
	targets := map[*Client][]netip.Addr{}
	for i, row := range rows {
		client, host := l.clientOf(row), l.network.hostOf(row)
		if client == nil || client.vpc == nil && len(client.addresses) == 0 || host == "" {
			continue
		}
		if row.Name == s3path.DualstackName && len(client.six) == 0 {
			continue // it has a row because DNS answers otherwise
		}
		answers[i] = answer{asked: true, dns: s3path.UnknownAnswer}
		if len(client.addresses) == 0 && row.Name != s3path.DualstackName { // IPv6 alone: it sends nothing in the lab
			answers[i].dns = row.Dns
			continue
		}
		if client.vpc != nil && !client.vpc.dns { // another server answers, perhaps as the public DNS does
			answers[i].addresses, _ = l.network.lookUp(nil, host)
		} else if err := answers[i].resolve(client, host); err != nil {
			return nil, fmt.Errorf("%s: %w", host, err)
		}
		answers[i].unlinked = !slices.ContainsFunc(answers[i].addresses, func(a netip.Addr) bool { return client.marksTo(a)[0] != 0 })
		for _, address := range answers[i].addresses {
			if !slices.Contains(targets[client], address) {
				targets[client] = append(targets[client], address)
			}
		}
	}
	return answers, l.send(rows, answers, targets, patience)
}

// resolve asks the client's DNS server.
func (a *answer) resolve(client *Client, host string) (err error) {
	a.addresses, err = client.Resolve(host)
	switch {
	case errors.Is(err, errNoSuchName):
		a.dns = s3path.NoSuchName
		return nil
	case err != nil:
		return err
	case client.lab.network.isS3(a.addresses[0]):
		a.dns = s3path.PublicIp
	default:
		a.dns = s3path.PrivateIp
	}
	return nil
}

// send sends the clients' requests to their targets, and adds the results to the answers.
func (l *Lab) send(rows []s3path.Row, answers []answer, targets map[*Client][]netip.Addr, patience time.Duration) error {
	tries := map[*namespace][]Try{}
	for client, addresses := range targets {
		for _, t := range client.Tries(addresses) {
			if !slices.Contains(tries[client.namespace], t) { // blocks of the office may overlap
				tries[client.namespace] = append(tries[client.namespace], t)
			}
		}
	}
	problems := make([]error, len(tries))
	var group sync.WaitGroup
	for i, space := range slices.Collect(maps.Keys(tries)) {
		group.Go(func() { problems[i] = space.send(tries[space], patience) })
	}
	group.Wait()
	for i, row := range rows {
		client := l.clientOf(row)
		if client == nil {
			continue
		}
		for _, t := range tries[client.namespace] {
			if slices.Contains(answers[i].addresses, t.To.Addr()) && slices.Contains(slices.Concat(client.addresses, client.six), t.From.Addr()) {
				answers[i].tries = append(answers[i].tries, t)
			}
		}
	}
	return errors.Join(problems...)
}

// clientOf finds the client of a row; nil if the lab has none.
func (l *Lab) clientOf(row s3path.Row) *Client {
	switch row.Client.Kind {
	case s3path.Subnet:
		return l.Client(l.network.Subnet(row.Client.Name))
	case s3path.OnPremises:
		if block, err := netip.ParsePrefix(row.Client.Cidr); err == nil {
			return l.Office(block)
		}
		if len(l.network.office) == 1 {
			return l.Office(l.network.office[0])
		}
	case s3path.PeeredVpc: // a subnet of it
		for _, s := range all[*subnet](l.network) {
			if block, err := netip.ParsePrefix(row.Client.Cidr); err == nil && block.Contains(s.block.Addr()) {
				return l.Client(s.id)
			}
		}
	}
	return nil
}

// hostOf is the name that a row is about; empty if there is none.
func (n *Network) hostOf(row s3path.Row) string {
	switch row.Name {
	case s3path.UsualName:
		return "my-bucket." + n.s3Domain()
	case s3path.DualstackName:
		return "my-bucket." + n.dualstackDomain()
	case s3path.EndpointName:
		for _, e := range all[*endpoint](n) {
			if e.name() == row.Endpoint {
				return "bucket." + e.names()[0]
			}
		}
	case s3path.CrossRegionName:
	}
	return ""
}

// add compares a row with the results of the lab's client.
func (c *comparison) add(n *Network, row s3path.Row, a answer) {
	c.shown = append(c.shown, who(row))
	if !a.asked {
		return
	}
	c.rows++
	paths := Paths(a.tries)
	if len(paths) == 0 {
		paths = []Path{""} // no address to send from, or to
	}
	c.met[who(row)] = paths
	met := fmt.Sprintf("%s, %q", a.dns, paths)
	inPart := n.differsInPart(row, a.tries)
	switch {
	case inPart != "":
		c.faults = append(c.faults, fault{row, inPart})
	case contradicts(row, a, paths):
		for _, t := range a.tries {
			if len(paths) > 1 && len(met) < 2000 {
				met += fmt.Sprintf("\n\t\t%s to %s: %q", t.From, t.To, t.Path)
			}
		}
		c.faults = append(c.faults, fault{row, met})
	case row.Reachable != s3path.Unknown:
		c.agreed++
	case len(paths) != 1 || row.Client.Kind != s3path.Subnet && (row.Name == s3path.UsualName || a.unlinked):
		c.unknown++ // neither the office's access to the internet is known, nor a link that no template shows
	default:
		c.blunt = append(c.blunt, row.Reason)
	}
}

// who names the client and the name of a row, as tests do.
func who(row s3path.Row) string {
	client := row.Client.Name
	if row.Client.Kind == s3path.OnPremises {
		client = row.Client.Cidr
	}
	name := string(row.Name)
	if row.Name == s3path.EndpointName {
		name = row.Endpoint
	}
	return strings.ReplaceAll(client+" "+name, "Case/", "")
}

// contradicts reports whether a row differs from a client's result.
func contradicts(row s3path.Row, a answer, paths []Path) bool {
	if row.Dns != s3path.UnknownAnswer && a.dns != row.Dns {
		return true
	}
	possible := row.Possible
	if row.Path != s3path.UnknownPath {
		possible = append(slices.Clone(possible), row.Path)
	}
	for _, p := range paths {
		reached := p != ""
		if row.Reachable == s3path.Yes && !reached || row.Reachable == s3path.No && reached {
			return true
		}
		if reached && len(possible) > 0 && !slices.Contains(possible, wordFor(p)) { // if none is said to be possible, any is
			return true
		}
	}
	return false
}

// wordFor is what s3path calls a path.
func wordFor(p Path) s3path.Path {
	return map[Path]s3path.Path{
		Gateway: s3path.Gateway, Interface: s3path.Interface, Internet: s3path.Internet, Nat: s3path.Nat,
		Transit: s3path.Transit, Vpn: s3path.Vpn, Peering: s3path.Peering, OfficeInternet: s3path.NoPath,
	}[p]
}
