package privates3

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/internal/partition"
)

// checkRegion reports whether a string is the name of a Region that the CDK knows, or a token.
func (p *problems) checkRegion(field, name, fix string) bool {
	if !cdk.IsToken(name) && !partition.HasRegion(name) {
		p.add(field, quoted(&name)+" is not the name of a Region.", fix)
		return false
	}
	return true
}

// checkPartition finds an ARN of another partition than that of a Region, which may be a token.
func (p *problems) checkPartition(field string, arn *string, region string) {
	rest, ok := strings.CutPrefix(orZero(arn), "arn:")
	name, _, _ := strings.Cut(rest, ":")
	if own := partition.Of(region).Name; ok && name != own && !cdk.IsToken(region) && !cdk.IsToken(name) {
		p.add(field, quoted(arn)+" is in the partition "+name+", but "+region+" is in the partition "+own+".", `Use an ARN that begins with "arn:`+own+`:".`)
	}
}

// checkZoneName reports whether a string is the name of an Availability Zone or a Local Zone, or a token. Region is the
// one that the zone must be in, unless it is a token; the CDK may not know it yet. Until the CDK has looked up zones, they have names of its own.
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
func (p *problems) checkZoneName(field, name, region string) bool {
	if cdk.IsToken(name) || cdk.IsPlaceholderZone(name) {
		return true
	}
	parts := zoneForm.FindStringSubmatch(name)
	if parts == nil || parts[1] != region && !partition.HasRegion(parts[1]) {
		p.add(field, quoted(&name)+" is not the name of an Availability Zone.", `Use the name of a zone, such as "eu-west-1a", not a Region or the ID of a zone.`)
		return false
	}
	if !cdk.IsToken(region) && parts[1] != region {
		p.add(field, quoted(&name)+" is in "+parts[1]+", but the stack is in "+region+".", "Use a zone in "+region+".")
		return false
	}
	return true
}
