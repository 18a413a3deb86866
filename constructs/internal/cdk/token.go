package cdk

import (
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

// FnJoin concatenates strings, which may contain tokens, and intrinsic functions, in the form that the CDK renders.
func FnJoin(parts ...any) map[string]any {
	var list []any
	for _, part := range parts {
		text, ok := part.(string)
		if !ok {
			list = append(list, part)
			continue
		}
		for _, fragment := range fragments(text) {
			last := len(list) - 1
			if last >= 0 && isLiteral(list[last]) && isLiteral(fragment) {
				list[last] = list[last].(string) + fragment
				continue
			}
			list = append(list, fragment)
		}
	}
	return map[string]any{"Fn::Join": []any{"", list}}
}

func isLiteral(part any) bool {
	text, ok := part.(string)
	return ok && !IsToken(text)
}

// fragments are the tokens in a string and the literals between them.
func fragments(text string) (list []string) {
	for text != "" {
		begin := strings.Index(text, "${Token[")
		if begin < 0 {
			return append(list, text)
		}
		if begin > 0 {
			list = append(list, text[:begin])
		}
		end := begin + strings.Index(text[begin:], "]}") + len("]}")
		list, text = append(list, text[begin:end]), text[end:]
	}
	return list
}
