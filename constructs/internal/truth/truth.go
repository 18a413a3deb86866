// Package truth has the three-valued answer that the whole analysis is made of.
package truth

// Value is an answer to a question that may have none. The zero value is Undecided.
type Value uint8

const (
	// Undecided means that what is known does not decide.
	Undecided Value = iota
	// False means no.
	False
	// True means yes.
	True
)

// Of returns True or False.
func Of(b bool) Value {
	if b {
		return True
	}
	return False
}

// Not returns the opposite; what is undecided stays so.
func (v Value) Not() Value {
	switch v {
	case True:
		return False
	case False:
		return True
	}
	return Undecided
}

// And is true if both are, and false if one of them is, whatever the other.
func (v Value) And(w Value) Value {
	switch {
	case v == False || w == False:
		return False
	case v == True && w == True:
		return True
	}
	return Undecided
}

// Or is true if one of them is, whatever the other, and false if both are.
func (v Value) Or(w Value) Value { return v.Not().And(w.Not()).Not() }

// String returns "yes", "no" or "unknown".
func (v Value) String() string {
	switch v {
	case True:
		return "yes"
	case False:
		return "no"
	}
	return "unknown"
}
