package network

import "github.com/privates3/privates3-go/constructs/internal/truth"

// RulesPerGroup is AWS's default quota of rules in one direction of a security group. IPv4 and IPv6 have it separately. See
// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups.
const RulesPerGroup = 60

// RuleCount is how many rules in one direction of a security group count against the quota of each IP version.
type RuleCount struct{ Ipv4, Ipv6 int }

// addCidr adds a rule for one CIDR block.
func (c *RuleCount) addCidr(ipv6 bool) { c.addPrefixList(ipv6, 1) }

// addGroup adds a rule for the members of a security group, or for a prefix list of AWS for S3. It is one rule for IPv4 and
// one for IPv6.
func (c *RuleCount) addGroup() {
	c.Ipv4++
	c.Ipv6++
}

// addPrefixList adds a rule for a prefix list of a customer's, which counts as many times as the list can have entries.
func (c *RuleCount) addPrefixList(ipv6 bool, maxEntries int) {
	if ipv6 {
		c.Ipv6 += maxEntries
		return
	}
	c.Ipv4 += maxEntries
}

// Exceeds reports whether the count exceeds the default quota.
func (c RuleCount) Exceeds() bool { return max(c.Ipv4, c.Ipv6) > RulesPerGroup }

// CountRules counts those rules in one direction of a security group that surely exist. All is false if there may be more, or
// if the size of a prefix list is unknown.
func (n *Network) CountRules(rules []*Rule) (count RuleCount, all bool) {
	all = true
	for _, r := range rules {
		if r.Exists != truth.True {
			all = false
			continue
		}
		switch {
		case r.Cidr.State() != Absent:
			count.addCidr(false)
		case r.Ipv6Cidr.State() != Absent:
			count.addCidr(true)
		case r.PrefixListId.State != Absent:
			list := Find(n.PrefixLists, r.PrefixListId.Value)
			if list == nil || list.MaxEntries.State != Known || list.AddressFamily.State != Known {
				all = false
				continue
			}
			count.addPrefixList(list.AddressFamily.Value == "ipv6", list.MaxEntries.Value)
		default:
			count.addGroup()
		}
	}
	return count, all
}
