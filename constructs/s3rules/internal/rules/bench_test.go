package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// resourcesInStack is CloudFormation's quota.
const resourcesInStack = 500

// largeTemplate has as many copies of the base as the quota allows.
func largeTemplate(b *testing.B) string {
	large := map[string]any{}
	for i := 0; ; i++ {
		tmpl, _ := editedTemplate(b)
		resources := tmpl["Resources"].(map[string]any)
		if len(large)+len(resources) > resourcesInStack {
			tmpl["Resources"] = large
			data, err := json.Marshal(tmpl)
			if err != nil {
				b.Fatal(err)
			}
			return string(data)
		}
		for id, r := range resources {
			large[id+strconv.Itoa(i)] = renamed(r, resources, strconv.Itoa(i))
		}
	}
}

// renamed appends a suffix to all logical ids in a part of a template.
func renamed(node any, ids map[string]any, suffix string) any {
	switch node := node.(type) {
	case string:
		if _, ok := ids[node]; ok {
			return node + suffix
		}
	case []any:
		for i, element := range node {
			node[i] = renamed(element, ids, suffix)
		}
	case map[string]any:
		for key, value := range node {
			node[key] = renamed(value, ids, suffix)
		}
	}
	return node
}

// BenchmarkAssembly reads, models and checks assemblies of full stacks.
func BenchmarkAssembly(b *testing.B) {
	data := largeTemplate(b)
	for _, stacks := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("stacks=%d", stacks), func(b *testing.B) {
			dir := writeAssembly(b, slices.Repeat([]stack{{"aws://111122223333/eu-west-1", data}}, stacks)...)
			for b.Loop() {
				a, err := template.Load(dir)
				if err != nil {
					b.Fatal(err)
				}
				for _, finding := range Check(a, network.New(a, nil)) {
					if finding.Rule.Id != "endpoint-quota" {
						b.Fatal(finding)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*stacks)/1000, "ms/stack")
		})
	}
}

// BenchmarkRules checks the model of one full stack, by rule.
func BenchmarkRules(b *testing.B) {
	a, err := template.Parse("Net.template.json", []byte(largeTemplate(b)))
	if err != nil {
		b.Fatal(err)
	}
	n := network.New(a, nil)
	for _, rule := range All() {
		b.Run(rule.Id, func(b *testing.B) {
			for b.Loop() {
				rule.Check(a, n)
			}
		})
	}
}
