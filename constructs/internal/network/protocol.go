package network

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// The protocols that have a name in AWS's templates. Others are known by their number, such as "47".
// https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
const (
	ProtocolAll    = "-1"
	ProtocolTcp    = "tcp"
	ProtocolUdp    = "udp"
	ProtocolIcmp   = "icmp"
	ProtocolIcmpv6 = "icmpv6"
)

// protocol reads the name or the number of a protocol.
func (p properties) protocol(name string) Fact[string] {
	return read(p, name, "the name or number of a protocol", func(v template.Value) (string, bool) {
		text, _ := v.Text()
		switch text = strings.ToLower(text); text {
		case ProtocolTcp, ProtocolUdp, ProtocolIcmp, ProtocolIcmpv6:
			return text, true
		}
		number, err := strconv.ParseFloat(text, 64) // CloudFormation takes 6.0 too
		switch number {
		case -1:
			text = ProtocolAll
		case 1:
			text = ProtocolIcmp
		case 6:
			text = ProtocolTcp
		case 17:
			text = ProtocolUdp
		case 58:
			text = ProtocolIcmpv6
		default:
			text = strconv.Itoa(int(number))
		}
		return text, err == nil && number >= -1 && number <= 255 && number == float64(int(number))
	})
}

// ports returns the bounds of the ports of a rule. Protocols without ports, an absent range and -1 mean all of them.
func ports(protocol Fact[string], from, to Fact[int]) (first, last Fact[int]) {
	all := from.State == Absent && to.State == Absent || from.Value == -1
	switch {
	case protocol.State == Unknown:
		return unknownPorts(protocol.Cause, from, to)
	case protocol.Value != ProtocolTcp && protocol.Value != ProtocolUdp, all:
		return known(0), known(65535)
	case from.State == Absent || to.State == Absent || from.Value > to.Value && to.State == Known:
		return unknownPorts(nil, from, to)
	}
	return from, to
}

// unknownPorts are bounds of which at least one is unknown.
func unknownPorts(cause *template.Cause, from, to Fact[int]) (first, last Fact[int]) {
	open := &template.Cause{Kind: template.CauseGap, Subject: "a range of ports without an end"}
	unknown := Fact[int]{State: Unknown, Cause: cmp.Or(cause, from.Cause, to.Cause, open)}
	return unknown, unknown
}

// portsText words a protocol and its ports, such as "TCP 443".
func portsText(protocol Fact[string], from, to Fact[int]) string {
	word := strings.ToUpper(protocol.Value)
	switch {
	case protocol.State != Known:
		word = "unknown protocol"
	case word == ProtocolAll:
		return "all traffic"
	}
	switch {
	case from.State != Known || to.State != Known, from.Value == 0 && to.Value == 65535:
		return word
	case from.Value == to.Value:
		return word + " " + strconv.Itoa(from.Value)
	}
	return fmt.Sprintf("%s %d-%d", word, from.Value, to.Value)
}
