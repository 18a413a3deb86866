package privates3

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/internal/iamtest"
)

// The statements of every_request_test.go and every_endpoint_request_test.go are those of the templates.
func TestTheCdkRendersWhatIsDecided(t *testing.T) {
	stack := testStack(t)
	var restrictions []restrictionCase
	for i, c := range fullestRestrictions() {
		if c.kind == "bucket" {
			RestrictBucket(awss3.NewBucket(stack, jsii.Sprintf("Bucket%d", i), nil), &c.props)
			restrictions = append(restrictions, c)
		}
	}
	policies := policiesIn(stack)
	for _, c := range restrictions {
		want := c.policy().Statement[0]
		want.Resource = nil // a reference to the bucket
		found := false
		for _, policy := range policies {
			document := (*policy)["Properties"].(map[string]any)["PolicyDocument"].(map[string]any)
			statement := document["Statement"].([]any)[0].(map[string]any)
			delete(statement, "Resource")
			got := iamtest.PolicyOf(document).Statement[0]
			got.Sid = ""
			found = found || cmp.Equal(want, got)
		}
		if !found {
			t.Errorf("no policy has the statement %+v", want)
		}
	}

	stack = testStack(t)
	shared, err := cdk.StackOf(stack)
	if err != nil {
		t.Fatal(err)
	}
	decided := map[string]iamtest.Policy{}
	for i, c := range endpointCases() {
		if c.imageLayers {
			continue // their ARNs have the partition of the stack; the golden templates show them
		}
		var found problems
		statements := readEndpointPolicy(&found, "Policy", &c.policy).render(shared, "eu-west-1")
		id := fmt.Sprintf("Policy%d", i)
		decided[id] = c.document()
		awscdk.NewCfnResource(stack, &id, &awscdk.CfnResourceProps{
			Type: jsii.String("AWS::EC2::VPCEndpoint"),
			Properties: &map[string]any{
				"PolicyDocument": awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &statements}),
				"ServiceName":    "com.amazonaws.eu-west-1.s3",
				"VpcId":          "vpc-0a1b2c3d",
			},
		})
	}
	rendered := templateOf(stack)["Resources"].(map[string]any)
	for id, want := range decided {
		got := iamtest.PolicyOf(rendered[id].(map[string]any)["Properties"].(map[string]any)["PolicyDocument"])
		got.Version = ""
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("policy (-decided +rendered):\n%s", diff)
		}
	}
}
