package privates3

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// ServiceBuckets is a set of AWS-owned buckets that workloads need. An endpoint policy that allows only your own buckets
// breaks image pulls, package updates and patching. The functions ServiceBuckets_… return the sets that AWS documents, each
// with its source and date. AWS adds and renames such buckets. If a set is out of date, change the value that the function
// returns, or define your own set.
//
// The names are those in the partition "aws". The sets use the same names in other partitions, although AWS documents them
// there for only some services.
//
// The policy allows a set for all principals, because most of these requests are anonymous or signed by an AWS-owned
// account. ServiceBuckets_CdkStaging is the only set of buckets that you own.
//
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
type ServiceBuckets struct {
	// Name identifies the set in error messages. Required.
	Name *string

	// Resources are objects ("amzn-s3-demo-bucket/*") and, for actions on a bucket, bucket names, without
	// "arn:<partition>:s3:::". "<region>" is replaced by the Region of the buckets, "<regionWithoutDashes>" by the Region
	// without its dashes, and "<account>" by the account of the stack. A bucket name cannot have a wildcard, which would
	// allow buckets of other owners.
	//
	// Default: none. Required if ResourcesByRegion is not set.
	Resources *[]*string

	// ResourcesByRegion are further resources by Region, for bucket names that cannot be derived from the Region. It is
	// an error if the Region of the buckets is not a key of the map, or is unknown at synth.
	//
	// Default: none.
	ResourcesByRegion *map[string]*[]*string

	// Actions are the S3 actions that the policy allows on the resources.
	//
	// Default: s3:GetObject.
	Actions *[]*string

	// Source is the page that lists the names.
	//
	// Default: none.
	Source *string

	// AsOf is the date of the source, in the form 2006-01-02.
	//
	// Default: none.
	AsOf *string
}

// bucketLocation is where AWS-owned buckets are. Its values may be tokens.
type bucketLocation struct {
	partition, region, regionWithoutDashes, account string
}

// newBucketLocation is a Region in the stack's partition.
func newBucketLocation(stack *cdk.Stack, region string) bucketLocation {
	withoutDashes := strings.ReplaceAll(region, "-", "")
	if cdk.IsToken(region) {
		withoutDashes = cdk.Token(map[string]any{"Fn::Join": []any{"", cdk.FnSplit("-", region)}})
	}
	return bucketLocation{stack.Partition(), region, withoutDashes, stack.Account()}
}

// checkServiceBuckets reports whether the set is valid, apart from its Regions. It returns the field with the set's name.
func checkServiceBuckets(found *problems, field string, set *ServiceBuckets) (namedField string, ok bool) {
	before := len(*found)
	if !found.checkNotNil(field, set, "a set of buckets") {
		return field, false
	}
	if orZero(set.Name) == "" {
		found.add(field+".Name", quoted(set.Name)+" is not a name.", "Set a name, for error messages.")
	} else {
		field += " (" + *set.Name + ")"
	}
	if set.Resources == nil && set.ResourcesByRegion == nil {
		found.add(field+".Resources", "the set has neither Resources nor ResourcesByRegion.", `List objects, such as "amzn-s3-demo-bucket/*".`)
	}
	checkAwsResources(found, field+".Resources", set.Resources)
	if set.ResourcesByRegion != nil && len(*set.ResourcesByRegion) == 0 {
		found.add(field+".ResourcesByRegion", "the map is empty.", "Add an element.")
	}
	for _, region := range sortedKeys(orZero(set.ResourcesByRegion)) {
		found.checkRegion(field+".ResourcesByRegion", region, `Use the names of Regions as keys, such as "eu-central-1".`)
		found.checkNotNil(field+".ResourcesByRegion["+region+"]", (*set.ResourcesByRegion)[region], "a list of resources")
		checkAwsResources(found, field+".ResourcesByRegion["+region+"]", (*set.ResourcesByRegion)[region])
	}
	for field, action := range each(found, field+".Actions", set.Actions) {
		found.checkForm(field, action, actionForm, "an S3 action", `Use an action such as "s3:GetObject".`)
	}
	return field, len(*found) == before
}

// checkAwsResources allows neither an ARN nor a wildcard in the name of the bucket, before the first "/".
func checkAwsResources(found *problems, field string, resources *[]*string) {
	for field, resource := range each(found, field, resources) {
		found.checkForm(field, resource, awsResourceForm, "the name of a bucket or of objects in one bucket",
			`Use a form such as "amzn-s3-demo-bucket/*", without "arn:" and without a wildcard in the bucket name.`)
	}
}

// checkRegion finds a Region for which the set has no resources.
func (b *ServiceBuckets) checkRegion(found *problems, field, region string) {
	if b.ResourcesByRegion == nil {
		return
	}
	if cdk.IsToken(region) {
		found.add(field, "the names of these buckets depend on the Region, which is unknown at synth.",
			"Set the Region in the Env of the stack, or list the buckets in a ServiceBuckets of your own.")
		return
	}
	if regions := sortedKeys(*b.ResourcesByRegion); !slices.Contains(regions, region) {
		fix := "Add those for " + region + " to its ResourcesByRegion."
		if b.Source != nil {
			fix = "Look up the names at " + *b.Source + ", and add them to its ResourcesByRegion."
		}
		set := "the set"
		if b.AsOf != nil {
			set += " of " + *b.AsOf
		}
		found.add(field, set+" has no buckets for "+region+", only for "+strings.Join(regions, ", ")+".", fix)
	}
}

// arns returns the set's resources in one location.
func (b *ServiceBuckets) arns(location bucketLocation) []string {
	resources := slices.Clone(elements(b.Resources))
	if b.ResourcesByRegion != nil {
		resources = append(resources, elements((*b.ResourcesByRegion)[location.region])...)
	}
	fill := strings.NewReplacer("<region>", location.region, "<regionWithoutDashes>", location.regionWithoutDashes, "<account>", location.account)
	arns := make([]string, len(resources))
	for i, resource := range resources {
		arns[i] = "arn:" + location.partition + ":s3:::" + fill.Replace(*resource)
	}
	return arns
}

func (b *ServiceBuckets) actions() []string {
	if b.Actions == nil {
		return []string{"s3:GetObject"}
	}
	return values(*b.Actions)
}
