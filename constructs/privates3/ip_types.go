package privates3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// recordTypes maps an endpoint's IP address type to the DNS record types that AWS accepts with it.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
type recordTypes map[awsec2.VpcEndpointIpAddressType][]awsec2.VpcEndpointDnsRecordIpType

func gatewayRecordTypes() recordTypes {
	return recordTypes{
		awsec2.VpcEndpointIpAddressType_IPV4:      {awsec2.VpcEndpointDnsRecordIpType_IPV4, awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED},
		awsec2.VpcEndpointIpAddressType_IPV6:      {awsec2.VpcEndpointDnsRecordIpType_IPV6, awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED},
		awsec2.VpcEndpointIpAddressType_DUALSTACK: anyRecordType(),
	}
}

func interfaceRecordTypes() recordTypes {
	return recordTypes{
		awsec2.VpcEndpointIpAddressType_IPV4:      {awsec2.VpcEndpointDnsRecordIpType_IPV4},
		awsec2.VpcEndpointIpAddressType_IPV6:      {awsec2.VpcEndpointDnsRecordIpType_IPV6},
		awsec2.VpcEndpointIpAddressType_DUALSTACK: anyRecordType(),
	}
}

func anyRecordType() []awsec2.VpcEndpointDnsRecordIpType {
	return []awsec2.VpcEndpointDnsRecordIpType{
		awsec2.VpcEndpointDnsRecordIpType_IPV4,
		awsec2.VpcEndpointDnsRecordIpType_IPV6,
		awsec2.VpcEndpointDnsRecordIpType_DUALSTACK,
		awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED,
	}
}

// checkIpTypes finds an unknown address type, and a record type that does not fit the address type. AWS's default for the
// address type is IPV4.
func checkIpTypes(
	found *problems,
	at string,
	address awsec2.VpcEndpointIpAddressType,
	record awsec2.VpcEndpointDnsRecordIpType,
	accepted recordTypes,
) {
	if address == "" {
		address = awsec2.VpcEndpointIpAddressType_IPV4
	}
	fitting, known := accepted[address]
	if !known {
		found.add(at+"IpAddressType", fmt.Sprintf("%q is not an IP address type.", address), "Use the constant IPV4, IPV6 or DUALSTACK of awsec2.VpcEndpointIpAddressType.")
		return
	}
	if record != "" && !slices.Contains(fitting, record) {
		names := make([]string, len(fitting))
		for i, r := range fitting {
			names[i] = string(r)
		}
		found.add(at+"DnsRecordIpType", fmt.Sprintf("%q does not fit the IpAddressType %s.", record, address),
			"Use "+strings.Join(names, " or ")+", or another IpAddressType.")
	}
}

// cfnIpType returns CloudFormation's spelling of a constant of the CDK ("SERVICE_DEFINED" is "service-defined"), nil for
// none.
func cfnIpType[T ~string](t T) *string {
	if t == "" {
		return nil
	}
	spelled := strings.ReplaceAll(strings.ToLower(string(t)), "_", "-")
	return &spelled
}
