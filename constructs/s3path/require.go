package s3path

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// TB is what RequirePrivate needs of *testing.T.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// RequirePrivate fails a test unless no subnet reaches S3 over NAT or the internet by the usual name: each takes a
// gateway endpoint, an interface endpoint, or no way at all. A way that the templates cannot follow to its end fails
// too, for it proves nothing, and so do templates without a subnet. The failure prints the table of the offending rows.
// [Report.Forbid] with Nat, Internet, Transit, Vpn, Peering and UnknownWay is the same for templates with a subnet.
func RequirePrivate[S Source](t TB, source S) {
	t.Helper()
	report, err := Analyze(source, Options{})
	if err == nil && !report.hasSubnets() {
		err = errors.New("the templates have no subnet, so they show no way to S3; pass the whole cloud assembly")
	}
	if err == nil {
		err = report.Forbid(Nat, Internet, Transit, Vpn, Peering, UnknownWay)
	}
	if err != nil {
		t.Fatalf("%v", err)
	}
}

// Forbid gives an error with the table of those rows in which a subnet takes one of the ways by the usual name. None is
// taken by a subnet that reaches S3 by no name at all.
func (r *Report) Forbid(ways ...Way) error {
	offending := &Report{}
	clients := map[Client]bool{}
	for _, v := range r.Vpcs {
		rows := v.forbidden(ways)
		if len(rows) == 0 {
			continue
		}
		offending.Vpcs = append(offending.Vpcs, Vpc{Name: v.Name, Cidrs: v.Cidrs, Rows: rows})
		for _, row := range rows {
			clients[row.Client] = true
		}
	}
	if len(clients) == 0 {
		return nil
	}
	var words []string
	for _, way := range ways {
		words = append(words, string(way))
	}
	who := "1 subnet takes"
	if len(clients) > 1 {
		who = fmt.Sprintf("%d subnets take", len(clients))
	}
	return fmt.Errorf("%s a way to S3 that is not allowed (%s); a gateway endpoint on the route table keeps the usual name private:\n%s",
		who, strings.Join(words, ", "), strings.TrimSuffix(offending.String(), "\n"))
}

// forbidden gives the subnets' rows that take one of the ways.
func (v *Vpc) forbidden(ways []Way) []Row {
	reached := map[Client]bool{}
	for _, row := range v.Rows {
		if row.Name == EndpointName && row.Works == Yes {
			reached[row.Client] = true
		}
	}
	var rows []Row
	for _, row := range v.Rows {
		if row.Client.Kind != Subnet || row.Name == EndpointName || !slices.Contains(ways, row.Way) {
			continue
		}
		if row.Way == None && reached[row.Client] {
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *Report) hasSubnets() bool {
	for _, row := range r.Rows() {
		if row.Client.Kind == Subnet {
			return true
		}
	}
	return false
}
