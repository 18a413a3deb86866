package rules

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// ruleTest has the cases of one rule. It is in a file beside the rule's, and is registered there.
type ruleTest struct {
	rule string
	// message and location are those of the first noncompliant case.
	message, location string
	// given is an edit that all cases begin with.
	given string
	cases []ruleCase
	// inExample makes the mistake in an example's template. Also is another rule that then finds a mistake.
	inExample func(e *example)
	also      string
}

// ruleCase is an edit of the base template.
type ruleCase struct {
	name string
	want Compliance
	edit string
}

var ruleTests = map[string]ruleTest{}

// register is called where a test is declared, as a package-level variable, and so returns something.
//
//nolint:unparam
func register(test ruleTest) ruleTest {
	ruleTests[test.rule] = test
	return test
}

// TestRules runs the cases of all rules. One case runs alone with -run 'TestRules/^private-dns$/^enabled$'.
func TestRules(t *testing.T) {
	for _, rule := range All() {
		t.Run(rule.Id, func(t *testing.T) {
			test := ruleTests[rule.Id]
			test.checkComplete(t, rule)
			first := slices.IndexFunc(test.cases, func(c ruleCase) bool { return c.want == NonCompliant })
			for i, c := range test.cases {
				t.Run(c.name, func(t *testing.T) {
					results := rule.Check(edited(t, test.given, c.edit))
					if got := worst(results).Compliance; got != c.want {
						t.Errorf("%s, want %s: %s", got, c.want, c.edit)
					}
					for _, r := range results {
						if found := r.Compliance == NonCompliant; found != (r.Message != "") || found != (len(r.Locations) > 0) {
							t.Errorf("%s has the message %q and %d locations", r.Compliance, r.Message, len(r.Locations))
						}
					}
					if i == first {
						test.checkFinding(t, worst(results))
					}
				})
			}
		})
	}
}

// checkComplete fails if a rule lacks its test, or its test a kind of case.
func (test ruleTest) checkComplete(t *testing.T, rule Rule) {
	t.Helper()
	file := strings.ReplaceAll(rule.Id, "-", "_")
	for _, name := range []string{file + ".go", file + "_test.go"} {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("%v; the rule %s and its cases belong in %s.go and %s_test.go", err, rule.Id, file, file)
		}
	}
	if test.rule == "" {
		t.Fatalf("no ruleTest for %q is registered; register one in %s_test.go", rule.Id, file)
	}
	if test.inExample == nil {
		t.Errorf("%s_test.go has no inExample, which makes the mistake in an example's template", file)
	}
	names := map[string]bool{}
	has := func(is func(c ruleCase) bool) bool { return slices.ContainsFunc(test.cases, is) }
	for _, c := range test.cases {
		if names[c.name] {
			t.Errorf("%s_test.go has two cases with the name %q", file, c.name)
		}
		names[c.name] = true
	}
	if !has(func(c ruleCase) bool { return c.want == NonCompliant }) {
		t.Errorf("%s_test.go has no case that is noncompliant; add one with the mistake", file)
	}
	if !has(func(c ruleCase) bool { return c.want < Unknown && test.given+c.edit != "{}" }) {
		t.Errorf("%s_test.go has no near miss; add an edit that comes close to the mistake and is compliant or not applicable", file)
	}
	if !has(func(c ruleCase) bool { return c.want == Unknown }) {
		t.Errorf("%s_test.go has no case that is unknown; add one in which a parameter or a condition decides", file)
	}
}

// checkFinding compares what the user reads.
func (test ruleTest) checkFinding(t *testing.T, found Result) {
	t.Helper()
	var location string
	if len(found.Locations) > 0 {
		location = found.Locations[0].LogicalId + " " + found.Locations[0].Path
	}
	if found.Message != test.message || location != test.location {
		t.Errorf("the finding is\n%s\nat %s, want\n%s\nat %s", found.Message, location, test.message, test.location)
	}
}

func TestEveryTestIsOfARule(t *testing.T) {
	for id := range ruleTests {
		if !slices.ContainsFunc(All(), func(r Rule) bool { return r.Id == id }) {
			t.Errorf("%q has a test and is not in All; add it to the list in topics.go", id)
		}
	}
}

func ruleById(t testing.TB, id string) Rule {
	t.Helper()
	for _, rule := range All() {
		if rule.Id == id {
			return rule
		}
	}
	t.Fatalf("there is no rule %q", id)
	return Rule{}
}

// worst returns the first result that outweighs the others.
func worst(results []Result) Result {
	var worst Result
	for _, r := range results {
		if r.Compliance > worst.Compliance {
			worst = r
		}
	}
	return worst
}

func TestTheBaseHasNoMistake(t *testing.T) {
	a, n := edited(t)
	if findings := Check(a, n); len(findings) > 0 {
		t.Error(findings)
	}
	for _, rule := range All() {
		if worst(rule.Check(a, n)).Compliance == Unknown {
			t.Errorf("%s is unknown, in a template that has no parameters", rule.Id)
		}
	}
}

// A rule that panics is reported, and hides no finding of the others.
func TestPanickingRule(t *testing.T) {
	a, n := edited(t, `{"Interface.PrivateDnsEnabled": true}`)
	panicking := Rule{Id: "panicking", check: func(*input) []Result { panic("index out of range") }}
	findings := check([]Rule{panicking, privateDns()}, &input{assembly: a, network: n})
	if len(findings) != 2 || findings[0].Rule.Id != "private-dns" || findings[1].Message != "the rule panicking was not checked: index out of range" {
		t.Errorf("findings %v", findings)
	}
}

func TestRulesAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range All() {
		if seen[rule.Id] {
			t.Errorf("%s is listed twice", rule.Id)
		}
		seen[rule.Id] = true
		if rule.Title == "" || (rule.AwsError == "") == (rule.Effect == "") || rule.Fix == "" || rule.Page == "" || rule.Severity == "" {
			t.Errorf("%s lacks something: %+v", rule.Id, rule)
		}
	}
	for _, topic := range append(topics(), topic{rules: All()}) {
		for i, rule := range topic.rules[1:] {
			if rule.Severity == Error && topic.rules[i].Severity == Warning {
				t.Errorf("the error %s is behind a warning", rule.Id)
			}
		}
	}
}

// The rules compile in seconds, without the CDK.
func TestTheCdkIsNotCompiled(t *testing.T) {
	list, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, dependency := range strings.Fields(string(list)) {
		if strings.Contains(dependency, "aws-cdk") || strings.Contains(dependency, "jsii") {
			t.Errorf("%s is compiled", dependency)
		}
	}
}
