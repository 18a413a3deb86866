package account

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Actions are the IAM actions that Read needs, sorted.
func Actions() []string {
	return []string{
		"cloudformation:DescribeStacks",
		"cloudformation:ListStackResources",
		"ec2:DescribeDhcpOptions",
		"ec2:DescribeEgressOnlyInternetGateways",
		"ec2:DescribeInternetGateways",
		"ec2:DescribeManagedPrefixLists",
		"ec2:DescribeNatGateways",
		"ec2:DescribeNetworkAcls",
		"ec2:DescribeRouteTables",
		"ec2:DescribeSecurityGroups",
		"ec2:DescribeSubnets",
		"ec2:DescribeTransitGatewayAttachments",
		"ec2:DescribeTransitGatewayRouteTables",
		"ec2:DescribeTransitGatewayVpcAttachments",
		"ec2:DescribeTransitGateways",
		"ec2:DescribeVpcAttribute",
		"ec2:DescribeVpcBlockPublicAccessExclusions",
		"ec2:DescribeVpcBlockPublicAccessOptions",
		"ec2:DescribeVpcEndpoints",
		"ec2:DescribeVpcPeeringConnections",
		"ec2:DescribeVpcs",
		"ec2:DescribeVpnConnections",
		"ec2:DescribeVpnGateways",
		"ec2:GetManagedPrefixListEntries",
		"ec2:GetTransitGatewayRouteTableAssociations",
		"ec2:GetTransitGatewayRouteTablePropagations",
		"ec2:SearchTransitGatewayRoutes",
		"sts:GetCallerIdentity",
	}
}

// Selection is what of an account is read.
type Selection struct {
	// VpcIds are the VPCs. Empty means all VPCs of the Region.
	VpcIds []string
	// StackNames are stacks whose resources are known by their logical IDs too, beside those that the VPCs' tags name.
	StackNames []string
}

// reader reads an account into a file, until an operation fails.
type reader struct {
	*File
	ctx    context.Context
	ec2    *ec2.Client
	stacks *cloudformation.Client
	vpcs   []string
	names  map[string]bool // of stacks
	err    error
}

// Read reads an account. It returns an error if a VPC does not exist, or if an operation fails.
func Read(ctx context.Context, config aws.Config, selection Selection) (*File, error) {
	identity, err := sts.NewFromConfig(config).GetCallerIdentity(ctx, nil)
	if err != nil {
		return nil, err
	}
	r := &reader{
		File:   &File{account: aws.ToString(identity.Account), region: config.Region, resources: map[string]resource{}, parts: map[string]string{}},
		ctx:    ctx,
		ec2:    ec2.NewFromConfig(config),
		stacks: cloudformation.NewFromConfig(config),
		vpcs:   selection.VpcIds,
		names:  map[string]bool{},
	}
	for _, name := range selection.StackNames {
		r.names[name] = true
	}
	for _, read := range []func(){
		r.readVpcs, r.readDhcpOptions, r.readSubnets, r.readRouteTables, r.readGateways, r.readNatGateways, r.readPeerings,
		r.readSecurityGroups, r.readAcls, r.readEndpoints, r.readPrefixLists, r.readPublicAccess, r.readVpns, r.readTransitGateways, r.readStacks,
	} {
		read()
		if r.err != nil {
			return nil, r.err
		}
	}
	return r.File, nil
}

// pages iterates over the pages of an operation; one without a NextToken has one page. It stops at an error, which it stores in
// the reader. The paginators of the SDK take an interface, and the linker keeps each method of a type that is in an interface if the
// program uses package reflect as templates do: with the client itself there, the command would be 45 MB larger.
func pages[I, O, Options any](r *reader, operation func(context.Context, *I, ...func(*Options)) (*O, error), input *I) iter.Seq[*O] {
	return func(yield func(*O) bool) {
		for r.err == nil {
			page, err := operation(r.ctx, input)
			if err != nil {
				r.err = err
				return
			}
			token := reflect.ValueOf(page).Elem().FieldByName("NextToken")
			if !yield(page) || !token.IsValid() || aws.ToString(token.Interface().(*string)) == "" {
				return
			}
			reflect.ValueOf(input).Elem().FieldByName("NextToken").Set(token)
		}
	}
}

