package deploy

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	emulatedAccount = "111122223333"
	emulatedRegion  = "eu-west-1"
)

// emulate starts moto_server on a free port, with what the folder emulator adds to it. It returns nil if there is none. What
// stops it can print what it said.
func emulate() (*cloud, func(loud bool), error) {
	server, err := exec.LookPath("moto_server")
	if err != nil {
		return nil, func(bool) {}, nil
	}
	port, err := freePort()
	if err != nil {
		return nil, nil, err
	}
	dir, err := os.MkdirTemp("", "deploy-")
	if err != nil {
		return nil, nil, err
	}
	log, err := os.Create(filepath.Join(dir, "moto.log"))
	if err != nil {
		return nil, nil, err
	}
	site, err := filepath.Abs("emulator/site")
	if err != nil {
		return nil, nil, err
	}

	// moto tells by the host whether a template's URL is its own: localhost, and not an address.
	url := fmt.Sprintf("http://localhost:%d", port)
	command := exec.Command(server, "--host", "127.0.0.1", "--port", fmt.Sprint(port))
	input, err := command.StdinPipe() // whose end is the emulator's, however this process ends
	if err != nil {
		return nil, nil, err
	}
	command.Env = append(withoutAws(command.Environ()), append(emulated(url, dir, emulatedAccount), "PYTHONPATH="+site)...)
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		return nil, nil, err
	}
	stop := func(loud bool) {
		_ = input.Close()
		_ = command.Process.Kill()
		_ = command.Wait()
		if loud {
			printTracebacks(log.Name())
		}
		_ = log.Close()
		_ = os.RemoveAll(dir)
	}
	if err := answers(url, 2*time.Minute); err != nil {
		said, _ := os.ReadFile(log.Name())
		stop(false)
		return nil, nil, fmt.Errorf("moto_server does not answer: %w\n%s", err, said)
	}

	started, err := newCloud(emulatedRegion, emulated(url, dir, emulatedAccount)...)
	if err == nil && started.account != emulatedAccount {
		err = errors.New("moto_server runs without the folder emulator: it did not import emulator/site/sitecustomize.py")
	}
	if err != nil {
		stop(false)
		return nil, nil, err
	}
	started.emulated = true
	return started, stop, nil
}

// emulated is the environment of an account's user. The CLI remembers in home whose an access key is.
func emulated(url, home, account string) []string {
	return []string{
		"AWS_ENDPOINT_URL=" + url,
		"AWS_ACCESS_KEY_ID=AKIATEST" + account, // emulator/accounts.py
		"AWS_SECRET_ACCESS_KEY=secret",
		"AWS_EC2_METADATA_DISABLED=true",
		"AWS_CONFIG_FILE=" + os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE=" + os.DevNull,
		"CDK_HOME=" + home,
	}
}

// withoutAws is an environment in which nothing of a user's own leads to AWS.
func withoutAws(environment []string) []string {
	return slices.DeleteFunc(environment, func(variable string) bool { return strings.HasPrefix(variable, "AWS_") })
}

// elsewhere is another account or Region of the same emulator.
func (c *cloud) elsewhere(t *testing.T, account, region string) *cloud {
	t.Helper()
	url, _ := value(c.environment, "AWS_ENDPOINT_URL")
	found, err := newCloud(region, emulated(url, t.TempDir(), account)...)
	must(t, err)
	found.emulated = true
	return found
}

// printTracebacks prints where the emulator broke, which its clients do not see.
func printTracebacks(log string) {
	said, _ := os.ReadFile(log)
	for _, broke := range strings.Split(string(said), "Traceback")[1:] {
		broke, _, _ = strings.Cut(broke, "127.0.0.1 - -")
		fmt.Fprintf(os.Stderr, "moto_server: …%s\n", broke[max(0, len(broke)-1500):])
	}
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}

func answers(url string, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/moto-api/", nil)
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			return response.Body.Close()
		}
		if ctx.Err() != nil {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
}
