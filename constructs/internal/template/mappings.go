package template

import "strconv"

// findInMap looks a value up in the section Mappings.
func (s *Stack) findInMap(argument any, at site) Value {
	list := argument.([]any)
	var names [3]string
	for i, key := range list[:3] {
		v := s.resolve(key, at)
		name, ok := v.Text()
		if !ok {
			return s.because(v, at, "Fn::FindInMap")
		}
		names[i] = name
	}
	var node any = s.mappings
	for _, name := range names {
		level, ok := node.(object)
		if !ok {
			return s.unknown(at, CauseGap, sectionMappings)
		}
		if kind, key := additions(level); kind != "" && level.get(name) == nil {
			return s.unknown(at, kind, key)
		}
		if node, ok = level.find(name); !ok {
			return s.mapDefault(list, at)
		}
	}
	there := site{sectionMappings, names[0], names[1] + "." + names[2], at.depth}
	key := memoKey{sectionMappings, names[0], strconv.Quote(names[1]) + names[2]}
	return s.once(key, func() Value { return s.flat(s.resolve(node, there), there) })
}

// Possible returns the values that a property, or a field deeper in it, may have: the one that is known, or those of a look-up
// in the section Mappings by a key that is unknown. It returns false if the property may have any other.
func (r *Resource) Possible(name string, deeper ...string) (values []Value, ok bool) {
	if v := r.Property(name, deeper...); v.kind != Unknown {
		return []Value{v}, true
	}
	var node any = r.properties
	for _, name := range append([]string{name}, deeper...) {
		level, _ := node.(object)
		node = level.get(name)
	}
	body, _ := node.(object)
	function, argument, _ := call(body)
	if list, ok := argument.([]any); ok && function == "Fn::FindInMap" && len(list) == 3 {
		return r.Stack.mapValues(list, site{section: sectionResources, name: r.LogicalId, property: name})
	}
	return nil, false
}

// mapValues returns all values that a look-up may find.
func (s *Stack) mapValues(keys []any, at site) (values []Value, ok bool) {
	nodes := []any{s.mappings}
	for _, key := range keys {
		name, known := s.text(key, at)
		var next []any
		for _, node := range nodes {
			level, _ := node.(object)
			if kind, _ := additions(level); kind != "" || len(level) == 0 {
				return nil, false
			}
			for _, m := range level {
				if !known || m.name == name {
					next = append(next, m.value)
				}
			}
		}
		nodes = next
	}
	for _, node := range nodes {
		values = append(values, s.identified(s.flat(s.resolve(node, at), at)))
	}
	return values, len(values) > 0
}

// mapDefault is the value that a look-up returns with AWS::LanguageExtensions if the map has none.
func (s *Stack) mapDefault(list []any, at site) Value {
	if len(list) == 4 && !s.unread[sectionMappings] {
		if fallback, ok := list[3].(object); ok {
			return s.resolve(fallback.get("DefaultValue"), at)
		}
	}
	return s.unknown(at, CauseFunction, "Fn::FindInMap")
}

// because is an unknown value for the cause that another one has, or else for a function that cannot be evaluated.
func (s *Stack) because(v Value, at site, function string) Value {
	if cause, ok := v.Cause(); ok {
		return Value{kind: Unknown, cause: &cause}
	}
	return s.unknown(at, CauseFunction, function)
}
