package privates3

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

// deployed evaluates the intrinsic functions of a template as CloudFormation would, with the values that AWS returns.
type deployed struct {
	dnsEntries []any
	zones      []any
	parameters map[string]any
}

func (d deployed) value(t *testing.T, v any) any {
	t.Helper()
	object, ok := v.(map[string]any)
	if !ok {
		return v
	}
	for function, argument := range object {
		switch function {
		case "Ref":
			if value, ok := d.parameters[argument.(string)]; ok {
				return value
			}
			return argument
		case "Fn::GetAZs":
			return d.zones
		case "Fn::GetAtt":
			if attribute := argument.([]any)[1]; attribute != "DnsEntries" {
				t.Fatalf("the attribute %v is asked for, want DnsEntries", attribute)
			}
			return d.dnsEntries
		case "Fn::Select":
			list := d.value(t, argument.([]any)[1]).([]any)
			index := int(argument.([]any)[0].(float64))
			if index >= len(list) {
				t.Fatalf("element %d of %v is selected, which fails the deploy", index, list)
			}
			return d.value(t, list[index])
		case "Fn::Split":
			var parts []any
			for _, part := range strings.Split(d.value(t, argument.([]any)[1]).(string), argument.([]any)[0].(string)) {
				parts = append(parts, part)
			}
			return parts
		case "Fn::Join":
			var parts []string
			for _, part := range argument.([]any)[1].([]any) {
				parts = append(parts, d.value(t, part).(string))
			}
			return strings.Join(parts, argument.([]any)[0].(string))
		}
	}
	t.Fatalf("unexpected function in %v", v)
	return nil
}

func TestDnsNamesAsAwsReturnsThem(t *testing.T) {
	stack := testStack(t)
	link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), OutputPrefix: jsii.String("Link")})
	entry := InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Existing"), &InterfaceS3LinkAttributes{
		VpcEndpointId: link.VpcEndpointId(), DnsName: awscdk.Fn_Select(jsii.Number(0), link.Endpoint().VpcEndpointDnsEntries()),
	})
	for key, value := range map[string]*string{
		"ZonalDnsName":           link.ZonalDnsName(jsii.String("eu-west-1b")),
		"ZonalBucketEndpointUrl": link.ZonalBucketEndpointUrl(jsii.String("eu-west-1a")),
		"BucketUrl":              link.BucketUrl(jsii.String("my-bucket")),
		"HostedZoneId":           link.HostedZoneId(),
		"EntryUrl":               entry.BucketEndpointUrl(),
		"EntryZonalDnsName":      entry.ZonalDnsName(jsii.String("eu-west-1a")),
		"EnvironmentS3":          (*link.ClientEnvironment())["AWS_ENDPOINT_URL_S3"],
		"EnvironmentS3Control":   (*link.ClientEnvironment())["AWS_ENDPOINT_URL_S3_CONTROL"],
	} {
		awscdk.NewCfnOutput(stack, jsii.String(key), &awscdk.CfnOutputProps{Value: value})
	}
	template := *assertions.Template_FromStack(stack, nil).ToJSON()

	const ireland, beijing = "s3.eu-west-1.vpce.amazonaws.com", "s3.cn-north-1.vpce.amazonaws.com.cn"
	for _, test := range []struct {
		name, host string
		entries    []any
	}{
		{
			name: "zonal names in the order of the zones", host: ireland,
			entries: []any{"Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg." + ireland, "Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg-eu-west-1a." + ireland, "Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg-eu-west-1b." + ireland},
		},
		{
			name: "zonal names in another order", host: ireland,
			entries: []any{"Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg." + ireland, "Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg-eu-west-1b." + ireland, "Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg-eu-west-1a." + ireland},
		},
		{
			name: "no wildcard, as for other services", host: ireland,
			entries: []any{"Z38GZ743OKFT7T:vpce-0e25b8cdd720f900e-argc85vg." + ireland, "Z38GZ743OKFT7T:vpce-0e25b8cdd720f900e-argc85vg-eu-west-1b." + ireland},
		},
		{
			name: "only the Regional entry", host: ireland,
			entries: []any{"Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg." + ireland},
		},
		{
			name: "China, whose names have another suffix", host: beijing,
			entries: []any{"Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg." + beijing, "Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg-eu-west-1b." + beijing},
		},
		{
			name: "China, no wildcard", host: beijing,
			entries: []any{"Z38GZ743OKFT7T:vpce-0e25b8cdd720f900e-argc85vg." + beijing},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			regional := "vpce-0e25b8cdd720f900e-argc85vg." + test.host
			zoneA, zoneB := "vpce-0e25b8cdd720f900e-argc85vg-eu-west-1a."+test.host, "vpce-0e25b8cdd720f900e-argc85vg-eu-west-1b."+test.host
			want := map[string]any{
				"LinkDnsName":                regional,
				"LinkZonalDnsNames":          zoneA + "," + zoneB,
				"LinkBucketEndpointUrl":      "https://bucket." + regional,
				"LinkAccessPointEndpointUrl": "https://accesspoint." + regional,
				"LinkControlEndpointUrl":     "https://control." + regional,
				"ZonalDnsName":               zoneB,
				"ZonalBucketEndpointUrl":     "https://bucket." + zoneA,
				"BucketUrl":                  "https://bucket." + regional + "/my-bucket",
				"HostedZoneId":               "Z38GZ743OKFT7T",
				"EntryUrl":                   "https://bucket." + regional,
				"EntryZonalDnsName":          zoneA,
				"EnvironmentS3":              "https://bucket." + regional,
				"EnvironmentS3Control":       "https://control." + regional,
			}
			aws := deployed{dnsEntries: test.entries, zones: []any{"eu-west-1a", "eu-west-1b"}}
			got := map[string]any{}
			for key, output := range template["Outputs"].(map[string]any) {
				if key != "LinkInterfaceVpcEndpointId" {
					got[key] = aws.value(t, output.(map[string]any)["Value"])
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("outputs differ (-want +got):\n%s", diff)
			}
		})
	}
}
