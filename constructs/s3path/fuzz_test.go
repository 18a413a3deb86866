package s3path

import "testing"

// FuzzAnalyze takes any template to the end of every format. None may make it panic or run without end.
func FuzzAnalyze(f *testing.F) {
	for _, resources := range []string{
		experiment + gateway + linked, experiment + nat, experiment + peering + linked, experiment + transit + linked + vpn,
		experiment + linked + acl + aclOut + aclIn + aclDeny, literalHosts(3), shownHosts(3),
		experiment + privateDefault + `"InstanceId": "i-1"}}`, experiment + privateDefault + `"GatewayId": {"Fn::If": ["Open", "igw-1", "vgw-1"]}}}`,
	} {
		f.Add([]byte(`{"Resources": {` + resources + `}}`))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		report, err := Analyze(data, Options{OnPremises: []string{office}, CrossRegion: true})
		if err != nil {
			return
		}
		_, _, _, _ = report.String(), report.JSON(), report.Markdown(), report.Mermaid()
		for row := range report.Rows() {
			if row.Reason == "" || row.Reachable == "" || row.Path == "" || row.Dns == "" {
				t.Errorf("a row is not filled in: %+v", row)
			}
		}
	})
}
