package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// BucketPolicy is the policy of a bucket.
type BucketPolicy struct {
	Entity
	// Bucket is the name of the bucket, or a token for it.
	Bucket         template.Value
	PolicyDocument template.Value
}

func (b *builder) addBucketPolicy(p properties) {
	b.BucketPolicies = append(b.BucketPolicies, &BucketPolicy{
		Entity: entityOf(p.r), Bucket: p.get("Bucket"), PolicyDocument: p.get("PolicyDocument"),
	})
}
