package iamtest

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed s3_actions.txt
var s3Actions string

// S3Action is an action of Amazon S3, with the types of resources that it is about.
type S3Action struct {
	Name          string // such as "s3:GetObject"
	ResourceTypes []string
}

// IsAbout reports whether the action is about a type of resource.
func (a S3Action) IsAbout(resourceType string) bool {
	return slices.Contains(a.ResourceTypes, resourceType)
}

// S3Actions returns every action of Amazon S3. integ/policies compares the list with AWS's data.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
func S3Actions() (actions []S3Action) {
	for line := range strings.Lines(s3Actions) {
		name, types, _ := strings.Cut(strings.TrimSpace(line), " ")
		actions = append(actions, S3Action{"s3:" + name, strings.Split(types, ",")})
	}
	return actions
}
