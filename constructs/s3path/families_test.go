package s3path

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// TestFamilies has VPCs that differ in nothing but names and addresses, and such in which one differs in something else. Either
// way, each group is what its clients are answered by themselves.
func TestFamilies(t *testing.T) {
	const vpcs, links = 4, 3
	for _, test := range []struct {
		reason     string
		change     [2]string // in the template of one of the VPCs
		everywhere [2]string // in all
		most       int       // groups by the endpoints' names
	}{
		{reason: "all alike", most: 2 * links},
		{reason: "a table without the route", change: [2]string{`"PrivateTransit1": {"Type"`, `"PrivateTransit1": {"Condition": "No", "Type"`}, most: 3 * links},
		{reason: "another route to a part", change: [2]string{`"DestinationCidrBlock": "10.0.0.0/8"`, `"DestinationCidrBlock": "10.0.16.0/20"`}, most: 4 * links},
		{reason: "a zone without attachment", change: [2]string{`[{"Ref": "Private0"}, {"Ref": "Private1"}, {"Ref": "Private2"}]}},
		"S3"`, `[{"Ref": "Private0"}]}},
		"S3"`}, most: 4 * links},
		{reason: "a rule for one VPC", change: [2]string{`"CidrIp": "0.0.0.0/0"`, `"CidrIp": "10.0.16.0/20"`}, most: 3 * links},
		{reason: "a rule for two VPCs", change: [2]string{`"CidrIp": "0.0.0.0/0"`, `"CidrIp": "10.0.0.0/19"`}, most: 4 * links},
		{reason: "a rule for a part of one", change: [2]string{`"CidrIp": "0.0.0.0/0"`, `"CidrIp": "10.0.17.0/25"`}, most: 4 * links},
		{reason: "no route at all", everywhere: [2]string{`"10.0.0.0/8"`, `"172.16.0.0/12"`}, most: 5 * links},
		{reason: "overlapping blocks", change: [2]string{`"CidrBlock": "10.0.32.0/20"`, `"CidrBlock": "10.0.0.0/20"`}, most: 6 * links},
	} {
		for changed := range vpcs {
			if !templatetest.InSample(test.reason+fmt.Sprint(changed), vpcs) {
				continue
			}
			dir := t.TempDir()
			writeSpokes(t, dir, vpcs, links)
			for i := range vpcs {
				file := filepath.Join(dir, fmt.Sprintf("Spoke%d.template.json", i))
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				change := test.everywhere
				if i == changed && change[0] == "" {
					change = test.change
				}
				text := string(data)
				if change[0] != "" {
					text = strings.ReplaceAll(text, change[0], change[1])
				}
				text = strings.Replace(text, `{"Resources"`, `{"Conditions": {"No": {"Fn::Equals": ["a", "b"]}}, "Resources"`, 1)
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			report, err := Analyze(dir, Options{CrossRegion: true})
			if err != nil {
				t.Fatal(err)
			}
			checkGroups(t, report, dir, Options{CrossRegion: true})
			groups := 0
			for _, g := range report.Groups {
				if g.Name == EndpointName && g.Clients[0].Kind == Subnet {
					groups++
				}
			}
			if groups > test.most {
				t.Errorf("%s, in Spoke%d: %d groups by the endpoints' names, want at most %d:\n%s", test.reason, changed, groups, test.most, report)
			}
		}
	}
}
