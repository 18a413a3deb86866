package html

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var screenshots = flag.String("screenshots", "", "`directory` to write a picture of each page to")

const command = "../../constructs/cmd/privates3"

func TestPagesInChromium(t *testing.T) {
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = path
		}
	}
	if chromium == "" {
		t.Skip("NO PAGE WAS READ: chromium is not on the PATH")
	}
	run(t, ".", "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
	dir := t.TempDir()
	privates3 := filepath.Join(dir, "privates3")
	run(t, command, "go", "build", "-o", privates3, ".")

	var pages []string
	write := func(name string, args ...string) {
		file := filepath.Join(dir, name+".html")
		pages = append(pages, file)
		page := run(t, ".", privates3, append([]string{"paths", "--format", "html"}, args...)...)
		if err := os.WriteFile(file, page, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, vpcs := range []int{1, 3, 30, 300} {
		network := filepath.Join(dir, fmt.Sprint(vpcs))
		if err := os.Mkdir(network, 0o700); err != nil {
			t.Fatal(err)
		}
		writeNetworks(t, network, vpcs)
		write(fmt.Sprintf("%d-vpcs", vpcs), network)
	}
	write("findings", "--parameters", "PrivateDns=true", filepath.Join(command, "testdata", "network.yaml"))
	hostile := filepath.Join(dir, "hostile.template.json")
	writeJson(t, hostile, withHostileNames())
	write("hostile", hostile)

	options, err := json.Marshal(map[string]any{"chromium": chromium, "screenshots": *screenshots, "pages": pages})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", run(t, ".", "node", "main.mjs", string(options)))
}

// withHostileNames returns the template of a network whose names browsers would take for something else than text.
func withHostileNames() object {
	names := []string{
		"</script><script>document.title='changed'</script>", "<img src=https://example.com/x onerror=\"document.title='changed'\">", "</style></svg><b>", "\x1b[31m\u202eevil\u2066",
		"--></title>", strings.Repeat("long/", 400), "الف", "名前", "🚀",
	}
	template := alone(network(3))
	resources := template["Resources"].(object)
	for i, id := range slices.Sorted(maps.Keys(resources)) {
		resources[id].(object)["Metadata"] = object{"aws:cdk:path": names[i%len(names)] + "/" + id}
	}
	return template
}

// TestLayoutIsDagre compares the script that the command embeds with the package that package.json pins.
func TestLayoutIsDagre(t *testing.T) {
	run(t, ".", "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
	for _, file := range []string{"dagre.min.js", "dagre.min.js.LEGAL.txt"} {
		want, err := os.ReadFile("node_modules/@dagrejs/dagre/dist/" + file)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(command, "internal", "page", file))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not the file of the package", file)
		}
	}
}

func run(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	var stderr bytes.Buffer
	c.Stderr = &stderr
	output, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, output, stderr.String())
	}
	return output
}
