package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

const (
	existingName = "vpce-0a1b2c3d-x1y2z3a4.s3.eu-west-1.vpce.amazonaws.com"
	anyToken     = "${Token[TOKEN.12]}"
	anyListToken = "#{Token[TOKEN.12]}"
)

func TestPlainInterfaceAttributes(t *testing.T) {
	const (
		noId   = " is not the ID of a VPC endpoint. Pass an ID of the form vpce-…, or a token."
		noName = " is not the Regional DNS name of an S3 interface endpoint. Pass a name of the form vpce-….s3.<region>.vpce.amazonaws.com, or a token."
		noZone = ` is not the ID of a hosted zone. Pass an ID of the form Z…, or a token.`
	)
	valid := func(change func(*InterfaceS3LinkAttributes)) InterfaceS3LinkAttributes {
		a := InterfaceS3LinkAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d"), DnsName: jsii.String(existingName)}
		change(&a)
		return a
	}
	name := func(name string) InterfaceS3LinkAttributes {
		return valid(func(a *InterfaceS3LinkAttributes) { a.DnsName = &name })
	}
	for _, test := range []struct {
		name       string
		attributes InterfaceS3LinkAttributes
		want       []string
	}{
		{"nothing", InterfaceS3LinkAttributes{}, []string{"VpcEndpointId: nil" + noId, "DnsName: nil" + noName}},
		{"near miss: what is required", valid(func(*InterfaceS3LinkAttributes) {}), nil},
		{"near miss: the name as AWS lists it", name("*." + existingName), nil},
		{"near miss: a name in China", name("vpce-0a1b2c3d-x1y2z3a4.s3.cn-north-1.vpce.amazonaws.com.cn"), nil},
		{"near miss: tokens", InterfaceS3LinkAttributes{VpcEndpointId: jsii.String(anyToken), DnsName: jsii.String(anyToken), HostedZoneId: jsii.String(anyToken), AvailabilityZones: jsii.Strings(anyToken)}, nil},
		{"a URL", name("https://bucket." + existingName), []string{`DnsName: "https://bucket.` + existingName + `"` + noName}},
		{"a host of a client", name("bucket." + existingName), []string{`DnsName: "bucket.` + existingName + `"` + noName}},
		{"an entry of DnsEntries", name("Z1HUB23UULQXV:" + existingName), []string{`DnsName: "Z1HUB23UULQXV:` + existingName + `"` + noName}},
		{
			"a zonal name", name("vpce-0a1b2c3d-x1y2z3a4-eu-west-1a.s3.eu-west-1.vpce.amazonaws.com"),
			[]string{`DnsName: "vpce-0a1b2c3d-x1y2z3a4-eu-west-1a.s3.eu-west-1.vpce.amazonaws.com"` + noName},
		},
		{"a name of another service", name("vpce-0a1b2c3d-x1y2z3a4.sqs.eu-west-1.vpce.amazonaws.com"), []string{`DnsName: "vpce-0a1b2c3d-x1y2z3a4.sqs.eu-west-1.vpce.amazonaws.com"` + noName}},
		{
			"a name of another endpoint", valid(func(a *InterfaceS3LinkAttributes) { a.VpcEndpointId = jsii.String("vpce-0a1b2c3") }),
			[]string{`DnsName: "` + existingName + `" is not a name of vpce-0a1b2c3. Pass the ID and the name of one endpoint.`},
		},
		{"near miss: one of both is a token", valid(func(a *InterfaceS3LinkAttributes) { a.VpcEndpointId = jsii.String(anyToken) }), nil},
		{
			"a hosted zone's name", valid(func(a *InterfaceS3LinkAttributes) { a.HostedZoneId = jsii.String("example.com") }),
			[]string{`HostedZoneId: "example.com"` + noZone},
		},
		{"near miss: a hosted zone", valid(func(a *InterfaceS3LinkAttributes) { a.HostedZoneId = jsii.String("Z1HUB23UULQXV") }), nil},
		{
			"empty lists", valid(func(a *InterfaceS3LinkAttributes) {
				a.AvailabilityZones, a.SecurityGroups = &[]*string{}, &[]awsec2.ISecurityGroup{}
			}),
			[]string{"AvailabilityZones: the list is empty. Add an element.", "SecurityGroups: the list is empty. Add an element."},
		},
		{
			"bad elements", valid(func(a *InterfaceS3LinkAttributes) {
				a.AvailabilityZones = &[]*string{nil, jsii.String("eu-west-1"), jsii.String("eu-central-1a"), jsii.String(anyListToken)}
				a.SecurityGroups = &[]awsec2.ISecurityGroup{nil, (*anyGroup)(nil)}
			}),
			[]string{
				"AvailabilityZones[0]: nil is not an Availability Zone. Remove the element.",
				`AvailabilityZones[1]: "eu-west-1" is not the name of an Availability Zone. Use the name of a zone, such as "eu-west-1a", not a Region or the ID of a zone.`,
				`AvailabilityZones[2]: "eu-central-1a" is in eu-central-1, but the stack is in eu-west-1. Use a zone in eu-west-1.`,
				"AvailabilityZones[3]: the token represents a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select.",
				"SecurityGroups[0]: nil is not a security group. Remove the element.",
				"SecurityGroups[1]: nil is not a security group. Remove the element.",
			},
		},
		{"near miss: good elements", valid(func(a *InterfaceS3LinkAttributes) {
			a.AvailabilityZones, a.SecurityGroups = jsii.Strings("eu-west-1a", anyToken), &[]awsec2.ISecurityGroup{&anyGroup{id: "sg-0a1b2c3d"}}
		}), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			checkInterfaceAttributes(&found, "eu-west-1", &test.attributes)
			compareProblems(t, found, test.want)
		})
	}
}

