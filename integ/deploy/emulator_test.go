package deploy

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	emulatedAccount = "111122223333"
	emulatedRegion  = "eu-west-1"
)

// accessKey returns the access key id of an account of the emulator: see emulator/accounts.py.
func accessKey(account string) string { return "AKIATEST" + account }

// startEmulator starts moto_server with the package emulator, and directs the environment of this process to it. stop stops it,
// and prints its log without the requests if a test failed.
func startEmulator(server string) (stop func(failed bool), err error) {
	dir, err := os.MkdirTemp("", "deploy-")
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	host, port, _ := net.SplitHostPort(address)
	site, err := filepath.Abs("emulator/site")
	if err != nil {
		return nil, err
	}

	// Nothing of the user's own may lead to AWS.
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			_ = os.Unsetenv(name)
		}
	}
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL":            "http://localhost:" + port, // by this host name moto recognizes its own URLs of templates
		"AWS_REGION":                  emulatedRegion,
		"AWS_ACCESS_KEY_ID":           accessKey(emulatedAccount),
		"AWS_SECRET_ACCESS_KEY":       "secret",
		"AWS_EC2_METADATA_DISABLED":   "true",
		"AWS_CONFIG_FILE":             os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
		"CDK_HOME":                    dir, // the CLI caches there which account an access key belongs to
	} {
		_ = os.Setenv(name, value)
	}

	var log bytes.Buffer
	command := exec.Command(server, "--host", host, "--port", port)
	command.Env = append(os.Environ(), "PYTHONPATH="+site)
	command.Stdout, command.Stderr = &log, &log
	input, err := command.StdinPipe() // closed when this process ends, which ends the emulator
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	stop = func(failed bool) {
		_ = input.Close()
		_ = command.Process.Kill()
		_ = command.Wait()
		_ = os.RemoveAll(dir)
		for lines := bufio.NewScanner(&log); failed && lines.Scan(); {
			if !strings.HasPrefix(lines.Text(), host+" - -") {
				fmt.Fprintln(os.Stderr, "moto_server:", lines.Text())
			}
		}
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		connection, err := net.Dial("tcp", address)
		if err == nil {
			return stop, connection.Close()
		}
		if time.Now().After(deadline) {
			stop(true)
			return nil, fmt.Errorf("moto_server does not answer: %w", err)
		}
	}
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}
