package privates3

import (
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// The checks here are of the values that conditions and resources of policies have. Tokens are not checked.

func checkOrganization(found *problems, field string, id *string) bool {
	return found.checkForm(field, id, organizationForm, "the ID of an organization", `Pass an ID such as "o-a1b2c3d4e5", or a token.`)
}

// checkOrganizationPath checks the form of the paths that AWS compares. Without "/" at the end, a path matches no account,
// and with "*" in a name, it can match other units.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-view-data-orgs.html#access_policies_last-accessed-viewing-orgs-entity-path
func checkOrganizationPath(found *problems, field string, path *string) bool {
	return found.checkForm(field, path, organizationPathForm, "the path of an organizational unit",
		`Pass a path such as "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", which ends with "/*", or with "/" for the accounts that are directly in the unit; or a token.`)
}

func checkAccount(found *problems, field string, id *string) bool {
	return found.checkForm(field, id, accountForm, "an account ID", "Pass 12 digits, with leading zeros and without dashes, or a token.")
}

func checkVpcEndpointId(found *problems, field string, id *string) bool {
	return found.checkForm(field, id, vpcEndpointForm, "the ID of a VPC endpoint", "Pass an ID of the form vpce-…, or a token.")
}

// checkVpcArn accepts "*" as the Region and as the ID, but not as the account, because anyone can create a VPC.
func checkVpcArn(found *problems, field string, arn *string) bool {
	return found.checkForm(field, arn, vpcArnForm, "the ARN of a VPC",
		`Pass an ARN such as "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d", or a token. Its Region and its ID can be "*".`)
}

// checkExemptCidr refuses blocks without a public address, because aws:SourceIp never has another value.
func checkExemptCidr(found *problems, field string, cidr *string) bool {
	if cidr != nil && cdk.IsToken(*cidr) {
		return true
	}
	block, err := netip.ParsePrefix(orZero(cidr))
	switch {
	case err != nil || block.Addr().Is4In6():
		found.add(field, quoted(cidr)+" is not a CIDR block.", `Use one such as "203.0.113.0/24", or a token.`)
	case block != block.Masked():
		found.add(field, quoted(cidr)+" has host bits, which AWS ignores.", "Use "+block.Masked().String()+" for the block or "+oneAddress(block.Addr())+" for the address.")
	case hasNoClient(block) || isWithin(block, "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"):
		found.add(field, *cidr+" contains no public address, so it never matches aws:SourceIp.", "List the public addresses of the network. Clients with private addresses use an endpoint.")
	case block.Bits() < 8 || block.Addr().Is6() && block.Bits() < 19:
		found.add(field, *cidr+" exempts a large part of the internet.", "List the public addresses of your own networks.")
	default:
		return true
	}
	return false
}

// checkBucketArn refuses names that buckets of any account can have. Only in its own namespace can an account be sure
// that buckets with a name of some form are its own.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
func checkBucketArn(found *problems, field string, arn *string) bool {
	name, ok := bucketNameIn(orZero(arn))
	switch {
	case !ok:
		found.add(field, quoted(arn)+" is not the ARN of a bucket.", `Pass "arn:aws:s3:::" followed by the name of the bucket, or a token. For access points and parts of buckets, use Statements.`)
	case cdk.IsToken(name):
		return true
	case accessPointAlias.MatchString(name):
		found.add(field, quoted(arn)+" is the alias of an access point, which no policy matches.", "List the bucket, or the ARN of the access point in Statements.")
	case directoryBucket.MatchString(name):
		found.add(field, quoted(arn)+" is a directory bucket, whose requests do not go through an S3 endpoint.", "Allow it in the policy of an endpoint for S3 Express One Zone.")
	case strings.ContainsAny(name, "*?") && !ownNamespace.MatchString(name):
		found.add(field, quoted(arn)+" also allows buckets that other accounts create.",
			`List each bucket, use the namespace of your account ("arn:aws:s3:::*-111122223333-eu-west-1-an"), or leave the bucket out to allow those of Organizations, OrganizationPaths or Accounts.`)
	default:
		return true
	}
	return false
}

// bucketNameIn returns the name of the bucket in an ARN, and whether the ARN, as far as it is known, can be that of a
// bucket.
func bucketNameIn(arn string) (name string, ok bool) {
	before, name, ok := strings.Cut(arn, ":s3:::")
	if !ok {
		return arn, cdk.IsToken(arn)
	}
	ok = arnPrefixForm.MatchString(before) || cdk.IsToken(before)
	return name, ok && (cdk.IsToken(name) || bucketPattern.MatchString(name))
}

// checkExemptPrincipal refuses ARNs that aws:PrincipalArn never has, and those that nearly everyone has.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
func checkExemptPrincipal(found *problems, field string, arn *string) bool {
	text := orZero(arn)
	switch {
	case roleSessionForm.MatchString(text):
		found.add(field, quoted(arn)+" is the ARN of a role session.", `Pass the ARN of the role, "arn:aws:iam::<account>:role/<path and name>".`)
	case rootUserForm.MatchString(text):
		found.add(field, quoted(arn)+" is the root user of the account, not everyone in it.", "List the roles to exempt.")
	case principalPattern.MatchString(text) && !narrowPattern.MatchString(text):
		found.add(field, quoted(arn)+" exempts almost everyone in the account.", "List the roles to exempt, or use a more specific wildcard.")
	case originAccessForm.MatchString(text):
		return true
	default:
		return found.checkForm(field, arn, principalArnForm, "the ARN of an IAM role or user", `Pass an ARN such as "arn:aws:iam::111122223333:role/Admin", or a token.`)
	}
	return false
}

// checkExemptTag checks what the tag of a principal can be.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
func checkExemptTag(found *problems, field, key string, value *string) {
	const fix = `Use letters, digits, spaces and _ . : / = + - @ in the key and the value of a tag.`
	if !isTagText(key, 128) || strings.HasPrefix(strings.ToLower(key), "aws:") {
		found.add(field, quoted(&key)+" is not the key of a tag that a principal can have.", fix)
	}
	if value == nil || !cdk.IsToken(*value) && !isTagText(*value, 256) {
		found.add(field+"["+key+"]", quoted(value)+" is not the value of a tag.", fix)
	}
}

func isTagText(text string, longest int) bool {
	n := utf8.RuneCountInString(text)
	return n > 0 && n <= longest && !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune(" _.:/=+-@", r)
	})
}
