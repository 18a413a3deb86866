package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// helperRoles returns the ARNs of the roles in the bucket's stack with which the CDK and S3 manage the bucket's data. If
// they were denied, the deploy would fail, or deleting the stack. Roles in other stacks are left out: those stacks often
// depend on the bucket's stack, which could then not depend on them.
func helperRoles(bucket awss3.IBucket, allActions bool) (arns []string) {
	stack := bucket.Stack()
	arns = append(arns, autoDeleteRole(stack, bucket)...)
	if own := bucket.ReplicationRoleArn(); own != nil {
		arns = append(arns, *own)
	}
	for _, role := range rolesWithPolicies(stack) {
		if isAbout(stack, role, bucket) {
			arns = append(arns, *role.RoleArn())
		}
	}
	if allActions {
		arns = append(arns, notificationsRole(stack, bucket)...)
	}
	return arns
}

// autoDeleteRole is that of the custom resource behind AutoDeleteObjects, which lists and deletes all objects.
func autoDeleteRole(stack awscdk.Stack, bucket awss3.IBucket) []string {
	if bucket.Node().TryFindChild(jsii.String("AutoDeleteObjectsCustomResource")) == nil {
		return nil
	}
	provider, ok := stack.Node().TryFindChild(jsii.String("Custom::S3AutoDeleteObjectsCustomResourceProvider")).(awscdk.CustomResourceProviderBase)
	if !ok {
		return nil
	}
	return []string{*provider.RoleArn()}
}

// notificationsRole is that of the custom resource behind AddEventNotification, which changes the bucket, not its data.
func notificationsRole(stack awscdk.Stack, bucket awss3.IBucket) []string {
	if bucket.Node().TryFindChild(jsii.String("Notifications")) == nil {
		return nil
	}
	handler := stack.Node().TryFindChild(jsii.String("BucketNotificationsHandler050a0587b7544547bf325f094a3db834"))
	if handler == nil {
		return nil
	}
	role, ok := handler.Node().TryFindChild(jsii.String("Role")).(awsiam.IRole)
	if !ok {
		return nil
	}
	return []string{*role.RoleArn()}
}

// rolesWithPolicies returns the roles of the stack's bucket deployments and of its buckets' replication. The construct
// for bucket deployments is recognized by its method, because its package would add seconds to every user's build.
func rolesWithPolicies(stack awscdk.Stack) (roles []awsiam.IRole) {
	for _, construct := range *stack.Node().FindAll(constructs.ConstructOrder_PREORDER) {
		switch c := construct.(type) {
		case interface{ HandlerRole() awsiam.IRole }:
			roles = append(roles, c.HandlerRole())
		case awss3.Bucket:
			if c.ReplicationRoleArn() == nil {
				continue
			}
			if role, ok := c.Node().TryFindChild(jsii.String("ReplicationRole")).(awsiam.IRole); ok {
				roles = append(roles, role)
			}
		}
	}
	return roles
}

// isAbout reports whether a role is in the stack and has a policy that names the bucket.
func isAbout(stack awscdk.Stack, role awsiam.IRole, bucket awss3.IBucket) bool {
	if *role.Stack().Node().Addr() != *stack.Node().Addr() {
		return false
	}
	arn := jsonText(stack.Resolve(bucket.BucketArn()))
	for _, child := range *role.Node().Children() {
		policy, ok := child.(awsiam.Policy)
		if ok && strings.Contains(jsonText(stack.Resolve(policy.Document())), arn) {
			return true
		}
	}
	return false
}
