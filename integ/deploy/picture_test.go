package deploy

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// picture is what the SDK reads of a deployed stack: what decides which path requests take to S3, and the outputs. Logical ids
// stand for physical ids, which differ from one deploy to the next.
type picture struct {
	Endpoints      map[string]endpoint `json:",omitempty"`
	Routes         map[string][]string `json:",omitempty"` // by route table
	SecurityGroups map[string]group    `json:",omitempty"`
	BucketPolicies map[string]any      `json:",omitempty"`
	Outputs        map[string]string   `json:",omitempty"`
}

type endpoint struct {
	Type              string
	Service           string
	Vpc               string
	PrivateDns        bool
	RouteTables       []string `json:",omitempty"`
	Subnets           []string `json:",omitempty"`
	NetworkInterfaces int      `json:",omitempty"`
	SecurityGroups    []string `json:",omitempty"`
	Tags              []string `json:",omitempty"`
	Policy            any
}

type group struct{ Inbound, Outbound []string }

// deployed is a deployed stack.
type deployed struct {
	ids     map[string]string // physical ids by logical id
	picture string            // a picture as JSON
}

// look reads a deployed stack. Others are the stacks whose resources it uses.
func (c *cloud) look(t *testing.T, stack string, others ...string) deployed {
	t.Helper()
	resources := c.resources(t, stack)
	found := picture{
		Endpoints:      map[string]endpoint{},
		Routes:         map[string][]string{},
		SecurityGroups: map[string]group{},
		BucketPolicies: map[string]any{},
		Outputs:        c.outputs(t, stack),
	}
	ids := map[string]string{}
	for _, r := range resources {
		name, id := *r.LogicalResourceId, aws.ToString(r.PhysicalResourceId)
		ids[name] = id
		switch *r.ResourceType {
		case "AWS::EC2::VPCEndpoint":
			found.Endpoints[name] = c.endpoint(t, id)
		case "AWS::EC2::RouteTable":
			found.Routes[name] = c.routes(t, id)
		case "AWS::EC2::SecurityGroup":
			found.SecurityGroups[name] = c.group(t, id)
		case "AWS::S3::BucketPolicy":
			answer, err := c.s3.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: &id})
			must(t, err)
			found.BucketPolicies[name] = document(t, aws.ToString(answer.Policy))
		}
	}

	text, err := json.Marshal(found)
	must(t, err)
	// Lists have no order of their own: they are sorted by logical id.
	var renamed picture
	must(t, json.Unmarshal([]byte(c.rename(t, string(text), stack, others)), &renamed))
	for _, e := range renamed.Endpoints {
		for _, list := range [][]string{e.RouteTables, e.Subnets, e.SecurityGroups} {
			slices.Sort(list)
		}
	}
	for _, list := range renamed.Routes {
		slices.Sort(list)
	}
	for _, g := range renamed.SecurityGroups {
		slices.Sort(g.Inbound)
		slices.Sort(g.Outbound)
	}
	var indented bytes.Buffer
	encoder := json.NewEncoder(&indented)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	must(t, encoder.Encode(renamed))
	return deployed{ids: ids, picture: indented.String()}
}

// named are the types whose physical ids are renamed. Other types, such as an attachment, can have the id of another resource.
var named = []string{
	"AWS::EC2::InternetGateway", "AWS::EC2::NatGateway", "AWS::EC2::RouteTable", "AWS::EC2::SecurityGroup", "AWS::EC2::Subnet",
	"AWS::EC2::TransitGateway", "AWS::EC2::VPC", "AWS::EC2::VPCEndpoint", "AWS::S3::Bucket",
}

// dnsName is an endpoint's id and what EC2 adds to it in its DNS names.
var dnsName = regexp.MustCompile(`(vpce-[0-9a-f]{17})-[0-9a-z]{8}([.-])`)

