// Package account writes what an AWS account has of some VPCs as a CloudFormation template whose logical IDs are the IDs of
// AWS, so that it can be read beside templates. It only calls operations that read.
package account

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// File is the network of an account.
type File struct {
	// Problems are what could not be read, one sentence each.
	Problems []string

	account, region string
	resources       map[string]resource
	parts           map[string]string // the IDs of parts, by those that CloudFormation has for them
}

type resource struct {
	Type       string         `json:"Type"`
	Metadata   map[string]any `json:"Metadata,omitempty"`
	Properties map[string]any `json:"Properties"`
}

// The metadata that readers of the file know.
const (
	metadataAccount   = "privates3::account"
	metadataCreatedBy = "privates3::created-by"
	metadataPartOf    = "privates3::part-of"
)

// properties are those of a resource. One that is nil, a nil pointer or an empty text is left out.
type properties map[string]any

// add records a resource under its ID.
func (f *File) add(resourceType, id string, p properties) { f.addPart("", resourceType, id, p) }

// addPart records a resource that is a part of another one, such as a route of a route table.
func (f *File) addPart(whole, resourceType, id string, p properties) {
	maps.DeleteFunc(p, func(_ string, value any) bool { return isEmpty(value) })
	r := resource{Type: resourceType, Metadata: map[string]any{}, Properties: p}
	if whole != "" {
		r.Metadata[metadataPartOf] = whole
	}
	f.resources[id] = r
}

// createdBy records which stack and logical ID created the resource that CloudFormation has under an ID.
func (f *File) createdBy(stack, resourceType, id string) {
	if part, ok := f.parts[id]; ok {
		id = part
	}
	if f.resources[id].Type == resourceType {
		f.resources[id].Metadata[metadataCreatedBy] = stack
	}
}

func isEmpty(value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case *string:
		return value == nil || *value == ""
	case *bool:
		return value == nil
	case *int32:
		return value == nil
	case string:
		return value == ""
	case []string:
		return len(value) == 0
	}
	return false
}

// JSON returns the file, indented and sorted, with a newline at the end.
func (f *File) JSON() string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(map[string]any{
		"Metadata":  map[string]any{metadataAccount: map[string]string{"Account": f.account, "Region": f.region}},
		"Resources": f.resources,
	})
	if err != nil {
		panic(fmt.Errorf("the account file cannot be written: %w", err)) // it has texts, numbers and lists alone
	}
	return b.String()
}
