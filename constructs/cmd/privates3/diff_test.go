package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// edited writes the network with a text replaced, and returns the file.
func edited(t *testing.T, old, replacement string) string {
	t.Helper()
	data, err := os.ReadFile(networkFile)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), old, replacement, 1)
	if old != "" && text == string(data) {
		t.Fatalf("the network has no %q", old)
	}
	file := filepath.Join(t.TempDir(), "network.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// withFunction writes the network with a function in subnets, of which Spare has no path to S3 by the usual name.
func withFunction(t *testing.T, subnets string) string {
	return edited(t, "  Table:\n", `  Spare:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.9.0/24}
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig: {SubnetIds: [`+references(subnets)+`], SecurityGroupIds: [!Ref Clients]}
  Table:
`)
}

// references returns a list of names as references in YAML.
func references(names string) string { return "!Ref " + strings.ReplaceAll(names, " ", ", !Ref ") }

func TestDiffOfWorkloads(t *testing.T) {
	for _, test := range []struct{ name, before, after, want string }{
		{"another subnet", "Private", "Spare", "Vpc, by the usual name: gateway, yes -> not there\n  Fn in Private\n"},
		{"one more subnet", "Private", "Private Spare", "Vpc, by the usual name: not there -> none, no\n  Fn in Spare\n"},
		{"the first of two subnets", "Private Spare", "Spare", "Vpc, by the usual name: gateway, yes -> not there\n  Fn in Private\n"},
		{"the order of its subnets", "Private Spare", "Spare Private", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, stdout, stderr := execute("", "diff", "--defaults", withFunction(t, test.before), withFunction(t, test.after))
			if status != 0 || !strings.Contains(stdout, test.want) || test.want == "" && stdout != "" {
				t.Errorf("status %d, %q is not in\n%s%s", status, test.want, stdout, stderr)
			}
		})
	}
}

// The paths of several networks on premises change each by itself.
func TestDiffOfNetworks(t *testing.T) {
	const rule = "        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}\n"
	allowed := func(block string) string {
		return edited(t, rule, strings.Replace(rule, "!GetAtt Vpc.CidrBlock", block, 1))
	}
	args := []string{"diff", "--defaults", "--on-premises", "192.168.0.0/24", "--on-premises", "192.168.1.0/24"}
	_, stdout, stderr := execute("", append(args, allowed("192.168.0.0/24"), allowed("192.168.0.0/23"))...)
	if !strings.Contains(stdout, "on-premises 192.168.1.0/24\n") || strings.Contains(stdout, "on-premises 192.168.0.0/24") {
		t.Errorf("want a change of 192.168.1.0/24 alone:\n%s%s", stdout, stderr)
	}
}

func TestDiff(t *testing.T) {
	same := edited(t, "", "")
	for _, test := range []struct {
		name, head string
		want       []string
	}{
		{"nothing", edited(t, "clients of the endpoint", "all clients"), nil},
		{"the gateway leaves a route table", edited(t, "      RouteTableIds: [!Ref Table]\n", ""), []string{
			"Vpc, by the usual name: gateway, yes -> none, no\n  Private\n", "new warning: endpoint-without-route-tables: ",
		}},
		{"another port", edited(t, "FromPort: 443, ToPort: 443", "FromPort: 80, ToPort: 80"), []string{
			"Vpc, by the name of Link: interface, yes -> interface, no\n  Private\n", "new error: no-ingress-443: ",
		}},
		{"another subnet", edited(t, "  Table:\n", "  More:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.9.0/24}\n  Table:\n"), []string{
			"Vpc, by the usual name: not there -> none, no\n  More\n",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, stdout, stderr := execute("", "diff", "--defaults", "--exit-code", same, test.head)
			if want := min(len(test.want), 1); status != want {
				t.Errorf("status %d, want %d: %s", status, want, stderr)
			}
			for _, want := range test.want {
				if !strings.Contains(stdout, want) {
					t.Errorf("%q is not in\n%s", want, stdout)
				}
			}
			if test.want == nil && stdout != "" {
				t.Errorf("the output is %q", stdout)
			}
			status, back, _ := execute("", "diff", "--defaults", test.head, same)
			if status != 0 || strings.Contains(back, "new warning") {
				t.Errorf("the other way round: status %d\n%s", status, back)
			}
		})
	}
	gone := edited(t, "      RouteTableIds: [!Ref Table]\n", "")
	var object struct{ Paths, NewFindings, ResolvedFindings []map[string]any }
	_, stdout, _ := execute("", "diff", "--defaults", "--format", "json", same, gone)
	if err := json.Unmarshal([]byte(stdout), &object); err != nil || len(object.Paths) == 0 || len(object.NewFindings) != 1 {
		t.Errorf("JSON: %v\n%s", err, stdout)
	}
	if status, _, stderr := execute("", "diff", same); status != 2 || !strings.Contains(stderr, "diff: want two arguments, base and head; got 1") {
		t.Errorf("one argument: status %d: %s", status, stderr)
	}
}

// A comment on a pull request has a limit.
func TestDiffFitsIntoAComment(t *testing.T) {
	var subnets strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&subnets, "  %s%d:\n    Type: AWS::EC2::VPC\n    Properties: {CidrBlock: 10.1.0.0/16}\n  S%d:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: !Ref %[1]s%[2]d, CidrBlock: 10.1.0.0/24}\n", strings.Repeat("Network", 10), i, i)
	}
	status, stdout, stderr := execute("", "diff", "--format", "markdown", edited(t, "", ""), edited(t, "  Table:\n", subnets.String()+"  Table:\n"))
	if status != 0 || len(stdout) > maxComment || !strings.Contains(stdout, " more are left out.") {
		t.Errorf("status %d, %d bytes: %s", status, len(stdout), stderr)
	}
}