// items iterates over the elements of the list that each page of an operation has. The type of the elements identifies the list.
func items[E, I, O, Options any](r *reader, operation func(context.Context, *I, ...func(*Options)) (*O, error), input *I) iter.Seq[E] {
	return func(yield func(E) bool) {
		for page := range pages(r, operation, input) {
			fields := reflect.ValueOf(page).Elem()
			i := 0
			for fields.Field(i).Type() != reflect.TypeFor[[]E]() { // which panics if there is no such list
				i++
			}
			for _, item := range fields.Field(i).Interface().([]E) {
				if !yield(item) {
					return
				}
			}
		}
	}
}

// ofVpcs is the filter for the VPCs that are read.
func (r *reader) ofVpcs(name string) []types.Filter {
	return []types.Filter{{Name: &name, Values: r.vpcs}}
}

// has reports whether a VPC is read.
func (r *reader) has(vpcId *string) bool { return vpcId != nil && slices.Contains(r.vpcs, *vpcId) }

// tagged takes the name of the stack that created something from its tags.
func (r *reader) tagged(tags []types.Tag) {
	for _, tag := range tags {
		if aws.ToString(tag.Key) == "aws:cloudformation:stack-name" {
			r.names[aws.ToString(tag.Value)] = true
		}
	}
}

func (r *reader) readVpcs() {
	input := &ec2.DescribeVpcsInput{VpcIds: r.vpcs}
	r.vpcs = nil
	for v := range items[types.Vpc](r, r.ec2.DescribeVpcs, input) {
		r.readVpc(v)
	}
	if len(r.vpcs) == 0 && r.err == nil {
		r.err = fmt.Errorf("the account %s has no VPC in %s", r.account, r.region)
	}
}

func (r *reader) readVpc(v types.Vpc) {
	id := *v.VpcId
	r.vpcs = append(r.vpcs, id)
	r.tagged(v.Tags)
	p := properties{"CidrBlock": v.CidrBlock}
	for _, attribute := range []types.VpcAttributeName{types.VpcAttributeNameEnableDnsSupport, types.VpcAttributeNameEnableDnsHostnames} {
		for got := range pages(r, r.ec2.DescribeVpcAttribute, &ec2.DescribeVpcAttributeInput{VpcId: v.VpcId, Attribute: attribute}) {
			if got.EnableDnsSupport != nil {
				p["EnableDnsSupport"] = got.EnableDnsSupport.Value
			}
			if got.EnableDnsHostnames != nil {
				p["EnableDnsHostnames"] = got.EnableDnsHostnames.Value
			}
		}
	}
	r.add("AWS::EC2::VPC", id, p)
	for _, block := range v.CidrBlockAssociationSet {
		if state := block.CidrBlockState; aws.ToString(block.CidrBlock) != aws.ToString(v.CidrBlock) && (state == nil || state.State == types.VpcCidrBlockStateCodeAssociated) {
			r.addPart(id, "AWS::EC2::VPCCidrBlock", id+"/"+aws.ToString(block.CidrBlock), properties{"VpcId": id, "CidrBlock": block.CidrBlock})
		}
	}
	for _, block := range v.Ipv6CidrBlockAssociationSet {
		if state := block.Ipv6CidrBlockState; state == nil || state.State == types.VpcCidrBlockStateCodeAssociated {
			r.addPart(id, "AWS::EC2::VPCCidrBlock", id+"/"+aws.ToString(block.Ipv6CidrBlock), properties{"VpcId": id, "Ipv6CidrBlock": block.Ipv6CidrBlock})
		}
	}
	// The default is no resource: it is AWS's resolver.
	if options := aws.ToString(v.DhcpOptionsId); options != "" && options != "default" {
		r.addPart(id, "AWS::EC2::VPCDHCPOptionsAssociation", id+"/"+options, properties{"VpcId": id, "DhcpOptionsId": options})
	}
}

