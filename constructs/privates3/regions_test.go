package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/regioninfo"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/internal/partition"
)

func TestRegionsAreThoseOfTheCdk(t *testing.T) {
	inCdk, ours := map[string]string{}, map[string]string{}
	for _, region := range *regioninfo.RegionInfo_Regions() {
		name := *region.Name()
		inCdk[name] = *region.Partition()
		for _, region := range partition.Of(name).Regions() {
			ours[region] = partition.Of(region).Name
		}
	}
	if diff := cmp.Diff(inCdk, ours); diff != "" {
		t.Errorf("the partitions of Regions differ (-CDK +partition):\n%s", diff)
	}
}

func TestPlainZoneNames(t *testing.T) {
	const form = ` is not the name of an Availability Zone. Use the name of a zone, such as "eu-west-1a", not a Region or the ID of a zone.`
	for _, test := range []struct{ name, region, want string }{
		{"eu-west-1a", "eu-west-1", ""},
		{"us-west-2-lax-1a", "us-west-2", ""},
		{"eu-new-1a", "eu-new-1", ""}, // of a stack in a Region that is newer than the CDK
		{"us-gov-west-1a", "${Token[AWS.Region.6]}", ""},
		{"${Token[TOKEN.12]}", "eu-west-1", ""},
		{"dummy1a", "eu-west-1", ""},
		{"eu-west-1", "eu-west-1", `"eu-west-1"` + form},
		{"euw1-az1", "eu-west-1", `"euw1-az1"` + form},
		{"eu-wst-1a", "eu-west-1", `"eu-wst-1a"` + form},
		{"eu-west-1A", "eu-west-1", `"eu-west-1A"` + form},
		{"us-east-1-wl1-bos-wlz-1", "us-east-1", `"us-east-1-wl1-bos-wlz-1"` + form},
		{"eu-central-1a", "eu-west-1", `"eu-central-1a" is in eu-central-1, but the stack is in eu-west-1. Use a zone in eu-west-1.`},
	} {
		var found problems
		ok := found.checkZoneName("zone", test.name, test.region)
		if ok != (test.want == "") {
			t.Errorf("%s in %s is a zone: %t", test.name, test.region, ok)
		}
		var want []string
		if test.want != "" {
			want = []string{"zone: " + test.want}
		}
		compareProblems(t, found, want)
	}
}
