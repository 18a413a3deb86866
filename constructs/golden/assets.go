package golden

import (
	"fmt"
	"path/filepath"
	"regexp"
)

// hashForm is the form of an asset's hash.
var hashForm = regexp.MustCompile(`[0-9a-f]{64}`)

// assetHashes returns the hashes of the assets that an assembly's manifests (*.assets.json) publish: those in the object keys
// of files and in the tags of images. Other fields may hold hashes of the user's own, such as build arguments.
func assetHashes(assembly string) (map[string]bool, error) {
	type assets map[string]struct {
		Destinations map[string]struct{ ObjectKey, ImageTag string }
	}
	manifests, err := filepath.Glob(filepath.Join(assembly, "*.assets.json"))
	if err != nil {
		return nil, err
	}
	hashes := map[string]bool{}
	for _, path := range manifests {
		var manifest struct{ Files, DockerImages assets }
		if err := readJson(path, &manifest); err != nil {
			return nil, err
		}
		for _, kind := range []assets{manifest.Files, manifest.DockerImages} {
			for _, asset := range kind {
				for _, destination := range asset.Destinations {
					for _, hash := range hashForm.FindAllString(destination.ObjectKey+" "+destination.ImageTag, -1) {
						hashes[hash] = true
					}
				}
			}
		}
	}
	return hashes, nil
}

// numberAssets replaces the hash of each asset in text by a number, in the order in which the hashes first occur.
func numberAssets(text string, hashes map[string]bool) string {
	numbers := map[string]int{}
	return hashForm.ReplaceAllStringFunc(text, func(found string) string {
		if !hashes[found] {
			return found
		}
		if numbers[found] == 0 {
			numbers[found] = len(numbers) + 1
		}
		return fmt.Sprintf("<asset %d>", numbers[found])
	})
}
