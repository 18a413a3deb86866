package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/cfnyaml"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

const inputHelp = `An argument is a template in JSON or YAML, a cloud assembly such as cdk.out, a
directory of templates, or - for one template on standard input. Several
arguments are analyzed together, so that their stacks can refer to each other;
a file that several arguments have is read once.
The default is cdk.out, the result of the last "cdk synth".`

// standardInput is the argument that stands for it.
const standardInput = "-"

// input is what the flags say about the templates.
type input struct {
	parameters     []string
	parameterFiles []string
	defaults       bool
	context        string
	account        string
}

func (in *input) addFlags(command *cobra.Command) {
	flags := command.Flags()
	flags.StringArrayVar(&in.parameters, "parameters", nil, "value of a template parameter, as `[Stack:]Name=Value`; may be repeated")
	flags.StringArrayVar(&in.parameterFiles, "parameters-file", nil, "`file` with values of parameters, in the format of \"aws cloudformation\" or of CodePipeline; may be repeated")
	flags.BoolVar(&in.defaults, "defaults", false, "use the default of each parameter that has no value")
	flags.StringVar(&in.context, "context", "", "`file` with the VPCs that the CDK looked up (default: cdk.context.json beside the first argument, or else in the working directory)")
	flags.StringVar(&in.account, "account", "", "`file` with the account's VPCs, written by \"privates3 account\"")
}

// source is what the arguments name.
type source struct {
	paths []string
	text  []byte // from standard input
}

func (in *input) source(args []string, stdin io.Reader) (source, error) {
	if len(args) == 0 {
		args = []string{"cdk.out"}
	}
	for _, arg := range args {
		if arg != standardInput {
			continue
		}
		if len(args) > 1 {
			return source{}, errors.New(`"-" cannot be combined with other arguments; pass all templates as files`)
		}
		text, err := io.ReadAll(io.LimitReader(stdin, maxInput+1))
		if err == nil && len(text) > maxInput {
			err = fmt.Errorf("standard input is larger than %d bytes", maxInput)
		}
		return source{text: text}, err
	}
	return source{paths: args}, nil
}

// maxInput bounds standard input. CloudFormation takes templates of 1 MB.
const maxInput = 64 << 20

// values returns the values of parameters from the files and then from the flags.
func (in *input) values() (map[string]string, error) {
	values := map[string]string{}
	for _, file := range in.parameterFiles {
		data, err := template.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := readParameters(data, values); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	for _, text := range in.parameters {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("--parameters %s: want Name=Value or Stack:Name=Value", text)
		}
		values[name] = value
	}
	return values, nil
}

// readParameters reads the file formats of "aws cloudformation deploy --parameter-overrides file://…", which is a list of
// ParameterKey and ParameterValue, of CodePipeline, which is an object with Parameters, or an object of names and values.
func readParameters(data []byte, into map[string]string) error {
	var list []struct{ ParameterKey, ParameterValue *string }
	if json.Unmarshal(data, &list) == nil {
		for i, p := range list {
			if p.ParameterKey == nil || p.ParameterValue == nil {
				return fmt.Errorf("element %d has no ParameterKey or no ParameterValue", i)
			}
			into[*p.ParameterKey] = *p.ParameterValue
		}
		return nil
	}
	converted, err := cfnyaml.ToJson(data)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(converted))
	decoder.UseNumber() // an account ID is longer than what a float shows
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return err
	}
	if inner, ok := object["Parameters"].(map[string]any); ok {
		object = inner
	}
	for name, value := range object {
		switch value.(type) {
		case string, json.Number, bool:
			into[name] = fmt.Sprint(value)
		default:
			return fmt.Errorf("the value of %s is not a string, number or boolean", name)
		}
	}
	return nil
}
