package cdk

import (
	"errors"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/google/go-cmp/cmp"
)

// importedSubnet is a subnet that needs no CDK. Like the CDK's, it panics if its zone is unknown.
type importedSubnet struct {
	awsec2.ISubnet
	id, zone string
}

func (s *importedSubnet) SubnetId() *string { return &s.id }

func (s *importedSubnet) AvailabilityZone() *string {
	if s.zone == "" {
		panic(errors.New("the zone is unknown"))
	}
	return &s.zone
}

func TestZoneOfASubnet(t *testing.T) {
	const list = "#{Token[TOKEN.1]}"
	for _, test := range []struct {
		name   string
		subnet importedSubnet
		want   string
	}{
		{"known", importedSubnet{id: "subnet-0aaa", zone: "eu-west-1a"}, "eu-west-1a"},
		{"a token", importedSubnet{id: "subnet-0aaa", zone: "${Token[TOKEN.2]}"}, "${Token[TOKEN.2]}"},
		{"unknown", importedSubnet{id: "subnet-0aaa"}, ""},
		{"a whole list of zones", importedSubnet{id: "subnet-0aaa", zone: list}, ""},
		{"of a whole list of subnets", importedSubnet{id: list, zone: "eu-west-1a"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := NewSubnet(&test.subnet); got.Zone != test.want || got.Id != test.subnet.id {
				t.Errorf("got %q in %q, want %q in %q", got.Id, got.Zone, test.subnet.id, test.want)
			}
		})
	}
}

func TestFirstOfEachZone(t *testing.T) {
	a, alsoA, b := &importedSubnet{id: "subnet-0aaa", zone: "a"}, &importedSubnet{id: "subnet-0bbb", zone: "a"}, &importedSubnet{id: "subnet-0ccc", zone: "b"}
	for _, test := range []struct {
		name    string
		subnets []awsec2.ISubnet
		want    []string
	}{
		{"two zones", []awsec2.ISubnet{a, alsoA, b}, []string{"subnet-0aaa", "subnet-0ccc"}},
		{"an unknown zone", []awsec2.ISubnet{a, &importedSubnet{id: "subnet-0ddd"}}, nil},
		{"no subnet", nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, subnet := range FirstOfEachZone(test.subnets) {
				got = append(got, subnet.Id)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("subnets differ (-want +got):\n%s", diff)
			}
		})
	}
}
