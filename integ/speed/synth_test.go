package speed

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/privates3/privates3-go/constructs/node"
)

const (
	root    = "../.."
	example = "./examples/private-s3-access"
	cli     = "aws-cdk@2.1148.1"
)

// clockLog is the environment variable with the file in which the stand-in for Node writes how long each stage took.
const clockLog = "SPEED_CLOCK"

// BenchmarkSynth measures the parts of "cdk synth" for the example: the command without an app, with an app that is built, and
// with one that go run builds; the app with the CDK's validation and without it; and the stages of the app. It also measures
// what shortens the command.
func BenchmarkSynth(b *testing.B) {
	folder := b.TempDir()
	installed := install(b)
	binary, assembly, command := filepath.Join(folder, "app"), filepath.Join(folder, "assembly"), filepath.Join(folder, "privates3")
	mustRun(b, exec.Command("go", "build", "-o", binary, example))
	mustRun(b, exec.Command("go", "build", "-C", "constructs/cmd/privates3", "-o", command, "."))
	mustRun(b, synth(npx, binary, assembly))

	parts := map[string][]float64{}
	add := func(part string, elapsed time.Duration) { parts[part] = append(parts[part], elapsed.Seconds()) }
	for b.Loop() {
		add("all", mustRun(b, synth(npx, "go run "+example, b.TempDir())))
		add("optimized", mustRun(b, withOptions(synth(npx, "go run "+example, b.TempDir()))))
		add("no validation", mustRun(b, synth(npx, "go run "+example, b.TempDir(), "--no-validation")))
		add("installed", mustRun(b, synth(installed, "go run "+example, b.TempDir())))
		add("optimized, installed", mustRun(b, withOptions(synth(installed, "go run "+example, b.TempDir()))))
		add("no validation, installed", mustRun(b, synth(installed, "go run "+example, b.TempDir(), "--no-validation")))
		add("reused", mustRun(b, synth(installed, assembly, b.TempDir())))
		add("paths", mustRun(b, exec.Command(command, "paths", assembly)))
		add("built", mustRun(b, synth(npx, binary, b.TempDir())))
		add("command", mustRun(b, synth(npx, assembly, b.TempDir())))
		add("validated", mustRun(b, appAlone(b, binary, "true")))
		unvalidated := appAlone(b, binary, "false")
		clock := filepath.Join(b.TempDir(), "clock")
		unvalidated.Env = append(unvalidated.Env, "JSII_NODE="+os.Args[0], clockLog+"="+clock)
		add("unvalidated", mustRun(b, unvalidated))
		for part, elapsed := range readClock(b, clock) {
			add(part, elapsed)
		}
	}
	build, unpacking := coldParts(b, binary)

	m := map[string]float64{}
	for part, values := range parts {
		m[part] = median(values)
	}
	rest := m["unvalidated"] - m["kernel"] - m["modules"] - m["constructs"] - m["synth"]
	warm := []float64{
		m["command"], m["all"] - m["built"], rest, m["kernel"], m["modules"], m["constructs"], m["synth"], m["validated"] - m["unvalidated"],
	}
	// The other parts use neither cache.
	colder := append([]float64{}, warm...)
	colder[1], colder[4] = build.Seconds(), m["modules"]+unpacking.Seconds()
	var table strings.Builder
	fmt.Fprintln(&table, "| part of `cdk synth` | warm caches | cold caches |\n|---|---|---|")
	for i, part := range []string{
		"the CDK CLI, by npx", "`go run`: build and link", "start and end of the app", "start of Node and the jsii kernel", "loading of the CDK's modules",
		"creation of the constructs", "synth, with rules", "the CDK's validation",
	} {
		fmt.Fprintf(&table, "| %s | %.0f %% | %.0f %% |\n", part, 100*warm[i]/sum(warm), 100*colder[i]/sum(colder))
	}
	fmt.Fprintf(&table, "\nFrom cold caches it takes %.0f times as long.\n", sum(colder)/sum(warm))
	rewrite(b, readme, "synth", table.String())

	var loop strings.Builder
	fmt.Fprintln(&loop, "| what you change | time relative to `npx aws-cdk synth` |\n|---|---|")
	for _, row := range []struct{ change, part string }{
		{"call `node.OptimizeForSynth` in `main`", "optimized"},
		{"add `--no-validation` while you edit", "no validation"},
		{"install the CLI (`npm install --global " + cli + "`), and run `cdk`", "installed"},
		{"call `OptimizeForSynth`, and install the CLI", "optimized, installed"},
		{"add `--no-validation`, and install the CLI", "no validation, installed"},
		{"synthesize once, then use the result: `cdk diff --app cdk.out`, `cdk deploy --app cdk.out`", "reused"},
		{"synthesize once, then `privates3 paths cdk.out`", "paths"},
	} {
		ratio := fmt.Sprintf("%.2f", m[row.part]/m["all"])
		if ratio == "0.00" {
			ratio = "less than 0.01"
		}
		fmt.Fprintf(&loop, "| %s | %s |\n", row.change, ratio)
	}
	rewrite(b, filepath.Join(root, readme), "loop", loop.String())
}

