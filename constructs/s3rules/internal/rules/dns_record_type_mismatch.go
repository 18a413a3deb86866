package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func dnsRecordTypeMismatch() Rule {
	return Rule{
		Id:       "dns-record-type-mismatch",
		Title:    "The DNS record type of an S3 endpoint does not match its IP address type",
		Severity: Error,
		Effect:   "AWS rejects the endpoint, because each IP address type allows only certain DNS record types.",
		Fix:      "Remove DnsRecordIpType, or use a value that IpAddressType allows. The IpAddressType dualstack allows all values.",
		Page:     s3InterfacePage,
		check:    eachEndpoint(checkDnsRecordTypeMismatch),
	}
}

func checkDnsRecordTypeMismatch(_ *input, e *network.Endpoint) Result {
	record, address := e.DnsRecordIpType, e.IpAddressType.Or("ipv4")
	if record.State == network.Absent || record.Value == "not-specified" || address.Value == "dualstack" {
		return compliant()
	}
	if record.State != network.Known || address.State != network.Known || address.Value == "not-specified" || e.IsInterface() == truth.Undecided {
		return unknown()
	}
	allowed := []string{address.Value}
	if e.IsInterface() == truth.False {
		allowed = append(allowed, "service-defined")
	}
	return violationIf(truth.Of(!slices.Contains(allowed, record.Value)), at(&e.Entity, "DnsOptions.DnsRecordIpType"),
		"%s sets DnsRecordIpType to %s, but %s with the IpAddressType %s allows only %s.",
		e.Name(), record.Value, typeOf(e), address.Value, strings.Join(allowed, " or "))
}
