package s3rules

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/s3rules/internal/rules"
)

const pluginName = "privates3"

// plugin is what the CDK calls at the end of a synth.
type plugin struct {
	app awscdk.Stage
}

var _ awscdk.IPolicyValidationPlugin = (*plugin)(nil)

// Name is the namespace of the rule ids.
func (p *plugin) Name() *string { return jsii.String(pluginName) }

// Version is none; the rules have the version of the module.
func (p *plugin) Version() *string { return nil }

// RuleIds returns the ids of all rules.
func (p *plugin) RuleIds() *[]*string {
	ids := []*string{jsii.String(rules.Unreadable().Id)}
	for _, rule := range rules.All() {
		ids = append(ids, jsii.String(rule.Id))
	}
	return &ids
}

// Validate checks the rules. When the CDK calls it, the assemblies of the app and of all its stages are complete.
func (p *plugin) Validate(awscdk.IPolicyValidationContext) *awscdk.PolicyValidationPluginReport {
	success, violations := true, []*awscdk.PolicyViolation{}
	add := func(f rules.Finding) {
		violations = append(violations, violation(p.app, f))
		success = success && f.Rule.Severity != rules.Error
	}
	func() {
		defer func() {
			if r := recover(); r != nil { // a panic would end the user's process
				add(rules.NotChecked(fmt.Sprintf("No further rules were checked: %v", r)))
			}
		}()
		for _, f := range check(*p.app.Outdir(), func() any { return p.app.Node().GetAllContext(nil) }) {
			add(f)
		}
	}()
	return &awscdk.PolicyValidationPluginReport{Success: &success, Violations: &violations}
}

// check reads an assembly and checks the rules. It asks for the context, in which the CDK keeps what it has looked up, only if
// the templates refer to something that may be there.
func check(directory string, context func() any) []rules.Finding {
	assembly, err := template.Load(directory)
	if err != nil {
		return []rules.Finding{rules.NotChecked("No rules were checked: " + err.Error())}
	}
	n := network.New(assembly, nil)
	if n.MayBeLookedUp() {
		data, notJson := json.Marshal(unwrap(context()))
		lookedUp, notContext := network.ParseContext("the context of the app", data)
		if err := errors.Join(notJson, notContext); err != nil {
			return []rules.Finding{rules.NotChecked("No rules were checked: " + err.Error())}
		}
		n = network.New(assembly, lookedUp)
	}
	return rules.Check(assembly, n)
}

// unwrap removes what jsii puts around maps inside other values.
func unwrap(value any) any {
	switch value := value.(type) {
	case []any:
		for i, element := range value {
			value[i] = unwrap(element)
		}
	case map[string]any:
		if wrapped, ok := value["$jsii.map"]; ok && len(value) == 1 {
			return unwrap(wrapped)
		}
		for key, field := range value {
			value[key] = unwrap(field)
		}
	}
	return value
}
