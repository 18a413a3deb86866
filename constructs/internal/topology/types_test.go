package topology

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryTypeOfNetworksIsInTheTable holds the table against the types that the CDK knows. A new one is to be read, or to be
// put into the table with what it changes.
func TestEveryTypeOfNetworksIsInTheTable(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/aws/aws-cdk-go/awscdk/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for folder, service := range map[string]string{
		"awsec2": "EC2", "awsroute53": "Route53", "awsroute53profiles": "Route53Profiles", "awsroute53resolver": "Route53Resolver",
		"awsdirectconnect": "DirectConnect", "awsglobalaccelerator": "GlobalAccelerator",
		"awsroute53globalresolver": "Route53GlobalResolver", "awsservicediscovery": "ServiceDiscovery",
		"awsnetworkfirewall": "NetworkFirewall", "awsnetworkmanager": "NetworkManager", "awsvpclattice": "VpcLattice",
	} {
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), folder, "Cfn*Props.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", folder, len(files), err)
		}
		for _, file := range files {
			name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "Cfn"), "Props.go")
			seen++
			if _, ok := changesOf("AWS::" + service + "::" + name); !ok {
				t.Errorf("AWS::%s::%s is neither read nor in the table of types.go", service, name)
			}
		}
	}
	t.Logf("%d types", seen)
	if _, ok := changesOf("AWS::EC2::QuantumRoute"); ok {
		t.Error("an unknown type is taken for one that changes nothing")
	}
	if _, ok := changesOf("AWS::S3::Bucket"); !ok {
		t.Error("a type of another service is taken for one that is missing")
	}
}
