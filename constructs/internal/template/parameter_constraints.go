package template

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// violation returns a constraint of a parameter that a value does not meet, and the value or the element of a list that does
// not; empty if it meets all that can be checked before the deploy. Of an SSM parameter, the value is only a name. See
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html.
func violation(parameter map[string]any, value string) (element, problem string) {
	kind, _ := parameter["Type"].(string)
	values := []string{value}
	if isListType(kind) && !strings.HasPrefix(kind, ssmParameterType) {
		kind = strings.TrimSuffix(strings.TrimPrefix(kind, "List<"), ">")
		values = splitAtCommas(value)
	}
	for _, value := range values {
		for _, check := range []func(parameter map[string]any, kind, value string) string{typeViolation, choiceViolation, patternViolation, limitViolation} {
			if problem := check(parameter, kind, value); problem != "" {
				return value, problem
			}
		}
	}
	return "", ""
}

// splitAtCommas returns the elements of a list without the spaces around them, none for an empty one.
func splitAtCommas(text string) []string {
	if text == "" {
		return nil
	}
	elements := strings.Split(text, ",")
	for i := range elements {
		elements[i] = strings.TrimSpace(elements[i])
	}
	return elements
}

// idPrefix returns how the IDs begin that a parameter of a type takes, empty for other types.
func idPrefix(kind string) string {
	switch kind {
	case "AWS::EC2::VPC::Id":
		return "vpc-"
	case "AWS::EC2::Subnet::Id":
		return "subnet-"
	case "AWS::EC2::SecurityGroup::Id":
		return "sg-"
	case "AWS::EC2::Instance::Id":
		return "i-"
	case "AWS::EC2::Image::Id":
		return "ami-"
	case "AWS::EC2::Volume::Id":
		return "vol-"
	}
	return ""
}

func typeViolation(_ map[string]any, kind, value string) string {
	if prefix := idPrefix(kind); value != "" && !strings.HasPrefix(value, prefix) { // an empty default stands for none
		return fmt.Sprintf("is not of its Type %s; want an ID that begins with %s", kind, prefix)
	}
	if kind == "Number" && !decimal.MatchString(value) {
		return "is not of its Type Number; want an integer or a decimal"
	}
	return ""
}

func choiceViolation(parameter map[string]any, _, value string) string {
	if allowed, limited := allowedValues(parameter); limited && !slices.Contains(allowed, value) {
		return "is not one of its AllowedValues; want " + strings.Join(allowed, ", ")
	}
	return ""
}

// patternViolation leaves out patterns that Go does not have, or reads in another way than Java.
func patternViolation(parameter map[string]any, kind, value string) string {
	text, _ := parameter["AllowedPattern"].(string)
	pattern, err := regexp.Compile(`^(?:` + text + `)$`)
	if text == "" || err != nil || strings.Contains(text, "&&") || nestedClass.MatchString(text) || strings.HasPrefix(kind, ssmParameterType) || pattern.MatchString(value) {
		return ""
	}
	return "does not match its AllowedPattern; want " + text
}

func limitViolation(parameter map[string]any, kind, value string) string {
	least, most, of, unit := "MinValue", "MaxValue", 0.0, ""
	switch kind {
	case "String":
		least, most, of, unit = "MinLength", "MaxLength", float64(utf8.RuneCountInString(value)), " characters"
	case "Number":
		of, _ = strconv.ParseFloat(value, 64)
	default:
		return ""
	}
	text, _ := scalar(parameter[least])
	if limit, err := strconv.ParseFloat(text, 64); err == nil && of < limit {
		return fmt.Sprintf("is below its %s; want at least %s%s", least, text, unit)
	}
	text, _ = scalar(parameter[most])
	if limit, err := strconv.ParseFloat(text, 64); err == nil && of > limit {
		return fmt.Sprintf("is above its %s; want at most %s%s", most, text, unit)
	}
	return ""
}

var (
	decimal = regexp.MustCompile(`^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$`)
	// nestedClass matches a character class in another one, which Java unites.
	nestedClass = regexp.MustCompile(`\[[^\]\\]*\[`)
)
