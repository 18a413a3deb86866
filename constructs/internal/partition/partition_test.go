package partition

import "testing"

func TestOf(t *testing.T) {
	for region, want := range map[string]Partition{
		"eu-west-1":       {Name: "aws", UrlSuffix: "amazonaws.com"},
		"us-gov-west-1":   {Name: "aws-us-gov", UrlSuffix: "amazonaws.com"},
		"cn-north-1":      {Name: "aws-cn", UrlSuffix: "amazonaws.com.cn", InterfacePrefix: "cn."},
		"eusc-de-east-1":  {Name: "aws-eusc", UrlSuffix: "amazonaws.eu", InterfacePrefixUnsure: true},
		"us-iso-east-1":   {Name: "aws-iso", UrlSuffix: "c2s.ic.gov"},
		"us-isob-east-1":  {Name: "aws-iso-b", UrlSuffix: "sc2s.sgov.gov"},
		"eu-isoe-west-1":  {Name: "aws-iso-e", UrlSuffix: "cloud.adc-e.uk"},
		"us-isof-south-1": {Name: "aws-iso-f", UrlSuffix: "csp.hci.ic.gov"},
	} {
		got := Of(region)
		if Named(got.Name) != got {
			t.Errorf("Named(%q) is %+v", got.Name, Named(got.Name))
		}
		if got.prefix, got.regions = "", ""; got != want {
			t.Errorf("the partition of %s is %+v, want %+v", region, got, want)
		}
	}
	if got := Named("aws-moon"); got != (Partition{}) {
		t.Errorf("an unknown name is of %+v", got)
	}
}

func TestHasRegion(t *testing.T) {
	for name, want := range map[string]bool{
		"eu-west-1": true, "us-gov-west-1": true, "cn-north-1": true,
		"eu-centrl-1": false, "eu-west-1a": false, "EU-WEST-1": false, "us-gov-north-1": false, "eu-west-1 eu-west-2": false, "": false,
	} {
		if got := HasRegion(name); got != want {
			t.Errorf("%q is the name of a Region: %t, want %t", name, got, want)
		}
	}
}

func TestServiceNames(t *testing.T) {
	for region, want := range map[string]string{
		"cn-north-1": "cn.com.amazonaws.cn-north-1.s3",
		"eu-west-1":  "com.amazonaws.eu-west-1.s3",
	} {
		if got := Of(region).InterfaceService(region); got != want {
			t.Errorf("the interface endpoints of %s are named %s, want %s", region, got, want)
		}
	}
	if got := GatewayService("cn-north-1"); got != "com.amazonaws.cn-north-1.s3" {
		t.Errorf("China's gateway endpoints are named %s", got)
	}
}

func TestIsAwsHost(t *testing.T) {
	for name, want := range map[string]bool{
		"s3.eu-west-1.amazonaws.com":     true,
		"s3.cn-north-1.amazonaws.com.cn": true,
		"s3.us-iso-east-1.c2s.ic.gov.":   true,
		"s3.corp.example":                false,
		"notamazonaws.com":               false,
	} {
		if got := IsAwsHost(name); got != want {
			t.Errorf("%s is a name of AWS: %t, want %t", name, got, want)
		}
	}
}