func TestAttributesOfAnExistingGateway(t *testing.T) {
	from := func(stack awscdk.Stack, attributes *GatewayS3RouteAttributes) {
		GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), attributes)
	}
	const (
		noId    = " is not the ID of a VPC endpoint. Pass an ID of the form vpce-…, or a token."
		noTable = " is not the ID of a route table. Pass an ID of the form rtb-…, or a token."
	)
	runBadInput(t, []badInput{
		{
			name: "nil attributes",
			bad:  func(stack awscdk.Stack) { from(stack, nil) },
			want: []string{"VpcEndpointId: nil" + noId},
			nearMiss: func(stack awscdk.Stack) {
				from(stack, &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
			},
		},
		{
			name: "ids of other things, and nil",
			bad: func(stack awscdk.Stack) {
				from(stack, &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("rtb-0a1b"), RouteTableIds: &[]*string{nil, jsii.String("subnet-0a1b")}})
			},
			want: []string{`VpcEndpointId: "rtb-0a1b"` + noId, "RouteTableIds[0]: nil" + noTable, `RouteTableIds[1]: "subnet-0a1b"` + noTable},
			nearMiss: func(stack awscdk.Stack) {
				table := awscdk.Fn_ImportValue(jsii.String("RouteTable"))
				from(stack, &GatewayS3RouteAttributes{VpcEndpointId: awscdk.Fn_ImportValue(jsii.String("Gateway")), RouteTableIds: &[]*string{table, jsii.String("rtb-0aaa")}})
			},
		},
		{
			name: "an empty list",
			bad: func(stack awscdk.Stack) {
				from(stack, &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b"), RouteTableIds: &[]*string{}})
			},
			want: []string{"RouteTableIds: the list is empty. Add an element."},
			nearMiss: func(stack awscdk.Stack) {
				from(stack, &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b"), RouteTableIds: jsii.Strings("rtb-0aaa")})
			},
		},
	})
}

func TestDefaultPortOfAnExistingInterface(t *testing.T) {
	stack := testStack(t)
	link := InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Link"), &InterfaceS3LinkAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d"), DnsName: jsii.String(existingName)})
	if port := link.Connections().DefaultPort(); port == nil || *port.ToString() != "443" {
		t.Errorf("the default port is %v, want 443", port)
	}
}

// The template says which route tables an existing endpoint has, as far as they are known at synth.
func TestRouteTablesOfAnExistingGateway(t *testing.T) {
	stack := testStack(t)
	awss3.NewBucket(stack, jsii.String("Bucket"), nil) // a template needs a resource
	first := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("First"), &GatewayS3RouteAttributes{
		VpcEndpointId: jsii.String("vpce-0a1b2c3d"),
		RouteTableIds: &[]*string{jsii.String("rtb-0aaa"), awscdk.Fn_ImportValue(jsii.String("RouteTable")), jsii.String("rtb-0aaa")},
	})
	GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Second"), &GatewayS3RouteAttributes{
		VpcEndpointId: jsii.String("vpce-0e5f6a7b"), RouteTableIds: jsii.Strings("rtb-0bbb"),
	})
	GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Third"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0ccc")})
	GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Fourth"), &GatewayS3RouteAttributes{
		VpcEndpointId: awscdk.Fn_ImportValue(jsii.String("Gateway")), RouteTableIds: jsii.Strings("rtb-0ddd"), // may be an endpoint of this app
	})
	GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Again"), &GatewayS3RouteAttributes{
		VpcEndpointId: jsii.String("vpce-0e5f6a7b"), RouteTableIds: jsii.Strings("rtb-0bbb", "rtb-0aab"),
	})
	if ids := *first.RouteTableIds(); len(ids) != 2 {
		t.Errorf("the first has the route tables %v, want 2", values(ids))
	}
	gateway := func(path string, tables ...any) map[string]any {
		return map[string]any{"Path": path, "RouteTableIds": tables}
	}
	want := map[string]any{"privates3::ExistingGateways": map[string]any{
		"vpce-0a1b2c3d": gateway("Stack/First", "rtb-0aaa"), "vpce-0e5f6a7b": gateway("Stack/Second", "rtb-0aab", "rtb-0bbb"),
	}}
	if diff := cmp.Diff(want, (*assertions.Template_FromStack(stack, nil).ToJSON())["Metadata"]); diff != "" {
		t.Errorf("the metadata differs (-want +got):\n%s", diff)
	}
}

