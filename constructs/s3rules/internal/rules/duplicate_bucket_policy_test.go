package rules

import (
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

var _ = register(ruleTest{
	rule:     "duplicate-bucket-policy",
	message:  "Policy and Second are both policies of the bucket Bucket.",
	location: "Second Properties.Bucket",
	given:    `{"Second": {"Like": "Policy"}}`,
	cases: []ruleCase{
		{"one bucket", NonCompliant, `{}`},
		{"two buckets", Compliant, `{"Other": {"Type": "AWS::S3::Bucket"}, "Second.Bucket": {"Ref": "Other"}}`},
		{"one by its name", NonCompliant, `{"Bucket": {"Type": "AWS::S3::Bucket", "BucketName": "data"}, "Second.Bucket": "data"}`},
		{"another one by its name", Compliant, `{"Bucket": {"Type": "AWS::S3::Bucket", "BucketName": "data"}, "Second.Bucket": "logs"}`},
		{"a name beside a bucket whose name is chosen at the deploy", Unknown, `{"Second.Bucket": "data"}`},
		{"one name with the account in it", NonCompliant, `{
			"Policy.Bucket": {"Fn::Sub": "data-${AWS::AccountId}"},
			"Second.Bucket": {"Fn::Join": ["-", ["data", {"Ref": "AWS::AccountId"}]]}
		}`},
		{"a bucket that is a parameter", Unknown, `{"Second.Bucket": {"Ref": "Any"}}`},
		{"a condition", NonCompliant, `{"Second": {"Like": "Policy", "Condition": "Open"}}`},
		{"two conditions, which may exclude each other", Unknown, `{
			"Second": {"Like": "Policy", "Condition": "Open"},
			"Third": {"Like": "Policy", "Condition": "Open"},
			"Policy": null
		}`},
	},
	inExample: func(e *example) {
		id := e.id("AWS::S3::BucketPolicy", "Bucket")
		e.add("Second", "AWS::S3::BucketPolicy", e.propertiesOf(id))
	},
})

// Policies in different stacks may be of one bucket.
func TestDuplicateBucketPolicyAcrossStacks(t *testing.T) {
	const (
		ireland  = "aws://111122223333/eu-west-1"
		virginia = "aws://111122223333/us-east-1"
		exports  = `{
			"Resources": {
				"Bucket": {"Type": "AWS::S3::Bucket"},
				"Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}}}
			},
			"Outputs": {"Bucket": {"Value": {"Ref": "Bucket"}, "Export": {"Name": "bucket"}}}
		}`
		imports = `{"Resources": {"Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Fn::ImportValue": "bucket"}}}}}`
		named   = `{"Resources": {"Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "data"}}}}`
	)
	for _, test := range []struct {
		name          string
		first, second stack
		want          Compliance
	}{
		{"an import", stack{ireland, exports}, stack{ireland, imports}, NonCompliant},
		{"one name", stack{ireland, named}, stack{ireland, named}, NonCompliant},
		{"one name in two Regions", stack{ireland, named}, stack{virginia, named}, Unknown},
		{"an import of another name", stack{ireland, exports}, stack{ireland, named}, Unknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := template.Load(writeAssembly(t, test.first, test.second))
			if err != nil {
				t.Fatal(err)
			}
			if got := worst(duplicateBucketPolicy().Check(a, network.New(a, nil))).Compliance; got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}
