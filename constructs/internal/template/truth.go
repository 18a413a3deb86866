package template

import "github.com/privates3/privates3-go/constructs/internal/truth"

// Truth is an answer that the templates may not decide.
type Truth = truth.Value

// The answers.
const (
	Undecided = truth.Undecided
	False     = truth.False
	True      = truth.True
)
