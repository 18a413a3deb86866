package speed

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/privates3"
	"github.com/privates3/privates3-go/examples/byhand"
)

// measured is what samples are of.
type measured struct {
	variant    string
	accesses   int
	validation bool
}

// BenchmarkApps runs whole apps in turn: with the library, by hand and in JavaScript.
func BenchmarkApps(b *testing.B) {
	if output, err := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error").CombinedOutput(); err != nil {
		b.Fatalf("npm ci: %v\n%s", err, output)
	}
	checkTemplates(b)

	samples := map[measured][]sample{}
	added := map[addition][]float64{}
	for b.Loop() {
		for _, validation := range []bool{true, false} {
			for _, accesses := range []int{0, 1, 50, 200} {
				for _, variant := range []string{library, byHand, javaScript} {
					m := measured{variant, accesses, validation}
					samples[m] = append(samples[m], run(b, variant, accesses, validation))
				}
			}
		}
		for _, accesses := range []int{1, 200} {
			for _, variant := range []string{rules, both} {
				a := addition{variant, accesses}
				added[a] = append(added[a], runAddition(b, a))
			}
		}
	}
	r := results{samples, added}
	b.ReportMetric(r.perAccess(library, 200, true)/r.perAccess(byHand, 200, true), "x-by-hand")
	b.ReportMetric(r.perAccess(library, 200, true)/r.perAccess(javaScript, 200, true), "x-javascript")
	b.ReportMetric(r.growth(library, true), "x-growth")
	r.write(b)
}

// checkTemplates fails unless all three apps have the same template.
func checkTemplates(b *testing.B) {
	b.Helper()
	templates := map[string]map[string]any{}
	for _, variant := range []string{library, byHand, javaScript} {
		outdir := b.TempDir()
		if output, err := command(b, variant, 2, outdir, false).CombinedOutput(); err != nil {
			b.Fatalf("%s: %v\n%s", variant, err, output)
		}
		text, err := os.ReadFile(filepath.Join(outdir, "Stack.template.json"))
		if err != nil {
			b.Fatal(err)
		}
		var template map[string]any
		if err := json.Unmarshal(text, &template); err != nil {
			b.Fatal(err)
		}
		templates[variant] = template
	}
	for _, variant := range []string{byHand, javaScript} {
		if diff := cmp.Diff(templates[variant], templates[library]); diff != "" {
			b.Fatalf("the templates differ (-%s +%s):\n%s", variant, library, diff)
		}
	}
}

// addition is an app to which rules, or rules and paths, are added.
type addition struct {
	variant  string
	accesses int
}

// runAddition returns what it adds to a synth, in seconds.
func runAddition(b *testing.B, a addition) float64 {
	b.Helper()
	output, err := command(b, a.variant, a.accesses, b.TempDir(), true).Output()
	if err != nil {
		b.Fatalf("%v\n%s", err, complaint(err))
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(string(output)), 64)
	if err != nil {
		b.Fatal(err)
	}
	return seconds
}

// results are what a run has measured.
type results struct {
	samples map[measured][]sample
	added   map[addition][]float64
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}

func (r results) median(variant string, accesses int, validation bool, of func(sample) float64) float64 {
	var values []float64
	for _, s := range r.samples[measured{variant, accesses, validation}] {
		values = append(values, of(s))
	}
	return median(values)
}

func (r results) seconds(variant string, accesses int, validation bool) float64 {
	return r.median(variant, accesses, validation, func(s sample) float64 { return s.seconds })
}

func (r results) memory(variant string, accesses int, validation bool) float64 {
	return r.median(variant, accesses, validation, func(s sample) float64 { return s.memory })
}

// perAccess returns what each access adds to an app without any.
func (r results) perAccess(variant string, accesses int, validation bool) float64 {
	return (r.seconds(variant, accesses, validation) - r.seconds(variant, 0, validation)) / float64(accesses)
}

// growth returns 1 if the time grows linearly from 50 accesses to 200.
func (r results) growth(variant string, validation bool) float64 {
	return r.perAccess(variant, 200, validation) / r.perAccess(variant, 50, validation)
}

