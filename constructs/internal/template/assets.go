package template

import (
	"encoding/json"
	"path"
)

// assetIndex finds the files of an assembly by the hash they are uploaded under. It is read when first asked.
type assetIndex struct {
	loader    *loader
	dir       string
	artifacts map[string]artifact
	files     map[string]string
}

// byUrl returns the asset that a TemplateURL ends with, empty if it is none of the assembly's.
func (x *assetIndex) byUrl(url string) string {
	if x.files == nil {
		x.files = map[string]string{}
		for _, id := range sortedKeys(x.artifacts) {
			if x.artifacts[id].Type != artifactAsset {
				continue
			}
			if err := x.index(x.artifacts[id].Properties.File); err != nil {
				x.loader.gap(gapOf(path.Join(x.dir, manifestFile), err))
			}
		}
	}
	key := path.Base(url)
	return x.files[key[:len(key)-len(path.Ext(key))]]
}

// index reads one asset manifest.
func (x *assetIndex) index(name string) error {
	file, err := x.loader.inside(x.dir, name)
	if err != nil {
		return err
	}
	var assets struct {
		Files map[string]struct {
			Source struct {
				Path string `json:"path"`
			} `json:"source"`
		} `json:"files"`
	}
	if err := readJSON(x.loader.root, file, &assets); err != nil {
		return err
	}
	for hash, asset := range assets.Files {
		x.files[hash] = asset.Source.Path
	}
	return nil
}

// readJSON reads a file of a directory into a struct.
func readJSON(dir, file string, into any) error {
	data, err := readInside(dir, file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return decodeError(file, data, err)
	}
	return nil
}
