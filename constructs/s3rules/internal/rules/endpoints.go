package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// eachEndpoint judges every endpoint to S3 by itself.
func eachEndpoint(check func(in *input, e *network.Endpoint) Result) func(*input) []Result {
	return func(in *input) []Result {
		var list []Result
		for _, e := range in.network.Endpoints {
			list = append(list, appliesIf(e.IsS3(), func() Result { return check(in, e) }))
		}
		return list
	}
}

// eachInterface judges every interface endpoint to S3 by itself.
func eachInterface(check func(in *input, e *network.Endpoint) Result) func(*input) []Result {
	return eachEndpoint(func(in *input, e *network.Endpoint) Result {
		return appliesIf(e.IsInterface(), func() Result { return check(in, e) })
	})
}

// eachGateway judges every gateway endpoint to S3 by itself.
func eachGateway(check func(in *input, e *network.Endpoint) Result) func(*input) []Result {
	return eachEndpoint(func(in *input, e *network.Endpoint) Result {
		return appliesIf(e.IsGateway(), func() Result { return check(in, e) })
	})
}

// neighbours are the other endpoints to S3 in the VPC of an endpoint.
func neighbours(e *network.Endpoint) []*network.Endpoint {
	if e.Vpc == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(e.Vpc.Endpoints), func(other *network.Endpoint) bool {
		return other == e || other.IsS3() != template.True || sameEnvironment(e, other, e.Vpc.Key) != template.True
	})
}

// sameEnvironment tells whether two endpoints that name a part by the same key mean the same part: an import from outside
// the assembly is another one in another account or Region.
func sameEnvironment(e, other *network.Endpoint, key network.Key) template.Truth {
	a, b := e.Resource.Stack, other.Resource.Stack
	switch {
	case isPlaceholder(key):
		return template.Undecided
	case a == b:
		return template.True
	case a.Environment() != b.Environment():
		return template.False
	case strings.HasPrefix(string(key), "Fn::") && (a.Account == "" || a.Region == ""):
		return template.Undecided
	}
	return template.True
}

// isPlaceholder tells whether a key is what the CDK puts in the place of every VPC, and of its route tables, before it has
// looked it up: two of them may be of two VPCs.
func isPlaceholder(key network.Key) bool {
	switch key {
	case "vpc-12345", "rtb-12345s", "rtb-67890s", "rtb-12345p", "rtb-57890p":
		return true
	}
	return false
}

// bothExist tells whether two resources exist at the same time. Two that hang on conditions may exclude each other.
func bothExist(a, b *network.Entity) template.Truth {
	if a.Exists == template.Undecided && b.Exists == template.Undecided {
		return template.Undecided
	}
	return template.True
}

func names[T interface{ Name() string }](list []T) string {
	var all []string
	for _, part := range list {
		all = append(all, part.Name())
	}
	return strings.Join(all, ", ")
}
