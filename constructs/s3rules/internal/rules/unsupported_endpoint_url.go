package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

func unsupportedEndpointUrl() Rule {
	return Rule{
		Id:       "unsupported-endpoint-url",
		Title:    "The URL of an S3 interface endpoint is used for another service, or for a bucket that the endpoint does not serve",
		Severity: Warning,
		Effect: "The deploy succeeds, but these requests fail. The endpoint serves S3 and S3 Control: general purpose buckets and access points of " +
			"its Region, but not directory buckets, table buckets or Multi-Region Access Points.",
		Fix: "Set AWS_ENDPOINT_URL_S3 to https://bucket.vpce-… and AWS_ENDPOINT_URL_S3_CONTROL to https://control.vpce-…. Directory buckets, " +
			"S3 Tables and Multi-Region Access Points have their own endpoints: com.amazonaws.<Region>.s3express, " +
			"com.amazonaws.<Region>.s3tables and com.amazonaws.s3-global.accesspoint.",
		Page:  s3InterfacePage,
		check: checkUnsupportedEndpointUrl,
	}
}

func checkUnsupportedEndpointUrl(in *input) []Result {
	var results []Result
	for _, r := range in.network.Resources {
		own := settings(r)
		for _, s := range own {
			results = append(results, worse(checkUrl(in, s), in.checkRedirected(s, own)))
		}
	}
	for _, s := range in.assembly.Stacks {
		results = append(results, each(in, outputs(s), checkUrl)...)
	}
	return results
}

// checkRedirected checks a bucket whose requests another setting of the program sends to an endpoint.
func (in *input) checkRedirected(s setting, own []setting) Result {
	kind := unsupportedBucket(in.bucketTextIn(s.value.String(), s.value))
	redirects := func(other setting) bool { return other.program == s.program && in.redirectsS3(other) }
	if kind == "" || !slices.ContainsFunc(own, redirects) {
		return notApplicable()
	}
	return violation(s.where, "%s names %s, but AWS_ENDPOINT_URL_S3 is the URL of an S3 interface endpoint.", s.name, kind)
}

// checkUrl checks a URL of an endpoint in a setting.
func checkUrl(in *input, s setting) Result {
	service, isOfService := strings.CutPrefix(s.key, "AWS_ENDPOINT_URL")
	isOfService = isOfService && s.isVariable
	text, ok := in.withExamples(s.value)
	if !ok {
		return compliantIf(!isOfService)
	}
	url := endpointUrl.FindStringSubmatch(text)
	switch {
	case url == nil && strings.Contains(text, "${"):
		return compliantIf(!isOfService)
	case url == nil:
		return notApplicable()
	}
	before, isBucket := strings.CutSuffix("."+url[1], ".bucket.")
	wanted := map[string]string{"_S3": "bucket. or accesspoint.", "_S3_CONTROL": "control."}
	isControl := strings.HasSuffix(url[1], "control.")
	switch {
	case isOfService && wanted[service] == "":
		return violation(s.where, "%s is the URL of an S3 interface endpoint. The variable is for %s.", s.name, serviceOf(service))
	case isOfService && isControl != (service == "_S3_CONTROL"):
		return violation(s.where, "%s has the host prefix %q. Its URL needs %s", s.name, url[1], wanted[service])
	}
	for _, bucket := range []string{strings.TrimPrefix(before, "."), strings.TrimPrefix(url[2], "/")} {
		if kind := unsupportedBucket(in.bucketTextIn(bucket, s.value)); isBucket && kind != "" {
			return violation(s.where, "%s is the URL of an S3 interface endpoint for %s.", s.name, kind)
		}
	}
	return compliant()
}

// serviceOf words the service that a variable AWS_ENDPOINT_URL… is for.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
func serviceOf(suffix string) string {
	if suffix == "" {
		return "all AWS services"
	}
	return "the service " + strings.TrimPrefix(suffix, "_")
}

// redirectsS3 reports whether a setting is the variable that has a program use an S3 interface endpoint.
func (in *input) redirectsS3(s setting) bool {
	text, _ := in.withExamples(s.value)
	return s.isVariable && s.key == "AWS_ENDPOINT_URL_S3" && endpointHost.MatchString(text)
}

// unsupportedBucket words what a name stands for if an interface endpoint does not serve it.
func unsupportedBucket(name string) string {
	switch {
	case strings.HasSuffix(name, "--x-s3"):
		return "the directory bucket " + name
	case strings.HasSuffix(name, ".mrap"):
		return "the Multi-Region Access Point " + name
	}
	return ""
}

// bucketTextIn returns a part of a value, with examples of the names of buckets that AWS chooses at the deploy.
func (in *input) bucketTextIn(text string, v template.Value) string {
	for _, token := range v.Tokens() {
		r := in.assembly.ResourceOf(token)
		if r == nil {
			continue
		}
		switch r.Type + "." + token.Attribute {
		case "AWS::S3Express::DirectoryBucket.":
			text = strings.ReplaceAll(text, token.String(), token.Name+"--x-s3")
		case "AWS::S3::MultiRegionAccessPoint.Alias":
			text = strings.ReplaceAll(text, token.String(), token.Name+".mrap")
		}
	}
	return text
}
