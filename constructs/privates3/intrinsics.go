package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
)

// token is the string that stands for an intrinsic function with all that is in it. The CDK's own functions would be asked
// for one by one.
func token(intrinsic map[string]any) string {
	return *awscdk.Token_AsString(intrinsic, nil)
}

// elementOf is one element of a list that may be a token, whose elements Go cannot see.
func elementOf(list any, index int) map[string]any {
	return map[string]any{"Fn::Select": []any{index, list}}
}

// part is one of the parts that a token, once resolved, is split into.
func part(separator string, whole any, index int) map[string]any {
	return elementOf(map[string]any{"Fn::Split": []any{separator, whole}}, index)
}

// join is the concatenation of strings, which may hold tokens, and intrinsic functions, as the CDK would render it.
func join(parts ...any) map[string]any {
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
	return ok && !isToken(text)
}

// fragments are the tokens in a string, and what is between them.
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
