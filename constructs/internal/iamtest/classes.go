package iamtest

import "iter"

// Key is a condition key, with the classes of values that a policy distinguishes.
type Key struct {
	Name    string
	Classes []Class
}

// Class is a class of requests by one key.
type Class struct {
	Values []string // of a request of the class; none if the requests lack the key
	Meets  bool     // whether the class is what the policy names
}

// Absent is the class of the requests that lack a key.
func Absent() Class { return Class{} }

// Named is a class of requests that have values which the policy names.
func Named(values ...string) Class { return Class{values, true} }

// Other is a class of requests that have other values.
func Other(values ...string) Class { return Class{values, false} }

// Context is the context of a class of requests, and its class by each key. It is only valid until the next one.
type Context struct {
	Values map[string][]string
	Meets  map[string]bool
}

// AllContexts yields every combination of the classes of the keys.
func AllContexts(keys []Key) iter.Seq[Context] { return ContextsNear(keys, len(keys)) }

// ContextsNear yields the combinations in which at most n keys are not of their first class.
func ContextsNear(keys []Key, n int) iter.Seq[Context] {
	return func(yield func(Context) bool) {
		c := Context{map[string][]string{}, map[string]bool{}}
		combine(c, keys, n, yield)
	}
}

func combine(c Context, keys []Key, n int, yield func(Context) bool) bool {
	if len(keys) == 0 {
		return yield(c)
	}
	key := keys[0]
	for i, class := range key.Classes {
		if i > 0 && n == 0 {
			break
		}
		if class.Values == nil {
			delete(c.Values, key.Name)
		} else {
			c.Values[key.Name] = class.Values
		}
		c.Meets[key.Name] = class.Meets
		if !combine(c, keys[1:], n-min(i, 1), yield) {
			return false
		}
	}
	return true
}
