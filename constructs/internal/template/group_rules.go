package template

import (
	"fmt"
	"strings"
)

const (
	typeSecurityGroup        = "AWS::EC2::SecurityGroup"
	typeSecurityGroupIngress = "AWS::EC2::SecurityGroupIngress"
	typeSecurityGroupEgress  = "AWS::EC2::SecurityGroupEgress"
)

// groupRules returns the rules in the properties of a security group of an account file, each as a resource of its own.
func groupRules(group *Resource) []*Resource {
	var rules []*Resource
	for _, kind := range []string{typeSecurityGroupIngress, typeSecurityGroupEgress} {
		property := strings.TrimPrefix(kind, "AWS::EC2::")
		list, _ := group.properties.get(property).([]any)
		for i, element := range list {
			rule, ok := element.(object)
			if !ok {
				continue
			}
			id := fmt.Sprintf("%s/%s.%d", group.LogicalId, property, i)
			rules = append(rules, &Resource{Stack: group.Stack, LogicalId: id, Type: kind, Path: id, properties: rule.with("GroupId", group.LogicalId), partOf: group.LogicalId})
		}
	}
	return rules
}

// ownRuleKeys returns the keys of the rules that a security group of a template has in its properties, and of the one that AWS
// adds to a group without egress rules.
func ownRuleKeys(group *Resource) []string {
	id := TokenValue(Token{Scope: group.Stack.Id, Name: group.LogicalId}).Identity()
	var keys []string
	for _, kind := range []string{typeSecurityGroupIngress, typeSecurityGroupEgress} {
		of := kind + "\x00" + id
		property := group.Property(strings.TrimPrefix(kind, "AWS::EC2::"))
		rules, ok := property.List()
		switch {
		case property.kind == Absent || ok && len(rules) == 0:
			if kind == typeSecurityGroupEgress {
				for name, all := range map[string]string{"CidrIp": "0.0.0.0/0", "CidrIpv6": "::/0"} {
					fields := map[string]Value{"IpProtocol": TextValue("-1"), name: TextValue(all)}
					keys = append(keys, ruleKeys(of, Value{kind: Map, fields: fields})[0])
				}
			}
		case !ok:
			keys = append(keys, of+anyOther)
		}
		for _, rule := range rules {
			keys = append(keys, ruleKeys(of, rule)[0])
		}
	}
	return keys
}

// anyOther ends the key of a rule of which the rest is unknown.
const anyOther = "\x00*"

// ruleKeys returns the key of a rule, followed by those that it has if its peer, or more of it, is unknown. What it is a rule
// of begins all of them.
func ruleKeys(of string, rule Value) []string {
	unread := of + anyOther
	protocol, ok := rule.Field("IpProtocol").Text()
	if !ok {
		return []string{unread}
	}
	ports := ""
	switch protocol = strings.ToLower(protocol); protocol {
	case "6":
		protocol = "tcp"
	case "17":
		protocol = "udp"
	}
	if protocol == "tcp" || protocol == "udp" {
		from, okFrom := rule.Field("FromPort").Text()
		to, okTo := rule.Field("ToPort").Text()
		if !okFrom || !okTo {
			return []string{unread}
		}
		ports = from + "-" + to
	}
	of += "\x00" + protocol + "\x00" + ports
	key := of
	for _, name := range []string{
		"CidrIp", "CidrIpv6", "SourcePrefixListId", "SourceSecurityGroupId", "DestinationPrefixListId", "DestinationSecurityGroupId",
	} {
		v := rule.Field(name)
		token, isToken := v.Token()
		if _, isText := v.Text(); !isText && v.kind != Absent && (!isToken || token.Kind != "" || token.Attribute != "") {
			return []string{of + anyOther, unread}
		}
		key += "\x00" + partKey(name, v)
	}
	return []string{key, of + anyOther, unread}
}
