package template

// availabilityZones names the token for the list of a Region's zones. It is no pseudo parameter of CloudFormation.
const availabilityZones = "AWS::AvailabilityZones"

// getAZs is Fn::GetAZs, the zones of a Region: a token, of which Fn::Select takes the first, second and so on.
func (s *Stack) getAZs(argument any, at site) Value {
	region := s.resolve(argument, at)
	if region.kind != Text && region.kind != Absent {
		return s.because(region, at, "Fn::GetAZs")
	}
	text := ""
	if region.kind == Text {
		text = region.String()
	}
	scope := s.Environment()
	if text != "" && text != s.Region && text != s.pseudoParameter("AWS::Region", at).String() {
		scope = environmentScheme + text
	}
	return TokenValue(Token{Kind: CauseEnvironment, Scope: scope, Name: availabilityZones})
}

// ZoneList returns what identifies the list of zones that a token is an element of; ok is false for any other token.
func (t Token) ZoneList() (list Token, ok bool) {
	list = t
	list.Attribute = ""
	return list, t.Name == availabilityZones && t.Attribute != ""
}

// truthOfZones compares two zones of one Region by their index in Fn::GetAZs. Other tokens cannot be compared.
func truthOfZones(v, w Value) Truth {
	a, okA := v.Token()
	b, okB := w.Token()
	if okA && okB && a.Name == availabilityZones && a.Name == b.Name && a.Scope == b.Scope {
		return False
	}
	return Undecided
}