func (r *reader) readDhcpOptions() {
	for o := range items[types.DhcpOptions](r, r.ec2.DescribeDhcpOptions, &ec2.DescribeDhcpOptionsInput{}) {
		p := properties{}
		for _, c := range o.DhcpConfigurations {
			if aws.ToString(c.Key) == "domain-name-servers" {
				var servers []string
				for _, value := range c.Values {
					servers = append(servers, aws.ToString(value.Value))
				}
				p["DomainNameServers"] = servers
			}
		}
		r.add("AWS::EC2::DHCPOptions", *o.DhcpOptionsId, p)
	}
}

func (r *reader) readSubnets() {
	for s := range items[types.Subnet](r, r.ec2.DescribeSubnets, &ec2.DescribeSubnetsInput{Filters: r.ofVpcs("vpc-id")}) {
		r.tagged(s.Tags)
		p := properties{
			"VpcId": s.VpcId, "CidrBlock": s.CidrBlock, "AvailabilityZone": s.AvailabilityZone,
			"MapPublicIpOnLaunch": s.MapPublicIpOnLaunch, "AssignIpv6AddressOnCreation": s.AssignIpv6AddressOnCreation,
			"EnableDns64": s.EnableDns64, "Ipv6Native": s.Ipv6Native,
		}
		for _, block := range s.Ipv6CidrBlockAssociationSet {
			if state := block.Ipv6CidrBlockState; state == nil || state.State == types.SubnetCidrBlockStateCodeAssociated {
				p["Ipv6CidrBlock"] = block.Ipv6CidrBlock
			}
		}
		r.add("AWS::EC2::Subnet", *s.SubnetId, p)
	}
}

func (r *reader) readRouteTables() {
	for t := range items[types.RouteTable](r, r.ec2.DescribeRouteTables, &ec2.DescribeRouteTablesInput{Filters: r.ofVpcs("vpc-id")}) {
		r.tagged(t.Tags)
		r.readRouteTable(t)
	}
}

func (r *reader) readRouteTable(t types.RouteTable) {
	id, isMain := *t.RouteTableId, false
	for _, a := range t.Associations {
		r.parts[aws.ToString(a.RouteTableAssociationId)] = aws.ToString(a.SubnetId) + "/" + id
		switch {
		case aws.ToBool(a.Main):
			isMain = true
		case a.SubnetId != nil:
			r.addPart(*a.SubnetId, "AWS::EC2::SubnetRouteTableAssociation", *a.SubnetId+"/"+id, properties{"SubnetId": a.SubnetId, "RouteTableId": id})
		case a.GatewayId != nil:
			r.addPart(id, "AWS::EC2::GatewayRouteTableAssociation", *a.GatewayId+"/"+id, properties{"GatewayId": a.GatewayId, "RouteTableId": id})
		}
	}
	p := properties{"VpcId": t.VpcId}
	if isMain {
		p["Main"] = true // which only a file of an account has
	}
	r.add("AWS::EC2::RouteTable", id, p)
	for _, gateway := range t.PropagatingVgws {
		r.addPart(id, "AWS::EC2::VPNGatewayRoutePropagation", id+"/"+aws.ToString(gateway.GatewayId), properties{"RouteTableIds": []string{id}, "VpnGatewayId": gateway.GatewayId})
	}
	for _, route := range t.Routes {
		r.readRoute(id, route)
	}
}

