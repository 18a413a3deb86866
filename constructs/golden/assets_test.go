package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecrassets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3assets"
	"github.com/aws/jsii-runtime-go"
)

// Two assets differ, and one that occurs twice is the same.
func TestPlainAssetsAreNumbered(t *testing.T) {
	a, b, own := strings.Repeat("a", 64), strings.Repeat("b", 64), strings.Repeat("c", 64)
	got := numberAssets(b+".zip "+a+" "+b+" "+own+" "+a[1:], map[string]bool{a: true, b: true})
	if want := "<asset 1>.zip <asset 2> <asset 1> " + own + " " + a[1:]; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A hash that the manifest does not publish is the user's own.
func TestPlainAssetsOfTheManifest(t *testing.T) {
	a, b, own := strings.Repeat("a", 64), strings.Repeat("b", 64), strings.Repeat("c", 64)
	folder := t.TempDir()
	write(t, filepath.Join(folder, "Stack.assets.json"), `{
		"files": {"`+own+`": {"source": {"path": "`+own+`"}, "destinations": {"here": {"objectKey": "prefix/`+a+`.zip"}}}},
		"dockerImages": {"image": {"source": {"dockerBuildArgs": {"BASE": "`+own+`"}}, "destinations": {"here": {"imageTag": "web-`+b+`"}}}}
	}`)
	hashes, err := assetHashes(folder)
	if err != nil || len(hashes) != 2 || !hashes[a] || !hashes[b] {
		t.Errorf("the hashes are %v, %v, want %s and %s", hashes, err, a, b)
	}
	write(t, filepath.Join(folder, "Other.assets.json"), `{`)
	if _, err := assetHashes(folder); err == nil {
		t.Error("a manifest that cannot be read is accepted")
	}
}

// The file is the same after a change of what the assets contain, and it has no other string changed.
func TestAssetsAreNotCompared(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	own := strings.Repeat("0123456789abcdef", 4)
	write(t, "cdk.json", `{}`)
	newStack := func(content string) awscdk.Stack {
		write(t, "one.txt", content)
		write(t, "image/Dockerfile", "FROM scratch\n# "+content)
		stack := awscdk.NewStack(App(t, ".", nil), jsii.String("Stack"), nil)
		one := awss3assets.NewAsset(stack, jsii.String("One"), &awss3assets.AssetProps{Path: jsii.String(folder + "/one.txt")})
		image := awsecrassets.NewDockerImageAsset(stack, jsii.String("Image"), &awsecrassets.DockerImageAssetProps{Directory: jsii.String(folder + "/image")})
		awscdk.NewCfnResource(stack, jsii.String("Thing"), &awscdk.CfnResourceProps{
			Type: jsii.String("Test::One::Thing"),
			Properties: &map[string]any{
				"Again": one.S3ObjectKey(), "File": one.S3ObjectKey(), "Image": image.ImageUri(),
				"Tags": []any{map[string]any{"Key": "commit", "Value": own}},
			},
		})
		nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
		awscdk.NewCfnResource(nested, jsii.String("Inner"), &awscdk.CfnResourceProps{
			Type: jsii.String("Test::One::Thing"), Properties: &map[string]any{"Content": content},
		})
		return stack
	}
	Template(t, true, "stack", newStack("one"))
	Template(t, false, "stack", newStack("two"))

	text, err := os.ReadFile("testdata/stack.template.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`/<asset 1>.json"`, `"Again": "<asset 2>.txt"`, `"File": "<asset 2>.txt"`, `:<asset 3>"`, `"Value": "` + own + `"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the file lacks %s:\n%s", want, text)
		}
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
