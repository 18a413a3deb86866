package templatetest

import (
	"flag"
	"hash/fnv"
)

// all is a flag of every test binary with this package.
//
//nolint:gochecknoglobals // see above
var all = flag.Bool("all", false, "run every case of the tests that otherwise run a sample")

// All reports whether the flag -all is set, which .ci/run sets.
func All() bool { return *all }

// InSample reports whether a case is one of those that run by default: one in the given number, always the same ones. With
// -all, every case runs.
func InSample(name string, oneIn uint32) bool {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(name))
	return *all || hash.Sum32()%oneIn == 0
}
