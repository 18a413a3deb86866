package account

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
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
	r := &reader{ctx: t.Context()}
	for out := range pages(r, operation, &ec2.DescribeVpcsInput{}) {
		found = append(found, aws.ToString(out.NextToken))
	}
	if want := []string{"second", "third", ""}; r.err != nil || !slices.Equal(asked, tokens) || !slices.Equal(found, want) {
		t.Errorf("asked with %q and found %q, with the error %v; want %q and %q", asked, found, r.err, tokens, want)
	}
}

func TestPagesOfRefusedOperation(t *testing.T) {
	asked := 0
	operation := func(context.Context, *ec2.DescribeVpcsInput, ...func(*ec2.Options)) (*ec2.DescribeVpcsOutput, error) {
		asked++
		return nil, context.Canceled
	}
	r := &reader{ctx: t.Context()}
	for range 2 {
		for range pages(r, operation, &ec2.DescribeVpcsInput{}) {
			t.Error("there is no page")
		}
	}
	if !errors.Is(r.err, context.Canceled) || asked != 1 {
		t.Errorf("the error is %v after %d requests, want that of the first", r.err, asked)
	}
}

func TestPagesOfOperationWithoutPages(t *testing.T) {
	asked := 0
	operation := func(context.Context, *ec2.DescribeVpnGatewaysInput, ...func(*ec2.Options)) (*ec2.DescribeVpnGatewaysOutput, error) {
		asked++
		return &ec2.DescribeVpnGatewaysOutput{}, nil
	}
	for range pages(&reader{ctx: t.Context()}, operation, &ec2.DescribeVpnGatewaysInput{}) {
	}
	if asked != 1 {
		t.Errorf("asked %d times, want once", asked)
	}
}

func TestItems(t *testing.T) {
	token, pages := aws.String("second"), 0
	operation := func(context.Context, *ec2.DescribeVpcsInput, ...func(*ec2.Options)) (*ec2.DescribeVpcsOutput, error) {
		pages++
		out := &ec2.DescribeVpcsOutput{NextToken: token, Vpcs: []types.Vpc{{VpcId: aws.String("vpc-1")}, {VpcId: aws.String("vpc-2")}}}
		token = nil
		return out, nil
	}
	var found []string
	for v := range items[types.Vpc](&reader{ctx: t.Context()}, operation, &ec2.DescribeVpcsInput{}) {
		found = append(found, *v.VpcId)
	}
	if want := []string{"vpc-1", "vpc-2", "vpc-1", "vpc-2"}; pages != 2 || !slices.Equal(found, want) {
		t.Errorf("found %q on %d pages, want %q on 2", found, pages, want)
	}
}
