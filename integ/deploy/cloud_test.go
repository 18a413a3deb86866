package deploy

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	cfntypes "github.com/aws/aws-sdk-go-v2/service/cloudformation/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// cloud is an account and a Region to deploy to.
type cloud struct {
	account, region string
	environment     []string // of the CDK CLI

	stacks    *cloudformation.Client
	ec2       *ec2.Client
	functions *lambda.Client
	s3        *s3.Client
}

// newCloud uses the Region and the credentials of the environment, unless a Region and an access key of the emulator are given.
func newCloud(region, key string) (*cloud, error) {
	ctx := context.Background()
	options := []func(*config.LoadOptions) error{config.WithRegion(region)}
	environment := os.Environ()
	if key != "" {
		options = append(options, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(key, "secret", "")))
		environment = append(environment, "AWS_ACCESS_KEY_ID="+key)
	}
	loaded, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return nil, err
	}
	if loaded.Region == "" {
		return nil, errors.New("no Region: set AWS_REGION")
	}
	caller, err := sts.NewFromConfig(loaded).GetCallerIdentity(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("cannot use the credentials of the environment: %w", err)
	}
	return &cloud{
		account:     aws.ToString(caller.Account),
		region:      loaded.Region,
		environment: append(environment, "AWS_REGION="+loaded.Region, "AWS_DEFAULT_REGION="+loaded.Region),
		stacks:      cloudformation.NewFromConfig(loaded),
		ec2:         ec2.NewFromConfig(loaded),
		functions:   lambda.NewFromConfig(loaded),
		s3:          s3.NewFromConfig(loaded, func(o *s3.Options) { o.UsePathStyle = true }),
	}, nil
}

// partition returns the partition of the Region.
func (c *cloud) partition() string {
	if strings.HasPrefix(c.region, "cn-") {
		return "aws-cn"
	}
	return "aws"
}

// createStack creates a stack without the CDK. It is deleted when the test ends, unless that happened before.
func (c *cloud) createStack(t *testing.T, name, template string) {
	t.Helper()
	_, err := c.stacks.CreateStack(t.Context(), &cloudformation.CreateStackInput{StackName: &name, TemplateBody: &template})
	must(t, err)
	t.Cleanup(func() { c.deleteStack(t, name) })
	created := cloudformation.NewStackCreateCompleteWaiter(c.stacks)
	must(t, created.Wait(t.Context(), &cloudformation.DescribeStacksInput{StackName: &name}, 10*time.Minute))
}

func (c *cloud) deleteStack(t *testing.T, name string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	_, err := c.stacks.DeleteStack(ctx, &cloudformation.DeleteStackInput{StackName: &name})
	must(t, err)
	deleted := cloudformation.NewStackDeleteCompleteWaiter(c.stacks)
	must(t, deleted.Wait(ctx, &cloudformation.DescribeStacksInput{StackName: &name}, 20*time.Minute))
}

func (c *cloud) outputs(t *testing.T, stack string) map[string]string {
	t.Helper()
	answer, err := c.stacks.DescribeStacks(t.Context(), &cloudformation.DescribeStacksInput{StackName: &stack})
	must(t, err)
	found := map[string]string{}
	for _, output := range answer.Stacks[0].Outputs {
		found[*output.OutputKey] = *output.OutputValue
	}
	return found
}

func (c *cloud) resources(t *testing.T, stack string) (found []cfntypes.StackResourceSummary) {
	t.Helper()
	pages := cloudformation.NewListStackResourcesPaginator(c.stacks, &cloudformation.ListStackResourcesInput{StackName: &stack})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		must(t, err)
		found = append(found, page.StackResourceSummaries...)
	}
	return found
}

// deleteBucket deletes an empty bucket that a destroyed stack retained.
func (c *cloud) deleteBucket(t *testing.T, name string) {
	t.Helper()
	_, err := c.s3.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: &name})
	must(t, err)
}
