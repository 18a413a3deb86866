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
// gateway endpoint, an interface endpoint, or no path at all. A path that leads out of the templates fails
// too, as its end is unknown, and so do templates without a subnet. The failure prints the table of the offending rows.
// [Report.Forbid] with Nat, Internet, Transit, Vpn, Peering and UnknownPath is the same for templates with a subnet.
func RequirePrivate[S Source](t TB, source S) {
	t.Helper()
	report, err := Analyze(source, Options{})
	if err == nil && !report.hasSubnets() {
		err = errors.New("the templates have no subnet, so there is no path to check; pass the whole cloud assembly")
	}
	if err == nil {
		err = report.Forbid(Nat, Internet, Transit, Vpn, Peering, UnknownPath)
	}
	if err != nil {
		t.Fatalf("%v", err)
	}
}

// Forbid returns an error with the table of the rows in which a subnet reaches S3 over one of the paths by the usual name.
// None is the path of a subnet that reaches S3 by no name at all.
func (r *Report) Forbid(paths ...Path) error {
	offending := &Report{}
	clients := map[Client]bool{}
	for _, v := range r.Vpcs {
		rows := v.forbidden(paths)
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
	for _, path := range paths {
		words = append(words, string(path))
	}
	who := "1 subnet reaches"
	if len(clients) > 1 {
		who = fmt.Sprintf("%d subnets reach", len(clients))
	}
	return fmt.Errorf("%s S3 over a forbidden path (%s); a gateway endpoint on the subnet's route table keeps requests to the usual name private:\n%s",
		who, strings.Join(words, ", "), strings.TrimSuffix(offending.String(), "\n"))
}

// forbidden returns the subnets' rows that have one of the paths.
func (v *Vpc) forbidden(paths []Path) []Row {
	reached := map[Client]bool{}
	for _, row := range v.Rows {
		if row.Name == EndpointName && row.Reachable == Yes {
			reached[row.Client] = true
		}
	}
	var rows []Row
	for _, row := range v.Rows {
		if row.Client.Kind != Subnet || row.Name == EndpointName || !slices.Contains(paths, row.Path) {
			continue
		}
		if row.Path == None && reached[row.Client] {
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
