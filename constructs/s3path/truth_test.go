package s3path

import "testing"

// TestTruthTable has a case for each row of what is known on reaching S3 through private DNS switched off. Every "yes"
// takes for granted what the package comment says.
func TestTruthTable(t *testing.T) {
	for _, test := range []struct {
		client, resources string
		name              Name
		dns               Answer
		reachable         Reachable
		path              Path
		basis             Basis
		row               string
	}{
		{inPublic, experiment, UsualName, PublicIp, Yes, Internet, Observed, "public, none"},
		{inPublic, experiment, EndpointName, NoSuchName, No, NoPath, Inferred, "public, none: no such endpoint"},
		{inPublic, experiment + gateway, UsualName, PublicIp, Yes, Gateway, Documented, "public, gateway on its table: before 0.0.0.0/0"},
		{inPublic, experiment + gatewayElsewhere, UsualName, PublicIp, Yes, Internet, Documented, "public, gateway on another table"},
		{inPublic, experiment + gateway, EndpointName, NoSuchName, No, NoPath, Inferred, "public, gateway only: it has no name"},
		{inPublic, experiment + linked, UsualName, PublicIp, Yes, Internet, Inferred, "public, interface only: unchanged"},
		{inPublic, experiment + linked, EndpointName, PrivateIp, Yes, Interface, Inferred, "public, interface only: local route"},
		{inPublic, experiment + gateway + linked, UsualName, PublicIp, Yes, Gateway, Inferred, "public, both"},
		{inPublic, experiment + gatewayElsewhere + linked, UsualName, PublicIp, Yes, Internet, Inferred, "public, both, gateway on another table"},
		{inPublic, experiment + gateway + linked, EndpointName, PrivateIp, Yes, Interface, Inferred, "public, both"},
		{inPrivate, experiment, UsualName, PublicIp, No, NoPath, Observed, "private, none: DNS works, the request times out"},
		{inPrivate, experiment, EndpointName, NoSuchName, No, NoPath, Inferred, "private, none"},
		{inPrivate, experiment + gateway, UsualName, PublicIp, Yes, Gateway, Observed, "private, gateway on its table: still public addresses"},
		{inPrivate, experiment + gatewayElsewhere, UsualName, PublicIp, No, NoPath, Inferred, "private, gateway on another table"},
		{inPrivate, experiment + gateway, EndpointName, NoSuchName, No, NoPath, Inferred, "private, gateway only"},
		{inPrivate, experiment + linked, UsualName, PublicIp, No, NoPath, Observed, "private, interface only: the usual name does not lead to it"},
		{inPrivate, experiment + linked, EndpointName, PrivateIp, Yes, Interface, Observed, "private, interface only"},
		{inPrivate, experiment + gateway + linked, UsualName, PublicIp, Yes, Gateway, Inferred, "private, both"},
		{inPrivate, experiment + gateway + linked, EndpointName, PrivateIp, Yes, Interface, Inferred, "private, both: the gateway does not matter"},
		{inPrivate, experiment + nat, UsualName, PublicIp, Yes, Nat, Documented, "private with NAT, none"},
		{inPrivate, experiment + nat + gateway, UsualName, PublicIp, Yes, Gateway, Documented, "private with NAT, gateway: before the NAT gateway"},
		{inPrivate, experiment + nat + linked, UsualName, PublicIp, Yes, Nat, Inferred, "private with NAT, interface only"},
		{inPrivate, experiment + nat + linked, EndpointName, PrivateIp, Yes, Interface, Inferred, "private with NAT, interface only"},
		{inPublic, experiment + gateway, CrossRegionName, PublicIp, Yes, Internet, Documented, "bucket of another Region: never the gateway"},
		{inPrivate, experiment + gateway, CrossRegionName, PublicIp, No, NoPath, Documented, "bucket of another Region, no default route"},
		{inPrivate, experiment + gateway + nat, CrossRegionName, PublicIp, Yes, Nat, Documented, "bucket of another Region, NAT"},
		{office, experiment + vpn, UsualName, PublicIp, Unknown, NoPath, "", "on-premises, none: only by its own internet connection"},
		{office, experiment + vpn + gateway, UsualName, PublicIp, Unknown, NoPath, "", "on-premises, gateway: never through it"},
		{office, experiment + vpn + gateway, EndpointName, NoSuchName, No, NoPath, Inferred, "on-premises, gateway only"},
		{office, experiment + vpn + linked, UsualName, PublicIp, Unknown, NoPath, "", "on-premises, interface: the usual name does not lead to it"},
		{office, experiment + vpn + linked, EndpointName, PrivateIp, Yes, Interface, Documented, "on-premises, interface: allowed, and a route back"},
		{office, experiment + vpn + gateway + linked, EndpointName, PrivateIp, Yes, Interface, Documented, "on-premises, both"},
		{inPeer, experiment + peering + gateway, UsualName, PublicIp, No, NoPath, Observed, "peered VPC, gateway in the other: not through it"},
		{inPeer, experiment + peering + linked, EndpointName, PrivateIp, Yes, Interface, Documented, "peered VPC, interface"},
		{inPeer, experiment + transit + gateway, UsualName, PublicIp, No, NoPath, Observed, "transit gateway, gateway in the other VPC"},
		{inPeer, experiment + transit + linked, EndpointName, PrivateIp, Yes, Interface, Documented, "transit gateway, interface"},
	} {
		options := Options{CrossRegion: true}
		if test.client == office {
			options.OnPremises = []string{office}
		}
		got := find(t, analyze(t, test.resources, options), test.client, test.name)
		if got.Dns != test.dns || got.Reachable != test.reachable || got.Path != test.path || got.Basis != test.basis {
			t.Errorf("%s (%s name): %s, %s by %s (%s), want %s, %s by %s (%s): %s", test.row, test.name,
				got.Dns, got.Reachable, got.Path, got.Basis, test.dns, test.reachable, test.path, test.basis, got.Reason)
		}
	}
}

