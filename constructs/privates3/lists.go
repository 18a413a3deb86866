package privates3

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// elements is the list, or nothing if there is no list.
func elements[T any](list *[]T) []T {
	if list == nil {
		return nil
	}
	return *list
}

// checkEach finds an empty list, and what check finds in each element.
func checkEach[T any](field string, list *[]T, check func(field string, element T) problems) (found problems) {
	if list != nil && len(*list) == 0 {
		found.add(field, "an empty list", "one element or more", "leave the field out")
	}
	for i, element := range elements(list) {
		found = append(found, check(fmt.Sprintf("%s[%d]", field, i), element)...)
	}
	return found
}

// checkElement is for elements that must not be nil.
func checkElement(field, allowed string, missing bool) (found problems) {
	if missing {
		found.add(field, "nil", allowed, "remove the element")
	}
	return found
}

// matching is a check of checkEach: a string of the pattern, or a token.
func matching(pattern, allowed, remedy string) func(field string, value *string) problems {
	return func(field string, value *string) (found problems) {
		if value == nil || !isToken(*value) && !regexp.MustCompile(pattern).MatchString(*value) {
			found.add(field, quoted(value), allowed, remedy)
		}
		return found
	}
}

// oneByOne is a check of checkEach for lists that others are added to, which a token for a whole list cannot stand in.
func oneByOne(check func(field string, value *string) problems) func(field string, value *string) problems {
	return func(field string, value *string) (found problems) {
		if value != nil && isListToken(*value) {
			found.add(field, "a token for a whole list", "values one by one", "take them out of the list with awscdk.Fn_Select")
			return found
		}
		return check(field, value)
	}
}

// matchingAccount is a check of checkEach for account ids.
func matchingAccount() func(field string, value *string) problems {
	return matching(`^[0-9]{12}$`, "12 digits, or a token", "write the account id with its leading zeros and without dashes")
}

// values are the strings of a list of pointers.
func values(list []*string) []string {
	strings := make([]string, len(list))
	for i, element := range list {
		strings[i] = *element
	}
	return strings
}

func isTrue(b *bool) bool { return b != nil && *b }

func isFalse(b *bool) bool { return b != nil && !*b }

// unique is the list with each string once, in the order of their first places.
func unique(list []string) []string {
	var once []string
	for _, element := range list {
		if !slices.Contains(once, element) {
			once = append(once, element)
		}
	}
	return once
}

// oneOrMore is the form in which a policy takes values: a list only if there are, or may be, several.
func oneOrMore(values []string) any {
	if len(values) == 1 && !isListToken(values[0]) {
		return values[0]
	}
	return values
}

func sortedKeys[T any](m map[string]T) []string {
	return slices.Sorted(maps.Keys(m))
}
