package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// withName is a page with a name in every field that a template fills.
func withName(name string) Page {
	group := func(kind s3path.ClientKind, by s3path.Name, path s3path.Path, reachable s3path.Reachable) s3path.Group {
		client := s3path.Client{Kind: kind, Name: name, Cidr: name, Vpc: name, RouteTable: name}
		return s3path.Group{Clients: []s3path.Client{client, client}, Result: s3path.Result{
			Name: by, Endpoint: name, Dns: s3path.PublicIp, Path: path, Through: name, Via: []s3path.Carrier{{Kind: s3path.Transit, Name: name}},
			Reachable: reachable, Reason: name, Remedies: []string{name, name}, Locations: []s3path.Location{{File: name, Place: name}},
			Obstacles: []s3path.Obstacle{{Problem: name}, {Problem: name, Locations: []s3path.Location{{File: name, Place: name}}}},
		}}
	}
	v := s3path.Vpc{Name: name, Cidrs: []string{name, name}, Endpoints: []s3path.Endpoint{{Name: name, Kind: s3path.Gateway}, {Name: name, Kind: s3path.Interface}}}
	return Page{
		Report: &s3path.Report{
			Vpcs: []s3path.Vpc{v},
			Groups: []s3path.Group{
				group(s3path.Subnet, s3path.UsualName, s3path.Nat, s3path.Yes),
				group(s3path.Subnet, s3path.EndpointName, s3path.Interface, s3path.Unknown),
				group(s3path.Workload, s3path.UsualName, s3path.NoPath, s3path.No),
				group(s3path.OnPremises, s3path.EndpointName, s3path.Interface, s3path.Yes),
			},
			Gaps:       []s3path.Gap{{File: name, Place: name, Problem: name}},
			NotS3:      []string{name},
			Parameters: []s3path.Parameter{{Stack: name, Name: name, Value: name}},
		},
		Findings: []lint.Finding{{Severity: lint.Error, Rule: "private-dns", Message: name, Locations: []s3path.Location{{File: name}}}},
		Rule: func(id string) lint.Rule {
			return lint.Rule{Id: id, Fix: "Fix it.", Page: "https://docs.aws.amazon.com/"}
		},
		Place: func(l s3path.Location) string { return l.File + ":1:1 " + l.Place },
	}
}

func render(t *testing.T, p Page) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), root
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for child := range n.Descendants() {
		if child.Type == html.TextNode {
			b.WriteString(child.Data)
		}
	}
	return b.String()
}

// elements returns the names of the elements, without those that break the text of a drawing into lines.
func elements(root *html.Node) (names []string) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data != "text" {
			names = append(names, n.Data)
		}
	}
	return names
}

func TestNamesAreText(t *testing.T) {
	_, harmless := render(t, withName("x"))
	for _, name := range []string{
		"</script><script>alert(1)</script>", "<img src=https://example.com/x onerror=alert(1)>", `" onload="alert(1)`, "'><b>", "</title></svg><b>", "</style>", "<!--", "]]>",
		"javascript:alert(1)", "{{.Csp}}", "&lt;b&gt;", "\x1b[31mred", "a\x00b", "\u202eevil\u2066", "one\ntwo\u2028three", "\xff\xfe", "الف", "名前", "e\u0301", "🚀",
		strings.Repeat("long", 5000), strings.Repeat("/", 300), "\U000e0041",
	} {
		text, root := render(t, withName(name))
		if !slices.Equal(elements(root), elements(harmless)) {
			t.Errorf("%.40q changes the elements", name)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
			t.Errorf("%.40q is in the page with characters that are not printed", name)
		}
		found := false
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "style" || a.Key == "href" && !slices.Contains([]string{"#paths", "data:,", "https://docs.aws.amazon.com/"}, a.Val) {
					t.Errorf("%.40q: attribute %s=%q", name, a.Key, a.Val)
				}
			}
			found = found || n.Data == "td" && strings.HasPrefix(textOf(n), strings.TrimSpace(plain.Text(name)))
		}
		if !found {
			t.Errorf("%.40q is not in the table", name)
		}
	}
}

// TestPolicyAllowsOnlyThePage compares the hashes of the policy with what the page has.
func TestPolicyAllowsOnlyThePage(t *testing.T) {
	_, root := render(t, withName("x"))
	policy := ""
	for n := range root.Descendants() {
		if n.Data == "meta" && attribute(n, "http-equiv") == "Content-Security-Policy" {
			policy = attribute(n, "content")
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
		t.Errorf("policy %q", policy)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "style" || n.Data == "script") {
			sum := sha256.Sum256([]byte(textOf(n)))
			if want := n.Data + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
				t.Errorf("policy %q does not have %s", policy, want)
			}
		}
	}
}