// rename replaces what differs from one deploy to the next.
func (c *cloud) rename(t *testing.T, text, stack string, others []string) string {
	t.Helper()
	names := map[string]string{c.account: "<account>", c.region: "<region>"}
	for _, s := range append([]string{stack}, others...) {
		for _, r := range c.resources(t, s) {
			name := *r.LogicalResourceId
			if s != stack {
				name = s + "." + name
			}
			if id := aws.ToString(r.PhysicalResourceId); slices.Contains(named, *r.ResourceType) {
				names[id] = "<" + name + ">"
			}
		}
	}
	lists, err := c.ec2.DescribeManagedPrefixLists(t.Context(), &ec2.DescribeManagedPrefixListsInput{})
	must(t, err)
	for _, list := range lists.PrefixLists {
		if strings.HasSuffix(*list.PrefixListName, ".s3") {
			names[*list.PrefixListId] = "<S3 prefix list>"
		}
	}
	text = dnsName.ReplaceAllString(text, "$1-<random>$2")
	// The longest first, because one id can be a part of another.
	for _, id := range slices.SortedFunc(maps.Keys(names), func(a, b string) int { return cmp.Compare(len(b), len(a)) }) {
		text = strings.ReplaceAll(text, id, names[id])
	}
	return text
}

func (c *cloud) endpoint(t *testing.T, id string) endpoint {
	t.Helper()
	answer, err := c.ec2.DescribeVpcEndpoints(t.Context(), &ec2.DescribeVpcEndpointsInput{VpcEndpointIds: []string{id}})
	must(t, err)
	e := answer.VpcEndpoints[0]
	found := endpoint{
		Type:              string(e.VpcEndpointType),
		Service:           aws.ToString(e.ServiceName),
		Vpc:               aws.ToString(e.VpcId),
		PrivateDns:        aws.ToBool(e.PrivateDnsEnabled),
		RouteTables:       e.RouteTableIds,
		Subnets:           e.SubnetIds,
		NetworkInterfaces: len(e.NetworkInterfaceIds),
		Policy:            document(t, aws.ToString(e.PolicyDocument)),
	}
	for _, g := range e.Groups {
		found.SecurityGroups = append(found.SecurityGroups, *g.GroupId)
	}
	for _, tag := range e.Tags {
		if !strings.HasPrefix(*tag.Key, "aws:") {
			found.Tags = append(found.Tags, *tag.Key+"="+*tag.Value)
		}
	}
	slices.Sort(found.Tags)
	return found
}

func (c *cloud) routes(t *testing.T, table string) []string {
	t.Helper()
	answer, err := c.ec2.DescribeRouteTables(t.Context(), &ec2.DescribeRouteTablesInput{RouteTableIds: []string{table}})
	must(t, err)
	found := []string{}
	for _, r := range answer.RouteTables[0].Routes {
		destination := cmp.Or(aws.ToString(r.DestinationPrefixListId), aws.ToString(r.DestinationCidrBlock), aws.ToString(r.DestinationIpv6CidrBlock))
		target := cmp.Or(aws.ToString(r.GatewayId), aws.ToString(r.NatGatewayId), aws.ToString(r.TransitGatewayId), aws.ToString(r.VpcPeeringConnectionId))
		found = append(found, destination+" -> "+target)
	}
	return found
}

func (c *cloud) group(t *testing.T, id string) group {
	t.Helper()
	answer, err := c.ec2.DescribeSecurityGroups(t.Context(), &ec2.DescribeSecurityGroupsInput{GroupIds: []string{id}})
	must(t, err)
	return group{Inbound: rules(answer.SecurityGroups[0].IpPermissions), Outbound: rules(answer.SecurityGroups[0].IpPermissionsEgress)}
}

func rules(permissions []types.IpPermission) []string {
	found := []string{}
	for _, p := range permissions {
		rule := fmt.Sprintf("%s %d-%d ", *p.IpProtocol, aws.ToInt32(p.FromPort), aws.ToInt32(p.ToPort))
		for _, r := range p.IpRanges {
			found = append(found, rule+*r.CidrIp)
		}
		for _, r := range p.Ipv6Ranges {
			found = append(found, rule+*r.CidrIpv6)
		}
		for _, r := range p.PrefixListIds {
			found = append(found, rule+*r.PrefixListId)
		}
		for _, r := range p.UserIdGroupPairs {
			found = append(found, rule+*r.GroupId)
		}
	}
	return found
}

// document parses a policy, which the API returns as JSON or as URL-encoded JSON.
func document(t *testing.T, text string) any {
	t.Helper()
	if decoded, err := url.QueryUnescape(text); err == nil && !strings.HasPrefix(text, "{") {
		text = decoded
	}
	var parsed any
	must(t, json.Unmarshal([]byte(text), &parsed))
	return parsed
}
