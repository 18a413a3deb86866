package privates3

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

// elements is the list, or nothing if there is no list.
func elements[T any](list *[]T) []T {
	if list == nil {
		return nil
	}
	return *list
}

// firstOf is the first element of a list that may be a token, whose elements Go cannot see.
func firstOf(list *[]*string) *string {
	return awscdk.Fn_Select(jsii.Number(0), list)
}

// anyList is the form in which an L1 takes a list of strings.
func anyList(list []*string) *[]any {
	converted := make([]any, len(list))
	for i, element := range list {
		converted[i] = element
	}
	return &converted
}
