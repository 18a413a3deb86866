package node

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestPlainOptions(t *testing.T) {
	for _, test := range []struct{ name, before, want string }{
		{"what jsii sets stays", "unset", "--max-old-space-size=4069 " + preload},
		{"what the user sets stays", "--use-system-ca", "--use-system-ca " + preload},
		{"nothing", "", preload},
		{"set before", "--use-system-ca " + preload, "--use-system-ca " + preload},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv(variable, test.before)
			if test.before == "unset" {
				if err := os.Unsetenv(variable); err != nil {
					t.Fatal(err)
				}
			}
			OptimizeForSynth()
			if got := os.Getenv(variable); got != test.want {
				t.Errorf("%s is %q, want %q", variable, got, test.want)
			}
		})
	}
}

// isOptimized prints whether V8 has optimized a WebAssembly function, after a while in which it counted to 20,000 often.
const isOptimized = `
const body = [1,1,127, 3,64, 32,1,65,1,106,34,1, 32,0,72, 13,0, 11, 32,1, 11];
const module = new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0, 1,6,1,96,1,127,1,127, 3,2,1,0, 7,5,1,1,102,0,0,
	10,2+body.length,1,body.length,...body]));
const {f} = new WebAssembly.Instance(module).exports;
for (let i = 0; i < 2000; i++) f(20000);
setTimeout(() => { f(5); console.log(!%IsLiftoffFunction(f)) }, 500);
`

// Without optimization, a function stays in the code of V8's first compiler, Liftoff.
func TestNodeDoesNotOptimize(t *testing.T) {
	t.Setenv(variable, "")
	for _, want := range []string{"true", "false"} {
		output, err := exec.Command("node", "--allow-natives-syntax", "-e", isOptimized).CombinedOutput()
		if got := strings.TrimSpace(string(output)); err != nil || got != want {
			t.Errorf("with the options %q, the function is optimized: %s (%v), want %s", os.Getenv(variable), got, err, want)
		}
		OptimizeForSynth()
	}
}
