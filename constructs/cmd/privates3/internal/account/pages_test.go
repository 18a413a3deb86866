package account

import (
	"context"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
)

func TestPages(t *testing.T) {
	tokens := []string{"", "second", "third"}
	var asked, found []string
	operation := func(_ context.Context, in *ec2.DescribeVpcsInput, _ ...func(*ec2.Options)) (*ec2.DescribeVpcsOutput, error) {
		asked = append(asked, aws.ToString(in.NextToken))
		out := &ec2.DescribeVpcsOutput{NextToken: aws.String("")}
		if len(asked) < len(tokens) {
			out.NextToken = &tokens[len(asked)]
		}
		return out, nil
	}
	err := pages(t.Context(), operation, &ec2.DescribeVpcsInput{}, func(out *ec2.DescribeVpcsOutput) {
		found = append(found, aws.ToString(out.NextToken))
	})
	if want := []string{"second", "third", ""}; err != nil || !slices.Equal(asked, tokens) || !slices.Equal(found, want) {
		t.Errorf("asked with %q and found %q, with the error %v; want %q and %q", asked, found, err, tokens, want)
	}
}

func TestPagesOfRefusedOperation(t *testing.T) {
	operation := func(context.Context, *ec2.DescribeVpcsInput, ...func(*ec2.Options)) (*ec2.DescribeVpcsOutput, error) {
		return nil, context.Canceled
	}
	if err := pages(t.Context(), operation, &ec2.DescribeVpcsInput{}, func(*ec2.DescribeVpcsOutput) { t.Error("there is no page") }); err == nil {
		t.Error("there is no error")
	}
}
