package rules

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

var (
	// endpointHost is the name of an S3 interface endpoint, with the scheme if there is one.
	endpointHost = regexp.MustCompile(`([a-z]+://)?([^\s/:,"']*vpce-[^\s/:,"']*\.s3\.[^\s/:,"']*vpce\.[^\s/:,"']*)`)
	// endpointUrl is a URL with such a name: what is before the name, and the first step of the path.
	endpointUrl = regexp.MustCompile(`https?://([^\s/"']*)vpce-[^\s/"']*\.s3\.[^\s/"']*vpce\.[^\s/"']*(/[^\s/"']+)?`)
	// hostPrefix is what must be before such a name.
	hostPrefix = regexp.MustCompile(`(^|\.)(bucket|accesspoint|control)\.$`)
	// tokenStep is what Fn::Select and Fn::Split leave in a token.
	tokenStep = regexp.MustCompile(`^(?:\[(\d+)\]|\.Split\("([^"]+)"\))`)
)

// ofEntries returns the endpoint of whose DNS entries a token is, nil if it is not of those of an endpoint.
func (in *input) ofEntries(token template.Token) *network.Endpoint {
	if !strings.HasPrefix(token.Attribute, "DnsEntries") {
		return nil
	}
	return network.Find(in.network.Endpoints, network.ResourceKeyOf(token))
}

// withExamples returns a text with examples in the place of tokens for the DNS entries of S3 interface endpoints; ok is false
// if the value is unknown.
func (in *input) withExamples(v template.Value) (text string, ok bool) {
	if v.Kind() != template.Text {
		return "", false
	}
	text = v.String()
	for _, token := range v.Tokens() {
		e := in.ofEntries(token)
		if e == nil || e.IsS3Interface() != truth.True {
			continue
		}
		example := exampleOf(strings.TrimPrefix(token.Attribute, "DnsEntries"))
		if example == "" {
			return "", false
		}
		text = strings.ReplaceAll(text, token.String(), example)
	}
	return text, true
}

// exampleOf follows the steps from the list of DNS entries, such as [0].Split(":")[1], on an example. It returns "" if they
// end nowhere.
func exampleOf(steps string) (text string) {
	regional := "Z1HUB23UULQXV:*.vpce-<id>-<label>.s3.<region>.vpce.amazonaws.com"
	zonal := strings.Replace(regional, ".s3.", "-<zone>.s3.", 1)
	list := []string{regional}
	for first := true; steps != ""; {
		found := tokenStep.FindStringSubmatch(steps)
		if found == nil {
			return ""
		}
		steps = steps[len(found[0]):]
		if found[1] == "" {
			list, first = strings.Split(text, found[2]), false
			continue
		}
		i, _ := strconv.Atoi(found[1])
		switch {
		case i < len(list):
			text = list[i]
		case first:
			text = zonal
		default:
			return ""
		}
	}
	return text
}
