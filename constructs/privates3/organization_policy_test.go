package privates3

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

func TestPlainOrganizationPolicies(t *testing.T) {
	props := &RestrictBucketProps{VpcEndpointOrganizations: jsii.Strings("o-a1b2c3d4e5"), DenyAllActions: jsii.Bool(true), ExemptPrincipalArns: jsii.Strings("arn:aws:iam::*:role/Admin")}
	statement := map[string]any{
		"Sid": "OnlyThroughVpcEndpoints", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
		"Condition": map[string]any{
			"StringNotEquals": map[string]any{"aws:VpceOrgID": "o-a1b2c3d4e5"},
			"ArnNotLike":      map[string]any{"aws:PrincipalArn": "arn:aws:iam::*:role/Admin"},
			"BoolIfExists":    map[string]any{"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"},
		},
	}
	want := map[string]any{"Version": "2012-10-17", "Statement": []any{statement}}
	if diff := cmp.Diff(want, ResourceControlPolicy(props)); diff != "" {
		t.Errorf("resource control policy (-want +got):\n%s", diff)
	}
	delete(statement, "Principal")
	statement["Condition"].(map[string]any)["BoolIfExists"] = map[string]any{"aws:ViaAWSService": "false"}
	if diff := cmp.Diff(want, ServiceControlPolicy(props)); diff != "" {
		t.Errorf("service control policy (-want +got):\n%s", diff)
	}
}

func TestPlainBadOrganizationPolicies(t *testing.T) {
	accounts := func(n int) *RestrictBucketProps {
		var ids []string
		for i := range n {
			ids = append(ids, fmt.Sprintf("%012d", i))
		}
		return &RestrictBucketProps{VpcEndpointAccounts: jsii.Strings(ids...)}
	}
	long := accounts(700)
	*long.VpcEndpointAccounts = append(*long.VpcEndpointAccounts, jsii.String("${Token[AWS.AccountId.1]}"))
	for _, test := range []struct {
		name   string
		policy func(*RestrictBucketProps) map[string]any
		props  *RestrictBucketProps
		want   string // part of the error
	}{
		{"nothing", ResourceControlPolicy, nil, "invalid arguments for ResourceControlPolicy\n  VpcEndpointIds: neither this field nor any other lists a network"},
		{"only exemptions", ServiceControlPolicy, &RestrictBucketProps{ExemptAccounts: jsii.Strings("111122223333")}, "lists a network"},
		{"what is invalid for RestrictBucket", ServiceControlPolicy, &RestrictBucketProps{VpcArns: jsii.Strings("vpc-1")}, `VpcArns[0]: "vpc-1" is not the ARN of a VPC.`},
		{"too long", ResourceControlPolicy, accounts(305), "props: the policy has 5129 characters, but AWS accepts at most 5120."},
		{"near miss: as long as it can be", ResourceControlPolicy, accounts(304), ""},
		{"near miss: for a service control policy", ServiceControlPolicy, accounts(305), ""},
		{"too long for a service control policy, too", ServiceControlPolicy, accounts(700), "but AWS accepts at most 10240."},
		{"near miss: unknown", ServiceControlPolicy, long, ""},
		{"near miss: addresses", ResourceControlPolicy, &RestrictBucketProps{ExemptCidrs: jsii.Strings("203.0.113.0/24")}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			raised := validationErrorOf(t, func() { test.policy(test.props) })
			switch {
			case test.want == "" && raised != nil:
				t.Errorf("panicked with %v", raised)
			case test.want != "" && (raised == nil || !strings.Contains(raised.Error(), test.want)):
				t.Errorf("panicked with %v, want %q", raised, test.want)
			}
		})
	}
}
