package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// setting is a text that a resource passes to a program.
type setting struct {
	name, path string
	value      template.Value
	isVariable bool
	// program is the place of what gets the setting, such as a container: its settings are for one program.
	program string
	// key is the name of the variable or parameter.
	key string
}

func settings(r *template.Resource) []setting {
	var all []setting
	pairs := func(v template.Value, path string) {
		list, _ := v.List()
		for i, pair := range list {
			name, _ := pair.Field("Name").Text()
			all = append(all, setting{"The variable " + name, fmt.Sprintf("%s.%d.Value", path, i), pair.Field("Value"), true, path, name})
		}
	}
	fields := func(v template.Value, kind, path string, areVariables bool) {
		for _, name := range v.Fields() {
			all = append(all, setting{"The " + kind + " " + name, path + "." + name, v.Field(name), areVariables, path, name})
		}
	}
	switch r.Type {
	case "AWS::Lambda::Function", "AWS::Serverless::Function":
		fields(r.Property("Environment", "Variables"), "variable", "Environment.Variables", true)
	case "AWS::ECS::TaskDefinition":
		containers, _ := r.Property("ContainerDefinitions").List()
		for i, c := range containers {
			pairs(c.Field("Environment"), fmt.Sprintf("ContainerDefinitions.%d.Environment", i))
		}
	case "AWS::Batch::JobDefinition":
		pairs(r.Property("ContainerProperties", "Environment"), "ContainerProperties.Environment")
	case "AWS::CodeBuild::Project":
		pairs(r.Property("Environment", "EnvironmentVariables"), "Environment.EnvironmentVariables")
	case "AWS::SSM::Parameter":
		all = append(all, setting{name: "The value", path: "Value", value: r.Property("Value")})
	case typeNestedStack:
		fields(r.Property("Parameters"), "parameter", "Parameters", false)
	}
	return all
}
