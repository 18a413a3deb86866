package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// each checks every element of a list by itself.
func each[T any](in *input, list []T, check func(*input, T) Result) []Result {
	results := make([]Result, 0, len(list))
	for _, element := range list {
		results = append(results, check(in, element))
	}
	return results
}

// eachEndpoint checks every S3 endpoint of the templates by itself.
func eachEndpoint(check func(in *input, e *network.Endpoint) Result) func(*input) []Result {
	return func(in *input) []Result {
		return each(in, in.network.Endpoints, func(_ *input, e *network.Endpoint) Result {
			if e.Resource.Existing {
				return notApplicable()
			}
			return appliesIf(e.IsS3(), func() Result { return check(in, e) })
		})
	}
}

// eachInterface checks every S3 interface endpoint by itself.
func eachInterface(check func(in *input, e *network.Endpoint) Result) func(*input) []Result {
	return eachEndpoint(func(in *input, e *network.Endpoint) Result {
		return appliesIf(e.IsInterface(), func() Result { return check(in, e) })
	})
}

// eachGateway checks every S3 gateway endpoint by itself.
func eachGateway(check func(in *input, e *network.Endpoint) Result) func(*input) []Result {
	return eachEndpoint(func(in *input, e *network.Endpoint) Result {
		return appliesIf(e.IsGateway(), func() Result { return check(in, e) })
	})
}

// othersInVpc returns the other S3 endpoints in the VPC of an endpoint.
func othersInVpc(e *network.Endpoint) []*network.Endpoint {
	if e.Vpc == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(e.Vpc.Endpoints), func(other *network.Endpoint) bool {
		return other == e || other.IsS3() != truth.True || sameEnvironment(e, other, e.Vpc.Key) != truth.True
	})
}

// sameEnvironment reports whether two endpoints that use the same key use the same resource, which they do not in different
// accounts or Regions.
func sameEnvironment(e, other *network.Endpoint, key network.Key) truth.Value {
	if isPlaceholder(key) {
		return truth.Undecided
	}
	return truth.Of(e.Resource.Stack.Environment() == other.Resource.Stack.Environment())
}

// isPlaceholder reports whether a key is what the CDK uses for every VPC, and for its route tables, before it has looked
// them up: two uses may be of two VPCs.
func isPlaceholder(key network.Key) bool {
	return slices.Contains([]network.Key{"vpc-12345", "rtb-12345s", "rtb-67890s", "rtb-12345p", "rtb-57890p"}, key)
}

// isPlaceholderCidr reports whether a block is what the CDK uses for every VPC before it has looked them up.
func isPlaceholderCidr(c network.Cidr) bool { return c.String() == "1.2.3.4/5" }

// bothExist reports whether two resources exist at the same time. Two that depend on conditions may exclude each other.
func bothExist(a, b truth.Value) truth.Value {
	if a == truth.Undecided && b == truth.Undecided {
		return truth.Undecided
	}
	return truth.True
}

// ifExists says on which condition a mistake depends, empty if on none.
func ifExists(parts ...*network.Entity) string {
	for _, e := range parts {
		if e.Exists == truth.Undecided {
			return " if the condition of " + e.Name() + " holds"
		}
	}
	return ""
}

// hasElements reports whether a list is set and not empty.
func hasElements(keys network.Keys) truth.Value {
	if keys.State == network.Unknown {
		return truth.Undecided
	}
	return truth.Of(len(keys.List) > 0)
}

func typeOf(e *network.Endpoint) string {
	if e.IsInterface() == truth.True {
		return "an interface endpoint"
	}
	return "a gateway endpoint"
}

func names[T interface{ Name() string }](list []T) string {
	var all []string
	for _, element := range list {
		all = append(all, element.Name())
	}
	return strings.Join(all, ", ")
}
