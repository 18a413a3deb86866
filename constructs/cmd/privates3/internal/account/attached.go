package account

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	cfn "github.com/aws/aws-sdk-go-v2/service/cloudformation/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

func (r *reader) readEndpoints() {
	for e := range items[types.VpcEndpoint](r, r.ec2.DescribeVpcEndpoints, &ec2.DescribeVpcEndpointsInput{Filters: r.ofVpcs("vpc-id")}) {
		if state := strings.ToLower(string(e.State)); state == "deleted" || state == "deleting" || state == "failed" || state == "rejected" {
			continue
		}
		p := properties{
			"VpcId": e.VpcId, "ServiceName": e.ServiceName, "ServiceRegion": e.ServiceRegion, "VpcEndpointType": string(e.VpcEndpointType),
			"RouteTableIds": e.RouteTableIds, "SubnetIds": e.SubnetIds, "PrivateDnsEnabled": e.PrivateDnsEnabled, "IpAddressType": string(e.IpAddressType),
		}
		if e.VpcEndpointType == types.VpcEndpointTypeGateway {
			delete(p, "PrivateDnsEnabled") // which AWS returns of each endpoint
		}
		if aws.ToString(e.ServiceRegion) == r.region {
			delete(p, "ServiceRegion")
		}
		var groups []string
		for _, g := range e.Groups {
			groups = append(groups, aws.ToString(g.GroupId))
		}
		p["SecurityGroupIds"] = groups
		var policy map[string]any
		if json.Unmarshal([]byte(aws.ToString(e.PolicyDocument)), &policy) == nil {
			p["PolicyDocument"] = policy
		}
		if o := e.DnsOptions; o != nil && e.VpcEndpointType == types.VpcEndpointTypeInterface && aws.ToBool(e.PrivateDnsEnabled) && o.PrivateDnsOnlyForInboundResolverEndpoint != nil {
			p["DnsOptions"] = map[string]any{"PrivateDnsOnlyForInboundResolverEndpoint": *o.PrivateDnsOnlyForInboundResolverEndpoint}
		}
		r.add("AWS::EC2::VPCEndpoint", *e.VpcEndpointId, p)
	}
}

// readPrefixLists reads the lists of customers. Those of AWS have the addresses of services.
func (r *reader) readPrefixLists() {
	for l := range items[types.ManagedPrefixList](r, r.ec2.DescribeManagedPrefixLists, &ec2.DescribeManagedPrefixListsInput{}) {
		if aws.ToString(l.OwnerId) == "AWS" {
			continue
		}
		entries := []any{}
		for e := range items[types.PrefixListEntry](r, r.ec2.GetManagedPrefixListEntries, &ec2.GetManagedPrefixListEntriesInput{PrefixListId: l.PrefixListId}) {
			entries = append(entries, properties{"Cidr": e.Cidr})
		}
		r.add("AWS::EC2::PrefixList", *l.PrefixListId, properties{
			"PrefixListName": l.PrefixListName, "AddressFamily": l.AddressFamily, "MaxEntries": l.MaxEntries, "Entries": entries,
		})
	}
}

// readPublicAccess reads VPC Block Public Access, which not every partition and emulator has.
func (r *reader) readPublicAccess() {
	options, err := r.ec2.DescribeVpcBlockPublicAccessOptions(r.ctx, &ec2.DescribeVpcBlockPublicAccessOptionsInput{})
	if err != nil {
		r.Problems = append(r.Problems, fmt.Sprintf("VPC Block Public Access was not read, and the file does not show it: %v", err))
		return
	}
	if o := options.VpcBlockPublicAccessOptions; o != nil {
		r.add("AWS::EC2::VPCBlockPublicAccessOptions", "block public access", properties{"InternetGatewayBlockMode": string(o.InternetGatewayBlockMode)})
	}
	for x := range items[types.VpcBlockPublicAccessExclusion](r, r.ec2.DescribeVpcBlockPublicAccessExclusions, &ec2.DescribeVpcBlockPublicAccessExclusionsInput{}) {
		p := properties{"InternetGatewayExclusionMode": string(x.InternetGatewayExclusionMode)}
		resource, id, _ := strings.Cut(aws.ToString(x.ResourceArn), "/")
		switch {
		case strings.HasSuffix(resource, ":vpc"):
			p["VpcId"] = id
		case strings.HasSuffix(resource, ":subnet"):
			p["SubnetId"] = id
		}
		r.add("AWS::EC2::VPCBlockPublicAccessExclusion", *x.ExclusionId, p)
	}
}

