package template

// publication is a value that a stack makes known to others by name: an export or an SSM parameter.
type publication struct {
	stack  *Stack
	id     string // of the output or resource
	name   Value
	exists Truth
}

// publications are all exports, or all SSM parameters, of an assembly.
type publications struct {
	named  map[string][]publication
	others []publication // whose name is known only at deploy time
	// unseen are the stacks that may publish more than their templates show.
	unseen []*Stack
}

func (p *publications) add(published publication) {
	if published.exists == False || published.name.kind == Absent {
		return
	}
	if name, ok := published.name.Text(); ok {
		if p.named == nil {
			p.named = map[string][]publication{}
		}
		p.named[name] = append(p.named[name], published)
		return
	}
	p.others = append(p.others, published)
}

// find returns what a stack reads under a name, with True if it is in the assembly, False if it is not, and Undecided if
// that cannot be determined. Names are unique in an account and Region. A stack of unknown account or Region may be in any,
// so it shares the name if it is the only candidate.
func (p *publications) find(name string, reader *Stack) (publication, Truth) {
	var shared []publication
	undecided := false
	for _, candidates := range [][]publication{p.named[name], p.others} {
		for _, candidate := range candidates {
			if !reader.MayShareEnvironment(candidate.stack) {
				continue
			}
			if candidate.name.Equal(TextValue(name)).And(candidate.exists) == Undecided {
				undecided = true
				continue
			}
			if candidate.stack.Environment() == reader.Environment() {
				return candidate, True
			}
			shared = append(shared, candidate)
		}
	}
	for _, stack := range p.unseen {
		undecided = undecided || reader.MayShareEnvironment(stack)
	}
	switch {
	case len(shared) == 1 && !undecided:
		return shared[0], True
	case len(shared) > 0 || undecided:
		return publication{}, Undecided
	}
	return publication{}, False
}

// MayShareEnvironment reports whether two stacks may be in one account and Region.
func (s *Stack) MayShareEnvironment(t *Stack) bool {
	return (s.Account == t.Account || s.Account == "" || t.Account == "") && (s.Region == t.Region || s.Region == "" || t.Region == "")
}

// outside returns the scope of a name that is of nothing in the assembly. In another account or Region the same name is of
// something else; a stack whose account or Region is unknown may be in any.
func (s *Stack) outside(kind CauseKind) string {
	if s.Account != "" && s.Region != "" {
		return string(kind) + " " + s.Environment()
	}
	return string(kind) + " " + s.root().Id
}