func sum(values []float64) (total float64) {
	for _, value := range values {
		total += value
	}
	return total
}

// npx is the CDK CLI for synth as README.md has it.
var npx = []string{"npx", "--yes", cli}

// install returns the same version of the CDK CLI without npx. It is in a temporary folder, because it has templates of Go files.
func install(b *testing.B) []string {
	b.Helper()
	folder := b.TempDir()
	mustRun(b, exec.Command("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", cli))
	return []string{filepath.Join(folder, "node_modules", ".bin", "cdk")}
}

// synth returns the command for an app, which is a command itself, or the folder of an assembly.
func synth(cdk []string, app, output string, options ...string) *exec.Cmd {
	args := slices.Concat(cdk[1:], []string{"synth", "--quiet", "--app", app, "--output", output}, options)
	return exec.Command(cdk[0], args...)
}

// withOptions makes the command start Node as node.OptimizeForSynth does.
func withOptions(command *exec.Cmd) *exec.Cmd {
	command.Env = append(os.Environ(), optimized())
	return command
}

// optimized returns the environment variable that node.OptimizeForSynth sets.
func optimized() string {
	const variable = "NODE_OPTIONS"
	before, isSet := os.LookupEnv(variable)
	node.OptimizeForSynth()
	options := variable + "=" + os.Getenv(variable)
	err := os.Unsetenv(variable)
	if isSet {
		err = os.Setenv(variable, before)
	}
	if err != nil {
		panic(err)
	}
	return options
}

// appAlone returns the app as the CDK CLI starts it. Whether the CDK validates is not a property of the example, so the
// environment says it.
func appAlone(b *testing.B, binary, validation string) *exec.Cmd {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(root, "cdk.json"))
	if err != nil {
		b.Fatal(err)
	}
	var file struct{ Context json.RawMessage }
	if err := json.Unmarshal(text, &file); err != nil {
		b.Fatal(err)
	}
	app := exec.Command(binary)
	app.Env = append(os.Environ(), "CDK_OUTDIR="+b.TempDir(), "CDK_CONTEXT_JSON="+string(file.Context), "CDK_VALIDATION="+validation)
	return app
}

// coldParts returns how long the build takes with an empty build cache, and how long jsii takes to unpack the CDK's modules.
func coldParts(b *testing.B, binary string) (build, unpacking time.Duration) {
	b.Helper()
	first := exec.Command("go", "build", "-o", filepath.Join(b.TempDir(), "app"), example)
	first.Env = append(os.Environ(), "GOCACHE="+b.TempDir())
	build = mustRun(b, first)

	cache := "XDG_CACHE_HOME=" + b.TempDir()
	empty, filled := appAlone(b, binary, "false"), appAlone(b, binary, "false")
	empty.Env, filled.Env = append(empty.Env, cache), append(filled.Env, cache)
	return build, mustRun(b, empty) - mustRun(b, filled)
}

// mustRun runs a command in the root of the repository.
func mustRun(b *testing.B, command *exec.Cmd) time.Duration {
	b.Helper()
	command.Dir = root
	start := time.Now()
	if output, err := command.CombinedOutput(); err != nil {
		b.Fatalf("%v: %v\n%s", command.Args, err, output)
	}
	return time.Since(start)
}

// The stages of an app, by the requests that it sends to Node.
const (
	kernelStarted = "kernel"
	modulesLoaded = "modules"
	synthBegins   = "constructs"
	synthEnds     = "synth"
)

// standInForNode forwards requests to Node, and writes how long each stage took to log.
func standInForNode(entrypoint, log string) {
	start := time.Now()
	node := exec.Command("node", entrypoint)
	node.Stderr = os.Stderr
	requests, err := node.StdinPipe()
	if err != nil {
		panic(err)
	}
	answers, err := node.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := node.Start(); err != nil {
		panic(err)
	}
	took := map[string]time.Duration{}
	lap := func(stage string) {
		took[stage] += time.Since(start)
		start = time.Now()
	}
	from, back := bufio.NewReader(os.Stdin), bufio.NewReader(answers)
	copyLine(os.Stdout, back) // the kernel's greeting
	lap(kernelStarted)
	for {
		line, err := from.ReadString('\n')
		if err != nil {
			break
		}
		isLoad, isSynth := strings.Contains(line, `"api":"load"`), strings.Contains(line, `"method":"synth"`)
		if isLoad || isSynth {
			lap(synthBegins)
		}
		if _, err := io.WriteString(requests, line); err != nil {
			break
		}
		if !copyLine(os.Stdout, back) {
			break
		}
		if isLoad {
			lap(modulesLoaded)
		}
	}
	took[synthEnds] = time.Since(start)
	_ = requests.Close()
	_ = node.Wait()
	text, err := json.Marshal(took)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(log, text, 0o600); err != nil {
		panic(err)
	}
}

func copyLine(to io.Writer, from *bufio.Reader) bool {
	line, err := from.ReadString('\n')
	_, _ = io.WriteString(to, line)
	return err == nil
}

func readClock(b *testing.B, path string) (took map[string]time.Duration) {
	b.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(text, &took); err != nil {
		b.Fatal(err)
	}
	return took
}