// many is a page on VPCs whose private subnets differ in their path.
func many(vpcs int) Page {
	p := withName("x")
	p.Report = &s3path.Report{}
	for i := range vpcs {
		name := fmt.Sprintf("Net%d/Vpc", i)
		p.Report.Vpcs = append(p.Report.Vpcs, s3path.Vpc{Name: name, Cidrs: []string{"10.0.0.0/16"}, Endpoints: []s3path.Endpoint{{Name: name + "/S3", Kind: s3path.Gateway}}})
		for j, path := range []s3path.Path{s3path.Gateway, s3path.Paths()[i%8]} {
			client := s3path.Client{Kind: s3path.Subnet, Name: fmt.Sprintf("%s/Subnet%d", name, j), Vpc: name, Cidr: fmt.Sprintf("10.0.%d.0/24", j)}
			p.Report.Groups = append(p.Report.Groups, s3path.Group{Clients: []s3path.Client{client}, Result: s3path.Result{
				Name: s3path.UsualName, Dns: s3path.PublicIp, Path: path, Through: name + "/S3", Reachable: []s3path.Reachable{s3path.Yes, s3path.No}[i/8%2], Reason: name,
			}})
		}
	}
	return p
}

// TestEveryResultIsARow finds all results in the table, and those of each box and arrow.
func TestEveryResultIsARow(t *testing.T) {
	for _, vpcs := range []int{0, 1, 30, 700} {
		p := many(vpcs)
		text, root := render(t, p)
		if vpcs == 30 {
			if again, _ := render(t, p); text != again {
				t.Error("the page is not the same twice")
			}
		}
		rows := map[string]string{}
		drawn := map[string]bool{}
		for n := range root.Descendants() {
			if id := attribute(n, "id"); strings.HasPrefix(id, "row-") {
				rows[strings.TrimPrefix(id, "row-")] = textOf(n)
			}
			for row := range strings.FieldsSeq(attribute(n, "data-rows")) {
				drawn[row] = true
			}
		}
		lines := p.Report.Lines()
		for i, l := range lines[:min(len(lines), maxRows)] {
			if row := rows[fmt.Sprint(i)]; !strings.Contains(row, l.Label) || !strings.Contains(row, l.Reason) || !strings.Contains(row, markWords(l.Mark)) {
				t.Errorf("%d VPCs: row %d is %q, want %s", vpcs, i, row, l.Label)
			}
		}
		if len(rows) != min(len(lines), maxRows) || len(drawn) != len(rows) {
			t.Errorf("%d VPCs: %d results, %d rows, of which %d are drawn", vpcs, len(lines), len(rows), len(drawn))
		}
		if left := fmt.Sprintf("%d more results are not in this page", len(lines)-maxRows); strings.Contains(text, left) != (len(lines) > maxRows) {
			t.Errorf("%d VPCs: no %q", vpcs, left)
		}
	}
}

// TestDrawingHasNoOverlaps places frames and nodes next to each other, and nodes within their frames.
func TestDrawingHasNoOverlaps(t *testing.T) {
	for _, vpcs := range []int{1, 3, 30} {
		d := many(vpcs).Report.Drawing()
		view, err := draw(d, 1)
		if err != nil {
			t.Fatal(err)
		}
		apart := func(kind string, shapes []shape) {
			for i, s := range shapes {
				for j, other := range shapes[:i] {
					if s.X < other.X+other.Width && other.X < s.X+s.Width && s.Y < other.Y+other.Height && other.Y < s.Y+s.Height {
						t.Errorf("%d VPCs: %s %d and %d overlap: %v, %v", vpcs, kind, i, j, s.rect, other.rect)
					}
				}
			}
		}
		apart("frames", view.Frames)
		apart("nodes", view.Nodes)
		for i, a := range view.Arrows {
			if l := a.Label; l != nil && (l.X < 0 || l.Y < 0 || l.X+l.Width > view.Width || l.Y+l.Height > view.Height) {
				t.Errorf("%d VPCs: the label of arrow %d is outside of the drawing", vpcs, i)
			}
		}
		for i, n := range d.Nodes {
			s := view.Nodes[i]
			if s.X < 0 || s.Y < 0 || s.X+s.Width > view.Width || s.Y+s.Height > view.Height {
				t.Errorf("%d VPCs: node %d is outside of the drawing", vpcs, i)
			}
			if n.Frame < 0 {
				continue
			}
			if f := view.Frames[n.Frame]; s.X < f.X || s.Y < f.Y+lineHeight || s.X+s.Width > f.X+f.Width || s.Y+s.Height > f.Y+f.Height {
				t.Errorf("%d VPCs: node %d is outside of its frame: %v, %v", vpcs, i, s.rect, f.rect)
			}
		}
	}
}
