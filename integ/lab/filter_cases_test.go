//go:build linux

package lab

var filterCases = []caseOf{
	{
		name: "a network ACL denies all addresses in halves", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"},
				entry{true, "deny", "0.0.0.0/1", 0, 65535}, entry{true, "deny", "128.0.0.0/1", 0, 65535},
				entry{true, "allow", "0.0.0.0/0", 0, 0}, entry{false, "allow", "0.0.0.0/0", 0, 0})
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a network ACL allows no inbound responses", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"}, entry{true, "allow", "0.0.0.0/0", 443, 443}, entry{false, "allow", "0.0.0.0/0", 443, 443})
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a network ACL allows inbound responses to some of the ports", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"}, entry{true, "allow", "0.0.0.0/0", 443, 443}, entry{false, "allow", "0.0.0.0/0", 32768, 65535})
		},
		want: map[string][]Path{"AppSub usual": {"", Gateway}},
	},
	{
		name: "a network ACL allows inbound responses by adjacent port ranges", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"}, entry{true, "allow", "0.0.0.0/0", 443, 443},
				entry{false, "allow", "0.0.0.0/0", 1024, 32767}, entry{false, "allow", "0.0.0.0/0", 32768, 65535})
		},
		want: map[string][]Path{"AppSub usual": {Gateway}},
	},
	{
		name: "no network ACL applies inside a subnet", page: acls,
		draw: func(d *draft) {
			hub(d)
			d.acl("HubAcl", "Hub", []string{"HubSub"})
		},
		want: map[string][]Path{"HubSub HubIf": yes},
	},
	{
		name: "a security group's rules allow all addresses by three blocks", page: groups,
		draw: func(d *draft) {
			hub(d, "0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1")
			d.subnet("HubFar", "Hub", "10.2.1.0/24", "b")
		},
		want: map[string][]Path{"HubFar HubIf": yes},
	},
	{
		name: "a security group's protocol is in capitals", page: groups,
		draw: func(d *draft) {
			hub(d)
			d.properties("HubIfGroup")["SecurityGroupIngress"] = []any{props{"IpProtocol": "TCP", "FromPort": "443", "ToPort": 443, "CidrIp": "10.2.0.0/16"}}
		},
		want: map[string][]Path{"HubSub HubIf": yes},
	},
	{
		name: "a security group allows its own members", page: groups,
		draw: func(d *draft) {
			hub(d)
			d.properties("HubIfGroup")["SecurityGroupIngress"] = []any{}
			d.add("Self", "SecurityGroupIngress", props{
				"GroupId": attribute("HubIfGroup", "GroupId"), "IpProtocol": "-1", "SourceSecurityGroupId": attribute("HubIfGroup", "GroupId"),
			})
		},
		want: map[string][]Path{"HubSub HubIf": some},
	},
}
