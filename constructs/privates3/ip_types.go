package privates3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

// recordTypes maps an endpoint's IP address type to the DNS record types that AWS accepts with it.
type recordTypes map[awsec2.VpcEndpointIpAddressType][]awsec2.VpcEndpointDnsRecordIpType

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
func gatewayRecordTypes() recordTypes {
	return recordTypes{
		awsec2.VpcEndpointIpAddressType_IPV4:      {awsec2.VpcEndpointDnsRecordIpType_IPV4, awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED},
		awsec2.VpcEndpointIpAddressType_IPV6:      {awsec2.VpcEndpointDnsRecordIpType_IPV6, awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED},
		awsec2.VpcEndpointIpAddressType_DUALSTACK: anyRecordType(),
	}
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
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

// checkIpTypes finds an address type that does not exist, and a record type that the address type does not allow. An
// address type that was left out is IPV4, as it is for AWS.
func checkIpTypes(
	at string,
	address awsec2.VpcEndpointIpAddressType,
	record awsec2.VpcEndpointDnsRecordIpType,
	accepted recordTypes,
) (found problems) {
	if address == "" {
		address = awsec2.VpcEndpointIpAddressType_IPV4
	}
	allowed, known := accepted[address]
	if !known {
		found.add(at+"IpAddressType", fmt.Sprintf("%q", address), "IPV4, IPV6 or DUALSTACK", "use a constant of awsec2.VpcEndpointIpAddressType")
		return found
	}
	if record != "" && !slices.Contains(allowed, record) {
		names := make([]string, len(allowed))
		for i, r := range allowed {
			names[i] = string(r)
		}
		found.add(at+"DnsRecordIpType", fmt.Sprintf("%q", record),
			fmt.Sprintf("%s, because IpAddressType is %s", strings.Join(names, ", "), address),
			"change one of the two, or leave DnsRecordIpType out")
	}
	return found
}

// cfnIpType is CloudFormation's spelling of a CDK constant ("SERVICE_DEFINED" is "service-defined"), nil if left out.
func cfnIpType[T ~string](t T) *string {
	if t == "" {
		return nil
	}
	spelled := strings.ReplaceAll(strings.ToLower(string(t)), "_", "-")
	return &spelled
}
