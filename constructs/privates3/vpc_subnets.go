package privates3

import "github.com/aws/aws-cdk-go/awscdk/v2/awsec2"

// vpcSubnets are a VPC's subnets by their kinds, each kind asked for once.
type vpcSubnets struct {
	vpc   awsec2.IVpc
	kinds map[awsec2.SubnetType][]awsec2.ISubnet
}

// in is for a value of the VPC that may be another one.
func (v *vpcSubnets) in(vpc awsec2.IVpc) *vpcSubnets {
	if v.vpc == vpc {
		return v
	}
	return &vpcSubnets{vpc: vpc}
}

// of are the subnets of one kind, none for the kinds that the CDK has deprecated.
func (v *vpcSubnets) of(kind awsec2.SubnetType) []awsec2.ISubnet {
	if subnets, known := v.kinds[kind]; known {
		return subnets
	}
	var subnets []awsec2.ISubnet
	switch kind {
	case awsec2.SubnetType_PRIVATE_WITH_EGRESS:
		subnets = *v.vpc.PrivateSubnets()
	case awsec2.SubnetType_PUBLIC:
		subnets = *v.vpc.PublicSubnets()
	case awsec2.SubnetType_PRIVATE_ISOLATED:
		subnets = *v.vpc.IsolatedSubnets()
	}
	if v.kinds == nil {
		v.kinds = map[awsec2.SubnetType][]awsec2.ISubnet{}
	}
	v.kinds[kind] = subnets
	return subnets
}

// all are the subnets of every kind, and how many kinds there are.
func (v *vpcSubnets) all() (every []awsec2.ISubnet, kinds int) {
	for _, kind := range []awsec2.SubnetType{awsec2.SubnetType_PRIVATE_WITH_EGRESS, awsec2.SubnetType_PUBLIC, awsec2.SubnetType_PRIVATE_ISOLATED} {
		if subnets := v.of(kind); len(subnets) > 0 {
			every, kinds = append(every, subnets...), kinds+1
		}
	}
	return every, kinds
}

// isOwn reports whether the subnet is the app's. The CDK knows the zone, the route table and the id of such a subnet.
func isOwn(subnet awsec2.ISubnet) bool {
	_, own := subnet.(awsec2.Subnet)
	return own
}
