package s3path

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// TestRemedies fails for a kind of cause, or a doubt of the engine, without a remedy.
func TestRemedies(t *testing.T) {
	kinds := 0
	for _, file := range []string{"../internal/template/cause.go", "../internal/topology/causes.go"} {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			spec, ok := node.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			literal, ok := spec.Values[0].(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			kind, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds++
			if remedyForCause(template.Cause{Kind: template.CauseKind(kind), Subject: "X"}) == "" {
				t.Errorf("%s has no remedy", spec.Names[0].Name)
			}
			return true
		})
	}
	const most = 100
	if kinds < most/4 || kinds > most {
		t.Errorf("there are %d kinds of causes", kinds)
	}
	for d := range flow.Unexplained {
		if _, remedy := wordsOf(d); remedy == "" {
			t.Errorf("doubt %d has no remedy", d)
		}
	}
}

// TestConditionOfRulesIsNamed has a group whose rules a condition decides.
func TestConditionOfRulesIsNamed(t *testing.T) {
	for _, rules := range []string{
		`{"Fn::If": ["Open", [{"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}], []]}`,
		`[{"Fn::If": ["Open", {"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}, {"Ref": "AWS::NoValue"}]}]`,
	} {
		group := `, "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": ` + rules + `}}`
		link := linked[strings.Index(linked, `,
	"Link"`):]
		row := find(t, analyze(t, experiment+group+link, Options{}), inPrivate, EndpointName)
		if row.Reachable != Unknown || !strings.Contains(row.Reason, "condition Open of stack template") || !slices.Contains(row.Remedies, "pass parameter On with --parameters or in Options.Parameters") {
			t.Errorf("%s: %s: %s %q", rules, row.Reachable, row.Reason, row.Remedies)
		}
	}
}
