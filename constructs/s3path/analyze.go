package s3path

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/source"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// Source is the path of a template, of a directory with templates, or of a cloud assembly such as cdk.out (string); several
// such paths, whose stacks can refer to each other ([]string), and one of which can be the file of "privates3 account"; the
// text of a template ([]byte); or a template as ToJSON of the CDK's assertions.Template returns it (map or pointer to a map).
// A cdk.out is read as the last synth left it; in a test, pass the directory that the app's Synth returns.
type Source interface {
	string | []string | []byte | map[string]any | *map[string]any
}

// Options add information that the templates do not contain. The zero value is right for most apps.
type Options struct {
	// OnPremises are IPv4 CIDR blocks of networks that are connected to every VPC by VPN, Direct Connect or a transit
	// gateway, such as "192.168.0.0/16". Default: the blocks in static VPN routes and in the security groups of S3 interface
	// endpoints; if there are none, one network without a block for each VPC that has a VPN or transit gateway.
	OnPremises []string
	// PeeredVpcs are IPv4 CIDR blocks of peered VPCs that are not in the templates. Default: the destinations of routes to them.
	PeeredVpcs []string
	// NotS3 are public IPv4 CIDR blocks that do not belong to S3 but, for example, to a partner. A route or network ACL entry
	// for one does not affect the path to S3. The report lists them. Default: any public address may be S3's.
	NotS3 []string
	// NoNetwork are the logical IDs of resources, loops and macros that neither create nor change any part of a network, although
	// the templates do not show this. They can be nested stacks without a template, serverless applications, custom resources,
	// programs that have the ID of a route table. They can also be resources of types that are not analyzed, if they do not affect
	// requests to S3. An ID can include its stack, as in "Network:Rotation". The report lists them. Default: all of these may change the resources whose IDs they have, and those
	// that deploy templates may create subnets, which [Report.Gaps] lists.
	NoNetwork []string
	// CrossRegion adds rows for a bucket in a Region other than the VPC's. Default: false.
	CrossRegion bool
	// NoDualstack states that no client uses the dual-stack names of S3, such as bucket.s3.dualstack.eu-west-1.amazonaws.com.
	// Clients use them only if they are configured to. The report then covers IPv6 only where the usual name resolves to it.
	// Default: false.
	NoDualstack bool
	// Parameters are the values of the templates' parameters, by name, or by stack and name as in "Network:VpcCidr". The
	// report lists them. A value that its parameter does not allow is an error. Default: parameters are unknown, because a deploy
	// can replace their defaults.
	Parameters map[string]string
	// DefaultParameters controls whether a parameter without a value in Parameters has its default. The report lists these.
	// Default: false.
	DefaultParameters bool
	// ContextFile is the path of the cdk.context.json with the VPCs that were looked up. Default: the cdk.context.json beside
	// the source, if that is a path (of several, the first); if there is none, the one in the working directory, if any.
	ContextFile string
	// AccountFile is the path of a file with the VPCs of an account, which "privates3 account" writes. Resources that the
	// templates refer to by AWS ID are looked up in it. Default: none.
	AccountFile string
	// ToJson converts a template that is not JSON, such as YAML, to JSON. Default: nil; only JSON is read.
	ToJson func(template []byte) ([]byte, error)
}

// Analyze returns the paths of the subnets in the templates of a source. Parts that cannot be read are listed in
// [Report.Gaps]. It returns an error, with the file and the place, if the source is neither a template nor a cloud assembly. It
// also returns an error for options with a block that is not an IPv4 CIDR block or has host bits, with a parameter or logical ID
// that is not in the templates, or with a value that its parameter does not allow.
func Analyze[S Source](from S, options Options) (*Report, error) {
	a, err := newAnalysis(from, options)
	if err != nil {
		return nil, err
	}
	return a.report(), nil
}

// newAnalysis reads a source.
func newAnalysis[S Source](from S, options Options) (*analysis, error) {
	reader := template.Reader{ToJson: options.ToJson, Parameters: options.Parameters, Defaults: options.DefaultParameters, Account: options.AccountFile}
	assembly, context, err := source.Read(from, reader, options.ContextFile)
	if err != nil {
		return nil, err
	}
	a := &analysis{
		network: network.New(assembly, context), context: context, parameters: assembly.Assigned, crossRegion: options.CrossRegion,
		noDualstack: options.NoDualstack, stacks: map[string]*template.Stack{},
	}
	if a.onPremises, err = blocks("OnPremises", options.OnPremises); err != nil {
		return nil, err
	}
	if a.peeredVpcs, err = blocks("PeeredVpcs", options.PeeredVpcs); err != nil {
		return nil, err
	}
	if a.notS3, err = blocks("NotS3", options.NotS3); err != nil {
		return nil, err
	}
	for _, s := range assembly.Stacks {
		a.stacks[s.Id] = s
	}
	stated := topology.Options{NoNetwork: options.NoNetwork}
	for _, block := range a.notS3 {
		stated.NotS3 = append(stated.NotS3, block.Prefix)
	}
	a.topology = topology.New(assembly, a.network, stated)
	if err := checkNoNetwork(a.topology, options.NoNetwork); err != nil {
		return nil, err
	}
	a.noNetwork = options.NoNetwork
	a.past = sync.OnceValue(a.topology.PastObstacles)
	a.links, a.vpcAddresses = linksOf(a.network), addressesOfVpcs(a.network)
	return a, nil
}

// checkNoNetwork returns an error if something in the option may change nothing unseen.
func checkNoNetwork(t *topology.Topology, list []string) error {
	wrong, names := t.NotMakers()
	var problems []error
	for i, name := range list {
		if !slices.Contains(wrong, name) {
			continue
		}
		have := "the templates have nothing that may"
		if len(names) > 0 {
			have = "want one of " + strings.Join(names, ", ")
		}
		problems = append(problems, fmt.Errorf("NoNetwork[%d]: %q names nothing that may change the network unseen; %s", i, name, have))
	}
	return errors.Join(problems...)
}

// blocks parses the address blocks of an option.
func blocks(option string, texts []string) ([]network.Cidr, error) {
	var list []network.Cidr
	var problems []error
	for i, text := range texts {
		prefix, err := netip.ParsePrefix(text)
		if err != nil || !prefix.Addr().Is4() {
			problems = append(problems, fmt.Errorf("%s[%d]: %q is not an IPv4 CIDR; use one such as \"192.168.0.0/16\"", option, i, text))
			continue
		}
		if prefix != prefix.Masked() {
			problems = append(problems, fmt.Errorf("%s[%d]: %q has host bits; use %s for the block or %s/32 for the address", option, i, text, prefix.Masked(), prefix.Addr()))
			continue
		}
		list = append(list, network.LiteralCidr(prefix.String()))
	}
	return list, errors.Join(problems...)
}
