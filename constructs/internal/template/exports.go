package template

// export is an output under a name that other stacks of the same environment import it by.
type export struct {
	stack  *Stack
	output string
}

// importValue is what {"Fn::ImportValue": name} gives: the exporting stack's output, or a token if no stack of the
// assembly exports it.
func (s *Stack) importValue(name Value, depth int) Value {
	text, ok := name.Text()
	if !ok {
		return unknown()
	}
	if found := s.assembly.exporter(text, s.Environment()); found.stack != nil {
		return found.stack.output(found.output, depth+1)
	}
	return TokenValue(Token{Scope: s.outside("Fn::ImportValue"), Name: text})
}

// outside gives the scope of what a function of this stack reaches outside the assembly. In another account or Region the
// same name is of something else; a stack of which the assembly does not tell both may be in any.
func (s *Stack) outside(function string) string {
	if s.Account != "" && s.Region != "" {
		return function + " " + s.Environment()
	}
	root := s
	for root.Parent != nil {
		root = root.Parent.Stack
	}
	return function + " " + root.Id
}

// exporter finds who exports a name to an environment. A stack without an environment of its own may be in any, so a
// lone export counts if one of the two has none.
func (a *Assembly) exporter(name, environment string) export {
	candidates := a.exports[name]
	for _, candidate := range candidates {
		if candidate.stack.Environment() == environment {
			return candidate
		}
	}
	if len(candidates) == 1 {
		if anywhere := (&Stack{}).Environment(); environment == anywhere || candidates[0].stack.Environment() == anywhere {
			return candidates[0]
		}
	}
	return export{}
}

// indexExports finds the exports of all stacks. Their names are resolved now, their values when they are asked for.
func (a *Assembly) indexExports() {
	a.exports = map[string][]export{}
	for _, stack := range a.Stacks {
		for _, output := range stack.Outputs() {
			body, _ := stack.outputs[output].(map[string]any)
			exported, ok := body["Export"].(map[string]any)
			if !ok {
				continue
			}
			if name, ok := stack.resolve(exported["Name"], 0).Text(); ok {
				a.exports[name] = append(a.exports[name], export{stack: stack, output: output})
			}
		}
	}
}

// stackOutput is what {"Fn::GetStackOutput": …} gives, the CDK's weak reference from stack to stack.
func (s *Stack) stackOutput(argument Value, depth int) Value {
	stackName, ok := argument.Field("StackName").Text()
	output, ok2 := argument.Field("OutputName").Text()
	region := argument.Field("Region")
	if !ok || !ok2 || region.kind == Unknown {
		return unknown()
	}
	here := s.pseudoParameter("AWS::Region")
	if region.kind == Absent {
		region = here
	}
	for _, stack := range s.assembly.byName[stackName] {
		if stack.pseudoParameter("AWS::Region").Equal(region) != True {
			continue
		}
		if _, ok := stack.outputs[output]; ok {
			return stack.output(output, depth+1)
		}
	}
	return TokenValue(Token{Scope: s.outside("Fn::GetStackOutput"), Name: stackName + "." + output, Attribute: region.String()})
}