// readVpns reads the VPN gateways of the VPCs, and all VPN connections of the account, because they may end at a transit
// gateway.
func (r *reader) readVpns() {
	for g := range items[types.VpnGateway](r, r.ec2.DescribeVpnGateways, &ec2.DescribeVpnGatewaysInput{Filters: r.ofVpcs("attachment.vpc-id")}) {
		r.add("AWS::EC2::VPNGateway", *g.VpnGatewayId, properties{"Type": string(g.Type)})
		for _, a := range g.VpcAttachments {
			if a.State == types.AttachmentStatusAttached {
				r.addAttachment("VGW|", a.VpcId, "VpnGatewayId", *g.VpnGatewayId)
			}
		}
	}
	for c := range items[types.VpnConnection](r, r.ec2.DescribeVpnConnections, &ec2.DescribeVpnConnectionsInput{}) {
		if c.State == types.VpnStateAvailable || c.State == types.VpnStatePending {
			r.readVpnConnection(c)
		}
	}
}

func (r *reader) readVpnConnection(c types.VpnConnection) {
	id := *c.VpnConnectionId
	p := properties{"Type": string(c.Type), "CustomerGatewayId": c.CustomerGatewayId, "VpnGatewayId": c.VpnGatewayId, "TransitGatewayId": c.TransitGatewayId}
	if c.Options != nil {
		p["StaticRoutesOnly"] = c.Options.StaticRoutesOnly
	}
	r.add("AWS::EC2::VPNConnection", id, p)
	for _, route := range c.Routes {
		r.addPart(id, "AWS::EC2::VPNConnectionRoute", id+"/"+aws.ToString(route.DestinationCidrBlock), properties{"VpnConnectionId": id, "DestinationCidrBlock": route.DestinationCidrBlock})
	}
}

// link is an association of an attachment with a table of a transit gateway, or a propagation.
type link struct{ kind, table, attachment string }

const (
	association = "Association"
	propagation = "Propagation"
)

// transit is what is found of the transit gateways that the VPCs are attached to.
type transit struct {
	gateways    []types.TransitGateway
	attachments map[string][]string // of VPCs, by gateway
	tables      map[string][]string // by gateway
	static      map[string]bool     // the tables with static routes
	links       map[link]bool
}

