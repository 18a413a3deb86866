package golden

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// differences lists what is only in want and only in got, a line for each value with its place in the template.
func differences(want, got any) (lines []string) {
	wanted, found := map[string]string{}, map[string]string{}
	flatten("", want, wanted)
	flatten("", got, found)
	for _, place := range slices.Sorted(maps.Keys(wanted)) {
		if found[place] != wanted[place] {
			lines = append(lines, fmt.Sprintf("- %s: %s", place, wanted[place]))
		}
		if value, ok := found[place]; ok && value != wanted[place] {
			lines = append(lines, fmt.Sprintf("+ %s: %s", place, value))
		}
	}
	for _, place := range slices.Sorted(maps.Keys(found)) {
		if _, ok := wanted[place]; !ok {
			lines = append(lines, fmt.Sprintf("+ %s: %s", place, found[place]))
		}
	}
	return lines
}

// flatten collects the values of a template by their places, such as Resources.Vpc.Properties.Tags.0.Key.
func flatten(place string, value any, into map[string]string) {
	switch v := value.(type) {
	case map[string]any:
		if len(v) == 0 {
			into[place] = "{}"
		}
		for key, element := range v {
			flatten(strings.TrimPrefix(place+"."+key, "."), element, into)
		}
	case []any:
		if len(v) == 0 {
			into[place] = "[]"
		}
		for i, element := range v {
			flatten(place+"."+strconv.Itoa(i), element, into)
		}
	default:
		into[place] = fmt.Sprintf("%#v", v)
	}
}
