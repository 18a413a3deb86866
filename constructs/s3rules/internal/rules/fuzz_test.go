package rules

import (
	"encoding/json"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// FuzzCheck checks any template. None may make a rule panic, or find a mistake at a location that is not in the template.
func FuzzCheck(f *testing.F) {
	for _, test := range ruleTests {
		for _, c := range test.cases {
			if !templatetest.InSample(test.rule+c.name, 8) {
				continue
			}
			tmpl, _ := editedTemplate(f, test.given, c.edit)
			data, err := json.Marshal(tmpl)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := template.Parse("fuzz.template.json", data)
		if err != nil {
			return
		}
		for _, finding := range Check(a, network.New(a, nil)) {
			if len(finding.Locations) == 0 || finding.Locations[0].Stack != a.Stacks[0] {
				t.Errorf("%s: locations %+v", finding, finding.Locations)
			}
		}
	})
}
