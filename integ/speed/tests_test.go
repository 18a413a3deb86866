package speed

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
)

// BenchmarkTests measures how long a test of a template takes, if it is the first in a Node process and if it is not.
func BenchmarkTests(b *testing.B) {
	type kind struct{ first, validation bool }
	seconds := map[kind][]float64{}
	for b.Loop() {
		for _, validation := range []bool{false, true} {
			jsii.Close() // the first test starts Node
			for i := range 10 {
				took := timeOf(func() { newApp(library, 1, fmt.Sprint(b.TempDir(), i), validation).Synth(nil) })
				k := kind{i == 0, validation}
				seconds[k] = append(seconds[k], took.Seconds())
			}
		}
	}
	unit := median(seconds[kind{false, false}])
	var table strings.Builder
	fmt.Fprintln(&table, "| test of a template | validation off | validation on |\n|---|---|---|")
	for _, first := range []bool{false, true} {
		fmt.Fprintf(&table, "| %s | %.0f | %.0f |\n", map[bool]string{false: "one more", true: "the first after Node has started"}[first],
			median(seconds[kind{first, false}])/unit, median(seconds[kind{first, true}])/unit)
	}
	rewrite(b, readme, "tests", table.String())
}
