// Package page renders a report as one HTML file that uses no network: a drawing, a table that can be filtered, and the
// findings of the rules.
package page

import (
	"crypto/sha256"
	_ "embed" // for the parts of the page
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

var (
	//go:embed page.html
	body string
	//go:embed page.css
	css string
	//go:embed page.js
	script string
)

// Page is what a file shows.
type Page struct {
	Report   *s3path.Report
	Findings []lint.Finding
	// Rule returns the rule with an ID.
	Rule func(id string) lint.Rule
	// Place returns a place in a template as people read it, such as file, line and column.
	Place func(s3path.Location) string
}

// maxRows and maxMembers are how many results, and clients of all results, a page has, so that a browser shows it at once.
const maxRows, maxMembers = 1000, 20_000

// row is a line of the table of paths.
type row struct {
	Number int
	s3path.Line
	Members []string // if there are several
	More    int      // members that are left out
}

// view is what the template shows.
type view struct {
	Csp      template.HTML
	Css      template.CSS
	Script   template.JS
	Summary  string
	Counts   map[s3path.Mark]int
	Drawing  *drawing
	Rows     []row
	Left     int // rows that are left out
	Marks    []s3path.Mark
	Paths    []s3path.Path
	Findings []lint.Finding
	Notes    []s3path.Table
}

// Write writes the page.
func (p Page) Write(w io.Writer) error {
	functions := template.FuncMap{"text": plain.Text, "mark": markWords, "markSign": markSign, "rule": p.Rule, "place": p.Place}
	parsed, err := template.New("page").Funcs(functions).Parse(body)
	if err != nil {
		return err
	}
	v := view{
		Css: template.CSS(css), Script: template.JS(script),
		Summary: p.Report.Summary(), Findings: p.Findings, Notes: p.Report.Notes(),
	}
	v.Csp = template.HTML("default-src 'none'; img-src data:; style-src " + hash(css) + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'")
	v.addRows(p.Report.Lines())
	if len(v.Rows) > 0 {
		if v.Drawing, err = draw(p.Report.Drawing(), len(v.Rows)); err != nil {
			return err
		}
	}
	return parsed.Execute(w, v)
}

// hash allows one script or style sheet.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (v *view) addRows(lines []s3path.Line) {
	v.Counts = map[s3path.Mark]int{}
	for _, l := range lines {
		v.Counts[l.Mark]++
	}
	if len(lines) > maxRows {
		v.Left = len(lines) - maxRows
		lines = lines[:maxRows]
	}
	members := 0
	for i, l := range lines {
		r := row{Number: i, Line: l}
		if len(l.Clients) > 1 {
			for _, client := range l.Clients {
				if members == maxMembers {
					r.More++
					continue
				}
				members++
				r.Members = append(r.Members, strings.TrimSpace(client.Name+" "+client.Cidr))
			}
		}
		v.Rows = append(v.Rows, r)
		if !slices.Contains(v.Paths, l.Path) {
			v.Paths = append(v.Paths, l.Path)
		}
	}
	for _, mark := range s3path.Marks() {
		if v.Counts[mark] > 0 {
			v.Marks = append(v.Marks, mark)
		}
	}
}

// markWords returns a mark for people.
func markWords(m s3path.Mark) string {
	switch m {
	case s3path.Offending:
		return "not private"
	case s3path.Failing:
		return "fails"
	case s3path.Unsure:
		return "partly or unknown"
	default:
		return "private"
	}
}

// markSign returns a sign that is seen before the words are read.
func markSign(m s3path.Mark) string {
	return map[s3path.Mark]string{s3path.Offending: "!", s3path.Failing: "✕", s3path.Unsure: "?", s3path.Private: "✓"}[m]
}
