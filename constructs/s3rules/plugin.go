package s3rules

import (
	"encoding/json"
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/s3rules/internal/rules"
)

// unreadable is the rule under which templates are reported that could not be read.
const unreadable = "unreadable-template"

// plugin is what the CDK calls at the end of a synth.
type plugin struct {
	app awscdk.Stage
}

var _ awscdk.IPolicyValidationPlugin = (*plugin)(nil)

// Name is the namespace of the rules' ids where they are acknowledged.
func (p *plugin) Name() *string { return jsii.String("privates3") }

// Version is none: the rules are those of the module.
func (p *plugin) Version() *string { return nil }

// RuleIds are the ids of all rules.
func (p *plugin) RuleIds() *[]*string {
	ids := []*string{jsii.String(unreadable)}
	for _, rule := range rules.All() {
		ids = append(ids, jsii.String(rule.Id))
	}
	return &ids
}

// Validate checks the rules. The assembly is complete when the CDK calls it, that of each stage included.
func (p *plugin) Validate(awscdk.IPolicyValidationContext) *awscdk.PolicyValidationPluginReport {
	report := &awscdk.PolicyValidationPluginReport{Success: jsii.Bool(true), Violations: &[]*awscdk.PolicyViolation{}}
	cannotRead := func(description string) {
		*report.Violations = append(*report.Violations, &awscdk.PolicyViolation{
			RuleName:           jsii.String(unreadable),
			Description:        jsii.String(description),
			Severity:           jsii.String(string(rules.Warning)),
			ViolatingResources: &[]*awscdk.PolicyViolatingResource{{ConstructPath: p.app.Node().Path(), Locations: &[]*string{}}},
		})
	}
	findings, gaps, err := check(*p.app.Outdir(), p.app.Node().GetAllContext(nil))
	if err != nil {
		cannotRead(fmt.Sprintf("no rule was checked: %v", err))
	}
	for _, gap := range gaps {
		cannotRead("What depends on this value was not checked, because it cannot be read: " + gap.String())
	}
	for _, f := range findings {
		if f.Rule.Severity == rules.Error {
			report.Success = jsii.Bool(false)
		}
		*report.Violations = append(*report.Violations, violation(f))
	}
	return report
}

// check reads an assembly and the context that the CDK has looked VPCs up in.
func check(directory string, context any) ([]rules.Finding, []template.Gap, error) {
	assembly, err := template.Load(directory)
	if err != nil {
		return nil, nil, err
	}
	data, err := json.Marshal(plain(context))
	if err != nil {
		return nil, nil, fmt.Errorf("the context of the app: %w", err)
	}
	lookedUp, err := network.ParseContext("the context of the app", data)
	if err != nil {
		return nil, nil, err
	}
	n := network.New(assembly, lookedUp)
	return rules.Check(assembly, n), n.Gaps, nil
}

// plain takes off the wrapping that jsii leaves around maps inside of other values.
func plain(value any) any {
	switch value := value.(type) {
	case []any:
		for i, element := range value {
			value[i] = plain(element)
		}
	case map[string]any:
		if wrapped, ok := value["$jsii.map"]; ok && len(value) == 1 {
			return plain(wrapped)
		}
		for key, field := range value {
			value[key] = plain(field)
		}
	}
	return value
}

// violation puts a finding in the CDK's words. The CDK prints one for each resource, so only the deciding one is named.
func violation(f rules.Finding) *awscdk.PolicyViolation {
	place := f.Locations[0]
	happens := f.Rule.Effect
	if f.Rule.AwsError != "" {
		happens = "AWS would say: " + f.Rule.AwsError
	}
	return &awscdk.PolicyViolation{
		RuleName:    jsii.String(f.Rule.Id),
		Description: jsii.String(f.Message),
		Severity:    jsii.String(string(f.Rule.Severity)),
		Fix:         jsii.String(fmt.Sprintf("%s\n%s\n%s", f.Rule.Fix, happens, f.Rule.Link)),
		ViolatingResources: &[]*awscdk.PolicyViolatingResource{{
			ResourceLogicalId: jsii.String(place.LogicalId),
			TemplatePath:      jsii.String(place.Stack.File),
			Locations:         jsii.Strings(place.Path),
		}},
	}
}
