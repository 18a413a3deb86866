package templatetest

import (
	"flag"
	"hash/fnv"
)

// InSample reports whether a case is one of those that run by default: one in the given number, always the same ones. With
// the flag -all, which the package's tests define, every case runs. .ci/run sets it.
func InSample(name string, oneIn uint32) bool {
	if flag.Lookup("all").Value.String() == "true" {
		return true
	}
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(name))
	return hash.Sum32()%oneIn == 0
}
