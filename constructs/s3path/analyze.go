package s3path

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Source is what templates are read from: the path of a template or of a cloud assembly such as cdk.out, a template's
// JSON, or a template in memory, as ToJSON of a CDK assertions template gives it.
type Source interface {
	string | []byte | map[string]any | *map[string]any
}

// Options say more of the network than the templates do. The zero value is right for most apps.
type Options struct {
	// OnPremises are the blocks of networks that are linked to every VPC by VPN, Direct Connect or a transit gateway, such
	// as "192.168.0.0/16". Default: those that static VPN routes name and that S3 interface endpoints let in, or one
	// unnamed network if the VPC has a VPN or transit gateway.
	OnPremises []string
	// Peers are the blocks of peered VPCs that the templates do not show. Default: those that routes to them name.
	Peers []string
	// OtherRegion adds a row for a bucket in another Region. Default: only the VPC's own Region.
	OtherRegion bool
	// ContextFile is the cdk.context.json with the VPCs that were looked up. Default: for a path, the one beside it, if
	// there is one.
	ContextFile string
}

// Analyze reads templates and tells which way their subnets take to S3. Malformed input is an error that names the file
// and the place; so is an option that is not an address block.
func Analyze[S Source](source S, options Options) (*Report, error) {
	assembly, err := read(source)
	if err != nil {
		return nil, err
	}
	context, err := readContext(any(source), options.ContextFile)
	if err != nil {
		return nil, err
	}
	onPremises, err := blocks("OnPremises", options.OnPremises)
	if err != nil {
		return nil, err
	}
	peers, err := blocks("Peers", options.Peers)
	if err != nil {
		return nil, err
	}
	a := &analysis{
		network:     network.New(assembly, context),
		onPremises:  onPremises,
		peers:       peers,
		otherRegion: options.OtherRegion,
	}
	return a.report(), nil
}

func read[S Source](source S) (*template.Assembly, error) {
	switch source := any(source).(type) {
	case string:
		return template.Load(source)
	case []byte:
		return template.Parse("template", source)
	case map[string]any:
		return template.FromMap("template", source)
	case *map[string]any:
		if source == nil {
			return nil, errors.New("the template is nil, want what ToJSON gives")
		}
		return template.FromMap("template", *source)
	}
	return nil, fmt.Errorf("cannot read a template from %T", source)
}

const contextFile = "cdk.context.json"

// readContext reads the context file that was named, or the one beside the source if there is one.
func readContext(source any, file string) (*network.Context, error) {
	path, isPath := source.(string)
	beside := file == "" && isPath
	if beside {
		file = filepath.Join(filepath.Dir(filepath.Clean(path)), contextFile)
	}
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if beside && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return network.ParseContext(file, data)
}

// blocks reads address blocks that were given by hand.
func blocks(option string, texts []string) ([]network.Cidr, error) {
	var list []network.Cidr
	var problems []error
	for i, text := range texts {
		prefix, err := netip.ParsePrefix(text)
		if err != nil || !prefix.Addr().Is4() {
			problems = append(problems, fmt.Errorf("%s[%d]: %q is not an IPv4 block, want one such as \"192.168.0.0/16\"", option, i, text))
			continue
		}
		list = append(list, network.LiteralCidr(prefix.Masked().String()))
	}
	return list, errors.Join(problems...)
}

// MarshalIndent gives the report as indented JSON, with a line feed at the end.
func (r *Report) MarshalIndent() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", "  ")
	return append(data, '\n'), err
}
