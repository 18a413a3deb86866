//go:build linux

package lab

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// inside is set in the process that runs in namespaces of its own.
const inside = "LAB_INSIDE"

// unbuildable is why no lab can be built here; nil if one can.
var unbuildable error

func TestMain(m *testing.M) {
	if os.Getenv(inside) != "" {
		unbuildable = prepare()
		os.Exit(m.Run())
	}
	code, err := runInside()
	if err == nil {
		os.Exit(code)
	}
	unbuildable = fmt.Errorf("cannot create namespaces: %w; run it as root, or allow user namespaces", err)
	os.Exit(m.Run())
}

// runInside runs this test binary again, in a network of its own that nothing leads out of.
func runInside() (code int, err error) {
	again := exec.Command("/proc/self/exe", os.Args[1:]...)
	again.Env = append(os.Environ(), inside+"=yes")
	again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
	again.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNET | unix.CLONE_NEWNS, Pdeathsig: syscall.SIGKILL}
	if os.Getuid() != 0 {
		again.SysProcAttr.Cloneflags |= unix.CLONE_NEWUSER
		again.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		again.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	err = again.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
}

// prepare makes programs use the lab's DNS server, and finds out whether a lab can be built.
func prepare() (err error) {
	defer catch(&err)
	if _, err := exec.LookPath("nft"); err != nil {
		return fmt.Errorf("the lab needs nft: apt-get install nftables: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "lab")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, "resolv.conf")
	if err := os.WriteFile(file, []byte("nameserver "+resolverAddress+"\n"), 0o644); err != nil {
		return err
	}
	if err := unix.Mount(file, "/etc/resolv.conf", "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("cannot replace /etc/resolv.conf: %w", err)
	}
	space, err := newNamespace(true)
	if err != nil {
		return err
	}
	defer space.close()
	space.filter("table ip lab { chain c { type filter hook forward priority 0; }\n}")
	return nil
}

// buildable skips a test where no lab can be built.
func buildable(t *testing.T) {
	t.Helper()
	if unbuildable != nil {
		t.Skip(unbuildable)
	}
}

func example(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../examples/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
