package golden

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// readable is the number of lines above which the resources that are only in one template get one line each. Renaming a VPC
// renames some 30 resources with hundreds of values.
const readable = 60

// differences lists what is only in want and only in got, a line for each value with its place in the template.
func differences(want, got any) []string {
	lines := compare(want, got)
	if len(lines) > readable {
		lines = compare(summarize(want, got), summarize(got, want))
	}
	return lines
}

// summarize returns the template with the type in place of each resource that the other template does not have.
func summarize(template, other any) any {
	others, resources := resourcesOf(other), maps.Clone(resourcesOf(template))
	if resources == nil {
		return template
	}
	for id, resource := range resources {
		if fields, ok := resource.(map[string]any); ok && others[id] == nil {
			resources[id] = fields["Type"]
		}
	}
	whole := maps.Clone(template.(map[string]any))
	whole["Resources"] = resources
	return whole
}

func resourcesOf(template any) map[string]any {
	whole, _ := template.(map[string]any)
	resources, _ := whole["Resources"].(map[string]any)
	return resources
}

func compare(want, got any) (lines []string) {
	wanted, found := map[string]string{}, map[string]string{}
	flatten("", want, wanted)
	flatten("", got, found)
	all := maps.Clone(wanted)
	maps.Copy(all, found)
	for _, place := range slices.Sorted(maps.Keys(all)) {
		before, after := []rune(wanted[place]), []rune(found[place])
		if slices.Equal(before, after) {
			continue
		}
		if len(before) > 0 {
			lines = append(lines, fmt.Sprintf("- %s: %s", place, excerpt(before, after)))
		}
		if len(after) > 0 {
			lines = append(lines, fmt.Sprintf("+ %s: %s", place, excerpt(after, before)))
		}
	}
	return lines
}

// excerpt returns a value, or if it is long, such as inline code, a part of it from just before where it differs from the other.
func excerpt(value, other []rune) string {
	const before, most = 40, 240
	if len(value) <= most {
		return string(value)
	}
	same := 0
	for same < min(len(value), len(other)) && value[same] == other[same] {
		same++
	}
	from := max(0, same-before)
	to := min(from+most, len(value))
	text := string(value[from:to])
	if from > 0 {
		text = "…" + text
	}
	if to < len(value) {
		text += "…"
	}
	return text
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
