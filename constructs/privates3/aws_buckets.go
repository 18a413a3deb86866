package privates3

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

// AwsBuckets is a set of buckets that AWS owns and that workloads need: an endpoint policy that admits only buckets of
// your own breaks image pulls, package updates and patching. The functions AwsBuckets_… return the sets that AWS
// documents, each with its source and its date. AWS adds and renames such buckets, so no set is complete for ever: change
// the value that a function returns, or write a set of your own.
//
// The names are those of the partition "aws". In other partitions the sets use the same names, which AWS documents for
// some services only.
//
// Everybody may use what a set admits, because most of these requests are anonymous or signed by an account of AWS.
type AwsBuckets struct {
	// Name is what error messages call the set. Required.
	Name *string

	// Resources are objects ("amzn-s3-demo-bucket/*") and, for actions on a whole bucket, bucket names, without
	// "arn:<partition>:s3:::". "<region>" stands for the Region of the buckets and "<regionWithoutDashes>" for its name
	// without dashes. A bucket's name takes no wildcard: it would admit buckets of anybody.
	//
	// Default: none; ResourcesByRegion is required then.
	Resources *[]*string

	// ResourcesByRegion are further resources, by Region, for names that cannot be derived from the Region's. It is an
	// error if the Region of the buckets is not among the keys, and in a stack whose Region is not known at synth.
	//
	// Default: none.
	ResourcesByRegion *map[string]*[]*string

	// Actions are what the set admits.
	//
	// Default: s3:GetObject.
	Actions *[]*string

	// Source is where the names were read.
	//
	// Default: none.
	Source *string

	// AsOf is the day on which the source said so, as 2006-01-02.
	//
	// Default: none.
	AsOf *string
}

// bucketPlace is where the AWS-owned buckets are. Its values may be tokens.
type bucketPlace struct {
	partition, region, regionWithoutDashes string
}

// newBucketPlace is the place of buckets in a Region of the stack's partition.
func newBucketPlace(stack awscdk.Stack, region string) bucketPlace {
	withoutDashes := strings.ReplaceAll(region, "-", "")
	if isToken(region) {
		withoutDashes = *awscdk.Fn_Join(jsii.String(""), awscdk.Fn_Split(jsii.String("-"), &region, nil))
	}
	return bucketPlace{partition: *stack.Partition(), region: region, regionWithoutDashes: withoutDashes}
}

// checkAwsBuckets finds what can be judged without the CDK. The Region may be a token.
func checkAwsBuckets(field string, set *AwsBuckets, region string) (found problems) {
	if set == nil {
		found.add(field, "nil", "a set of AWS-owned buckets", "remove the element")
		return found
	}
	if set.Name == nil || *set.Name == "" {
		found.add(field+".Name", quoted(set.Name), "what error messages are to call the set", "name it")
	} else {
		field += " (" + *set.Name + ")"
	}
	if set.Resources == nil && set.ResourcesByRegion == nil {
		found.add(field+".Resources", "nil", "one element or more", `name objects, for example "amzn-s3-demo-bucket/*"`)
	}
	found = append(found, checkEach(field+".Resources", set.Resources, checkAwsResource)...)
	found = append(found, checkEach(field+".Actions", set.Actions,
		matching(`^s3:[A-Za-z*?]+$`, "an action of S3", `write it as in "s3:GetObject"`))...)
	if set.ResourcesByRegion == nil {
		return found
	}
	regions := sortedKeys(*set.ResourcesByRegion)
	for _, known := range regions {
		found = append(found, checkEach(field+".ResourcesByRegion["+known+"]", (*set.ResourcesByRegion)[known], checkAwsResource)...)
	}
	switch {
	case isToken(region):
		found.add(field, "in a stack whose Region is not known at synth", "a stack with a Region, because the names of these buckets differ by Region",
			"give the stack an Env with a Region, or list the buckets in an AwsBuckets of your own")
	case !slices.Contains(regions, region):
		found.add(field, "in "+region, "one of the Regions whose buckets are known: "+strings.Join(regions, ", "),
			"read the names at the set's Source, and add them to its ResourcesByRegion")
	}
	return found
}

func checkAwsResource(field string, resource *string) problems {
	// Before the first "/" there is the name of one bucket: no wildcard, no ARN.
	return matching(`^([a-z0-9.-]|<region>|<regionWithoutDashes>)+(/.*)?$`,
		`the name of one bucket, then perhaps "/" and objects, with "<region>" or "<regionWithoutDashes>" where the Region goes`,
		`drop "arn:…:::", and wildcards before the first "/"`)(field, resource)
}

// arns are the set's resources in one place.
func (b *AwsBuckets) arns(place bucketPlace) []string {
	resources := slices.Clone(elements(b.Resources))
	if b.ResourcesByRegion != nil {
		resources = append(resources, elements((*b.ResourcesByRegion)[place.region])...)
	}
	fill := strings.NewReplacer("<region>", place.region, "<regionWithoutDashes>", place.regionWithoutDashes)
	arns := make([]string, len(resources))
	for i, resource := range resources {
		arns[i] = "arn:" + place.partition + ":s3:::" + fill.Replace(*resource)
	}
	return arns
}

func (b *AwsBuckets) actions() []string {
	if b.Actions == nil {
		return []string{"s3:GetObject"}
	}
	return values(*b.Actions)
}
