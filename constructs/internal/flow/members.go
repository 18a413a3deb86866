package flow

// unname follows packets past what security groups do not see through. Those of the client apply to the request without what they
// allow to the members of others. See
// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security and
// https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html.
func (w *walk) unname(p packets, then func(packets) []Piece) []Piece {
	own := p.home.Groups
	known := p.nameless || p.Answer || own == nil || own == own.withoutMembers()
	p.nameless = true
	if known {
		return then(p)
	}
	trace := p.trace
	return w.through(p, own.withoutMembers(), Destination, func(p packets) []Piece {
		p.trace = trace // which has the rule that allows them already
		return then(p)
	})
}
