package cdk

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// Vpc is a VPC that is asked for its subnets of each type once.
type Vpc struct {
	// IVpc is the VPC as the user passed it.
	IVpc awsec2.IVpc

	subnets map[awsec2.SubnetType][]awsec2.ISubnet
}

// NewVpc asks for nothing yet.
func NewVpc(vpc awsec2.IVpc) *Vpc {
	return &Vpc{IVpc: vpc, subnets: map[awsec2.SubnetType][]awsec2.ISubnet{}}
}

// Path returns the VPC's path in the tree.
func (v *Vpc) Path() string { return *v.IVpc.Node().Path() }

// Region returns the VPC's Region as far as the CDK knows it, else a token. That of a VPC in the same stack is the
// stack's.
func (v *Vpc) Region(stack *Stack) string {
	if v.IsOwn() && v.IVpc.Stack() == stack.stack {
		return stack.region
	}
	return *v.IVpc.Env().Region
}

// Differs reports whether the other VPC is known to be another one. Two values can stand for one VPC, and ids that are
// tokens distinguish VPCs only if the app creates both.
func (v *Vpc) Differs(other awsec2.IVpc) bool {
	if v.IVpc == other || *v.IVpc.VpcId() == *other.VpcId() {
		return false
	}
	_, otherIsOwn := other.(awsec2.Vpc)
	return v.IsOwn() && otherIsOwn || !IsToken(*v.IVpc.VpcId()) && !IsToken(*other.VpcId())
}

// IsOwn reports whether the app creates the VPC.
func (v *Vpc) IsOwn() bool {
	_, own := v.IVpc.(awsec2.Vpc)
	return own
}

// Subnets returns the VPC's subnets of a type, none for the types that the CDK has deprecated.
func (v *Vpc) Subnets(kind awsec2.SubnetType) []awsec2.ISubnet {
	if subnets, known := v.subnets[kind]; known {
		return subnets
	}
	var subnets []awsec2.ISubnet
	switch kind {
	case awsec2.SubnetType_PRIVATE_WITH_EGRESS:
		subnets = *v.IVpc.PrivateSubnets()
	case awsec2.SubnetType_PUBLIC:
		subnets = *v.IVpc.PublicSubnets()
	case awsec2.SubnetType_PRIVATE_ISOLATED:
		subnets = *v.IVpc.IsolatedSubnets()
	}
	v.subnets[kind] = subnets
	return subnets
}

// AllSubnets returns the VPC's subnets, in the order of the CDK's own gateway endpoint.
func (v *Vpc) AllSubnets() (all []awsec2.ISubnet) {
	for _, kind := range []awsec2.SubnetType{awsec2.SubnetType_PRIVATE_WITH_EGRESS, awsec2.SubnetType_PUBLIC, awsec2.SubnetType_PRIVATE_ISOLATED} {
		all = append(all, v.Subnets(kind)...)
	}
	return all
}

// Select returns the subnets of a selection. There may be none while a lookup is pending, which it reports.
func (v *Vpc) Select(selection *awsec2.SubnetSelection) (subnets []awsec2.ISubnet, pending bool, err error) {
	selected, err := Try(func() *awsec2.SelectedSubnets { return v.IVpc.SelectSubnets(selection) })
	if err != nil {
		return nil, false, err
	}
	return *selected.Subnets, *selected.IsPendingLookup, nil
}

// Cidr returns the VPC's primary IPv4 CIDR, nil if the CDK does not know it.
func (v *Vpc) Cidr() *string {
	cidr, err := Try(v.IVpc.VpcCidrBlock)
	if err != nil {
		return nil
	}
	return cidr
}

// Ipv6Cidr returns the VPC's first IPv6 CIDR and the resource that associates it with the VPC, which must be created
// before the CIDR can be read. Both are nil if the app does not create the VPC, if the VPC has none, or if the CDK
// would have to pass the list of CIDRs to a nested stack, which it cannot do.
func (v *Vpc) Ipv6Cidr(stack *Stack) (awsec2.IPeer, constructs.IConstruct) {
	own, ok := v.IVpc.(awsec2.Vpc)
	if !ok || *stack.stack.Nested() && *stack.stack.Node().Path() != *own.Stack().Node().Path() {
		return nil, nil
	}
	association := own.Node().TryFindChild(jsii.String("ipv6cidr"))
	if IsNil(association) {
		return nil, nil
	}
	return awsec2.Peer_Ipv6(jsii.String(Token(FnSelect(0, own.VpcIpv6CidrBlocks())))), association
}

// IsPlaceholderCidr reports whether the CDK made the CIDR up, as it does before it has looked up a VPC.
func IsPlaceholderCidr(cidr string) bool { return cidr == "1.2.3.4/5" }
