package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func duplicateBucketPolicy() Rule {
	return Rule{
		Id:       "duplicate-bucket-policy",
		Title:    "A bucket has two bucket policies",
		Severity: Warning,
		Effect: "The deploy fails because the bucket already has a policy, or one policy silently replaces the other. Its restrictions " +
			"and permissions are then lost.",
		Fix: "Keep one AWS::S3::BucketPolicy for the bucket and put all statements in it. In the CDK, call AddToResourcePolicy on the bucket " +
			"where it is created, instead of creating a BucketPolicy or CfnBucketPolicy.",
		Page:  bucketPolicyPage,
		check: checkDuplicateBucketPolicy,
	}
}

func checkDuplicateBucketPolicy(in *input) []Result {
	policies := in.network.BucketPolicies
	results := make([]Result, len(policies))
	for i, p := range policies {
		duplicate, other := truth.False, p
		for _, earlier := range policies[:i] {
			is := in.isSameBucket(p.Bucket, earlier.Bucket).And(bothExist(p.Exists, earlier.Exists))
			if p.Resource.Stack.Environment() != earlier.Resource.Stack.Environment() {
				is = is.And(truth.Undecided) // the name may be of two buckets
			}
			if duplicate = duplicate.Or(is); is == truth.True {
				other = earlier
				break
			}
		}
		results[i] = violationIf(duplicate, fmt.Sprintf("%s and %s are both policies of the bucket %s%s.",
			other.Name(), p.Name(), in.bucketName(p.Bucket), ifExists(&p.Entity, &other.Entity)),
			at(&p.Entity, "Bucket"), at(&other.Entity, "Bucket"))
	}
	return results
}

// isSameBucket compares buckets that are known by a reference or by their names.
func (in *input) isSameBucket(a, b template.Value) truth.Value {
	first, second := in.bucketResource(a), in.bucketResource(b)
	switch {
	case first != nil && second != nil:
		return truth.Of(first == second)
	case first != nil && first.Property("BucketName").Kind() == template.Text:
		a = first.Property("BucketName")
	case second != nil && second.Property("BucketName").Kind() == template.Text:
		b = second.Property("BucketName")
	}
	return a.Equal(b)
}

// bucketName names a bucket for messages.
func (in *input) bucketName(bucket template.Value) string {
	if r := in.bucketResource(bucket); r != nil {
		return in.network.Name(network.KeyOf(bucket).Value)
	}
	return bucket.String()
}

// bucketResource returns the bucket that a value refers to, nil if it does so by a name or if no template has the bucket.
func (in *input) bucketResource(bucket template.Value) *template.Resource {
	token, ok := bucket.Token()
	if !ok || token.Kind != "" || token.Attribute != "" {
		return nil
	}
	s := in.assembly.Stack(token.Scope)
	if s == nil {
		return nil
	}
	if r := s.Resource(token.Name); r != nil && r.Type == "AWS::S3::Bucket" {
		return r
	}
	return nil
}
