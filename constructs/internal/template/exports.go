package template

import "slices"

// importValue is Fn::ImportValue: the exporting stack's output, or a token if no stack of the assembly exports it.
func (s *Stack) importValue(argument any, at site) Value {
	v := s.resolve(argument, at)
	name, ok := v.Text()
	if !ok {
		return s.because(v, at, "Fn::ImportValue")
	}
	switch found, ok := s.assembly.exports.find(name, s); ok {
	case True:
		return found.stack.output(found.id, at.depth+1)
	case Undecided:
		return s.unknown(at, CauseExport, name)
	}
	return TokenValue(Token{Kind: CauseExport, Scope: s.outside(CauseExport), Name: name})
}

// indexExports finds the exports of all stacks. Their names are resolved now, their values when they are asked for.
func (a *Assembly) indexExports() {
	a.exports = publications{}
	for _, stack := range a.Stacks {
		if stack.unseenOutputs != nil || stack.MayMake(typeStack) {
			a.exports.unseen = append(a.exports.unseen, stack)
		}
		for _, output := range stack.Outputs() {
			body, _ := stack.outputs.get(output).(object)
			exported, ok := body.get("Export").(object)
			if !ok {
				continue
			}
			at := site{sectionOutputs, output, "Export", 0}
			a.exports.add(publication{stack, output, stack.resolve(exported.get("Name"), at), stack.exists(body, at).And(stack.Exists())})
		}
	}
}

// stackOutput is Fn::GetStackOutput, the CDK's weak reference from stack to stack.
func (s *Stack) stackOutput(argument any, at site) Value {
	body := s.resolve(argument, at)
	stackName, ok := body.Field("StackName").Text()
	output, ok2 := body.Field("OutputName").Text()
	region := body.Field("Region")
	if !ok || !ok2 || region.kind == Unknown {
		return s.because(body, at, "Fn::GetStackOutput")
	}
	if region.kind == Absent {
		region = s.pseudoParameter("AWS::Region", at)
	}
	mayBeHere := s.assembly.unnamed
	for _, stack := range slices.Concat(s.assembly.byName[stackName], s.assembly.byName[""]) {
		if !stack.mayHave(output) || stack == s.root() {
			continue
		}
		is := stack.pseudoParameter("AWS::Region", at).Equal(region)
		if is == True && stack.Name != "" {
			return stack.output(output, at.depth+1)
		}
		mayBeHere = mayBeHere || is != False
	}
	if mayBeHere {
		return s.unknown(at, CauseOutput, stackName+"."+output)
	}
	return TokenValue(Token{Kind: CauseOutput, Scope: s.outside(CauseOutput), Name: stackName + "." + output, Attribute: region.String()})
}

// mayHave reports whether a stack has an output, or may have it.
func (s *Stack) mayHave(output string) bool {
	return s.outputs.get(output) != nil || s.unseenOutputs != nil
}
