package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// BucketPolicy is the policy of a bucket.
type BucketPolicy struct {
	Entity
	// Bucket is the name of the bucket, or a token for it.
	Bucket template.Value
	// PolicyDocument is the policy.
	PolicyDocument template.Value
}

func (b *builder) addBucketPolicy(r *template.Resource) {
	b.BucketPolicies = append(b.BucketPolicies, &BucketPolicy{
		Entity: entityOf(r), Bucket: r.Property("Bucket"), PolicyDocument: r.Property("PolicyDocument"),
	})
}
