package s3rules

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/s3rules/internal/rules"
)

// library is the package whose constructs a finding names.
const library = "github.com/privates3/privates3-go/constructs/privates3"

// site is a location with its construct.
type site struct {
	rules.Location
	path   string                  // of the construct; empty if unknown
	scopes []constructs.IConstruct // from the app to the construct
}

// violation returns a finding in the form of the CDK. The CDK prints and acknowledges each violating resource by itself,
// whereas a finding with several locations is one mistake. So only one is a violating resource: the first location, unless
// the finding is acknowledged at another one.
func violation(app awscdk.Stage, f rules.Finding) *awscdk.PolicyViolation {
	var sites []site
	for _, l := range f.Locations {
		path := l.Stack.ConstructPath(l.LogicalId)
		sites = append(sites, site{l, path, scopesOf(app, path)})
	}
	if len(sites) == 0 {
		sites = []site{{}}
	}
	reported := sites[max(0, slices.IndexFunc(sites, func(s site) bool { return s.isAcknowledged(f.Rule.Id) }))]
	resource := &awscdk.PolicyViolatingResource{Locations: &[]*string{}}
	if reported.Path != "" {
		resource.Locations = jsii.Strings(reported.Path)
	}
	if reported.Stack != nil {
		resource.TemplatePath = &reported.Stack.File
	}
	if reported.InResource() {
		resource.ResourceLogicalId = &reported.LogicalId
	} else {
		resource.ConstructPath = &reported.path
	}
	return &awscdk.PolicyViolation{
		RuleName:           jsii.String(f.Rule.Id),
		Description:        jsii.String(f.Message),
		Severity:           jsii.String(string(f.Rule.Severity)),
		Fix:                jsii.String(fix(f.Rule, sites)),
		ViolatingResources: &[]*awscdk.PolicyViolatingResource{resource},
	}
}

// fix says what happens, what to do, and where to acknowledge the finding.
func fix(rule rules.Rule, sites []site) string {
	happens := rule.Effect
	if rule.AwsError != "" {
		happens = "The deploy fails with: " + rule.AwsError
	}
	lines := []string{rule.Fix, happens}
	if rule.Page != "" {
		lines = append(lines, rule.Page)
	}
	var places []string
	for _, s := range sites {
		place := s.name()
		if owner := s.owner(); owner != nil {
			path := *owner.Node().Path()
			switch {
			case place == path:
				lines = append(lines, fmt.Sprintf("%s is a %s.", place, typeOf(owner)))
			case !slices.Contains(places, path):
				lines = append(lines, fmt.Sprintf("%s is part of %s, a %s.", place, path, typeOf(owner)))
			}
			place = path
		}
		if !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	where := places[0]
	if where != "the app" {
		where += " or a construct above it"
	}
	if last := len(places) - 1; last > 0 {
		where = strings.Join(places[:last], ", ") + " or " + places[last] + ", or a construct above one of them"
	}
	lines = append(lines, fmt.Sprintf("If this is intentional, acknowledge %s::%s on %s.", pluginName, rule.Id, where))
	for i, line := range lines {
		lines[i] = plain.Text(line)
	}
	return strings.Join(lines, "\n")
}

// name returns the path of the construct as users know it, or else the logical id.
func (s site) name() string {
	return cmp.Or(strings.TrimSuffix(s.path, "/Resource"), s.LogicalId, "the app")
}

// owner returns the innermost construct of this library that the site is in, nil if there is none.
func (s site) owner() constructs.IConstruct {
	for _, scope := range slices.Backward(s.scopes) {
		if typeOf(scope).PkgPath() == library {
			return scope
		}
	}
	return nil
}

func typeOf(c constructs.IConstruct) reflect.Type { return reflect.TypeOf(c).Elem() }

// isAcknowledged reports whether the construct or one above it has an acknowledgment of the rule.
func (s site) isAcknowledged(ruleId string) bool {
	return slices.ContainsFunc(s.scopes, func(scope constructs.IConstruct) bool {
		for _, entry := range *scope.Node().Metadata() {
			acknowledged, _ := unwrap(entry.Data).(map[string]any)
			if *entry.Type == "aws:cdk:acknowledged-rules" && acknowledged[pluginName+"::"+ruleId] != nil {
				return true
			}
		}
		return false
	})
}

// scopesOf returns the constructs on a path, the app first.
func scopesOf(app awscdk.Stage, path string) []constructs.IConstruct {
	scopes := []constructs.IConstruct{app}
	for _, id := range strings.Split(path, "/") {
		child := scopes[len(scopes)-1].Node().TryFindChild(&id)
		if child == nil {
			break
		}
		scopes = append(scopes, child)
	}
	return scopes
}
