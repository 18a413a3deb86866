package account

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

func (r *reader) readSecurityGroups() {
	for g := range items[types.SecurityGroup](r, r.ec2.DescribeSecurityGroups, &ec2.DescribeSecurityGroupsInput{Filters: r.ofVpcs("vpc-id")}) {
		r.tagged(g.Tags)
		r.add("AWS::EC2::SecurityGroup", *g.GroupId, properties{
			"VpcId": g.VpcId, "GroupDescription": g.Description, "GroupName": g.GroupName,
			"SecurityGroupIngress": groupRules(g.IpPermissions, "Source"), "SecurityGroupEgress": groupRules(g.IpPermissionsEgress, "Destination"),
		})
	}
}

// groupRules returns a rule for each peer.
func groupRules(permissions []types.IpPermission, peer string) []any {
	rules := []any{}
	for _, p := range permissions {
		add := func(property string, value *string) {
			rule := properties{"IpProtocol": *p.IpProtocol, property: value}
			if p.FromPort != nil && p.ToPort != nil {
				rule["FromPort"], rule["ToPort"] = *p.FromPort, *p.ToPort
			}
			rules = append(rules, rule)
		}
		for _, block := range p.IpRanges {
			add("CidrIp", block.CidrIp)
		}
		for _, block := range p.Ipv6Ranges {
			add("CidrIpv6", block.CidrIpv6)
		}
		for _, list := range p.PrefixListIds {
			add(peer+"PrefixListId", list.PrefixListId)
		}
		for _, group := range p.UserIdGroupPairs {
			add(peer+"SecurityGroupId", group.GroupId)
		}
	}
	if len(rules) == 0 && peer == "Destination" {
		// A group without the property would get the rule that allows everything out.
		rules = append(rules, properties{"IpProtocol": "icmp", "FromPort": 252, "ToPort": 86, "CidrIp": "255.255.255.255/32"})
	}
	return rules
}

func (r *reader) readAcls() {
	for acl := range items[types.NetworkAcl](r, r.ec2.DescribeNetworkAcls, &ec2.DescribeNetworkAclsInput{Filters: r.ofVpcs("vpc-id")}) {
		r.tagged(acl.Tags)
		id := *acl.NetworkAclId
		p := properties{"VpcId": acl.VpcId}
		if aws.ToBool(acl.IsDefault) {
			p["Default"] = true // which only a file of an account has
		}
		r.add("AWS::EC2::NetworkAcl", id, p)
		for _, e := range acl.Entries {
			if aws.ToInt32(e.RuleNumber) > maxRuleNumber {
				continue
			}
			entry := properties{
				"NetworkAclId": id, "RuleNumber": e.RuleNumber, "Protocol": e.Protocol, "RuleAction": string(e.RuleAction), "Egress": e.Egress,
				"CidrBlock": e.CidrBlock, "Ipv6CidrBlock": e.Ipv6CidrBlock,
			}
			if e.PortRange != nil {
				entry["PortRange"] = map[string]any{"From": e.PortRange.From, "To": e.PortRange.To}
			}
			direction := "ingress"
			if aws.ToBool(e.Egress) {
				direction = "egress"
			}
			r.addPart(id, "AWS::EC2::NetworkAclEntry", fmt.Sprintf("%s/%s %d", id, direction, aws.ToInt32(e.RuleNumber)), entry)
		}
		for _, a := range acl.Associations {
			if subnet := aws.ToString(a.SubnetId); subnet != "" {
				r.parts[aws.ToString(a.NetworkAclAssociationId)] = subnet + "/" + id
				r.addPart(subnet, "AWS::EC2::SubnetNetworkAclAssociation", subnet+"/"+id, properties{"SubnetId": subnet, "NetworkAclId": id})
			}
		}
	}
}

// maxRuleNumber is the highest number of a rule of one's own. The last rule of each ACL, which denies the rest, has another.
// https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
const maxRuleNumber = 32766
