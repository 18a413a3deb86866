package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// setting is a text that a resource passes to a program, or an output that clients read.
type setting struct {
	name       string // for messages, such as "The variable X of Function"
	where      []Location
	value      template.Value
	isVariable bool
	// program is the place of what gets the setting, such as a container: its settings are for one program.
	program string
	// key is the name of the variable or parameter.
	key string
}

// settings returns the settings of a resource.
func settings(r *template.Resource) []setting {
	var all []setting
	add := func(kind, key, path string, value template.Value, program string) {
		name := "The " + kind + " " + key + " of " + r.Name()
		all = append(all, setting{name, inResource(r, path), value, kind == "variable", program, key})
	}
	pairs := func(path string, v template.Value) {
		list, _ := v.List()
		for i, pair := range list {
			name, _ := pair.Field("Name").Text()
			add("variable", name, fmt.Sprintf("%s.%d.Value", path, i), pair.Field("Value"), path)
		}
	}
	fields := func(kind, path string, v template.Value) {
		for _, name := range v.Fields() {
			add(kind, name, path+"."+name, v.Field(name), path)
		}
	}
	switch r.Type {
	case "AWS::Lambda::Function", "AWS::Serverless::Function":
		fields("variable", "Environment.Variables", r.Property("Environment", "Variables"))
	case "AWS::ECS::TaskDefinition":
		containers, _ := r.Property("ContainerDefinitions").List()
		for i, c := range containers {
			pairs(fmt.Sprintf("ContainerDefinitions.%d.Environment", i), c.Field("Environment"))
		}
	case "AWS::Batch::JobDefinition":
		pairs("ContainerProperties.Environment", r.Property("ContainerProperties", "Environment"))
	case "AWS::CodeBuild::Project":
		pairs("Environment.EnvironmentVariables", r.Property("Environment", "EnvironmentVariables"))
	case "AWS::SSM::Parameter":
		all = []setting{{name: "The value of " + r.Name(), where: inResource(r, "Value"), value: r.Property("Value")}}
	case typeNestedStack:
		fields("parameter", "Parameters", r.Property("Parameters"))
	}
	return all
}

// outputs returns the outputs of a stack.
func outputs(s *template.Stack) []setting {
	var all []setting
	for _, name := range s.Outputs() {
		where := []Location{{Stack: s, LogicalId: name, Path: "Outputs." + name + ".Value"}}
		all = append(all, setting{name: "The output " + name + " of " + s.Id, where: where, value: s.Output(name)})
	}
	return all
}
