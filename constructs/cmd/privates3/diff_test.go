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
		{"another subnet", "Private", "Spare", "gateway -> removed, by the usual name: Fn in Private\n"},
		{"one more subnet", "Private", "Private Spare", "new -> none, by the usual name: Fn in Spare\n"},
		{"the first of two subnets", "Private Spare", "Spare", "gateway -> removed, by the usual name: Fn in Private\n"},
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
			"gateway -> none, by the usual name: Private\n", "new warning: endpoint-without-route-tables: ",
		}},
		{"another port", edited(t, "FromPort: 443, ToPort: 443", "FromPort: 80, ToPort: 80"), []string{
			"interface -> interface (unreachable), by the name of Link: Private\n", "new error: no-ingress-443: ",
		}},
		{"another subnet", edited(t, "  Table:\n", "  More:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.9.0/24}\n  Table:\n"), []string{
			"new -> none, by the usual name: More\n",
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

// Names that need the name of their stack in one version alone are the same names.
func TestDiffOfStacks(t *testing.T) {
	dev := edited(t, "", "")
	text, err := os.ReadFile(dev)
	if err != nil {
		t.Fatal(err)
	}
	directory := func(prod string) string {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "network.yaml"), string(text))
		write(t, filepath.Join(dir, "prod.yaml"), prod)
		return dir
	}
	renamed := filepath.Join(t.TempDir(), "other.yaml")
	write(t, renamed, string(text))
	withoutTable := strings.Replace(string(text), "      RouteTableIds: [!Ref Table]\n", "", 1)
	for _, test := range []struct{ name, base, head, want string }{
		{"a file of another name", dev, renamed, ""},
		{"a second stack with the same names", dev, directory(string(text)), "new -> gateway, by the usual name: prod.Private\n  gateway endpoint prod.Gateway is on route table prod.Table and takes precedence over any default route\n" +
			"new -> interface, by the name of prod.Link: prod.Private\n  security group rule prod.Clients SecurityGroupIngress.0 (TCP 443 from 10.1.0.0/16) allows 10.1.0.0/24\n1 client with changed paths, 0 new findings, 0 resolved\n"},
		{"a change in one of them", directory(string(text)), directory(withoutTable), "gateway -> none, by the usual name: prod.Private\n  route table prod.Table has no route to S3: no gateway endpoint and no default route\n" +
			"new warning: endpoint-without-route-tables: prod.Gateway is a gateway endpoint without RouteTableIds.\n1 client with changed paths, 1 new finding, 0 resolved\n"},
	} {
		if status, stdout, stderr := execute("", "diff", "--defaults", test.base, test.head); status != 0 || stdout != test.want {
			t.Errorf("%s: status %d\n%s%s\nwant\n%s", test.name, status, stdout, stderr, test.want)
		}
	}
	if status, _, stderr := execute("", "diff", dev, "-"); status != 2 || !strings.Contains(stderr, `"-" is not read`) {
		t.Errorf("standard input: status %d: %s", status, stderr)
	}
}

// A parameter that only one version has is set there.
func TestDiffOfParameters(t *testing.T) {
	head := edited(t, "  PrivateDns:\n", "  Port: {Type: Number}\n  PrivateDns:\n")
	port := strings.Replace(head, "network.yaml", "port.yaml", 1)
	text, err := os.ReadFile(head)
	if err != nil {
		t.Fatal(err)
	}
	write(t, port, strings.Replace(string(text), "FromPort: 443, ToPort: 443", "FromPort: !Ref Port, ToPort: !Ref Port", 1))
	for value, want := range map[string]string{"443": "", "80": "interface -> interface (unreachable), by the name of Link: Private\n"} {
		status, stdout, stderr := execute("", "diff", "--defaults", "--parameters", "Port="+value, edited(t, "", ""), port)
		if status != 0 || !strings.HasPrefix(stdout, want) || want == "" && stdout != "" {
			t.Errorf("port %s: status %d\n%s%s", value, status, stdout, stderr)
		}
	}
	if status, _, stderr := execute("", "diff", "--parameters", "Prot=443", head, port); status != 2 || !strings.Contains(stderr, "parameter Prot: no template has it") {
		t.Errorf("a parameter that neither has: status %d: %s", status, stderr)
	}
}

// A finding whose message names another element of a list is neither new nor resolved.
func TestDiffOfFindings(t *testing.T) {
	const rule = "        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}\n"
	const open = "        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}\n"
	const another = "  Another: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.s3}}\n"
	one := edited(t, "  Link:\n", another+"  Link:\n")
	two := edited(t, "  Link:\n", another+strings.Replace(another, "Another", "Third", 1)+"  Link:\n")
	for _, test := range []struct{ name, base, head, want string }{
		{"another place", edited(t, rule, open+rule), edited(t, rule, rule+open), ""},
		{"one more", one, two, "new warning: endpoint-without-route-tables: Third "},
		{"one less", two, one, "resolved warning: endpoint-without-route-tables: Third "},
	} {
		_, stdout, stderr := execute("", "diff", "--defaults", test.base, test.head)
		if strings.Count(stdout, " warning: ") != min(len(test.want), 1) || !strings.Contains(stdout, test.want) || test.want == "" && stdout != "" {
			t.Errorf("%s: want %q\n%s%s", test.name, test.want, stdout, stderr)
		}
	}
}

// A comment on a pull request has a limit. Neither paths nor findings take the place of the other.
func TestDiffFitsIntoAComment(t *testing.T) {
	var subnets strings.Builder
	for i := range 600 {
		fmt.Fprintf(&subnets, `  %[1]s%[2]d:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.1.0.0/16}
  S%[2]d:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref %[1]s%[2]d, CidrBlock: 10.1.0.0/24}
  T%[2]d:
    Type: AWS::EC2::RouteTable
    Properties: {VpcId: !Ref %[1]s%[2]d}
  E%[2]d:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref %[1]s%[2]d, ServiceName: com.amazonaws.eu-west-1.s3}
  A%[2]d:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref S%[2]d, RouteTableId: !Ref T%[2]d}
`, strings.Repeat("Network", 10), i)
	}
	base, head := edited(t, "", ""), edited(t, "  Table:\n", subnets.String()+"  Table:\n")
	status, stdout, stderr := execute("", "diff", "--format", "markdown", base, head)
	for _, want := range []string{"600 clients with changed paths, ", "| new | none | ", "| new | warning | ", "more rows left out, because a comment has at most 65536 characters"} {
		if status != 0 || len(stdout) > maxComment || !strings.Contains(stdout, want) {
			t.Errorf("status %d, %d bytes, no %q: %s", status, len(stdout), want, stderr)
		}
	}
	_, all, _ := execute("", "diff", base, head)
	if got := strings.Count(all, "\nnew warning: endpoint-without-route-tables: "); got != 600 {
		t.Errorf("the text has %d new findings, want 600", got)
	}
}
