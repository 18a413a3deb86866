//go:build unix

package speed

import (
	"os"
	"syscall"
)

// peakOfThisAndItsChildren is the peak memory of this process and that of the largest process it has waited for.
func peakOfThisAndItsChildren() int64 {
	var total int64
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var usage syscall.Rusage
		if err := syscall.Getrusage(who, &usage); err != nil {
			panic(err)
		}
		total += usage.Maxrss
	}
	return total
}

// peakOf is the peak memory of a process that has ended.
func peakOf(state *os.ProcessState) int64 {
	return state.SysUsage().(*syscall.Rusage).Maxrss
}
