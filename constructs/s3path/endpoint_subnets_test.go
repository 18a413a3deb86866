package s3path

import (
	"fmt"
	"strings"
	"testing"
)

// literalHosts returns an endpoint with so many subnets, none of them in the template.
func literalHosts(subnets int) string {
	ids := make([]string, subnets)
	for i := range ids {
		ids[i] = fmt.Sprintf(`"subnet-%d"`, i)
	}
	return `"Link": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "VpcId": "vpc-1",
		"ServiceName": "com.amazonaws.eu-west-1.s3", "SecurityGroupIds": ["sg-1"], "SubnetIds": [` + strings.Join(ids, ",") + `]}}`
}

// shownHosts returns an endpoint with so many subnets of one VPC and one network ACL, all in the template.
func shownHosts(subnets int) string {
	var b strings.Builder
	ids := make([]string, subnets)
	for i := range ids {
		ids[i] = fmt.Sprintf(`{"Ref": "Host%d"}`, i)
		fmt.Fprintf(&b, `,
		"Host%[1]d": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.%[2]d.%[3]d/28"}},
		"Acl%[1]d": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "Host%[1]d"}, "NetworkAclId": {"Ref": "Acl"}}}`,
			i, 16+i/16, i%16*16)
	}
	return experiment + acl + aclOut + aclIn + b.String() + strings.Replace(linked, `{"Ref": "Private"}`, strings.Join(ids, ","), 1)
}

// BenchmarkHosts shows that the cost is proportional to the number of an endpoint's subnets.
func BenchmarkHosts(b *testing.B) {
	for name, of := range map[string]func(int) string{"literal": literalHosts, "shown": shownHosts} {
		for _, subnets := range []int{100, 200, 400} {
			b.Run(fmt.Sprintf("%s/%d", name, subnets), func(b *testing.B) {
				data := []byte(`{"Resources": {` + of(subnets) + `}}`)
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Analyze(data, Options{}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*subnets), "µs/subnet")
			})
		}
	}
}

// TestCostOfHosts holds that four times the subnets cost four times the allocations.
func TestCostOfHosts(t *testing.T) {
	for name, of := range map[string]func(int) string{"literal": literalHosts, "shown": shownHosts} {
		allocations := func(subnets int) float64 {
			data := []byte(`{"Resources": {` + of(subnets) + `}}`)
			return testing.AllocsPerRun(1, func() {
				if _, err := Analyze(data, Options{}); err != nil {
					t.Fatal(err)
				}
			})
		}
		if few, many := allocations(50), allocations(200); many > 5*few {
			t.Errorf("%s: %.0f allocations for 50 subnets and %.0f for 200", name, few, many)
		}
	}
}

// TestHostsThatFareAlike has the clients that are subnets of the endpoint themselves.
func TestHostsThatFareAlike(t *testing.T) {
	two := replace(t, linked, `[{"Ref": "Private"}]`, `[{"Ref": "Public"}, {"Ref": "Private"}]`)
	closed := acl + `, "AclAssociation2": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "Public"}, "NetworkAclId": {"Ref": "Acl"}}}`
	const third = `, "Third": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.2.0/24"}}`
	half := `, "Half": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 10, "RuleAction": "allow", "Protocol": -1, "CidrBlock": "10.1.2.0/25"}}` +
		`, "Out": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 10, "RuleAction": "allow", "Protocol": -1, "Egress": true, "CidrBlock": "0.0.0.0/0"}}`
	for _, c := range []pathCase{
		{inPrivate, experiment + two, EndpointName, Yes, Interface, "security group rule", "no ACL, two subnets"},
		{inPrivate, experiment + two + closed, EndpointName, Partly, Interface, "works only for endpoint Link in subnet Private: network ACL Acl has no entry that allows TCP 443 to endpoint Link in subnet Public", "its own subnet is open to it, the other not"},
		{inPublic, experiment + two + closed, EndpointName, Partly, Interface, "works only for endpoint Link in subnet Public: network ACL Acl has no entry that allows TCP 443 to endpoint Link in subnet Private", "the same, seen from the other"},
		{"10.1.2.0/24", experiment + two + closed + third, EndpointName, No, Interface, "network ACL Acl has no entry", "to a third subnet both are closed"},
		{"10.1.2.0/24", experiment + two + acl + third, EndpointName, Partly, Interface, "works for endpoint Link in subnet Public, but not for endpoint Link in subnet Private: network ACL Acl has no entry", "to a third subnet one is closed"},
		{"10.1.2.0/24", experiment + two + acl + third + half, EndpointName, Partly, Interface, "works for endpoint Link in subnet Public and 10.1.2.0/25 to endpoint Link in subnet Private, but not for 10.1.2.128/25 to endpoint Link in subnet Private: network ACL Acl has no entry", "from half of a third subnet one is closed"},
	} {
		c.check(t)
	}
}
