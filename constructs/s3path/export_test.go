package s3path

import "testing"

// CheckGroups compares the report on a template with what each subnet is answered by itself.
func CheckGroups(t *testing.T, r *Report, template map[string]any) {
	checkGroups(t, r, template, Options{})
}
