package main

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

// An edit that changes nothing in the template would prove nothing.
func TestEveryEditChangesTheTemplate(t *testing.T) {
	before, after := template(t, false), template(t, true)
	for construct, names := range map[string][]string{
		"GatewayS3Route":  fields("", gatewayEdits()),
		"InterfaceS3Link": fields("", interfaceEdits()),
		"PrivateS3Access": fields("", accessEdits()),
	} {
		for _, name := range names {
			if cmp.Equal(parts(before, construct+name), parts(after, construct+name)) {
				t.Errorf("the edit of %s.%s changes nothing", construct, name)
			}
		}
	}
}

func template(t *testing.T, changed bool) map[string]any {
	t.Helper()
	return *assertions.Template_FromStack(NewStack(golden.App(t, "../../..", nil), "Properties", changed), nil).ToJSON()
}

// parts returns the resources and outputs of a construct.
func parts(template map[string]any, construct string) map[string]any {
	found := map[string]any{}
	for _, section := range []string{"Resources", "Outputs"} {
		all, _ := template[section].(map[string]any)
		for id, part := range all {
			if strings.HasPrefix(id, construct) {
				found[id] = part
			}
		}
	}
	return found
}
