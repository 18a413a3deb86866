// Package node configures Node, the process in which a Go app runs the CDK.
package node

import (
	"os"
	"strings"

	"github.com/aws/jsii-runtime-go"
)

// OptimizeForSynth starts Node with options for a process that ends after a few seconds. A synth with the CDK's template
// validation then takes about a third less time. Call it first in main:
//
//	func main() {
//		node.OptimizeForSynth()
//		defer jsii.Close()
//
// The engine that validates templates is WebAssembly. In a short process, Node spends most of its time optimizing code that
// runs only for a second, and collecting garbage in the background whenever the engine's memory grows. The options turn both
// off. Templates and findings stay the same. An app that runs for minutes is faster without the options.
//
// The options are added to those in the environment variable NODE_OPTIONS, which commands that the CDK starts also inherit.
// The function works on Linux, macOS and Windows with Node 20 or later. It stops the program's current Node process, so
// constructs that already exist can no longer be used.
//
// In tests, golden.Main calls it.
func OptimizeForSynth() {
	options, ok := os.LookupEnv(variable) //nolint:forbidigo // the user's options are kept
	if !ok {
		options = jsiiDefault
	}
	if strings.Contains(options, preload) {
		return
	}
	if err := os.Setenv(variable, strings.TrimSpace(options+" "+preload)); err != nil {
		panic(err)
	}
	jsii.Close() // importing the CDK has prepared a process with the environment as it was
}

const (
	variable = "NODE_OPTIONS"

	// jsiiDefault is what jsii uses if the variable is not set.
	jsiiDefault = "--max-old-space-size=4069"

	// preload is a module that sets options of V8. Node accepts them neither in NODE_OPTIONS nor from jsii. V8 ignores options
	// that it does not know. The module is a URL, because a file would have to be found from every folder. It has no spaces and
	// double quotes, which separate and quote the options in NODE_OPTIONS.
	// https://nodejs.org/api/cli.html#node_optionsoptions
	// https://nodejs.org/api/v8.html#v8setflagsfromstringflags
	preload = "--import=data:text/javascript,import{setFlagsFromString}from'node:v8';" +
		"['--no-concurrent-marking','--no-wasm-dynamic-tiering','--no-wasm-tier-up'].forEach(setFlagsFromString)"
)