// readRoute leaves out the local routes, those that a gateway endpoint adds, and those that a VPN gateway propagates, which
// others than the table decide.
func (r *reader) readRoute(table string, route types.Route) {
	gateway := aws.ToString(route.GatewayId)
	if gateway == "local" || route.Origin == types.RouteOriginEnableVgwRoutePropagation ||
		strings.HasPrefix(gateway, "vpce-") && route.DestinationPrefixListId != nil {
		return
	}
	p := properties{
		"RouteTableId": table, "DestinationCidrBlock": route.DestinationCidrBlock, "DestinationIpv6CidrBlock": route.DestinationIpv6CidrBlock,
		"DestinationPrefixListId": route.DestinationPrefixListId, "NatGatewayId": route.NatGatewayId, "TransitGatewayId": route.TransitGatewayId,
		"VpcPeeringConnectionId": route.VpcPeeringConnectionId, "EgressOnlyInternetGatewayId": route.EgressOnlyInternetGatewayId,
		"CarrierGatewayId": route.CarrierGatewayId, "LocalGatewayId": route.LocalGatewayId, "CoreNetworkArn": route.CoreNetworkArn, "OdbNetworkArn": route.OdbNetworkArn,
	}
	switch {
	case strings.HasPrefix(gateway, "vpce-"):
		p["VpcEndpointId"] = gateway
	case gateway != "":
		p["GatewayId"] = gateway
	case route.InstanceId != nil: // beside its network interface
		p["InstanceId"] = route.InstanceId
	default:
		p["NetworkInterfaceId"] = route.NetworkInterfaceId
	}
	destination := aws.ToString(route.DestinationCidrBlock) + aws.ToString(route.DestinationIpv6CidrBlock) + aws.ToString(route.DestinationPrefixListId)
	r.parts[table+"|"+destination] = table + "/" + destination
	r.addPart(table, "AWS::EC2::Route", table+"/"+destination, p)
}

func (r *reader) readGateways() {
	for g := range items[types.InternetGateway](r, r.ec2.DescribeInternetGateways, &ec2.DescribeInternetGatewaysInput{Filters: r.ofVpcs("attachment.vpc-id")}) {
		r.tagged(g.Tags)
		r.add("AWS::EC2::InternetGateway", *g.InternetGatewayId, properties{})
		for _, a := range g.Attachments {
			r.addAttachment("IGW|", a.VpcId, "InternetGatewayId", *g.InternetGatewayId)
		}
	}
	for g := range items[types.EgressOnlyInternetGateway](r, r.ec2.DescribeEgressOnlyInternetGateways, &ec2.DescribeEgressOnlyInternetGatewaysInput{}) {
		for _, a := range g.Attachments {
			if r.has(a.VpcId) {
				r.add("AWS::EC2::EgressOnlyInternetGateway", *g.EgressOnlyInternetGatewayId, properties{"VpcId": a.VpcId})
			}
		}
	}
}

// addAttachment records that a gateway is attached to a VPC, which CloudFormation has under the VPC's ID and a prefix.
func (r *reader) addAttachment(prefix string, vpcId *string, property, gateway string) {
	vpc := aws.ToString(vpcId)
	r.parts[prefix+vpc] = vpc + "/" + gateway
	r.addPart(vpc, "AWS::EC2::VPCGatewayAttachment", vpc+"/"+gateway, properties{"VpcId": vpc, property: gateway})
}

func (r *reader) readNatGateways() {
	for g := range items[types.NatGateway](r, r.ec2.DescribeNatGateways, &ec2.DescribeNatGatewaysInput{Filter: r.ofVpcs("vpc-id")}) {
		if g.State != types.NatGatewayStateAvailable && g.State != types.NatGatewayStatePending {
			continue
		}
		r.tagged(g.Tags)
		p := properties{"SubnetId": g.SubnetId, "ConnectivityType": string(g.ConnectivityType), "AvailabilityMode": string(g.AvailabilityMode)}
		if g.SubnetId == nil {
			p["VpcId"] = g.VpcId
		}
		r.add("AWS::EC2::NatGateway", *g.NatGatewayId, p)
	}
}

func (r *reader) readPeerings() {
	for c := range items[types.VpcPeeringConnection](r, r.ec2.DescribeVpcPeeringConnections, &ec2.DescribeVpcPeeringConnectionsInput{}) {
		if c.RequesterVpcInfo == nil || c.AccepterVpcInfo == nil || c.Status == nil || c.Status.Code != types.VpcPeeringConnectionStateReasonCodeActive ||
			!r.has(c.RequesterVpcInfo.VpcId) && !r.has(c.AccepterVpcInfo.VpcId) {
			continue
		}
		r.add("AWS::EC2::VPCPeeringConnection", *c.VpcPeeringConnectionId, properties{
			"VpcId": c.RequesterVpcInfo.VpcId, "PeerVpcId": c.AccepterVpcInfo.VpcId, "PeerOwnerId": c.AccepterVpcInfo.OwnerId, "PeerRegion": c.AccepterVpcInfo.Region,
		})
	}
}
