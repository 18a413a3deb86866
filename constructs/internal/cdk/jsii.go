package cdk

import (
	"reflect"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// IsNil reports whether v is nil or an interface that holds a nil pointer, which == nil does not see.
func IsNil(v any) bool {
	if v == nil {
		return true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Interface:
		return r.IsNil()
	default:
		return false
	}
}

// Try returns the error that the CDK panics with, for example when it is asked for the CIDR of an imported VPC.
func Try[T any](ask func() T) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			failed, ok := r.(error)
			if !ok {
				panic(r)
			}
			err = failed
		}
	}()
	return ask(), nil
}

// ScopeOf returns a resource as a scope for children. The CDK's resources are constructs, but their interfaces do not
// say so.
func ScopeOf(resource constructs.IConstruct) (scope constructs.Construct) {
	jsii.UnsafeCast(resource, &scope)
	return scope
}
