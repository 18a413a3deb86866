package rules

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// bucketHelper is something that the CDK or S3 runs with a role, and that uses a bucket.
type bucketHelper struct {
	resource *template.Resource
	does     string // for messages
	bucket   template.Value
	role     template.Value // the ARN
	actions  []string       // in lower case
	// direct reports whether its requests surely come through no VPC endpoint.
	direct truth.Value
}

// bucketHelpers returns the helpers that the templates have: custom resources of the CDK, and replication.
func (in *input) bucketHelpers() []bucketHelper {
	var helpers []bucketHelper
	for _, r := range in.network.Resources {
		switch r.Type {
		case "Custom::S3AutoDeleteObjects":
			helpers = append(helpers, in.customHelper(r, "empties the bucket", r.Property("BucketName"), "s3:listbucketversions", "s3:deleteobjectversion"))
		case "Custom::S3BucketNotifications":
			helpers = append(helpers, in.customHelper(r, "sets the notifications of the bucket", r.Property("BucketName"), "s3:putbucketnotification"))
		case "Custom::CDKBucketDeployment":
			helpers = append(helpers, in.customHelper(r, "writes to the bucket", r.Property("DestinationBucketName"), "s3:listbucket", "s3:putobject"))
			sources, _ := r.Property("SourceBucketNames").List()
			for _, source := range sources {
				helpers = append(helpers, in.customHelper(r, "reads from the bucket", source, "s3:listbucket", "s3:getobject"))
			}
		case "AWS::S3::Bucket":
			helpers = append(helpers, replications(r)...)
		}
	}
	return helpers
}

// customHelper is a custom resource whose function uses a bucket. One in a VPC may come through an endpoint.
func (in *input) customHelper(r *template.Resource, does string, bucket template.Value, actions ...string) bucketHelper {
	h := bucketHelper{resource: r, does: does, bucket: bucket, actions: actions}
	token, _ := r.Property("ServiceToken").Token()
	if function := in.assembly.ResourceOf(token); function != nil {
		h.role = function.Property("Role")
		h.direct = falseIf(h.role.Kind() == template.Text && function.Property("VpcConfig").Kind() == template.Absent).Not()
	}
	return h
}

// replications are those from a bucket, and to each of its destinations. S3 assumes the role.
func replications(r *template.Resource) []bucketHelper {
	role := r.Property("ReplicationConfiguration", "Role")
	if role.Kind() != template.Text {
		return nil // there is none, or what a macro adds
	}
	own := template.TokenValue(template.Token{Scope: r.Stack.Id, Name: r.LogicalId})
	helpers := []bucketHelper{{r, "replicates from the bucket", own, role, []string{"s3:listbucket", "s3:getobjectversionforreplication"}, truth.True}}
	rules, _ := r.Property("ReplicationConfiguration", "Rules").List()
	for _, rule := range rules {
		helpers = append(helpers, bucketHelper{
			r, "replicates to the bucket", bucketOfArn(rule.Field("Destination").Field("Bucket")), role, []string{"s3:replicateobject", "s3:replicatedelete"}, truth.True,
		})
	}
	return helpers
}

// bucketOfArn returns the bucket that an ARN is of.
func bucketOfArn(arn template.Value) template.Value {
	if token, ok := arn.Token(); ok && token.Attribute == "Arn" {
		token.Attribute = ""
		return template.TokenValue(token)
	}
	if text, ok := arn.Text(); ok {
		return template.TextValue(text[strings.LastIndexByte(text, ':')+1:])
	}
	if tokens := arn.Tokens(); len(tokens) > 0 && strings.HasSuffix(arn.String(), ":::"+tokens[len(tokens)-1].String()) {
		return template.TokenValue(tokens[len(tokens)-1])
	}
	return arn
}
