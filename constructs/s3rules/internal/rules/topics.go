package rules

import "slices"

// topic is a part of RULES.md.
type topic struct {
	title string
	rules []Rule // errors first
}

// topics lists the rules.
func topics() []topic {
	return []topic{
		{"Create an endpoint", []Rule{
			wrongServiceName(),
			gatewayTypeUnsupported(),
			missingEndpointType(),
			interfacePropertiesOnGateway(),
			routeTablesOnInterface(),
			endpointWithoutSubnets(),
			subnetsInSameZone(),
			subnetIpTypeMismatch(),
			vpcMismatch(),
			wrongIdType(),
			duplicateReference(),
			publicSubnets(),
			endpointQuota(),
		}},
		{"Route to S3", []Rule{
			gatewaysOnOneRouteTable(),
			endpointWithoutRouteTables(),
			gatewayOnUnusedTable(),
			natBypassesGateway(),
			natWithoutGateway(),
			ipv6BypassesGateway(),
			customResourceWithoutPath(),
		}},
		{"Allow connections", []Rule{
			noIngress443(),
			endpointUrlWithoutPath(),
			missingSecurityGroups(),
			ingressOpenToWorld(),
			ingressFromPublicAddresses(),
			noEgress443(),
			aclBlocksInterface(),
			aclBlocksGateway(),
			securityGroupQuota(),
		}},
		{"Resolve and use names", []Rule{
			privateDns(),
			privateDnsConflict(),
			privateDnsWithoutVpcDns(),
			privateDnsOptionOnGateway(),
			dnsRecordTypeMismatch(),
			dnsResolvesToClosedEndpoint(),
			invalidSelect(),
			privateDnsUndecided(),
			vpcDnsDisabled(),
			missingDnsNamePrefix(),
			recordWithoutCertificate(),
			unsupportedEndpointUrl(),
		}},
		{"Write endpoint policies", []Rule{
			policyMalformed(),
			policyTooLong(),
			policyDenyOnly(),
			gatewayPolicyPrincipal(),
			policyWildcards(),
		}},
		{"Write bucket policies", []Rule{
			bucketPolicyLockout(),
			bucketPolicyWithoutEndpoint(),
			bucketPolicyMissingEndpoint(),
			bucketPolicyBlocksHelper(),
			duplicateBucketPolicy(),
		}},
	}
}

// All returns the rules, errors first.
func All() []Rule {
	var all []Rule
	for _, t := range topics() {
		all = append(all, t.rules...)
	}
	slices.SortStableFunc(all, func(a, b Rule) int { return order(a.Severity) - order(b.Severity) })
	return all
}

func order(s Severity) int { return slices.Index([]Severity{Error, Warning}, s) }
