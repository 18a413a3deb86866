package privates3

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

// endpointPolicyCheck judges an endpoint's policy at synth, when its last statement has been added.
type endpointPolicyCheck struct {
	endpoint awsec2.CfnVPCEndpoint
	gateway  bool
}

// Validate is called by the CDK. An endpoint without a policy has AWS's own.
func (c *endpointPolicyCheck) Validate() *[]*string {
	var lines []*string
	if policy := c.endpoint.PolicyDocument(); policy != nil {
		document, _ := awscdk.Stack_Of(c.endpoint).Resolve(policy).(map[string]any)
		for _, problem := range checkPolicyDocument(document, c.gateway) {
			lines = append(lines, jsii.String(problem.String()))
		}
	}
	return &lines
}

const maxPolicyCharacters = 20480

// checkPolicyDocument finds what AWS would refuse, or what would deny everything, in a policy as it is rendered: maps,
// lists and strings, and intrinsic functions, which are maps and are not judged.
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
func checkPolicyDocument(document map[string]any, gateway bool) (found problems) {
	statements := listOf(document["Statement"])
	if len(statements) == 0 {
		return nil
	}
	if least := leastCharacters(document); least > maxPolicyCharacters {
		found.add("Policy", fmt.Sprintf("%d characters or more", least), fmt.Sprintf("%d characters", maxPolicyCharacters),
			"name fewer buckets and sets, or admit them by organization or account")
	}
	if !slices.ContainsFunc(statements, func(s any) bool { return statementOf(s)["Effect"] == "Allow" }) {
		found.add("Policy", "Deny statements only", "at least one Allow, because the endpoint denies what no statement allows",
			"add an Allow; a policy replaces AWS's own, which allows everything")
	}
	for i, s := range statements {
		field, statement := fmt.Sprintf("Policy.Statement[%d]", i), statementOf(s)
		found = append(found, checkPrincipal(field, statement, gateway)...)
		found = append(found, checkArnAccounts(field+".Resource", statement["Resource"])...)
		found = append(found, checkArnAccounts(field+".NotResource", statement["NotResource"])...)
		found = append(found, checkConditions(field+".Condition", statement["Condition"])...)
	}
	return found
}

func statementOf(value any) map[string]any {
	statement, _ := value.(map[string]any)
	return statement
}