// TestObservations reproduces the five measurements from the templates of the example that builds their network.
func TestObservations(t *testing.T) {
	for _, test := range []struct {
		stage, client string
		name          Name
		dns           Answer
		reachable     Reachable
		path          Path
		decides       string
	}{
		{"none", inPublic, UsualName, PublicIp, Yes, Internet, "route VpcPublicSubnet1DefaultRoute3DA9E72A leads to the internet gateway VpcIGWD7BA715C"},
		{"none", inPrivate, UsualName, PublicIp, No, NoPath, "route table VpcIsolatedSubnet1RouteTable4771E3E5 has no route to S3: no gateway endpoint and no default route"},
		{"gateway", inPrivate, UsualName, PublicIp, Yes, Gateway, "gateway endpoint S3Gateway239015FA is on route table VpcIsolatedSubnet1RouteTable4771E3E5 and takes precedence over any default route"},
		{"interface", inPrivate, UsualName, PublicIp, No, NoPath, "route table VpcIsolatedSubnet1RouteTable4771E3E5 has no route to S3: no gateway endpoint and no default route"},
		{"interface", inPrivate, EndpointName, PrivateIp, Yes, Interface, "security group rule S3InterfaceSecurityGroup347E78D6 SecurityGroupIngress.0 (TCP 443 from 10.1.0.0/16) allows 10.1.1.0/24"},
	} {
		report, err := Analyze("../../examples/private-s3-access/testdata/"+test.stage+".template.json", Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := find(t, report, test.client, test.name)
		if got.Dns != test.dns || got.Reachable != test.reachable || got.Path != test.path || got.Reason != test.decides || got.Basis != Observed {
			t.Errorf("%s: %+v, want %+v", test.stage, got, test)
		}
	}
}
