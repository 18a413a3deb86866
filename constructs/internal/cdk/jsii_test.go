package cdk

import "testing"

func TestTryPassesOtherPanics(t *testing.T) {
	defer func() {
		if r := recover(); r != "not an error" {
			t.Errorf("recovered %v, want the panic that is not the CDK's", r)
		}
	}()
	_, _ = Try(func() int { panic("not an error") })
}

func TestIsNil(t *testing.T) {
	type value struct{}
	for _, test := range []struct {
		value any
		want  bool
	}{{nil, true}, {(*value)(nil), true}, {&value{}, false}, {value{}, false}, {"", false}} {
		if got := IsNil(test.value); got != test.want {
			t.Errorf("IsNil(%#v) is %t, want %t", test.value, got, test.want)
		}
	}
}
