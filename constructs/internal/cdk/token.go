package cdk

import (
	"regexp"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
)

// The CDK's own intrinsic functions take a request each. The functions here build the whole expression in Go, and Token
// turns it into a string by one request.

// IsToken reports whether s is or contains a value that is known only at deploy time.
func IsToken(s string) bool {
	_, rest, begins := strings.Cut(s, "${Token[")
	return begins && strings.Contains(rest, "]}") || IsListToken(s)
}

// IsListToken reports whether s is the one element of a list that is known only at deploy time.
func IsListToken(s string) bool {
	return strings.HasPrefix(s, "#{Token[") && strings.HasSuffix(s, "]}")
}

// Token returns a string that stands for an intrinsic function.
func Token(intrinsic map[string]any) string {
	return *awscdk.Token_AsString(intrinsic, nil)
}

// FnSelect selects one element of a list, which may be a token.
func FnSelect(index int, list any) map[string]any {
	return map[string]any{"Fn::Select": []any{index, list}}
}

// FnSplit splits a string, which may be a token.
func FnSplit(separator string, whole any) map[string]any {
	return map[string]any{"Fn::Split": []any{separator, whole}}
}

// FnJoin concatenates strings, which may contain tokens, and intrinsic functions, in the form that the CDK renders: adjacent
// literals are one string, and each token is a string of its own.
func FnJoin(parts ...any) map[string]any {
	var list []any
	text := ""
	addText := func() {
		tokens := tokenForm.FindAllString(text, -1)
		for i, literal := range tokenForm.Split(text, -1) {
			if literal != "" {
				list = append(list, literal)
			}
			if i < len(tokens) {
				list = append(list, tokens[i])
			}
		}
		text = ""
	}
	for _, part := range parts {
		if s, ok := part.(string); ok {
			text += s
			continue
		}
		addText()
		list = append(list, part)
	}
	addText()
	return map[string]any{"Fn::Join": []any{"", list}}
}

// tokenForm matches a token in a string.
var tokenForm = regexp.MustCompile(`\$\{Token\[[^\]]*\]\}`)
