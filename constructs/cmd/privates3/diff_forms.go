package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// summary counts what changed.
func (d *diff) summary() string {
	clients := map[[2]string]bool{}
	for _, c := range d.Paths {
		for _, client := range c.Clients {
			clients[[2]string{client.Vpc, client.Client}] = true
		}
	}
	return fmt.Sprintf("%s with changed paths, %s, %d resolved", counted(len(clients), "client"), counted(len(d.New), "new finding"), len(d.Resolved))
}

// text is for people.
func (d *diff) text(t terminal) string {
	var b strings.Builder
	for _, c := range d.Paths {
		fmt.Fprintf(&b, "%s -> %s, by the %s: %s\n  %s\n", c.Before.words("new"), c.After.words("removed"), plain.Text(c.named()), plain.Text(c.who()), plain.Text(c.why()))
	}
	for _, f := range d.New {
		fmt.Fprintf(&b, "%s %s: %s\n", t.severity("new ", f.Severity), f.Rule, plain.Text(f.Message))
	}
	for _, f := range d.Resolved {
		fmt.Fprintf(&b, "resolved %s: %s: %s\n", f.Severity, f.Rule, plain.Text(f.Message))
	}
	return b.String() + d.summary() + "\n"
}

// named returns the name that the clients use.
func (c *pathChange) named() string {
	if c.Name != s3path.EndpointName {
		return string(c.Name) + " name"
	}
	endpoint := c.Clients[0].Endpoint
	if endpoint == "" || slices.ContainsFunc(c.Clients, func(client changedClient) bool { return client.Endpoint != endpoint }) {
		return "endpoint's name"
	}
	return "name of " + endpoint
}

// who lists the clients, and the number of those beyond what a reader takes in.
func (c *pathChange) who() string {
	const most = 6
	vpcs := map[string]bool{}
	var names []string
	for _, client := range c.Clients {
		vpcs[client.Vpc] = true
		if len(names) < most {
			names = append(names, client.Client)
		}
	}
	text := strings.Join(names, ", ")
	if rest := len(c.Clients) - most; rest > 0 {
		text += fmt.Sprintf(" and %d more", rest)
	}
	if len(vpcs) > 1 {
		text = fmt.Sprintf("%s in %d VPCs: %s", counted(len(c.Clients), "client"), len(vpcs), text)
	}
	return text
}

// why returns the reason, which other VPCs may have with their own names.
func (c *pathChange) why() string {
	if c.varies {
		return "for example, " + c.Reason
	}
	return c.Reason
}

// maxComment is the length of a comment that GitHub takes. The rest is for a marker of the workflow, titles and notes.
const (
	maxComment = 65_536
	maxRows    = maxComment - 1536
)

// markdown is for a comment. If it is too long, the last rows of its tables are left out, with their number.
func (d *diff) markdown() string {
	var paths, found []string
	for _, c := range d.Paths {
		paths = append(paths, fmt.Sprintf("| %s | %s | %s | %s | %s |\n", c.Before.words("new"), c.After.words("removed"), plain.Markdown(c.who()), plain.Markdown(c.named()), plain.Markdown(c.why())))
	}
	row := func(what string, f lint.Finding) string {
		return fmt.Sprintf("| %s | %s | `%s` | %s |\n", what, f.Severity, f.Rule, plain.Markdown(f.Message))
	}
	for _, f := range d.New {
		found = append(found, row("new", f))
	}
	for _, f := range d.Resolved {
		found = append(found, row("resolved", f))
	}
	// Each table can have half of the comment, and what the other one does not need.
	forPaths := max(maxRows/2, maxRows-lengthOf(found))
	forFound := maxRows - min(forPaths, lengthOf(paths))
	var b strings.Builder
	fmt.Fprintf(&b, "### Paths to Amazon S3\n\n%s.\n", d.summary())
	table(&b, "| before | after | clients | name | reason |\n| --- | --- | --- | --- | --- |\n", paths, forPaths)
	table(&b, "| | severity | rule | finding |\n| --- | --- | --- | --- |\n", found, forFound)
	return b.String()
}

func lengthOf(rows []string) (n int) {
	for _, row := range rows {
		n += len(row)
	}
	return n
}

// table writes as many rows as fit.
func table(b *strings.Builder, header string, rows []string, budget int) {
	if len(rows) == 0 {
		return
	}
	b.WriteString("\n" + header)
	for i, row := range rows {
		if budget -= len(row); budget < 0 {
			fmt.Fprintf(b, "\n%s left out, because a comment has at most %d characters. Run `privates3 diff` to list all.\n", counted(len(rows)-i, "more row"), maxComment)
			return
		}
		b.WriteString(row)
	}
}
