package deploy

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
)

// A first deploy that fails is rolled back, and the next one succeeds.
func TestFaultInTheFirstDeploy(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	before := c.inventory(t)

	// The fault: somebody else has a bucket of that name.
	name := "taken-" + c.account + "-" + c.region
	taken := &s3.CreateBucketInput{Bucket: &name}
	if c.region != "us-east-1" { // which is no location
		taken.CreateBucketConfiguration = &s3types.CreateBucketConfiguration{LocationConstraint: s3types.BucketLocationConstraint(c.region)}
	}
	_, err := c.s3.CreateBucket(t.Context(), taken)
	must(t, err)
	faulty := exampleApp(t, c, "locked-bucket", change{`EnforceSSL: `, `BucketName: jsii.String("` + name + `"), EnforceSSL: `})
	output, err := faulty.try("deploy", "--method", "direct", "--require-approval", "never")
	if err == nil {
		t.Fatal("the deploy did not fail")
	}
	says(t, output, "LockedBucket/Bucket", "AWS::S3::Bucket", "already exists")
	if status := string(c.stack(t, "LockedBucket").StackStatus); status != "ROLLBACK_COMPLETE" {
		t.Errorf("the stack is %s", status)
	}
	c.emptied(t, name)

	repaired := exampleApp(t, c, "locked-bucket")
	repaired.deploy(t)
	bucket := c.look(t, "LockedBucket").ids["Bucket83908E77"]
	repaired.destroy(t)
	c.emptied(t, bucket)
	if diff := cmp.Diff(before, c.inventory(t)); diff != "" {
		t.Errorf("not everything is as before:\n%s", diff)
	}
}

// A change that fails leaves what stood before, and the next deploy succeeds.
func TestFaultInAChange(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	before := c.inventory(t)
	// The gateway comes last: what is made before it has to be taken back.
	a := exampleApp(t, c, "private-s3-access", change{
		`addBucketUrl(stack, access.Interface(), bucket)`,
		`access.Gateway().Node().AddDependency(access.Interface()); addBucketUrl(stack, access.Interface(), bucket)`,
	})
	a.args = []string{"-c", "endpoints=none"}
	a.deploy(t)
	stood := c.look(t, "PrivateS3Access")

	// The fault: somebody else has made a gateway endpoint for a route table that the change takes as well.
	vpc, table := stood.ids["Vpc8378EB38"], stood.ids["VpcIsolatedSubnet1RouteTable4771E3E5"]
	service := "com.amazonaws." + c.region + ".s3"
	made, err := c.ec2.CreateVpcEndpoint(t.Context(), &ec2.CreateVpcEndpointInput{
		VpcId: &vpc, ServiceName: &service, VpcEndpointType: types.VpcEndpointTypeGateway, RouteTableIds: []string{table},
	})
	must(t, err)
	faulty := c.inventory(t)
	a.args = []string{"-c", "endpoints=both"}
	output, err := a.try("deploy", "--method", "direct", "--require-approval", "never")
	if err == nil {
		t.Fatal("the deploy did not fail")
	}
	says(t, output, "PrivateS3Access/S3/Gateway", "AWS::EC2::VPCEndpoint",
		"route table "+table+" already has a route with destination-prefix-list-id")
	if status := string(c.stack(t, "PrivateS3Access").StackStatus); status != "UPDATE_ROLLBACK_COMPLETE" {
		t.Errorf("the stack is %s", status)
	}
	if diff := cmp.Diff(faulty, c.inventory(t)); diff != "" {
		t.Errorf("the change that failed left something:\n%s", diff)
	}
	_, err = c.ec2.DeleteVpcEndpoints(t.Context(), &ec2.DeleteVpcEndpointsInput{VpcEndpointIds: []string{*made.VpcEndpoint.VpcEndpointId}})
	must(t, err)
	if diff := cmp.Diff(stood.picture, c.look(t, "PrivateS3Access").picture); diff != "" {
		t.Errorf("the change that failed changed something:\n%s", diff)
	}

	a.deploy(t)
	repaired := c.look(t, "PrivateS3Access")
	sameIds(t, step{name: "repaired"}, stood.ids, repaired.ids)
	if !strings.Contains(repaired.picture, "<S3Gateway239015FA>") {
		t.Errorf("there is no gateway endpoint:\n%s", repaired.picture)
	}
	a.destroy(t)
	c.emptied(t, repaired.ids["Bucket83908E77"])
	if diff := cmp.Diff(before, c.inventory(t)); diff != "" {
		t.Errorf("not everything is as before:\n%s", diff)
	}
}

// says holds that a message names what it is about. The CLI wraps long lines.
func says(t *testing.T, message string, wanted ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(message), " ")
	for _, want := range wanted {
		if !strings.Contains(flat, want) {
			t.Errorf("the CLI does not say %q:\n%s", want, message)
		}
	}
}
