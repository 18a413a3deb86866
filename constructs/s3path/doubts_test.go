package s3path

import "testing"

func TestIsNamed(t *testing.T) {
	for _, test := range []struct {
		text, name string
		want       bool
	}{
		{"route Out leads to it", "Out", true},
		{"route Outer leads to it", "Out", false},
		{"the CDK's route", "C", false},
		{"routes of Out", "Out", true},
		{"Out; then", "Out", true},
		{"route Net.Out leads to it", "Out", true},
		{"route Out.Net leads to it", "Out", false},
		{"endpoint OutS3 and route Out.", "Out", true},
		{"route App/Out leads to it", "Out", false},
		{"", "Out", false},
		{"route Out", "", false},
	} {
		if got := isNamed(test.text, test.name); got != test.want {
			t.Errorf("isNamed(%q, %q) = %t", test.text, test.name, got)
		}
	}
}