// write puts the ratios into README.md.
func (r results) write(b *testing.B) {
	b.Helper()
	var apps strings.Builder
	fmt.Fprintln(&apps, "| validation | accesses | time per access, of Go by hand | of JavaScript | whole process, of Go by hand | of JavaScript | peak memory, of Go by hand | of JavaScript |")
	fmt.Fprintln(&apps, "|---|---|---|---|---|---|---|---|")
	for _, validation := range []bool{true, false} {
		for _, accesses := range []int{1, 50, 200} {
			fmt.Fprintf(&apps, "| %s | %d |", map[bool]string{true: "on", false: "off"}[validation], accesses)
			for i, of := range []func(variant string, accesses int, validation bool) float64{r.perAccess, r.seconds, r.memory} {
				for _, other := range []string{byHand, javaScript} {
					if i == 0 && accesses < 50 { // less than the noise of a process
						fmt.Fprint(&apps, " – |")
						continue
					}
					fmt.Fprintf(&apps, " %.2f |", of(library, accesses, validation)/of(other, accesses, validation))
				}
			}
			fmt.Fprintln(&apps)
		}
	}
	fmt.Fprintln(&apps, "\n| time per access at 200, of that at 50 | library | Go by hand | JavaScript |\n|---|---|---|---|")
	for _, validation := range []bool{true, false} {
		fmt.Fprintf(&apps, "| validation %s | %.2f | %.2f | %.2f |\n", map[bool]string{true: "on", false: "off"}[validation],
			r.growth(library, validation), r.growth(byHand, validation), r.growth(javaScript, validation))
	}
	fmt.Fprintln(&apps, "\n| accesses | what the rules add to the whole process | what rules and paths add |\n|---|---|---|")
	for _, accesses := range []int{1, 200} {
		share := func(variant string) float64 {
			return 100 * median(r.added[addition{variant, accesses}]) / r.seconds(byHand, accesses, true)
		}
		fmt.Fprintf(&apps, "| %d | %.2f %% | %.2f %% |\n", accesses, share(rules), share(both))
	}
	rewrite(b, readme, "apps", apps.String())
}

const readme = "README.md"

// rewrite puts a table between its marks in a file.
func rewrite(b *testing.B, file, name, table string) {
	b.Helper()
	if !*update {
		b.Logf("%s\n%s", name, table)
		return
	}
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	begin, end := fmt.Sprintf("<!-- %s begins -->\n", name), fmt.Sprintf("<!-- %s ends -->\n", name)
	before, rest, found := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		b.Fatalf("%s lacks the marks of %s", file, name)
	}
	if err := os.WriteFile(file, []byte(before+begin+table+end+after), 0o644); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkConstructs creates the same resources and outputs with the library and by hand, in turn, in one process.
func BenchmarkConstructs(b *testing.B) {
	var table strings.Builder
	fmt.Fprintln(&table, "| construct | time relative to Go by hand |\n|---|---|")
	for _, construct := range []struct {
		name    string
		library func(stack awscdk.Stack, id string, props byhand.Props)
		byHand  func(stack awscdk.Stack, id string, props byhand.Props)
	}{
		{
			"GatewayS3Route",
			func(stack awscdk.Stack, id string, props byhand.Props) {
				privates3.NewGatewayS3Route(stack, &id, &privates3.GatewayS3RouteProps{Vpc: props.Vpc})
			},
			func(stack awscdk.Stack, id string, props byhand.Props) { byhand.Gateway(stack, id, props) },
		},
		{
			"InterfaceS3Link",
			func(stack awscdk.Stack, id string, props byhand.Props) {
				privates3.NewInterfaceS3Link(stack, &id, &privates3.InterfaceS3LinkProps{Vpc: props.Vpc})
			},
			func(stack awscdk.Stack, id string, props byhand.Props) { byhand.Interface(stack, id, props) },
		},
		{
			"PrivateS3Access",
			func(stack awscdk.Stack, id string, props byhand.Props) {
				privates3.NewPrivateS3Access(stack, &id, &privates3.PrivateS3AccessProps{Vpc: props.Vpc})
			},
			func(stack awscdk.Stack, id string, props byhand.Props) { byhand.Access(stack, id, props) },
		},
	} {
		ratio := 0.0
		b.Run(construct.name, func(b *testing.B) {
			app := awscdk.NewApp(&awscdk.AppProps{Context: context()})
			libraryStack, byHandStack := awscdk.NewStack(app, jsii.String("Library"), nil), awscdk.NewStack(app, jsii.String("ByHand"), nil)
			props := byhand.Props{Isolated: true, GatewayService: byhand.GatewayService(), InterfaceService: byhand.InterfaceService(byHandStack)}
			var ours, theirs time.Duration
			created := 0
			for b.Loop() {
				for range 100 {
					id, vpc := fmt.Sprint("S3", created), fmt.Sprint("Vpc", created)
					created++
					props.Vpc = newVpc(libraryStack, vpc)
					ours += timeOf(func() { construct.library(libraryStack, id, props) })
					props.Vpc = newVpc(byHandStack, vpc)
					theirs += timeOf(func() { construct.byHand(byHandStack, id, props) })
				}
			}
			ratio = float64(ours) / float64(theirs)
			b.ReportMetric(ratio, "x-by-hand")
		})
		fmt.Fprintf(&table, "| `%s` | %.2f |\n", construct.name, ratio)
	}
	rewrite(b, readme, "constructs", table.String())
}
