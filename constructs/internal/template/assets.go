package template

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
)

// assetIndex finds the files of an assembly by the hash they are uploaded under. It is read when first asked.
type assetIndex struct {
	dir       string
	artifacts map[string]artifact
	files     map[string]string
}

// byUrl gives the asset that a TemplateURL ends with, empty if it is none of the assembly's.
func (x *assetIndex) byUrl(l *loader, url string) (string, error) {
	if x.files == nil {
		x.files = map[string]string{}
		for _, id := range sortedKeys(x.artifacts) {
			if x.artifacts[id].Type != "cdk:asset-manifest" {
				continue
			}
			if err := x.index(l, x.artifacts[id].Properties.File); err != nil {
				return "", err
			}
		}
	}
	key := path.Base(url)
	return x.files[key[:len(key)-len(path.Ext(key))]], nil
}

// index reads one asset manifest.
func (x *assetIndex) index(l *loader, name string) error {
	file, err := l.inside(x.dir, name)
	if err != nil {
		return fmt.Errorf("%s: %w", path.Join(x.dir, manifestFile), err)
	}
	var assets struct {
		Files map[string]struct {
			Source struct {
				Path string `json:"path"`
			} `json:"source"`
		} `json:"files"`
	}
	if err := readJSON(file, &assets); err != nil {
		return err
	}
	for hash, asset := range assets.Files {
		x.files[hash] = asset.Source.Path
	}
	return nil
}

// readJSON reads a file into a struct.
func readJSON(file string, into any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return decodeError(file, data, err)
	}
	return nil
}