func TestNamesOfAnExistingInterface(t *testing.T) {
	stack := awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Stack"), ireland())
	literal := InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Literal"), &InterfaceS3LinkAttributes{
		VpcEndpointId: jsii.String("vpce-0a1b2c3d"), DnsName: jsii.String("*." + existingName), HostedZoneId: jsii.String("Z1HUB23UULQXV"), AvailabilityZones: jsii.Strings("eu-west-1a"),
	})
	imported := awscdk.Fn_ImportValue(jsii.String("DnsName"))
	byToken := InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Token"), &InterfaceS3LinkAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d"), DnsName: imported})

	afterVpce := map[string]any{"Fn::Select": []any{1., map[string]any{"Fn::Split": []any{"vpce-", map[string]any{"Fn::ImportValue": "DnsName"}}}}}
	join := func(parts ...any) any { return map[string]any{"Fn::Join": []any{"", parts}} }
	zonal := func(part float64) any {
		return map[string]any{"Fn::Select": []any{part, map[string]any{"Fn::Split": []any{".s3.", afterVpce}}}}
	}
	for _, test := range []struct {
		name      string
		got, want any
	}{
		{"the ID", literal.VpcEndpointId(), "vpce-0a1b2c3d"},
		{"the name", literal.DnsName(), existingName},
		{"the hosted zone", literal.HostedZoneId(), "Z1HUB23UULQXV"},
		{"a zonal URL", literal.ZonalBucketEndpointUrl(jsii.String("eu-west-1a")), "https://bucket.vpce-0a1b2c3d-x1y2z3a4-eu-west-1a.s3.eu-west-1.vpce.amazonaws.com"},
		{"a bucket's URL", literal.BucketUrl(jsii.String("amzn-s3-demo-bucket")), "https://bucket." + existingName + "/amzn-s3-demo-bucket"},
		{"the environment", (*literal.ClientEnvironment())["AWS_ENDPOINT_URL_S3_CONTROL"], "https://control." + existingName},
		{"the name by a token", byToken.DnsName(), join("vpce-", afterVpce)},
		{"a zonal name by a token", byToken.ZonalDnsName(jsii.String("eu-west-1b")), join("vpce-", zonal(0), "-eu-west-1b.s3.", zonal(1))},
	} {
		if diff := cmp.Diff(test.want, stack.Resolve(test.got)); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", test.name, diff)
		}
	}
	if literal.Endpoint() != nil || literal.NetworkInterfaceIds() != nil {
		t.Error("an existing endpoint has a construct of the CDK, or network interfaces; want nil")
	}
}