// listOf is a policy's value as a list, where one element may stand for a list of one.
func listOf(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

// literals are the strings in a value that is one or a list; intrinsic functions are left out.
func literals(value any) (found []string) {
	for _, element := range listOf(value) {
		if s, ok := element.(string); ok {
			found = append(found, s)
		}
	}
	return found
}

func checkPrincipal(field string, statement map[string]any, gateway bool) (found problems) {
	principal, given := statement["Principal"]
	_, excluded := statement["NotPrincipal"]
	switch {
	case !given && !excluded:
		found.add(field+".Principal", "missing", "a principal", "set the statement's Principals, for a gateway endpoint to awsiam.NewStarPrincipal()")
	case !gateway:
	case excluded:
		found.add(field+".NotPrincipal", "given", `nothing but a Principal of "*", because the endpoint is a gateway`, "use a Principal of \"*\" and a condition on aws:PrincipalArn")
	default:
		for _, named := range principalsOf(principal) {
			found.add(field+".Principal", named, `"*", because the endpoint is a gateway`, "use awsiam.NewStarPrincipal() and a condition on aws:PrincipalArn")
		}
	}
	return found
}

// principalsOf are the literal principals other than everybody.
func principalsOf(principal any) (named []string) {
	byKind, _ := principal.(map[string]any)
	if byKind == nil {
		byKind = map[string]any{"AWS": principal}
	}
	for kind, value := range byKind {
		for _, literal := range literals(value) {
			if kind != "AWS" || literal != "*" {
				named = append(named, fmt.Sprintf("%s %q", kind, literal))
			}
		}
	}
	slices.Sort(named)
	return named
}

// checkArnAccounts finds ARNs whose account is an id with a wildcard in it.
func checkArnAccounts(field string, value any) (found problems) {
	for _, arn := range literals(value) {
		parts := strings.SplitN(arn, ":", 6)
		if len(parts) < 6 || parts[0] != "arn" || !strings.ContainsAny(parts[4], "*?") {
			continue
		}
		if strings.Trim(parts[4], "*?") != "" {
			found.add(field, fmt.Sprintf("%q", arn), "an account id or a wildcard in the ARN's account, not both", "write all 12 digits, or \"*\"")
		}
	}
	return found
}

func checkConditions(field string, value any) (found problems) {
	operators, _ := value.(map[string]any)
	for _, operator := range sortedKeys(operators) {
		keys, _ := operators[operator].(map[string]any)
		for _, key := range sortedKeys(keys) {
			at := field + "." + operator + "." + key
			found = append(found, checkArnAccounts(at, keys[key])...)
			found = append(found, checkWildcards(at, operator, key, literals(keys[key]))...)
		}
	}
	return found
}

// checkWildcards finds wildcards in ids that AWS makes up, and wildcards that stand too much alone.
func checkWildcards(field, operator, key string, values []string) (found problems) {
	if isSystemId(key) {
		if strings.Contains(operator, "Numeric") {
			found.add(field, "compared as a number", "an operator for strings, because AWS makes these ids up", "use StringEquals")
		}
		for _, value := range values {
			if strings.ContainsAny(value, "*?") {
				found.add(field, fmt.Sprintf("%q", value), "whole ids, because AWS makes these ids up", "list the ids with StringEquals")
			}
		}
		return found
	}
	if !strings.Contains(operator, "StringLike") && !strings.Contains(operator, "StringNotLike") {
		return nil
	}
	for _, value := range values {
		if hasLoneWildcard(value) {
			found.add(field, fmt.Sprintf("%q", value), "wildcards with six characters or more right before or after them", "write more of the value, or list the values with StringEquals")
		}
	}
	return found
}

// isSystemId reports whether a condition key holds an id that AWS makes up. Keys are not case-sensitive.
func isSystemId(key string) bool {
	return slices.Contains([]string{
		"aws:principalaccount", "aws:principalorgid", "aws:resourceaccount", "aws:resourceorgid",
		"aws:sourceaccount", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce", "s3:resourceaccount",
	}, strings.ToLower(key))
}

// hasLoneWildcard reports whether there is a wildcard with fewer than six characters on either side of it.
func hasLoneWildcard(value string) bool {
	const enough = 6
	between := strings.FieldsFunc(strings.NewReplacer("*", "\x00*\x00", "?", "\x00*\x00").Replace(value), func(r rune) bool { return r == 0 })
	for i, part := range between {
		if part != "*" {
			continue
		}
		before := i > 0 && between[i-1] != "*" && len(between[i-1]) >= enough
		after := i+1 < len(between) && between[i+1] != "*" && len(between[i+1]) >= enough
		if !before && !after {
			return true
		}
	}
	return false
}

// leastCharacters is how long the policy is at least, as the JSON that CloudFormation sends: nothing is known of an
// intrinsic function but the literal parts of an Fn::Join.
func leastCharacters(value any) int {
	switch v := value.(type) {
	case map[string]any:
		if join, ok := v["Fn::Join"].([]any); ok && len(join) == 2 {
			return len(`""`) + leastJoined(join)
		}
		if isIntrinsic(v) {
			return len(`""`)
		}
		count := len("{}") + max(0, len(v)-1)
		for key, element := range v {
			count += len(`"":`) + len(key) + leastCharacters(element)
		}
		return count
	case string:
		return len(`""`) + utf8.RuneCountInString(v)
	case []any:
		count := len("[]") + max(0, len(v)-1)
		for _, element := range v {
			count += leastCharacters(element)
		}
		return count
	default:
		return len(fmt.Sprint(v))
	}
}

func leastJoined(join []any) (count int) {
	separator, _ := join[0].(string)
	parts := listOf(join[1])
	for _, part := range literals(parts) {
		count += utf8.RuneCountInString(part)
	}
	return count + len(separator)*max(0, len(parts)-1)
}

func isIntrinsic(value map[string]any) bool {
	if len(value) != 1 {
		return false
	}
	for key := range value {
		return key == "Ref" || strings.HasPrefix(key, "Fn::")
	}
	return false
}
