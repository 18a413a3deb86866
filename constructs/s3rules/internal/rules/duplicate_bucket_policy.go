package rules

import (
	"slices"

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

// bucket is a bucket that a value refers to, read once, because it is compared with others.
type bucket struct {
	value    template.Value
	resource *template.Resource // nil if the bucket is known by its name, or in no template
	name     template.Value     // of the resource
}

func (in *input) bucket(value template.Value) *bucket {
	b := &bucket{value: value, resource: in.bucketResource(value)}
	if b.resource != nil {
		b.name = b.resource.Property("BucketName")
	}
	return b
}

func checkDuplicateBucketPolicy(in *input) []Result {
	policies := in.network.BucketPolicies
	results := make([]Result, len(policies))
	buckets, environments := make([]*bucket, len(policies)), make([]string, len(policies))
	for i, p := range policies {
		buckets[i], environments[i] = in.bucket(p.Bucket), p.Resource.Stack.Environment()
		duplicate, other := truth.False, p
		for j, earlier := range policies[:i] {
			is := isSameBucket(buckets[i], buckets[j])
			if is == truth.False {
				continue
			}
			is = is.And(bothExist(p.Exists, earlier.Exists))
			if environments[i] != environments[j] {
				is = is.And(truth.Undecided) // the name may be of two buckets
			}
			if duplicate = duplicate.Or(is); is == truth.True {
				other = earlier
				break
			}
		}
		results[i] = violationIf(duplicate, slices.Concat(at(&p.Entity, "Bucket"), at(&other.Entity, "Bucket")),
			"%s and %s are both policies of the bucket %s%s.", other.Name(), p.Name(), in.bucketName(p.Bucket), ifExists(&p.Entity, &other.Entity))
	}
	return results
}

// isSameBucket compares buckets that are known by a reference or by their names.
func isSameBucket(a, b *bucket) truth.Value {
	first, second := a.value, b.value
	switch {
	case a.resource != nil && b.resource != nil:
		return truth.Of(a.resource == b.resource)
	case a.resource != nil && a.name.Kind() == template.Text:
		first = a.name
	case b.resource != nil && b.name.Kind() == template.Text:
		second = b.name
	}
	return first.Equal(second)
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
	return in.resource(bucket, "AWS::S3::Bucket", "")
}

// resource returns the resource of a type that a value refers to by an attribute, empty for Ref; nil if it refers to none.
func (in *input) resource(v template.Value, kind, attribute string) *template.Resource {
	token, _ := v.Token()
	if r := in.assembly.ResourceOf(token); r != nil && r.Type == kind && token.Attribute == attribute {
		return r
	}
	return nil
}
