package privates3

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// packagesOf returns the CDK packages that a build of pkg compiles.
func packagesOf(t *testing.T, pkg string) []string {
	t.Helper()
	list, err := exec.Command("go", "list", "-deps", pkg).Output()
	if err != nil {
		t.Fatalf("go list -deps %s: %v", pkg, err)
	}
	var cdk []string
	for _, dependency := range strings.Fields(string(list)) {
		if strings.HasPrefix(dependency, "github.com/aws/aws-cdk-go/") {
			cdk = append(cdk, dependency)
		}
	}
	return cdk
}

// Each CDK package adds seconds to a user's first build.
func TestCompilesNoMoreOfTheCdkThanEc2(t *testing.T) {
	const ec2 = "github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	compiled := packagesOf(t, ec2)
	if !slices.Contains(compiled, ec2) {
		t.Fatalf("go list -deps %s does not name it", ec2)
	}
	for _, dependency := range packagesOf(t, "github.com/privates3/privates3-go/constructs/privates3") {
		if !slices.Contains(compiled, dependency) {
			t.Errorf("%s is compiled for privates3, but not for awsec2", dependency)
		}
	}
}
