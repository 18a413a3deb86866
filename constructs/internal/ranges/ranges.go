// Package ranges has sets of ordered values, such as addresses or ports, that are kept as ranges.
package ranges

import (
	"slices"
)

// Value is what a set can hold. Next and Prev step by one; past the last or first value they may return anything.
type Value[T any] interface {
	comparable
	Compare(T) int
	Next() T
	Prev() T
}

// Range is all values from First to Last.
type Range[T Value[T]] struct{ First, Last T }

// Set is sorted, and its ranges neither overlap nor touch, so that equal sets have equal ranges. The zero value is empty.
// A set is never changed: the methods return other ones, which may share memory.
type Set[T Value[T]] []Range[T]

// Of returns the set of all values from first to last, which is empty if last comes before first.
func Of[T Value[T]](first, last T) Set[T] {
	if first.Compare(last) > 0 {
		return nil
	}
	return Set[T]{{first, last}}
}

// Empty reports whether the set has no value.
func (s Set[T]) Empty() bool { return len(s) == 0 }

// Equal reports whether two sets have the same values.
func (s Set[T]) Equal(t Set[T]) bool { return slices.Equal(s, t) }

// Has reports whether a value is in the set.
func (s Set[T]) Has(v T) bool {
	i, found := slices.BinarySearchFunc(s, v, func(r Range[T], v T) int { return r.First.Compare(v) })
	return found || i > 0 && v.Compare(s[i-1].Last) <= 0
}

// Covers reports whether all of another set is in this one.
func (s Set[T]) Covers(t Set[T]) bool {
	for _, r := range t {
		i, found := slices.BinarySearchFunc(s, r.First, func(r Range[T], v T) int { return r.First.Compare(v) })
		if !found {
			i--
		}
		if i < 0 || r.Last.Compare(s[i].Last) > 0 {
			return false
		}
	}
	return true
}

// Union returns the values of both sets.
func (s Set[T]) Union(t Set[T]) Set[T] {
	switch { // as often, and without memory
	case s.Covers(t):
		return s
	case t.Covers(s):
		return t
	}
	return Union(s, t)
}

// Union returns the values of several sets.
func Union[T Value[T]](sets ...Set[T]) Set[T] {
	all := slices.Concat(sets...)
	slices.SortFunc(all, func(r, q Range[T]) int { return r.First.Compare(q.First) })
	union := all[:0]
	for _, r := range all {
		switch i := len(union) - 1; {
		case i < 0 || r.First.Compare(union[i].Last) > 0 && union[i].Last.Next() != r.First:
			union = append(union, r)
		case r.Last.Compare(union[i].Last) > 0:
			union[i].Last = r.Last
		}
	}
	return union
}

// Intersect returns the values that are in both sets.
func (s Set[T]) Intersect(t Set[T]) Set[T] {
	switch { // as often, and without memory
	case t.Covers(s):
		return s
	case s.Covers(t):
		return t
	}
	var both Set[T]
	for len(s) > 0 && len(t) > 0 {
		first, last := s[0].First, s[0].Last
		if t[0].First.Compare(first) > 0 {
			first = t[0].First
		}
		shorter := t[0].Last.Compare(last) < 0
		if shorter {
			last = t[0].Last
		}
		if first.Compare(last) <= 0 {
			both = append(both, Range[T]{first, last})
		}
		if shorter {
			t = t[1:]
		} else {
			s = s[1:]
		}
	}
	return both
}

// Minus returns the values that are not in another set.
func (s Set[T]) Minus(t Set[T]) Set[T] {
	var rest Set[T]
	for _, r := range s {
		for len(t) > 0 && t[0].Last.Compare(r.First) < 0 {
			t = t[1:]
		}
		taken := false
		for _, cut := range t {
			if cut.First.Compare(r.Last) > 0 {
				break
			}
			if cut.First.Compare(r.First) > 0 {
				rest = append(rest, Range[T]{r.First, cut.First.Prev()})
			}
			if taken = cut.Last.Compare(r.Last) >= 0; taken {
				break
			}
			r.First = cut.Last.Next()
		}
		if !taken {
			rest = append(rest, r)
		}
	}
	return rest
}
