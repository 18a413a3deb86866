package privates3

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// recordTypes returns the DNS record types that AWS accepts with an IP address type, nil if there is no such type. A
// gateway endpoint also accepts SERVICE_DEFINED.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
func recordTypes(address awsec2.VpcEndpointIpAddressType, gateway bool) (accepted []string) {
	switch address {
	case awsec2.VpcEndpointIpAddressType_IPV4:
		accepted = []string{"IPV4"}
	case awsec2.VpcEndpointIpAddressType_IPV6:
		accepted = []string{"IPV6"}
	case awsec2.VpcEndpointIpAddressType_DUALSTACK:
		return []string{"IPV4", "IPV6", "DUALSTACK", "SERVICE_DEFINED"}
	default:
		return nil
	}
	if gateway {
		accepted = append(accepted, "SERVICE_DEFINED")
	}
	return accepted
}

// checkIpTypes finds an unknown address type, and a record type that does not fit the address type. AWS's default for
// the address type is IPV4.
func checkIpTypes(found *problems, at string, address awsec2.VpcEndpointIpAddressType, record awsec2.VpcEndpointDnsRecordIpType, gateway bool) {
	address = cmp.Or(address, awsec2.VpcEndpointIpAddressType_IPV4)
	accepted := recordTypes(address, gateway)
	if accepted == nil {
		found.add(at+"IpAddressType", fmt.Sprintf("%q is not an IP address type.", address), "Use awsec2.VpcEndpointIpAddressType_IPV4, …_IPV6 or …_DUALSTACK.")
	} else if record != "" && !slices.Contains(accepted, string(record)) {
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
