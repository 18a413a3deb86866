package speed

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkLint runs the rules and the paths of the command on templates that cfn-lint, a linter for any template, checks too.
// The table stays as it is where cfn-lint is not on the PATH.
func BenchmarkLint(b *testing.B) {
	linter, err := exec.LookPath("cfn-lint")
	if err != nil {
		b.Skip("cfn-lint is not on the PATH: https://github.com/aws-cloudformation/cfn-lint")
	}
	command := filepath.Join(b.TempDir(), "privates3")
	mustRun(b, exec.Command("go", "build", "-C", "constructs/cmd/privates3", "-o", command, "."))

	sizes := []int{1, 10}
	seconds := map[string]map[int][]float64{linter: {}, command: {}}
	for b.Loop() {
		for _, accesses := range sizes {
			folder := b.TempDir()
			newApp(byHand, accesses, folder, false).Synth(nil) // the same template, without the findings
			template := filepath.Join(folder, "Stack.template.json")
			// Findings set the exit status, so it is not checked.
			seconds[linter][accesses] = append(seconds[linter][accesses], timeOf(func() { _ = exec.Command(linter, template).Run() }).Seconds())
			var took time.Duration
			for _, verb := range []string{"rules", "paths"} {
				took += mustRun(b, exec.Command(command, verb, template))
			}
			seconds[command][accesses] = append(seconds[command][accesses], took.Seconds())
		}
	}
	var table strings.Builder
	fmt.Fprintln(&table, "| accesses in the template | time of `cfn-lint`, of `privates3 rules` and `privates3 paths` together |\n|---|---|")
	for _, accesses := range sizes {
		fmt.Fprintf(&table, "| %d | %.0f |\n", accesses, median(seconds[linter][accesses])/median(seconds[command][accesses]))
	}
	rewrite(b, readme, "lint", table.String())
}
