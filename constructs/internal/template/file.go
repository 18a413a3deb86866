package template

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// maxFile bounds a file. CloudFormation takes templates of 1 MB; what the CDK writes beside them can be larger.
const maxFile = 64 << 20

// byteOrderMark is what some editors write in front of a text.
const byteOrderMark = "\ufeff"

// readInside reads a regular file in a directory or below it. It refuses a symbolic link that leads out of the directory.
func readInside(dir, path string) ([]byte, error) {
	name, err := filepath.Rel(dir, path)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	info, err := root.Stat(name)
	var escaped *fs.PathError
	if errors.As(err, &escaped) {
		escaped.Path = path // which the root has relative to itself
	}
	if err != nil {
		return nil, err
	}
	if err := readable(path, info); err != nil {
		return nil, err
	}
	return root.ReadFile(name)
}

// ReadFile reads a regular file that is not too large to be a template.
func ReadFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if err := readable(path, info); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// readable refuses what would block, such as a named pipe, and what is too large to be a template.
func readable(path string, info os.FileInfo) error {
	switch {
	case !info.Mode().IsRegular():
		return Gap{File: path, Problem: "is not a regular file"}
	case info.Size() > maxFile:
		return Gap{File: path, Problem: fmt.Sprintf("has %d bytes, more than the %d that are read", info.Size(), maxFile)}
	}
	return nil
}
