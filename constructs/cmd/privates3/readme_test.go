package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The commands of README.md work word for word, and print something.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	network, err := os.ReadFile(networkFile)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	write(t, "template.yaml", string(network))
	write(t, "existing.yaml", "Resources:\n  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-0a1b2c3d, CidrBlock: 10.0.0.0/24}}\n")
	if err := os.Mkdir("base", 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join("base", "template.yaml"), strings.Replace(string(network), "      RouteTableIds: [!Ref Table]\n", "", 1))
	ran := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		for line := range strings.Lines(block[1]) {
			command, output, _ := strings.Cut(strings.TrimSpace(line), " > ")
			args := strings.Fields(command)
			if args[0] != "privates3" {
				continue
			}
			if args[1] == "account" { // which asks AWS
				write(t, output, "{\"Metadata\": {\"privates3::account\": {\"Account\": \"111122223333\", \"Region\": \"eu-west-1\"}}, \"Resources\": {}}\n")
				continue
			}
			ran++
			status, stdout, stderr := execute("", args[1:]...)
			if status != 0 || stdout == "" || stderr != "" {
				t.Errorf("%s: status %d\n%s%s", line, status, stdout, stderr)
			}
		}
	}
	if ran < 6 {
		t.Errorf("README.md has %d commands, want at least 6", ran)
	}
}
