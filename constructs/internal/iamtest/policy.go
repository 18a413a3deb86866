// Package iamtest decides requests by IAM policies, for tests. It is written from AWS's description of the evaluation, as
// plainly as possible, and shares no code with what makes the policies.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
package iamtest

import (
	"encoding/json"
	"fmt"
)

// Policy is a policy document.
type Policy struct {
	Version   string `json:",omitempty"`
	Statement []Statement
}

// Statement is a statement with the elements that the constructs render.
type Statement struct {
	Sid       string `json:",omitempty"`
	Effect    string
	Principal any `json:",omitempty"`
	Action    OneOrMore
	Resource  OneOrMore
	Condition map[string]map[string]OneOrMore `json:",omitempty"` // by operator and key
}

// OneOrMore is a list that a policy can have as a single string.
type OneOrMore []string

// UnmarshalJSON reads a string or a list of strings.
func (l *OneOrMore) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*l = OneOrMore{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(l))
}

// PolicyOf returns the policy that a value encodes to in JSON. It panics if that is not a policy.
func PolicyOf(document any) (p Policy) {
	text, err := json.Marshal(document)
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil {
		panic(fmt.Sprintf("no policy: %v", err))
	}
	return p
}
