// Package cdk asks the CDK what the constructs of this module need to know.
//
// The CDK runs in another process, and each call into it is a request to that process. A [Stack] asks once for all
// constructs in a stack, and a [Vpc] once for all endpoints of a construct. Neither asks for what is not needed.
package cdk

import (
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Stack is a stack of the app, with the CDK's answers for the constructs in it. It is kept as a child of that stack,
// which creates no resource.
type Stack struct {
	constructs.Construct // nil until Keep
	stack                awscdk.Stack
	region               string
	path                 string // known after Keep

	routeTable        func() awscdk.IConstructSelector
	cfnResource       func() awscdk.IConstructSelector
	prefixInChina     func() string
	everyone          func() awsiam.StarPrincipal
	https             func() awsec2.Port
	interfaceServices map[string]awsec2.InterfaceVpcEndpointService
	existingGateways  map[string]any

	// OutputOwners are the paths of the constructs that have outputs, by those keys that users choose.
	OutputOwners map[string]string
}

const keptId = "PrivateS3Shared"

// StackOf returns the stack that scope is or is in. It fails if there is none.
func StackOf(scope constructs.Construct) (*Stack, error) {
	stack, ok := scope.(awscdk.Stack)
	if !ok {
		var err error
		if stack, err = Try(func() awscdk.Stack { return awscdk.Stack_Of(scope) }); err != nil {
			return nil, err
		}
	}
	if kept, ok := stack.Node().TryFindChild(jsii.String(keptId)).(*Stack); ok {
		return kept, nil
	}
	return &Stack{
		stack:       stack,
		region:      *stack.Region(),
		cfnResource: sync.OnceValue(awscdk.ConstructSelector_CfnResource),
		routeTable: sync.OnceValue(func() awscdk.IConstructSelector {
			return awscdk.ConstructSelector_ResourcesOfType(jsii.String("AWS::EC2::RouteTable"))
		}),
		prefixInChina:     sync.OnceValue(func() string { return prefixInChina(stack) }),
		everyone:          sync.OnceValue(awsiam.NewStarPrincipal),
		https:             sync.OnceValue(awsec2.Port_HTTPS),
		interfaceServices: map[string]awsec2.InterfaceVpcEndpointService{},
		existingGateways:  map[string]any{},
		OutputOwners:      map[string]string{},
	}, nil
}

// Keep adds the answers to the tree, where the next construct of the stack finds them. It reports whether they are new.
func (s *Stack) Keep() bool {
	if s.Construct != nil {
		return false
	}
	constructs.NewConstruct_Override(s, s.stack, jsii.String(keptId))
	s.path = strings.TrimSuffix(*s.ToString(), "/"+keptId)
	return true
}

// Path returns the path of a construct that is to be created. The stack must be kept.
func (s *Stack) Path(scope constructs.Construct, id string) string {
	path := s.path
	if scope != constructs.Construct(s.stack) {
		path = *scope.ToString()
	}
	return path + "/" + strings.ReplaceAll(id, "/", "--")
}

// DescribeExistingGateway writes the route tables of an S3 gateway endpoint that exists already to the template, with the
// path of its construct. If it is imported several times, the path is that of the first construct, and the route tables are
// those of all.
func (s *Stack) DescribeExistingGateway(vpcEndpointId, path string, routeTableIds []string) {
	if described, again := s.existingGateways[vpcEndpointId].(map[string]any); again {
		path = described["Path"].(string)
		routeTableIds = slices.Concat(described["RouteTableIds"].([]string), routeTableIds)
		slices.Sort(routeTableIds)
		routeTableIds = slices.Compact(routeTableIds)
	}
	s.existingGateways[vpcEndpointId] = map[string]any{"Path": path, "RouteTableIds": routeTableIds}
	s.stack.AddMetadata(jsii.String(template.ExistingGateways), s.existingGateways)
}

// Region returns the stack's Region, which may be a token.
func (s *Stack) Region() string { return s.region }

// Account returns the stack's account, which may be a token.
func (s *Stack) Account() string { return *s.stack.Account() }

// Partition returns the stack's partition, which may be a token.
func (s *Stack) Partition() string { return *s.stack.Partition() }

// Resolve returns a value with its tokens replaced by intrinsic functions, as it will be in the template.
func (s *Stack) Resolve(value any) any { return s.stack.Resolve(value) }

// Everyone returns the principal "*".
func (s *Stack) Everyone() awsiam.IPrincipal { return s.everyone() }

// Https returns TCP 443.
func (s *Stack) Https() awsec2.Port { return s.https() }

// CfnResource returns the first L1 in an L2 construct.
func (s *Stack) CfnResource(construct constructs.IConstruct) (first awscdk.CfnResource) {
	jsii.UnsafeCast((*s.cfnResource().Select(construct))[0], &first)
	return first
}

// ElementWith returns the resource or parameter of the stack that has a logical ID, nil if there is none yet. It does not see
// a resource whose type is of a package that the app does not import, as those are that the CDK creates by itself.
func (s *Stack) ElementWith(logicalId string) awscdk.CfnElement {
	var elements []awscdk.CfnElement
	var tokens []*string
	for _, construct := range *s.stack.Node().FindAll(constructs.ConstructOrder_PREORDER) {
		switch element := construct.(type) {
		case awscdk.CfnResource:
			elements, tokens = append(elements, element), append(tokens, element.LogicalId())
		case awscdk.CfnParameter:
			elements, tokens = append(elements, element), append(tokens, element.LogicalId())
		}
	}
	ids, _ := s.stack.Resolve(tokens).([]any)
	for i, id := range ids {
		if id == any(logicalId) && elements[i].Stack() == s.stack { // not of a nested stack
			return elements[i]
		}
	}
	return nil
}

// RouteTables returns the route tables of subnets that the app creates, as L1s, whose ids need no request. It reports
// whether the app creates all of the subnets.
func (s *Stack) RouteTables(subnets []awsec2.ISubnet) (tables []any, all bool) {
	for _, subnet := range subnets {
		if !isOwn(subnet) {
			return nil, false
		}
	}
	for _, subnet := range subnets {
		tables = append(tables, (*s.routeTable().Select(subnet))[0])
	}
	return tables, true
}
