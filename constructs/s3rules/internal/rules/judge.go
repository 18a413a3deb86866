package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// The AWS pages that several rules rest on.
const (
	s3InterfacePage = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html"
	gatewayPage     = "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"
	s3GatewayPage   = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html"
	interfacePage   = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"
	policyPage      = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"
	quotaPage       = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html"
	resourcePage    = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html"
)

// decide turns the answer to "is this wrong?" into a judgement.
func decide(wrong template.Truth, message string, places ...Place) Judgement {
	switch wrong {
	case template.True:
		return Judgement{Verdict: Violates, Message: message, Places: places}
	case template.False:
		return Judgement{Verdict: Complies}
	case template.Undecided:
	}
	return Judgement{Verdict: CannotKnow}
}

func violates(message string, places ...Place) Judgement {
	return decide(template.True, message, places...)
}

// at is a place in a resource. Of a part that no template has there is none.
func at(e *network.Entity, location string) []Place {
	if e.Resource == nil {
		return nil
	}
	r := e.Resource
	return []Place{{Stack: r.Stack, LogicalId: r.LogicalId, Name: e.Name(), Location: location}}
}

// only judges a resource if a premise holds.
func only(premise template.Truth, judge func() Judgement) Judgement {
	switch premise {
	case template.True:
		return judge()
	case template.False:
		return Judgement{Verdict: DoesNotApply}
	case template.Undecided:
	}
	return Judgement{Verdict: CannotKnow}
}

// eachEndpoint judges every endpoint to S3 by itself.
func eachEndpoint(judge func(in *input, e *network.Endpoint) Judgement) func(*input) []Judgement {
	return func(in *input) []Judgement {
		var list []Judgement
		for _, e := range in.network.Endpoints {
			list = append(list, only(e.IsS3(), func() Judgement { return judge(in, e) }))
		}
		return list
	}
}

// eachInterface judges every interface endpoint to S3 by itself.
func eachInterface(judge func(in *input, e *network.Endpoint) Judgement) func(*input) []Judgement {
	return eachEndpoint(func(in *input, e *network.Endpoint) Judgement {
		return only(e.IsInterface(), func() Judgement { return judge(in, e) })
	})
}

// eachGateway judges every gateway endpoint to S3 by itself.
func eachGateway(judge func(in *input, e *network.Endpoint) Judgement) func(*input) []Judgement {
	return eachEndpoint(func(in *input, e *network.Endpoint) Judgement {
		return only(e.IsGateway(), func() Judgement { return judge(in, e) })
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
