package s3path_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// vpcWithNats returns a VPC with two private subnets, each with a NAT gateway.
func vpcWithNats(i int, gateway bool) string {
	var b strings.Builder
	line := func(format string) { fmt.Fprintln(&b, strings.ReplaceAll(format, "#", fmt.Sprint(i))) }
	line("Vpc#    VPC                   {CidrBlock: 10.#.0.0/16}")
	line("Igw#    InternetGateway")
	line("Here#   VPCGatewayAttachment  {VpcId: @Vpc#, InternetGatewayId: @Igw#}")
	for j, name := range []string{"Pub", "A", "B"} {
		line(fmt.Sprintf("%s#       Subnet                       {VpcId: @Vpc#, CidrBlock: 10.#.%d.0/24, MapPublicIpOnLaunch: %t}", name, j, j == 0))
		line(fmt.Sprintf("%s#Table  RouteTable                   {VpcId: @Vpc#}", name))
		line(fmt.Sprintf("%s#Uses   SubnetRouteTableAssociation  {SubnetId: @%s#, RouteTableId: @%s#Table}", name, name, name))
		if j > 0 {
			line(fmt.Sprintf("%s#Nat    NatGateway                   {SubnetId: @Pub#, AllocationId: eipalloc-1}", name))
			line(fmt.Sprintf("%s#Out    Route                        {RouteTableId: @%s#Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @%s#Nat}", name, name, name))
		}
	}
	line("Pub#Out  Route  {RouteTableId: @Pub#Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw#}")
	if gateway {
		line("S3#  VPCEndpoint  {VpcId: @Vpc#, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@Pub#Table, @A#Table, @B#Table]}")
	}
	return b.String()
}

// TestSimilarUnknownLines checks that the names of NAT gateways are left out, and no other words.
func TestSimilarUnknownLines(t *testing.T) {
	network := vpcWithNats(0, false) + "S3  VPCEndpoint  {VpcId: @Vpc0, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@Pub0Table]}\n"
	report, err := s3path.Analyze(templatetest.Template(t, network), s3path.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "route 0.0.0.0/0 leads to a NAT gateway, whose subnet has gateway endpoint S3; whether a NAT gateway can use it is unknown"
	if markdown := report.Markdown(); !strings.Contains(markdown, want) {
		t.Errorf("there is no line with the reason %q:\n%s", want, markdown)
	}
}

// TestSimilarLines checks which lines of a table are one.
func TestSimilarLines(t *testing.T) {
	for _, test := range []struct {
		name string
		vpcs int
		with int // VPCs that have a gateway endpoint
		want []string
	}{
		{"a NAT gateway for each Availability Zone", 1, 0, []string{
			"Pub0  internet  route Pub0Out leads to the internet gateway Igw0",
			"Vpc0 (2 of 3 subnets)  nat  route 0.0.0.0/0 leads to a NAT gateway",
		}},
		{"few VPCs", 2, 2, []string{
			"Vpc0 (3 subnets)  gateway  gateway endpoint S30 is on the subnet's route table and takes precedence over any default route",
			"Vpc1 (3 subnets)  gateway  gateway endpoint S31 is on the subnet's route table and takes precedence over any default route",
		}},
		{"many VPCs, of which one differs", 6, 5, []string{
			"Pub5  internet  route Pub5Out leads to the internet gateway Igw5",
			"Vpc5 (2 of 3 subnets)  nat  route 0.0.0.0/0 leads to a NAT gateway",
			"15 subnets of 5 VPCs  gateway  a gateway endpoint is on the subnet's route table and takes precedence over any default route",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			network := ""
			for i := range test.vpcs {
				network += vpcWithNats(i, i < test.with)
			}
			report, err := s3path.Analyze(templatetest.Template(t, network), s3path.Options{})
			if err != nil {
				t.Fatal(err)
			}
			markdown := report.Markdown()
			if lines := strings.Count(markdown, "\n") - 4; lines != len(test.want) {
				t.Errorf("%d lines, want %d:\n%s", lines, len(test.want), markdown)
			}
			for _, line := range test.want {
				cells := strings.Split(line, "  ")
				row := fmt.Sprintf("| %s | ", cells[0])
				if !strings.Contains(markdown, row) || !strings.Contains(markdown, fmt.Sprintf("| %s | yes | %s |", cells[1], cells[2])) {
					t.Errorf("there is no line %s:\n%s", line, markdown)
				}
			}
			if lines := strings.Count(report.Ungrouped().Markdown(), "\n") - 4; lines != 3*test.vpcs {
				t.Errorf("%d lines ungrouped, want %d", lines, 3*test.vpcs)
			}
		})
	}
}
