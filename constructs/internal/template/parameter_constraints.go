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
func violation(parameter object, value string) (element, problem string) {
	kind, _ := parameter.get("Type").(string)
	elements := []string{value}
	if isListType(kind) && !strings.HasPrefix(kind, ssmParameterType) {
		kind = strings.TrimSuffix(strings.TrimPrefix(kind, "List<"), ">")
		if value == "" {
			return "", ""
		}
		elements = comma.Split(strings.TrimSpace(value), -1)
	}
	for _, element := range elements {
		if problem := elementViolation(parameter, kind, element); problem != "" {
			return element, problem
		}
	}
	return "", ""
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

func elementViolation(parameter object, kind, value string) string {
	allowed, limited := allowedValues(parameter)
	pattern, _ := parameter.get("AllowedPattern").(string)
	prefix := idPrefix(kind)
	switch {
	case value != "" && !strings.HasPrefix(value, prefix): // an empty default stands for none
		return fmt.Sprintf("is not of its Type %s; want an ID that begins with %s", kind, prefix)
	case kind == "Number" && !decimal.MatchString(value):
		return "is not of its Type Number; want an integer or a decimal"
	case limited && !slices.Contains(allowed, value):
		return "is not one of its AllowedValues; want " + strings.Join(allowed, ", ")
	case !strings.HasPrefix(kind, ssmParameterType) && !mayMatch(pattern, value):
		return "does not match its AllowedPattern; want " + pattern
	case kind == "Number":
		number, _ := strconv.ParseFloat(value, 64)
		return limitViolation(parameter, "Value", number, "")
	case kind == "String":
		return limitViolation(parameter, "Length", float64(utf8.RuneCountInString(value)), " characters")
	}
	return ""
}

// mayMatch reports whether a value matches a pattern, which is empty if there is none. It also does so for a pattern that Go does
// not support, or reads differently than Java.
func mayMatch(pattern, value string) bool {
	if pattern == "" || strings.Contains(pattern, "&&") || nestedClass.MatchString(pattern) {
		return true
	}
	compiled, err := regexp.Compile(`^(?:` + pattern + `)$`)
	return err != nil || compiled.MatchString(value)
}

// limitViolation checks MinValue and MaxValue, or MinLength and MaxLength: of is "Value" or "Length".
func limitViolation(parameter object, of string, size float64, unit string) string {
	least, _ := scalar(parameter.get("Min" + of))
	if limit, err := strconv.ParseFloat(least, 64); err == nil && size < limit {
		return fmt.Sprintf("is below its Min%s; want at least %s%s", of, least, unit)
	}
	most, _ := scalar(parameter.get("Max" + of))
	if limit, err := strconv.ParseFloat(most, 64); err == nil && size > limit {
		return fmt.Sprintf("is above its Max%s; want at most %s%s", of, most, unit)
	}
	return ""
}

var (
	comma   = regexp.MustCompile(`\s*,\s*`)
	decimal = regexp.MustCompile(`^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$`)
	// nestedClass matches a character class in another one, which Java unites.
	nestedClass = regexp.MustCompile(`\[[^\]\\]*\[`)
)
