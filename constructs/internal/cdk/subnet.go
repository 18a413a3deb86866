package cdk

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// Subnet is a subnet with what an interface endpoint has to know of it.
type Subnet struct {
	// ISubnet is the subnet as the user or the VPC passed it.
	ISubnet awsec2.ISubnet
	// Id is empty if the app creates the subnet, because its zone then distinguishes it well enough.
	Id string
	// Zone is the Availability Zone, which may be a token. It is empty if the CDK does not know it, or if the subnet
	// stands for a whole list of subnets or zones.
	Zone string
}

// NewSubnet asks for the subnet's zone and, where it needs it, for its id.
func NewSubnet(subnet awsec2.ISubnet) Subnet {
	s := Subnet{ISubnet: subnet}
	if zone, err := Try(subnet.AvailabilityZone); err == nil && !IsListToken(*zone) {
		s.Zone = *zone
	}
	if s.Zone == "" || !isOwn(subnet) {
		s.Id = *subnet.SubnetId()
	}
	if IsListToken(s.Id) {
		s.Zone = ""
	}
	return s
}

// isOwn reports whether the app creates the subnet, so that the CDK knows its zone and its route table.
func isOwn(subnet awsec2.ISubnet) bool {
	_, own := subnet.(awsec2.Subnet)
	return own
}

// IsOwn reports whether the app creates the subnet.
func (s Subnet) IsOwn() bool { return isOwn(s.ISubnet) }

// FirstOfEachZone returns the first of the subnets in each Availability Zone, nil unless all zones are known.
func FirstOfEachZone(subnets []awsec2.ISubnet) (first []Subnet) {
	for _, subnet := range subnets {
		s := NewSubnet(subnet)
		if s.Zone == "" {
			return nil
		}
		if !slices.ContainsFunc(first, func(other Subnet) bool { return other.Zone == s.Zone }) {
			first = append(first, s)
		}
	}
	return first
}

// IsPlaceholderZone reports whether the CDK made the zone up, as it does before the account is asked for the real ones.
func IsPlaceholderZone(zone string) bool { return strings.HasPrefix(zone, "dummy1") }

// SubnetName returns what a person calls the subnet: its id if that is known at synth, else its path in the tree.
func SubnetName(subnet awsec2.ISubnet) string {
	if id := *subnet.SubnetId(); id != "" && !IsToken(id) {
		return id
	}
	return *subnet.Node().Path()
}

// RouteTableId returns the id of the subnet's route table. It fails if the CDK does not know it.
func RouteTableId(subnet awsec2.ISubnet) (*string, error) {
	return Try(func() *string { return subnet.RouteTable().RouteTableId() })
}
