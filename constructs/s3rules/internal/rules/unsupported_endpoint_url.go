package rules

import (
	"fmt"
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
			found := in.checkUrl(s, s.name+" of "+r.Name(), inResource(r, s.path))
			if found.Compliance < NonCompliant && slices.ContainsFunc(own, func(other setting) bool { return in.redirectsS3(other, s.program) }) {
				if kind := unsupportedBucket(in.bucketText(s.value)); kind != "" {
					found = violation(fmt.Sprintf("%s of %s names %s, but AWS_ENDPOINT_URL_S3 is the URL of an S3 interface endpoint.", s.name, r.Name(), kind),
						inResource(r, s.path))
				}
			}
			results = append(results, found)
		}
	}
	for _, s := range in.assembly.Stacks {
		for _, name := range s.Outputs() {
			output := setting{value: s.Output(name)}
			results = append(results, in.checkUrl(output, "The output "+name+" of "+s.Id,
				[]Location{{Stack: s, LogicalId: name, Path: "Outputs." + name + ".Value"}}))
		}
	}
	return results
}

// checkUrl checks a URL of an endpoint in a setting.
func (in *input) checkUrl(s setting, use string, location []Location) Result {
	service, isOfService := strings.CutPrefix(s.key, "AWS_ENDPOINT_URL")
	isOfService = isOfService && s.isVariable
	text, ok := in.withExamples(s.value)
	if !ok {
		return violationIf(falseIf(!isOfService), "")
	}
	url := endpointUrl.FindStringSubmatch(text)
	switch {
	case url == nil && strings.Contains(text, "${"):
		return violationIf(falseIf(!isOfService), "")
	case url == nil:
		return notApplicable()
	}
	before, isBucket := strings.CutSuffix("."+url[1], ".bucket.")
	wanted := map[string]string{"_S3": "bucket. or accesspoint.", "_S3_CONTROL": "control."}
	isControl := strings.HasSuffix(url[1], "control.")
	switch {
	case isOfService && wanted[service] == "":
		return violation(fmt.Sprintf("%s is the URL of an S3 interface endpoint. The variable is for %s.", use, serviceOf(service)), location)
	case isOfService && isControl != (service == "_S3_CONTROL"):
		return violation(fmt.Sprintf("%s has the host prefix %q. Its URL needs %s", use, url[1], wanted[service]), location)
	}
	for _, bucket := range []string{strings.TrimPrefix(before, "."), strings.TrimPrefix(url[2], "/")} {
		if kind := unsupportedBucket(in.bucketTextIn(bucket, s.value)); isBucket && kind != "" {
			return violation(fmt.Sprintf("%s is the URL of an S3 interface endpoint for %s.", use, kind), location)
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
func (in *input) redirectsS3(s setting, program string) bool {
	text, _ := in.withExamples(s.value)
	return s.isVariable && s.key == "AWS_ENDPOINT_URL_S3" && s.program == program && endpointHost.MatchString(text)
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

// bucketText returns the name of a bucket, with examples of those that AWS chooses at the deploy.
func (in *input) bucketText(v template.Value) string { return in.bucketTextIn(v.String(), v) }

// bucketTextIn does so for a part of a value.
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
