package template

import (
	"math/big"
	"net/netip"
	"strconv"
)

// cidrs is Fn::Cidr, which returns the first so many parts of a block.
func (s *Stack) cidrs(argument any, at site) Value {
	list := argument.([]any)
	block := s.resolve(list[0], at)
	text, ok := block.Text()
	if !ok {
		return s.because(block, at, "Fn::Cidr")
	}
	for _, argument := range list[1:] {
		if v := s.resolve(argument, at); v.kind == Unknown || len(v.parts) > 0 {
			return s.because(v, at, "Fn::Cidr")
		}
	}
	countText, _ := s.text(list[1], at)
	count, err := strconv.Atoi(countText)
	prefix, parseErr := netip.ParsePrefix(text)
	if err != nil || parseErr != nil || count < 1 || count > 256 {
		return s.unknown(at, CauseFunction, "Fn::Cidr")
	}
	bits := 8
	if len(list) == 3 {
		text, _ := s.text(list[2], at)
		if bits, err = strconv.Atoi(text); err != nil {
			return s.unknown(at, CauseFunction, "Fn::Cidr")
		}
	}
	address := prefix.Masked().Addr()
	length := address.BitLen() - bits
	if bits < 1 || length < prefix.Bits() || length-prefix.Bits() < 8 && count > 1<<(length-prefix.Bits()) {
		return s.unknown(at, CauseFunction, "Fn::Cidr")
	}
	size := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	base := new(big.Int).SetBytes(address.AsSlice())
	var blocks []Value
	for range count {
		next, _ := netip.AddrFromSlice(base.FillBytes(make([]byte, address.BitLen()/8)))
		blocks = append(blocks, TextValue(netip.PrefixFrom(next, length).String()))
		base.Add(base, size)
	}
	return Value{kind: List, list: blocks}
}
