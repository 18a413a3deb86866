package privates3

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// elements returns the elements of a list that may be nil.
func elements[T any](list *[]T) []T {
	if list == nil {
		return nil
	}
	return *list
}

// each yields the elements of a list with their fields, "Clients[0]" and so on. An empty list is a problem.
func each[T any](found *problems, field string, list *[]T) iter.Seq2[string, T] {
	if list != nil && len(*list) == 0 {
		found.add(field, "the list is empty.", "Add an element.")
	}
	return eachOrNone(field, list)
}

// eachOrNone is each for a list that may be empty.
func eachOrNone[T any](field string, list *[]T) iter.Seq2[string, T] {
	return func(yield func(string, T) bool) {
		for i, element := range elements(list) {
			if !yield(fmt.Sprintf("%s[%d]", field, i), element) {
				return
			}
		}
	}
}

// valid returns the elements of a list that a check accepts.
func valid(found *problems, field string, list *[]*string, check func(found *problems, field string, element *string) bool) (accepted []string) {
	for field, element := range each(found, field, list) {
		if check(found, field, element) {
			accepted = append(accepted, *element)
		}
	}
	return accepted
}

// values returns the strings of a list of pointers.
func values(list []*string) []string {
	strings := make([]string, len(list))
	for i, element := range list {
		strings[i] = *element
	}
	return strings
}

// unique returns each element once, in the order of their first occurrences.
func unique[T comparable](list []T) (once []T) {
	for _, element := range list {
		if !slices.Contains(once, element) {
			once = append(once, element)
		}
	}
	return once
}

// oneOrMore returns the values as a policy has them: as a list only if there are several, or if a token may stand for
// several.
func oneOrMore(values []string) any {
	if len(values) == 1 && !cdk.IsListToken(values[0]) {
		return values[0]
	}
	return values
}

// jsonText encodes a value that has only maps, lists, strings and numbers.
func jsonText(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func sortedKeys[T any](m map[string]T) []string {
	return slices.Sorted(maps.Keys(m))
}

// orZero returns the value that a field points to, or the zero value if it is nil.
func orZero[T any](given *T) (value T) {
	if given != nil {
		value = *given
	}
	return value
}
