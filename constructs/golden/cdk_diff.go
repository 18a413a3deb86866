package golden

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"
)

// cdkCli is the CDK CLI whose diff is asked. The output of one version is known, so it is not the user's own.
const cdkCli = "aws-cdk@2.1148.1"

// The lines of "cdk diff" for an endpoint that is or may be replaced, with those of its properties, and for a property that is
// the reason.
var (
	replacedEndpoint  = regexp.MustCompile(`(?m)^\[~\] ` + vpcEndpoint + ` (?:.+ )?(\S+) (replace|may be replaced)\n((?: .*\n)*)`)
	replacingProperty = regexp.MustCompile(`(?m)^ [├└]─ \[.\] (\S+) \((?:requires|may cause) replacement\)`)
)

// manifest is that of an assembly with one stack. Every CLI reads earlier versions of its schema.
const manifest = `{"version": "36.0.0", "artifacts": {"Stack": {"type": "aws:cloudformation:stack",
	"environment": "aws://unknown-account/unknown-region", "properties": {"templateFile": "after.json"}}}}`

// replacement is what cdk diff reports of an endpoint.
type replacement struct {
	verb       string
	properties []string // that are the reason
}

// cdkDiff returns the endpoints that a change replaces or may replace while they keep their logical IDs. AWS's specification
// of resources, by which cdk diff decides, is in the CDK CLI but not in the CDK's library.
func cdkDiff(before, after string) (map[string]replacement, error) {
	assembly, err := os.MkdirTemp("", "golden")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(assembly) }()
	for name, text := range map[string]string{"before.json": before, "after.json": after, "manifest.json": manifest} {
		if err := os.WriteFile(filepath.Join(assembly, name), []byte(text), 0o600); err != nil {
			return nil, err
		}
	}

	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	diff := exec.CommandContext(ctx, "npx", "--yes", "--prefer-offline", "--fetch-retries=0", cdkCli, "diff", "--app", assembly, "--template", "before.json",
		"--ci", "--no-color", "--no-notices", "--no-version-reporting")
	diff.Dir = assembly // where no cdk.json has options or commands for it
	diff.WaitDelay = time.Second
	output, err := diff.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w\n%s", err, exit.Stderr)
		}
		return nil, fmt.Errorf("npx %s diff: %w", cdkCli, err)
	}

	replaced := map[string]replacement{}
	for _, found := range replacedEndpoint.FindAllStringSubmatch(string(output), -1) {
		r := replacement{verb: "REPLACES"}
		if found[2] != "replace" {
			r.verb = "MAY REPLACE"
		}
		for _, property := range replacingProperty.FindAllStringSubmatch(found[3], -1) {
			r.properties = append(r.properties, property[1])
		}
		replaced[found[1]] = r
	}
	return replaced, nil
}
