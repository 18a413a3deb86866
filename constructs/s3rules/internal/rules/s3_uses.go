package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// s3Use is what the policies of a role allow. Images are pulled from Amazon ECR, which keeps their layers in S3. See
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html.
type s3Use struct{ data, images bool }

func (u s3Use) plus(other s3Use) s3Use { return s3Use{u.data || other.data, u.images || other.images} }

// s3Uses returns what the policies of each role surely allow.
func (in *input) s3Uses() map[network.Key]s3Use {
	uses := map[network.Key]s3Use{}
	for _, r := range in.network.Resources {
		if r.Exists() != truth.True {
			continue
		}
		switch r.Type {
		case "AWS::IAM::Role":
			key := network.Key(r.Stack.Id + "." + r.LogicalId)
			inline, _ := r.Property("Policies").List()
			for _, policy := range inline {
				uses[key] = uses[key].plus(useOf(policy.Field("PolicyDocument")))
			}
			managed, _ := texts(r.Property("ManagedPolicyArns"))
			for _, arn := range managed {
				uses[key] = uses[key].plus(useOfManaged(arn.String()))
			}
		case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy":
			for _, role := range references(r.Property("Roles")) {
				key := network.ResourceKeyOf(role)
				uses[key] = uses[key].plus(useOf(r.Property("PolicyDocument")))
			}
		}
	}
	return uses
}

// useOf returns what a policy allows.
func useOf(document template.Value) s3Use {
	var use s3Use
	list, _ := statements(document)
	for _, s := range list {
		if s.Field("Effect").Equal(template.TextValue("Allow")) != truth.True {
			continue
		}
		actions, _ := literals(s.Field("Action"))
		for _, action := range actions {
			use.data = use.data || strings.HasPrefix(action, "s3:")
			use.images = use.images || action == "ecr:BatchGetImage" || action == "ecr:*"
		}
	}
	return use
}

// useOfManaged returns what a managed policy of AWS allows.
func useOfManaged(arn string) s3Use {
	has := func(name string) bool { return strings.Contains(arn, "/"+name) }
	return s3Use{data: has("AmazonS3"), images: has("AmazonEC2ContainerRegistry") || has("service-role/AmazonECSTaskExecutionRolePolicy")}
}

// usesS3 reports whether a workload surely uses S3 from its subnets. The image of a function is not pulled from there.
func (in *input) usesS3(w *network.Workload, uses map[network.Key]s3Use) bool {
	var roles []template.Token
	for _, r := range w.Configuration {
		for _, token := range references(r.Mentions()) {
			roles = append(roles, token)
			if profile := in.assembly.ResourceOf(token); profile != nil && profile.Type == "AWS::IAM::InstanceProfile" {
				roles = append(roles, references(profile.Property("Roles"))...)
			}
		}
	}
	return w.Exists == truth.True && slices.ContainsFunc(roles, func(role template.Token) bool {
		use := uses[network.ResourceKeyOf(role)]
		return use.data || use.images && !w.IsFunction()
	})
}

// references returns what the elements of a list refer to, by whatever attribute.
func references(v template.Value) []template.Token {
	var tokens []template.Token
	list, _ := v.List()
	for _, element := range list {
		tokens = append(tokens, element.Tokens()...)
	}
	return tokens
}
