package flow

import (
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// TestAppliances has an appliance in the second subnet, to which the first one has a default route.
func TestAppliances(t *testing.T) {
	const all = "0.0.0.0/0"
	appliance := func(l *lab, diverts bool) Target {
		return Target{Kind: ToAppliance, Appliance: &Appliance{Subnet: Sure(l.shared), Diverts: diverts, Causes: Causes{{5, "rules"}}}}
	}
	for name, test := range map[string]struct {
		change    func(*lab)
		some, all truth.Value
		by        []string
		last      StepKind
	}{
		"nothing behind it": {func(*lab) {}, truth.False, truth.False, []string{"wall"}, NoRoute},
		"a gateway endpoint behind it": {
			func(l *lab) { l.sharedTable = append(l.sharedTable, l.gateway()) },
			truth.Undecided, truth.Undecided,
			[]string{"wall", "gateway"},
			Allowed,
		},
		"a gateway endpoint, and its subnet's network ACL allows nothing": {
			func(l *lab) {
				l.sharedTable = append(l.sharedTable, l.gateway())
				l.shared.Acl = Sure(l.closed)
			},
			truth.Undecided, truth.Undecided,
			[]string{"wall", "gateway"},
			Allowed,
		},
		"the client's network ACL allows nothing": {
			func(l *lab) {
				l.sharedTable = append(l.sharedTable, l.gateway())
				l.app.Acl = Sure(l.closed)
			},
			truth.False, truth.False,
			[]string{"wall"},
			NoEntry,
		},
		"its subnet leads back to it": {
			func(l *lab) { l.sharedTable = append(l.sharedTable, sure("wall", all, appliance(l, false))) },
			truth.False, truth.False,
			[]string{"wall", "wall"},
			Loop,
		},
		"one that may send packets elsewhere, and nothing behind it": {
			func(l *lab) { l.appTable[1] = sure("wall", all, appliance(l, true)) },
			truth.Undecided, truth.Undecided,
			[]string{"wall"},
			NoRoute,
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab()
			l.appTable = append(l.appTable, sure("wall", all, appliance(l, false)))
			test.change(l)
			pieces := l.ask(l.s3.All())
			expect(t, pieces, test.some, test.all, test.by, test.last)
			for _, p := range pieces {
				if len(p.Ends) < 2 && test.last != NoEntry || len(p.Causes) == 0 && len(p.Ends) > 1 {
					t.Errorf("what the appliance does is in doubt: %s", describe(p))
				}
			}
		})
	}
}

// TestAnswersThroughAppliances has a route back to the client through an appliance, which may drop the answers.
func TestAnswersThroughAppliances(t *testing.T) {
	l := newLab()
	_, walled := l.subnet("10.1.2.0/24", l.vpc)
	walled.Table = Sure(NewTable("walled table", l.sharedTable))
	link := l.link(l.shared)
	l.sharedTable = append(l.sharedTable, sure("wall", "10.1.0.0/24", Target{Kind: ToAppliance, Appliance: &Appliance{Subnet: Sure(walled), Causes: Causes{{5, "rules"}}}}))
	expect(t, l.ask(link), truth.Undecided, truth.Undecided, []string{"link"}, Allowed)
	walled.Table = Sure(NewTable("walled table", nil))
	expect(t, l.ask(link), truth.False, truth.False, []string{"link"}, NoRoute)
}

// TestInstances has a network interface that forwards packets in an unknown way, with security groups.
func TestInstances(t *testing.T) {
	for name, test := range map[string]struct {
		groups    *Filter
		some, all truth.Value
		last      StepKind
	}{
		"its groups allow the client":        {NewFilter("groups", []Entry{allow("rule", Prefix(block("10.1.0.0/24")))}), truth.Undecided, truth.Undecided, LeadsOn},
		"its groups do not allow the client": {NewFilter("groups", []Entry{allow("rule", Prefix(block("10.1.7.0/24")))}), truth.False, truth.False, NoEntry},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab()
			to := Target{Kind: ToInstance, Interface: &Interface{Ref: "box", Subnet: l.shared, Groups: Sure(test.groups)}, Causes: Causes{{5, "programs"}}}
			l.appTable = append(l.appTable, sure("box", "0.0.0.0/0", to))
			expect(t, l.ask(l.s3.All()), test.some, test.all, []string{"box"}, test.last)
		})
	}
}
