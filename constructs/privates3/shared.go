package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/s3rules"
)

// shared is what the constructs of one stack have in common. Whatever is asked of the CDK is a round trip to another process,
// so that the first construct of a stack asks, and the others find the answers in this child of the stack, which creates
// nothing. What is not needed is not asked for.
type shared struct {
	constructs.Construct
	stack  awscdk.Stack
	region string
	path   string // of the stack

	routeTables       awscdk.IConstructSelector
	defaultChild      awscdk.IConstructSelector
	everybody         awsiam.IPrincipal
	https             awsec2.Port
	inChina           string // "cn." in China
	interfaceServices map[string]awsec2.InterfaceVpcEndpointService
}

const sharedId = "PrivateS3Shared"

// sharedIn finds what the constructs of a stack have in common; nil without a stack. It is not in the tree before it is kept
// there.
func sharedIn(stack awscdk.Stack) *shared {
	if stack == nil {
		return nil
	}
	if existing, ok := stack.Node().TryFindChild(jsii.String(sharedId)).(*shared); ok {
		return existing
	}
	return &shared{stack: stack, region: *stack.Region(), interfaceServices: map[string]awsec2.InterfaceVpcEndpointService{}}
}

// Keep has the further constructs of the stack find it, and the rules checked.
func (s *shared) Keep() {
	if s.Construct == nil {
		constructs.NewConstruct_Override(s, s.stack, jsii.String(sharedId))
		s.path = strings.TrimSuffix(*s.ToString(), "/"+sharedId)
		s3rules.Register(s.stack)
	}
}

// pathOf is the path of a construct, which need not be asked for if its scope is the stack.
func (s *shared) pathOf(c, scope constructs.Construct, id string) string {
	if scope == constructs.Construct(s.stack) {
		return s.path + "/" + strings.ReplaceAll(id, "/", "--")
	}
	return *c.ToString()
}

// routeTablesIn are the route tables in a construct, in the order in which they were created.
func (s *shared) routeTablesIn(scope constructs.IConstruct) []constructs.IConstruct {
	if s.routeTables == nil {
		s.routeTables = awscdk.ConstructSelector_ResourcesOfType(jsii.String("AWS::EC2::RouteTable"))
	}
	return *s.routeTables.Select(scope)
}

// resourceOf is the resource that a construct of the CDK's is there for.
func (s *shared) resourceOf(c constructs.IConstruct) constructs.IConstruct {
	if s.defaultChild == nil {
		s.defaultChild = awscdk.ConstructSelector_CfnResource()
	}
	return (*s.defaultChild.Select(c))[0]
}

// everyPrincipal is "*".
func (s *shared) everyPrincipal() awsiam.IPrincipal {
	if s.everybody == nil {
		s.everybody = awsiam.NewStarPrincipal()
	}
	return s.everybody
}

// portHttps is TCP 443.
func (s *shared) portHttps() awsec2.Port {
	if s.https == nil {
		s.https = awsec2.Port_HTTPS()
	}
	return s.https
}
