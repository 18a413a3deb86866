package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// IsCertified reports whether the certificate of an interface endpoint for the buckets in a Region covers a name, which it does
// for one label before each domain. Clients use the domains of S3 Control and access points only with such a label.
func IsCertified(name, region template.Value) truth.Value {
	text := name.String()
	suffixes := append(partition.UrlSuffixes(), "${AWS::URLSuffix}")
	for _, service := range []string{"s3", "s3-control", "s3-accesspoint"} {
		for _, suffix := range suffixes {
			before, ok := strings.CutSuffix("."+text, "."+service+"."+region.String()+"."+suffix)
			if ok && strings.Count(before, ".") <= 1 {
				return truth.True
			}
		}
	}
	if name.Kind() != template.Text || strings.Contains(text, "vpce-") {
		return truth.Undecided
	}
	tail := text[strings.LastIndexByte(text, '}')+1:]
	_, isRegionKnown := region.Text()
	mayBeOfS3 := slices.ContainsFunc(suffixes, func(suffix string) bool {
		suffix = "." + suffix
		return strings.HasSuffix(tail, suffix) && (tail != text || !isRegionKnown) || tail != text && strings.HasSuffix(suffix, tail)
	})
	return truth.Of(mayBeOfS3).And(truth.Undecided)
}
