package s3path_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// mayTake reports whether a row leaves it open that a request takes a path.
func mayTake(row s3path.Row, path s3path.Path) bool {
	return path == row.Path || slices.Contains(row.Possible, path) || slices.Contains(row.Possible, s3path.UnknownPath) || mayTakeAny(row)
}

func mayTakeAny(row s3path.Row) bool { return row.Path == s3path.UnknownPath && len(row.Possible) == 0 }

// problems are what a test with very many cases found. One fault of the code mostly shows in many.
type problems []string

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Sprintf(format, args...)) }

// report shows the first problems and counts the others.
func (p problems) report(t *testing.T) {
	t.Helper()
	for i, problem := range p {
		if i == 10 && !testing.Verbose() {
			t.Errorf("and %d more, which -v shows", len(p)-i)
			break
		}
		t.Error(problem)
	}
}