func TestBadUseOfAnExistingInterface(t *testing.T) {
	existing := func(stack awscdk.Stack, attributes InterfaceS3LinkAttributes) *InterfaceS3Link {
		attributes.VpcEndpointId = jsii.String("vpce-0a1b2c3d")
		if attributes.DnsName == nil {
			attributes.DnsName = jsii.String(existingName)
		}
		return InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Existing"), &attributes)
	}
	client := func(stack awscdk.Stack) awsec2.IConnectable { return closedGroup(stack, "Client", isolatedVpc(stack)) }
	group := func(stack awscdk.Stack) *[]awsec2.ISecurityGroup {
		return &[]awsec2.ISecurityGroup{awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String("Group"), jsii.String("sg-0a1b2c3d"), nil)}
	}
	star := func() awsiam.PolicyStatement { return allow(awsiam.NewStarPrincipal(), "*") }
	runBadInput(t, []badInput{
		{
			name: "AllowFrom without security groups",
			bad:  func(stack awscdk.Stack) { existing(stack, InterfaceS3LinkAttributes{}).AllowFrom(client(stack)) },
			want: []string{`endpoint: "vpce-0a1b2c3d" is imported without its security groups. Import it with its SecurityGroups.`},
			nearMiss: func(stack awscdk.Stack) {
				existing(stack, InterfaceS3LinkAttributes{SecurityGroups: group(stack)}).AllowFrom(client(stack))
			},
		},
		{
			name: "HostedZoneId without one",
			bad:  func(stack awscdk.Stack) { existing(stack, InterfaceS3LinkAttributes{}).HostedZoneId() },
			want: []string{`endpoint: "vpce-0a1b2c3d" is imported without the ID of its hosted zone. Import it with its HostedZoneId.`},
			nearMiss: func(stack awscdk.Stack) {
				existing(stack, InterfaceS3LinkAttributes{HostedZoneId: jsii.String("Z1HUB23UULQXV")}).HostedZoneId()
			},
		},
		{
			name: "AddToPolicy",
			bad:  func(stack awscdk.Stack) { existing(stack, InterfaceS3LinkAttributes{}).AddToPolicy(nil) },
			want: []string{
				`endpoint: "vpce-0a1b2c3d" is imported, so this app cannot change its policy. Add the statement where the endpoint is created, or to its policy in the account.`,
				"statement: nil is not a statement. Pass a statement.",
			},
			nearMiss: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).AddToPolicy(star())
			},
		},
		{
			name: "a zone in which the endpoint has no subnet",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				existing(stack, InterfaceS3LinkAttributes{AvailabilityZones: jsii.Strings("eu-west-1a")}).ZonalDnsName(jsii.String("eu-west-1b"))
			},
			want: []string{`availabilityZone: "eu-west-1b" is not a zone of the endpoint, which has subnets in eu-west-1a. Use one of these zones, or add a subnet in that zone.`},
			nearMiss: func(stack awscdk.Stack) {
				existing(stack, InterfaceS3LinkAttributes{}).ZonalDnsName(jsii.String("eu-west-1b"))
			},
		},
		{
			name: "a zone for buckets in another Region",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				existing(stack, InterfaceS3LinkAttributes{DnsName: jsii.String("vpce-0a1b2c3d-x1y2z3a4.s3.eu-north-1.vpce.amazonaws.com")}).ZonalDnsName(jsii.String("eu-west-1a"))
			},
			want: []string{`availabilityZone: "eu-west-1a" has no DNS name, because an endpoint whose ServiceRegion is another Region has no zonal names. Use DnsName.`},
			nearMiss: func(stack awscdk.Stack) {
				existing(stack, InterfaceS3LinkAttributes{}).ZonalDnsName(jsii.String("eu-west-1a"))
			},
		},
	})
}

func TestAccessWithExistingEndpoints(t *testing.T) {
	gateway := func(stack awscdk.Stack) *GatewayS3Route {
		return GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Gateway"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
	}
	link := func(stack awscdk.Stack) *InterfaceS3Link {
		return InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Interface"), &InterfaceS3LinkAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d"), DnsName: jsii.String(existingName)})
	}
	access := func(stack awscdk.Stack, props PrivateS3AccessProps) {
		props.Vpc = isolatedVpc(stack)
		a := NewPrivateS3Access(stack, jsii.String("S3"), &props)
		a.RestrictBucket(awss3.NewBucket(stack, jsii.String("Bucket"), nil), nil)
	}
	policy := &EndpointPolicy{AwsServices: jsii.Bool(true)}
	runBadInput(t, []badInput{
		{
			name: "an existing interface and the props of a new one",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingInterface: link(stack), Interface: &InterfaceS3LinkProps{}})
			},
			want:     []string{"Interface: ExistingInterface is used unchanged and takes no props. Leave Interface out."},
			nearMiss: func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{ExistingInterface: link(stack)}) },
		},
		{
			name: "an existing interface that is a zero value",
			bad:  func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{ExistingInterface: &InterfaceS3Link{}}) },
			want: []string{"ExistingInterface: the InterfaceS3Link is a zero value. Use InterfaceS3Link_FromInterfaceS3LinkAttributes or NewInterfaceS3Link."},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingGateway: gateway(stack), ExistingInterface: link(stack)})
			},
		},
		{
			name: "a policy beside an existing interface",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingInterface: link(stack), Policy: policy})
			},
			want: []string{"Policy: ExistingInterface is used unchanged and keeps its policy. Set Gateway.Policy instead, and change the policy of the existing endpoint where it is created."},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingInterface: link(stack), Gateway: &GatewayS3RouteProps{Policy: policy}})
			},
		},
		{
			name: "a policy and a prefix beside two existing endpoints",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingGateway: gateway(stack), ExistingInterface: link(stack), Policy: policy, OutputPrefix: jsii.String("S3")})
			},
			want: []string{
				"Policy: both endpoints are used unchanged and keep their policies. Leave Policy out, and change the policies where the endpoints are created.",
				`OutputPrefix: "S3" has no effect, because both endpoints already exist. Leave OutputPrefix out.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{ExistingGateway: gateway(stack), OutputPrefix: jsii.String("S3")})
			},
		},
	})
}
