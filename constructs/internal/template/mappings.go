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
		level, ok := node.(map[string]any)
		if !ok {
			return s.unknown(at, CauseGap, sectionMappings)
		}
		if kind, key := additions(level); kind != "" && level[name] == nil {
			return s.unknown(at, kind, key)
		}
		if node, ok = level[name]; !ok {
			return s.mapDefault(list, at)
		}
	}
	there := site{sectionMappings, names[0], names[1] + "." + names[2], at.depth}
	key := memoKey{sectionMappings, names[0], strconv.Quote(names[1]) + names[2]}
	return s.once(key, func() Value { return s.flat(s.resolve(node, there), there) })
}

// mapDefault is the value that a look-up returns with AWS::LanguageExtensions if the map has none.
func (s *Stack) mapDefault(list []any, at site) Value {
	if len(list) == 4 && !s.unread[sectionMappings] {
		if fallback, ok := list[3].(map[string]any); ok {
			return s.resolve(fallback["DefaultValue"], at)
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
