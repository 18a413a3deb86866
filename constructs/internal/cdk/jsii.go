package cdk

import (
	"reflect"
	"strings"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// IsNil reports whether v is nil, an interface that holds a nil pointer, which == nil does not see, or a struct whose
// embedded object is nil, such as the zero value of a construct.
func IsNil(v any) bool {
	if v == nil {
		return true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Interface:
		if r.IsNil() {
			return true
		}
	}
	object, embeds := embedded(v)
	return embeds && IsNil(object)
}

// IsObject reports whether the CDK takes v as an object. It does not take a Go struct that embeds one, unless a function
// New…_Override created the struct.
func IsObject(v any) bool {
	if _, embeds := embedded(v); !embeds {
		return true
	}
	if reflect.TypeOf(v).Kind() == reflect.Struct {
		return false
	}
	_, err := Try(func() *bool { return constructs.Construct_IsConstruct(v) })
	return err == nil
}

// embedded returns the first interface that a struct or a pointer to it embeds, unless it is one of the CDK's own objects.
func embedded(v any) (object any, ok bool) {
	r := reflect.Indirect(reflect.ValueOf(v))
	if r.Kind() != reflect.Struct || strings.HasPrefix(r.Type().Name(), "jsiiProxy_") {
		return nil, false
	}
	for i := range r.NumField() {
		if field := r.Type().Field(i); field.Anonymous && field.IsExported() && field.Type.Kind() == reflect.Interface {
			return r.Field(i).Interface(), true
		}
	}
	return nil, false
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
