package network

import "github.com/privates3/privates3-go/constructs/internal/truth"

// RulesPerGroup is AWS's default quota of rules in one direction of a security group. IPv4 and IPv6 have it separately. See
// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups.
const RulesPerGroup = 60

// RuleCount is how many rules in one direction of a security group count against the quota of each IP version.
type RuleCount struct{ Ipv4, Ipv6 int }

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
			count.Ipv4++
		case r.Ipv6Cidr.State() != Absent:
			count.Ipv6++
		case r.PrefixListId.State != Absent:
			list := Find(n.PrefixLists, r.PrefixListId.Value)
			if list == nil || list.MaxEntries.State != Known || list.AddressFamily.State != Known {
				all = false
				continue
			}
			// A list of a customer's counts as many times as it can have entries.
			if list.AddressFamily.Value == "ipv6" {
				count.Ipv6 += list.MaxEntries.Value
			} else {
				count.Ipv4 += list.MaxEntries.Value
			}
		default: // the members of a security group
			count.Ipv4++
			count.Ipv6++
		}
	}
	return count, all
}
