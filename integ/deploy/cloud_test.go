package deploy

import (
	"context"
	"fmt"
	"os/exec"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// cloud is an account and a Region to deploy to.
type cloud struct {
	account, region string
	emulated        bool
	environment     []string          // of the CDK CLI
	found           map[string]string // what no stack made, and how pictures call it

	stacks    *cloudformation.Client
	ec2       *ec2.Client
	functions *lambda.Client
	s3        *s3.Client
}

// account is the one of the environment's credentials.
func account() (*cloud, error) {
	loaded, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		return nil, err
	}
	if loaded.Region == "" {
		return nil, fmt.Errorf("no Region: set AWS_REGION")
	}
	return newCloud(loaded.Region)
}

// newCloud uses the environment, and what is given instead of parts of it.
func newCloud(region string, environment ...string) (*cloud, error) {
	ctx := context.Background()
	loaded, err := configuration(ctx, region, environment)
	if err != nil {
		return nil, err
	}
	caller, err := sts.NewFromConfig(loaded).GetCallerIdentity(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("whose credentials are these: %w", err)
	}
	inherited := exec.Command("npx").Environ()
	if _, emulated := value(environment, "AWS_ENDPOINT_URL"); emulated {
		inherited = withoutAws(inherited)
	}
	return &cloud{
		account: aws.ToString(caller.Account),
		region:  region,
		environment: append(inherited, append(environment,
			"AWS_REGION="+region,
			"AWS_DEFAULT_REGION="+region,
			"CDK_VALIDATION=false", // each example's own test has it on and strict
			"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=1",
		)...),
		stacks:    cloudformation.NewFromConfig(loaded),
		ec2:       ec2.NewFromConfig(loaded),
		functions: lambda.NewFromConfig(loaded),
		s3:        s3.NewFromConfig(loaded, func(o *s3.Options) { o.UsePathStyle = true }),
	}, nil
}

// configuration is the SDK's: of an emulator, or of the environment.
func configuration(ctx context.Context, region string, environment []string) (aws.Config, error) {
	url, emulated := value(environment, "AWS_ENDPOINT_URL")
	if !emulated {
		return config.LoadDefaultConfig(ctx, config.WithRegion(region))
	}
	key, _ := value(environment, "AWS_ACCESS_KEY_ID")
	return aws.Config{
		Region:       region,
		BaseEndpoint: &url,
		Credentials:  credentials.NewStaticCredentialsProvider(key, "secret", ""),
	}, nil
}

// partition is the Region's.
func (c *cloud) partition() string {
	if strings.HasPrefix(c.region, "cn-") {
		return "aws-cn"
	}
	return "aws"
}

func value(environment []string, name string) (string, bool) {
	for _, variable := range environment {
		if found, ok := strings.CutPrefix(variable, name+"="); ok {
			return found, true
		}
	}
	return "", false
}
