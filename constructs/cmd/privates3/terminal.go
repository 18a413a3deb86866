package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// terminal is what an output is connected to. The zero value is a file or a pipe, whose text has no colors and no line breaks of
// its own.
type terminal struct {
	width  int
	colors bool
}

func terminalOf(out io.Writer) terminal {
	file, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return terminal{}
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		width = 0
	}
	return terminal{width, os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"} // https://no-color.org
}

// color is a code of ECMA-48.
type color int

const (
	red    color = 31
	green  color = 32
	yellow color = 33
)

func (t terminal) paint(text string, c color) string {
	if !t.colors || text == "" {
		return text
	}
	return fmt.Sprintf("\x1b[%dm%s\x1b[0m", c, text)
}

// severity returns the beginning of a finding's line, in the color of its severity.
func (t terminal) severity(before string, s lint.Severity) string {
	return t.paint(before+string(s)+":", map[lint.Severity]color{lint.Error: red, lint.Warning: yellow}[s])
}

// minReason is how wide a reason is at least, in columns. Where a table leaves less, reasons have lines of their own.
const minReason = 30

// paths returns the tables of a report, with the results in color and the last column wrapped to the width of the terminal.
func (t terminal) paths(r *s3path.Report) string {
	if t == (terminal{}) {
		return r.String()
	}
	var b strings.Builder
	for i, table := range r.Tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(plain.Text(table.Title) + "\n")
		for j, cells := range table.Aligned() {
			last := len(cells) - 1
			before := strings.Join(cells[:last], "")
			if j == 0 {
				b.WriteString(before + cells[last] + "\n")
				continue
			}
			shown := strings.TrimRight(before, " ")
			gap := before[len(shown):]
			if i == 0 && len(r.Groups) > 0 {
				at := len(strings.Join(cells[:s3path.PathColumn], ""))
				shown = shown[:at] + t.paint(shown[at:], colorOf(table.Lines[j][s3path.PathColumn:]))
			}
			b.WriteString(shown + t.wrapped(gap, utf8.RuneCountInString(before), cells[last]) + "\n")
		}
	}
	return b.String()
}

// colorOf returns the color of a path and whether it reaches S3.
func colorOf(result []string) color {
	path, reachable := s3path.Path(result[0]), s3path.Reachable(result[1])
	switch {
	case reachable == s3path.No:
		return red
	case path != s3path.Gateway && path != s3path.Interface && path != s3path.UnknownPath && path != s3path.NoPath:
		return red
	case reachable != s3path.Yes:
		return yellow
	}
	return green
}

// wrapped returns a text that begins behind some padding in a column, in lines that fit.
func (t terminal) wrapped(padding string, column int, text string) string {
	indent, first := column, padding
	switch {
	case t.width == 0:
		return padding + text
	case t.width-column < minReason:
		indent = 4
		first = "\n    "
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && indent+len([]rune(line))+1+len([]rune(word)) > t.width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return first + strings.Join(append(lines, line), "\n"+strings.Repeat(" ", indent))
}

// progress shows on a terminal what takes more than a second, until the returned function is called.
func progress(out io.Writer, what string) (stop func()) {
	if terminalOf(out) == (terminal{}) {
		return func() {}
	}
	done, stopped := make(chan struct{}), make(chan struct{})
	began := time.Now()
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		shown := false
		for {
			select {
			case <-ticker.C:
				shown = true
				_, _ = fmt.Fprintf(out, "\r\x1b[Kprivates3: %s (%d s)", what, int(time.Since(began).Seconds()))
			case <-done:
				if shown {
					_, _ = io.WriteString(out, "\r\x1b[K")
				}
				return
			}
		}
	}()
	return func() {
		close(done)
		<-stopped
	}
}
