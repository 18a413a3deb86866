package s3path

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// hostile are names that a form of output would take for something else than text.
var hostile = []string{
	"\x1b[31mred\x1b[0m\x1b]0;title\a", "\u009b31mred", "one\rtwo\ntwo\u2028three", "\u202eevil\u2066\u200b\ufeff\u00ad",
	"a  10.0.0.0/24  usual  public IP  gateway  yes", "\xff\xfe", "\U000e0041",
	`"] --> x`, "end", "`**bold**`", "x |pipe| \\| y", "<script>alert(1)</script>", "<!-- ", "&lt;b&gt;",
	"[link](https://example.com)", "![i](x)", "https://example.com", "www.example.com", "someone@example.com", "@team", "#1",
	"## heading", "1. item", "- item", "---", "~~gone~~", "*em* _em_", "$x$", "%% %%{init: {}}%%", "#quot; #35;", `\n`, "fa:fa-ban", "$$x$$",
	"الف", "名前", "e\u0301", "",
}

// withName is a report with a name in every field that a template fills.
func withName(name string) *Report {
	group := func(kind ClientKind, by Name, path Path, reachable Reachable) Group {
		client := Client{Kind: kind, Name: name, Cidr: name, Vpc: name, RouteTable: name}
		return Group{Clients: []Client{client, client}, Result: Result{
			Name: by, Endpoint: name, Dns: PublicIp, Path: path, Through: name, Via: []Carrier{{Transit, name}}, Reachable: reachable, Reason: name, Basis: Inferred,
		}}
	}
	v := Vpc{Name: name, Cidrs: []string{name, name}, Endpoints: []Endpoint{{name, Gateway}, {name, Interface}}}
	groups := []Group{group(Subnet, UsualName, Nat, Yes), group(Subnet, EndpointName, Interface, Unknown), group(OnPremises, UsualName, NoPath, No)}
	return &Report{Version: SchemaVersion, Vpcs: []Vpc{v, v}, Groups: groups, Gaps: []Gap{{name, name, name, true, true}}}
}

// FuzzNames checks for each form that a name changes neither the lines of the output nor what stands around it, that all of
// the name can be read in it, and that it is text.
func FuzzNames(f *testing.F) {
	for _, name := range hostile {
		f.Add(name)
	}
	harmless := withName("x")
	markdown := regexp.MustCompile("^(?:[^\\\\`*_~|\\[\\]$&<>@#]|\\\\[\\\\`*_~|\\[\\]$]|&(?:amp|lt|gt);|&#(?:64|35);<!-- -->|<!-- -->)*$")
	mermaid := regexp.MustCompile(`^[^\x00-\x7f]*(?:[A-Za-z0-9 /,._-][^\x00-\x7f]*)*$`)
	mark := regexp.MustCompile(`(?:^|[ /,._-])[._-]|[._-](?:[ /,]|$)|[^\p{Nd}]\.|\.[^\p{Nd}]`)
	escape := regexp.MustCompile(`\\([[:punct:]])`)
	narrow := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r >= '！' && r <= '～' {
				return r - '！' + '!'
			}
			return r
		}, text)
	}
	f.Fuzz(func(t *testing.T, name string) {
		want := plain.Text(name)
		if strings.Contains(want, "  ") || strings.ContainsFunc(want, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("plain text %q", want)
		}

		text := plain.Markdown(name)
		bare := strings.ReplaceAll(text, "<!-- -->", "")
		if got := html.UnescapeString(escape.ReplaceAllString(bare, "$1")); !markdown.MatchString(text) || got != want {
			t.Errorf("Markdown %q is read as %q, want %q", text, got, want)
		}
		for _, link := range []string{"://", "www."} {
			if strings.Contains(text, link) {
				t.Errorf("Markdown %q has a link", text)
			}
		}

		text = mermaidText(name)
		if got := narrow(text); !mermaid.MatchString(text) || mark.MatchString(text) || got != narrow(want) {
			t.Errorf("Mermaid %q is read as %q, want %q", text, got, want)
		}

		report := withName(name)
		var read Report
		if err := json.Unmarshal([]byte(report.JSON()), &read); err != nil || read.Groups[2].Reason != string([]rune(name)) {
			t.Errorf("JSON is read as %q: %v", read.Groups[2].Reason, err)
		}

		for form, render := range map[string]func(*Report) string{
			"table": (*Report).String, "JSON": (*Report).JSON, "Markdown": (*Report).Markdown, "Mermaid": (*Report).Mermaid,
			"error": func(r *Report) string { return r.Forbid(Nat, Internet).Error() },
		} {
			got := render(report)
			if strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
				t.Errorf("%s is not all text: %q", form, got)
			}
			if lines, want := strings.Count(got, "\n"), strings.Count(render(harmless), "\n"); name != "" && lines != want {
				t.Errorf("%s has %d lines, want %d:\n%s", form, lines, want, got)
			}
		}
	})
}

// TestNamesInJson has the characters that encoding/json leaves as they are.
func TestNamesInJson(t *testing.T) {
	report := withName("\x7f\u009b\u202e\U000e0041é<")
	if got := report.JSON(); !strings.Contains(got, `"name": "\u007f\u009b\u202e\udb40\udc41é\u003c"`) {
		t.Error(got)
	}
}

// TestHostileTemplate takes a template with such names to the end of every form.
func TestHostileTemplate(t *testing.T) {
	for _, name := range hostile {
		quoted, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		path := `"Metadata": {"aws:cdk:path": ` + string(quoted) + `}, `
		resources := regexp.MustCompile(`"Properties": \{`).ReplaceAllLiteralString(experiment+nat+linked, path+`"Properties": {`)
		report := analyze(t, resources, Options{})
		texts := []string{report.String(), report.JSON(), report.Markdown(), report.Mermaid(), report.Forbid(Paths()...).Error()}
		if slices.ContainsFunc(texts, func(text string) bool {
			return strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) })
		}) {
			t.Errorf("%q: %q", name, texts)
		}
	}
}
