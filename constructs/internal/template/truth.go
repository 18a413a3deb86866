package template

// Truth is an answer that may be out of reach. The zero value is Undecided.
type Truth uint8

const (
	// Undecided means that the templates do not tell.
	Undecided Truth = iota
	// False means no.
	False
	// True means yes.
	True
)

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}

// Not gives the opposite; what is undecided stays so.
func (t Truth) Not() Truth {
	switch t {
	case True:
		return False
	case False:
		return True
	case Undecided:
	}
	return Undecided
}

// And is true if both are, and false if one of them is, whatever the other.
func (t Truth) And(u Truth) Truth {
	switch {
	case t == False || u == False:
		return False
	case t == True && u == True:
		return True
	}
	return Undecided
}

// Or is true if one of them is, whatever the other, and false if both are.
func (t Truth) Or(u Truth) Truth { return t.Not().And(u.Not()).Not() }

// String gives "yes", "no" or "cannot know".
func (t Truth) String() string {
	switch t {
	case True:
		return "yes"
	case False:
		return "no"
	case Undecided:
	}
	return "cannot know"
}
