package template

import "testing"

func TestImplies(t *testing.T) {
	dir := write(t, map[string]string{"t.json": `{"Parameters": {"Zones": {"Type": "String"}, "Private": {"Type": "String"}},
		"Conditions": {
			"Four": {"Fn::Equals": [{"Ref": "Zones"}, "4"]},
			"Three": {"Fn::Or": [{"Fn::Equals": [{"Ref": "Zones"}, "3"]}, {"Condition": "Four"}]},
			"Private": {"Fn::Equals": [{"Ref": "Private"}, "true"]},
			"PrivateFour": {"Fn::And": [{"Condition": "Private"}, {"Condition": "Four"}]},
			"Written": {"Fn::And": [{"Fn::Equals": [{"Ref": "Private"}, "true"]}, {"Fn::Not": [{"Condition": "Four"}]}]},
			"NotFour": {"Fn::Not": [{"Condition": "Four"}]},
			"Ring": {"Fn::And": [{"Condition": "Ring"}, {"Condition": "Four"}]},
			"Wrong": {"Fn::And": "Four"}},
		"Resources": {}}`})
	a := load(t, dir+"/t.json")
	for _, test := range []struct {
		name, other string
		want        bool
	}{
		{"Four", "Four", true},
		{"Four", "Three", true},
		{"Three", "Four", false},
		{"PrivateFour", "Private", true},
		{"PrivateFour", "Three", true},
		{"Private", "PrivateFour", false},
		{"Written", "Private", true},
		{"Written", "NotFour", true},
		{"Written", "Four", false},
		{"Written", "PrivateFour", false},
		{"Ring", "Four", true},
		{"Four", "Ring", false},
		{"Wrong", "Four", false},
		{"Four", "Wrong", false},
		{"Missing", "Four", false},
		{"Four", "Missing", false},
	} {
		if got := a.Stacks[0].implies(test.name, test.other); got != test.want {
			t.Errorf("%s implies %s: %t, want %t", test.name, test.other, got, test.want)
		}
	}
}
