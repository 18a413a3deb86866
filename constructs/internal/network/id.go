package network

import "regexp"

// idStart is how the ids of parts of a network begin at AWS.
const idStart = `(acl|dopt|eigw|eni|igw|nat|pcx|pl|rs|rtb|sg|subnet|tgw|vgw|vpc|vpce|vpn)-`

var (
	onlyId = regexp.MustCompile(`^` + idStart + `[a-z0-9-]+$`)
	someId = regexp.MustCompile(`\b` + idStart + `[0-9a-z]`)
)

// IsId reports whether a text is an id of AWS.
func IsId(text string) bool { return onlyId.MatchString(text) }

// HasId reports whether a text has an id of AWS in it.
func HasId(text string) bool { return someId.MatchString(text) }
