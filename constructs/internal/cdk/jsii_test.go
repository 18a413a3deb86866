package cdk

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// stub is a VPC that needs no CDK.
type stub struct{ inner }

type inner struct{ awsec2.IVpc }

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
	type construct struct{ awsec2.IVpc }
	for _, test := range []struct {
		value any
		want  bool
	}{
		{nil, true},
		{(*value)(nil), true},
		{&value{}, false},
		{value{}, false},
		{"", false},
		{&construct{}, true},
		{construct{}, true},
		{&construct{(*construct)(nil)}, true},
		{&construct{stub{}}, false},
	} {
		if got := IsNil(test.value); got != test.want {
			t.Errorf("IsNil(%#v) is %t, want %t", test.value, got, test.want)
		}
	}
}

func TestPlainIsObject(t *testing.T) {
	type byValue struct{ awsec2.IVpc }
	for _, test := range []struct {
		value any
		want  bool
	}{{&stub{}, true}, {"", true}, {byValue{&stub{}}, false}} {
		if got := IsObject(test.value); got != test.want {
			t.Errorf("IsObject(%#v) is %t, want %t", test.value, got, test.want)
		}
	}
}
