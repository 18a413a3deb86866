package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func dnsRecordTypeMismatch() Rule {
	return Rule{
		Id:       "dns-record-type-mismatch",
		Title:    "the DNS record type does not fit the IP address type",
		Severity: Error,
		Effect:   "AWS refuses the endpoint: the IP address type takes certain DNS record types only.",
		Fix:      "Leave DnsRecordIpType out, or choose one that IpAddressType allows. With dualstack all are allowed.",
		Link:     s3InterfacePage,
		check:    eachEndpoint(checkDnsRecordTypeMismatch),
	}
}

func checkDnsRecordTypeMismatch(_ *input, e *network.Endpoint) Result {
	record, address := e.DnsRecordIpType, e.IpAddressType.Or("ipv4")
	if record.State == network.Absent || record.Value == "not-specified" || address.Value == "dualstack" {
		return compliant()
	}
	allowed := []string{address.Value}
	switch e.IsInterface() {
	case template.False:
		allowed = append(allowed, "service-defined")
	case template.Undecided:
		return unknown()
	case template.True:
	}
	if record.State != network.Known || address.State != network.Known || address.Value == "not-specified" {
		return unknown()
	}
	return violationIf(truth(!slices.Contains(allowed, record.Value)),
		fmt.Sprintf("%s sets DnsRecordIpType to %s; with IpAddressType %s %s endpoint takes %s.", e.Name(), record.Value, address.Value, typeWord(e), strings.Join(allowed, " or ")),
		at(&e.Entity, "Properties/DnsOptions/DnsRecordIpType")...)
}
