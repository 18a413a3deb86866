package privates3

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// checkIpTypes finds an unknown address type, and a DNS record type that AWS does not accept with the address type. AWS's
// default for the address type is IPV4. A gateway endpoint also accepts SERVICE_DEFINED with every type.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
func checkIpTypes(found *problems, at string, address awsec2.VpcEndpointIpAddressType, record awsec2.VpcEndpointDnsRecordIpType, gateway bool) {
	address = cmp.Or(address, awsec2.VpcEndpointIpAddressType_IPV4)
	accepted := map[awsec2.VpcEndpointIpAddressType][]string{
		awsec2.VpcEndpointIpAddressType_IPV4:      {"IPV4"},
		awsec2.VpcEndpointIpAddressType_IPV6:      {"IPV6"},
		awsec2.VpcEndpointIpAddressType_DUALSTACK: {"IPV4", "IPV6", "DUALSTACK", "SERVICE_DEFINED"},
	}[address]
	if accepted == nil {
		found.add(at+"IpAddressType", fmt.Sprintf("%q is not an IP address type.", address), "Use awsec2.VpcEndpointIpAddressType_IPV4, …_IPV6 or …_DUALSTACK.")
		return
	}
	if gateway {
		accepted = unique(append(accepted, "SERVICE_DEFINED"))
	}
	if record != "" && !slices.Contains(accepted, string(record)) {
		found.add(at+"DnsRecordIpType", fmt.Sprintf("%q does not match the IpAddressType %s.", record, address), "Use "+strings.Join(accepted, " or ")+", or another IpAddressType.")
	}
}

// cfnIpType returns CloudFormation's spelling of a constant of the CDK ("SERVICE_DEFINED" is "service-defined"), nil
// for none.
func cfnIpType[T ~string](t T) *string {
	if t == "" {
		return nil
	}
	spelled := strings.ReplaceAll(strings.ToLower(string(t)), "_", "-")
	return &spelled
}
