package cfnyaml

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// The integers and floats of YAML 1.1. Of a float, the exponent needs no point, and a number with a leading zero that is not
// octal is a float too.
// https://yaml.org/type/int.html, https://yaml.org/type/float.html
var (
	integer     = regexp.MustCompile(`^[-+]?(0|[1-9][0-9_]*|0[0-7_]+|0b[01_]+|0x[0-9a-fA-F_]+)$`)
	sexagesimal = regexp.MustCompile(`^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$`)
	float       = regexp.MustCompile(`^[-+]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?$`)
)

// number returns a number of YAML 1.1 as CloudFormation passes it on: an integer in decimal, so that 0443 is 291, and a float
// as Java writes it, so that 1.10 is 1.1.
func number(text string) (decimalForm string, ok bool) {
	digits := strings.ReplaceAll(text, "_", "")
	n, isInteger := new(big.Int), true
	switch {
	case integer.MatchString(text):
		_, isInteger = n.SetString(digits, 0) // with the base that its prefix says
	case sexagesimal.MatchString(text):
		for _, part := range strings.Split(strings.TrimLeft(digits, "+-"), ":") {
			digit, _ := new(big.Int).SetString(part, 10)
			n.Add(n.Mul(n, big.NewInt(60)), digit)
		}
		if text[0] == '-' {
			n.Neg(n)
		}
	case float.MatchString(text):
		f, err := strconv.ParseFloat(digits, 64)
		return javaDouble(f), err == nil
	default:
		return "", false
	}
	return n.String(), isInteger
}

// javaDouble writes a float as Double.toString of Java does: at least one digit behind the point, and an exponent for what is
// below a thousandth or from ten millions on.
func javaDouble(f float64) string {
	if size := math.Abs(f); size == 0 || size >= 1e-3 && size < 1e7 {
		text := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	power, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(power)
}
