package cdk

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFnJoin(t *testing.T) {
	ref := map[string]any{"Ref": "Name"}
	for _, test := range []struct {
		name  string
		parts []any
		want  []any
	}{
		{"what is known is one string", []any{"vpce-", ref, "-", "eu-west-1a", ".s3."}, []any{"vpce-", ref, "-eu-west-1a.s3."}},
		{"tokens stay apart", []any{"-", "${Token[TOKEN.1]}", ".s3."}, []any{"-", "${Token[TOKEN.1]}", ".s3."}},
		{"tokens in strings", []any{"-", "${Token[TOKEN.1]}a${Token[TOKEN.2]}", ".s3."}, []any{"-", "${Token[TOKEN.1]}", "a", "${Token[TOKEN.2]}", ".s3."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(map[string]any{"Fn::Join": []any{"", test.want}}, FnJoin(test.parts...)); diff != "" {
				t.Errorf("FnJoin differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIsToken(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "eu-west-1": false, "${Token[AWS.Region.4]}": true, "a-${Token[TOKEN.1]}-b": true, "#{Token[TOKEN.2]}": true,
		"${Token[": false, "]}${Token[TOKEN.1": false, "#{Token[TOKEN.2": false, "a#{Token[TOKEN.2]}": false,
	} {
		if got := IsToken(text); got != want {
			t.Errorf("IsToken(%q) is %t, want %t", text, got, want)
		}
	}
	if IsListToken("${Token[TOKEN.1]}") || !IsListToken("#{Token[TOKEN.2]}") {
		t.Error("the token of a string is that of a list, or the other way around")
	}
}