// readTransitGateways reads the transit gateways that the VPCs are attached to, with all that is attached to them and visible
// to the account.
func (r *reader) readTransitGateways() {
	var ids []string
	for a := range items[types.TransitGatewayVpcAttachment](r, r.ec2.DescribeTransitGatewayVpcAttachments, &ec2.DescribeTransitGatewayVpcAttachmentsInput{Filters: r.ofVpcs("vpc-id")}) {
		ids = append(ids, aws.ToString(a.TransitGatewayId))
	}
	if len(ids) == 0 {
		return
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	t := &transit{attachments: map[string][]string{}, tables: map[string][]string{}, static: map[string]bool{}, links: map[link]bool{}}
	t.gateways = slices.Collect(items[types.TransitGateway](r, r.ec2.DescribeTransitGateways, &ec2.DescribeTransitGatewaysInput{TransitGatewayIds: ids}))
	ofGateways := []types.Filter{{Name: aws.String("transit-gateway-id"), Values: ids}}
	r.readAttachments(t, ofGateways)
	for table := range items[types.TransitGatewayRouteTable](r, r.ec2.DescribeTransitGatewayRouteTables, &ec2.DescribeTransitGatewayRouteTablesInput{Filters: ofGateways}) {
		r.readTransitTable(t, table)
	}
	r.addTransit(t)
}

func (r *reader) readAttachments(t *transit, ofGateways []types.Filter) {
	for a := range items[types.TransitGatewayVpcAttachment](r, r.ec2.DescribeTransitGatewayVpcAttachments, &ec2.DescribeTransitGatewayVpcAttachmentsInput{Filters: ofGateways}) {
		if a.State != types.TransitGatewayAttachmentStateAvailable {
			continue
		}
		r.tagged(a.Tags)
		p := properties{"TransitGatewayId": a.TransitGatewayId, "VpcId": a.VpcId, "SubnetIds": a.SubnetIds}
		if a.Options != nil {
			p["Options"] = map[string]any{"ApplianceModeSupport": string(a.Options.ApplianceModeSupport)}
		}
		gateway, id := aws.ToString(a.TransitGatewayId), *a.TransitGatewayAttachmentId
		t.attachments[gateway] = append(t.attachments[gateway], id)
		r.add("AWS::EC2::TransitGatewayVpcAttachment", id, p)
	}
	for a := range items[types.TransitGatewayAttachment](r, r.ec2.DescribeTransitGatewayAttachments, &ec2.DescribeTransitGatewayAttachmentsInput{Filters: ofGateways}) {
		if a.ResourceType == types.TransitGatewayAttachmentResourceTypePeering && a.State == types.TransitGatewayAttachmentStateAvailable {
			r.add("AWS::EC2::TransitGatewayPeeringAttachment", *a.TransitGatewayAttachmentId, properties{"TransitGatewayId": a.TransitGatewayId, "PeerTransitGatewayId": a.ResourceId})
		}
	}
}

func (r *reader) readTransitTable(t *transit, table types.TransitGatewayRouteTable) {
	id, gateway := *table.TransitGatewayRouteTableId, aws.ToString(table.TransitGatewayId)
	t.tables[gateway] = append(t.tables[gateway], id)
	r.tagged(table.Tags)
	r.add("AWS::EC2::TransitGatewayRouteTable", id, properties{"TransitGatewayId": table.TransitGatewayId})
	for a := range items[types.TransitGatewayRouteTableAssociation](r, r.ec2.GetTransitGatewayRouteTableAssociations, &ec2.GetTransitGatewayRouteTableAssociationsInput{TransitGatewayRouteTableId: &id}) {
		t.links[link{association, id, aws.ToString(a.TransitGatewayAttachmentId)}] = true
	}
	for p := range items[types.TransitGatewayRouteTablePropagation](r, r.ec2.GetTransitGatewayRouteTablePropagations, &ec2.GetTransitGatewayRouteTablePropagationsInput{TransitGatewayRouteTableId: &id}) {
		t.links[link{propagation, id, aws.ToString(p.TransitGatewayAttachmentId)}] = true
	}
	static := []types.Filter{{Name: aws.String("type"), Values: []string{"static"}}}
	for page := range pages(r, r.ec2.SearchTransitGatewayRoutes, &ec2.SearchTransitGatewayRoutesInput{TransitGatewayRouteTableId: &id, Filters: static}) {
		for _, route := range page.Routes {
			destination := aws.ToString(route.DestinationCidrBlock)
			p := properties{"TransitGatewayRouteTableId": id, "DestinationCidrBlock": destination}
			if route.State == types.TransitGatewayRouteStateBlackhole {
				p["Blackhole"] = true
			} else if len(route.TransitGatewayAttachments) > 0 {
				p["TransitGatewayAttachmentId"] = route.TransitGatewayAttachments[0].TransitGatewayAttachmentId
			}
			t.static[id] = true
			r.addPart(id, "AWS::EC2::TransitGatewayRoute", id+"/"+destination, p)
		}
		if aws.ToBool(page.AdditionalRoutesAvailable) && aws.ToString(page.NextToken) == "" {
			r.err = fmt.Errorf("the transit gateway route table %s has more static routes than AWS lists", id)
		}
	}
}

// addTransit adds the gateways and the links. A gateway whose only table is the one that AWS makes, with all VPCs linked to it
// and no static route, is a gateway with its defaults, as a template has it. Of any other, all is listed.
func (r *reader) addTransit(t *transit) {
	for _, g := range t.gateways {
		r.tagged(g.Tags)
		id := *g.TransitGatewayId
		if table := r.defaultTable(t, g); table != "" {
			delete(r.resources, table)
			maps.DeleteFunc(t.links, func(l link, _ bool) bool { return l.table == table })
			r.add("AWS::EC2::TransitGateway", id, properties{"DefaultRouteTableAssociation": "enable", "DefaultRouteTablePropagation": "enable"})
			continue
		}
		r.add("AWS::EC2::TransitGateway", id, properties{"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"})
	}
	for l := range t.links {
		r.addPart(l.table, "AWS::EC2::TransitGatewayRouteTable"+l.kind, l.table+"/"+l.kind+" "+l.attachment,
			properties{"TransitGatewayRouteTableId": l.table, "TransitGatewayAttachmentId": l.attachment})
	}
}

// defaultTable returns the only table of a gateway with its defaults, empty for any other gateway.
func (r *reader) defaultTable(t *transit, g types.TransitGateway) string {
	o := g.Options
	if o == nil || o.DefaultRouteTableAssociation != types.DefaultRouteTableAssociationValueEnable || o.DefaultRouteTablePropagation != types.DefaultRouteTablePropagationValueEnable {
		return ""
	}
	table := aws.ToString(o.AssociationDefaultRouteTableId)
	if table == "" || table != aws.ToString(o.PropagationDefaultRouteTableId) || !slices.Equal(t.tables[*g.TransitGatewayId], []string{table}) || t.static[table] {
		return ""
	}
	for _, attachment := range t.attachments[*g.TransitGatewayId] {
		if !t.links[link{association, table, attachment}] || !t.links[link{propagation, table, attachment}] {
			return ""
		}
	}
	return table
}

// readStacks finds the resources that stacks have created.
func (r *reader) readStacks() {
	done := map[string]bool{}
	for len(r.names) > len(done) && r.err == nil {
		for name := range r.names {
			if !done[name] {
				done[name] = true
				r.readStack(name, done)
			}
		}
	}
}

// readStack reads a stack from its root on. One that does not exist any more has left its tags behind.
func (r *reader) readStack(name string, done map[string]bool) {
	stacks := slices.Collect(items[cfn.Stack](r, r.stacks.DescribeStacks, &cloudformation.DescribeStacksInput{StackName: &name}))
	if r.err != nil && strings.Contains(r.err.Error(), "does not exist") {
		r.err = nil
	}
	for _, s := range stacks {
		if s.RootId != nil && *s.RootId != aws.ToString(s.StackId) {
			r.names[nameOf(*s.RootId)] = true
			continue
		}
		r.listStack(aws.ToString(s.StackId), aws.ToString(s.StackName), done)
	}
}

// nameOf returns the name in the ARN of a stack.
func nameOf(arn string) string {
	parts := strings.Split(arn, "/")
	if len(parts) < 2 {
		return arn
	}
	return parts[1]
}

// listStack records what a stack and those nested in it have created. The path is that of privates3::created-by.
func (r *reader) listStack(id, path string, done map[string]bool) {
	done[nameOf(id)] = true
	r.names[nameOf(id)] = true
	for s := range items[cfn.StackResourceSummary](r, r.stacks.ListStackResources, &cloudformation.ListStackResourcesInput{StackName: &id}) {
		kind, physical, logical := aws.ToString(s.ResourceType), aws.ToString(s.PhysicalResourceId), aws.ToString(s.LogicalResourceId)
		r.createdBy(path+"/"+logical, kind, physical)
		if kind == "AWS::CloudFormation::Stack" && physical != "" {
			r.listStack(physical, path+"."+logical, done)
		}
	}
}
