package topology

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// maker is something that makes resources which no template shows.
type maker struct {
	template.Unseen
	mentions
	// handed is true for what changes the parts that it is passed and no others: see isCode.
	handed bool
}

// addMakers finds what makes resources that no template shows, but for what the options state to make no part of a network.
func (u *unseen) addMakers() {
	add := func(m maker) {
		if !u.isStated(m.Cause) {
			u.makers = append(u.makers, m)
		}
	}
	for _, s := range u.assembly.Stacks {
		for _, made := range s.Unseen {
			if isOfTheCdk(made.Nested) || made.Exists() == template.False {
				continue
			}
			m := maker{Unseen: made, mentions: u.mentionsOf(s, made.Names())}
			add(m)
			if handed, ok := makers(made.Types); ok { // what a loop makes may make anything in turn
				m.Types, m.handed = nil, handed
				add(m)
			}
			if slices.ContainsFunc(made.Types, runsPrograms) {
				u.addHolder(add, s, made.Names(), made.Cause)
			}
		}
	}
	for _, r := range u.model.Resources {
		switch kind := makerKind(r.Type); {
		case kind != "" && !isLookup(r) && !isRotation(r):
			add(maker{template.Unseen{Cause: causeIn(r, kind)}, u.mentionsOf(r.Stack, r.Mentions()), isCode(kind)})
		case runsPrograms(r.Type):
			u.addHolder(add, r.Stack, r.Mentions(), causeIn(r, CauseProgram))
		}
	}
}

// addHolder adds a program that has the id of a route table among what it names, such as a function that replaces the default
// route if a NAT instance fails. It is taken to change the routes of these tables.
func (u *unseen) addHolder(add func(maker), s *template.Stack, names template.Value, cause template.Cause) {
	if !u.hasTables {
		return
	}
	m := u.mentionsOf(s, names)
	m.parameter = false // too many programs have one
	maps.DeleteFunc(m.keys, func(key network.Key, _ bool) bool {
		r := u.model.Resource(key)
		return r == nil || r.Type != typeRouteTable
	})
	if len(m.keys) > 0 || m.any {
		add(maker{template.Unseen{Cause: cause, Types: []string{"AWS::EC2::Route"}}, m, true})
	}
}

const typeRouteTable = "AWS::EC2::RouteTable"

// runsPrograms reports whether the resources of a type run programs, which its properties configure.
func runsPrograms(resourceType string) bool {
	switch resourceType {
	case "AWS::AutoScaling::LaunchConfiguration", "AWS::Batch::JobDefinition", "AWS::CodeBuild::Project", "AWS::EC2::Instance", "AWS::EC2::LaunchTemplate",
		"AWS::ECS::TaskDefinition", "AWS::Events::Rule", "AWS::Lambda::Function", "AWS::SSM::Association", "AWS::SSM::Document", "AWS::Scheduler::Schedule",
		"AWS::Serverless::Function", "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine":
		return true
	}
	return false
}

// isStated reports whether the option NoNetwork names something, which then makes and changes no part of a network. It records what
// it was asked about, for NotMakers.
func (u *unseen) isStated(made template.Cause) bool {
	if made.Kind == template.CauseGap {
		return false
	}
	u.asked = append(u.asked, made)
	return slices.ContainsFunc(u.options.NoNetwork, func(name string) bool { return isNameOf(name, made) })
}

func isNameOf(name string, made template.Cause) bool {
	return name == made.Subject || name == made.Stack+":"+made.Subject
}

// NotMakers returns those of the names in the option NoNetwork that are of nothing which may change the network unseen, and the
// names of all that may.
func (t *Topology) NotMakers() (wrong, names []string) {
	for _, name := range t.options.NoNetwork {
		if !slices.ContainsFunc(t.unseen.asked, func(made template.Cause) bool { return isNameOf(name, made) }) {
			wrong = append(wrong, name)
		}
	}
	for _, made := range t.unseen.asked {
		names = append(names, made.Subject)
	}
	slices.Sort(names)
	return wrong, slices.Compact(names)
}

// makerKind returns what the resources of a type are that make resources which no template shows, empty if they make none.
// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html for the types that are not AWS's.
func makerKind(resourceType string) template.CauseKind {
	switch resourceType {
	case "AWS::CloudFormation::StackSet":
		return CauseStackSet
	case "AWS::ServiceCatalog::CloudFormationProvisionedProduct":
		return CauseProduct
	case "AWS::Serverless::Application":
		return CauseApplication
	case "AWS::CloudFormation::CustomResource":
		return CauseCustom
	}
	namespace, name, _ := strings.Cut(resourceType, "::")
	switch {
	case strings.HasSuffix(name, "::MODULE"):
		return CauseModule
	case namespace == "AWS", namespace == "Alexa", namespace == "Custom" && isOfCdk(name):
		return ""
	case namespace == "Custom":
		return CauseCustom
	}
	return CauseThirdParty
}

// isOfCdk reports whether a type of custom resource is one that the CDK has and that changes no network.
func isOfCdk(name string) bool {
	switch name {
	case "CDKBucketDeployment", "CrossRegionExportReader", "CrossRegionExportWriter", "LogRetention", "S3AutoDeleteObjects",
		"S3BucketNotifications", "VpcRestrictDefaultSG":
		return true
	}
	return strings.HasPrefix(name, "AWSCDK")
}

// makers reports whether there are makers among resource types, and whether all of them change what they are passed alone.
func makers(types []string) (handed, ok bool) {
	handed = true
	for _, resourceType := range types {
		kind := makerKind(resourceType)
		if resourceType == "AWS::CloudFormation::Stack" {
			kind = template.CauseNested
		}
		if kind != "" {
			handed, ok = handed && isCode(kind), true
		}
	}
	return handed, ok
}

// isCode reports whether what makes resources is code, such as the function of a custom resource. It is taken to change the
// parts that it is passed and no others, as any function may. All others deploy a template, which may have a VPC, and what
// applies to all VPCs of the account.
func isCode(kind template.CauseKind) bool { return kind == CauseCustom || kind == CauseThirdParty }

// isLookup reports whether a resource is an AwsCustomResource of the CDK that calls actions which read, and no others.
func isLookup(r *template.Resource) bool {
	if r.Type != "Custom::AWS" {
		return false
	}
	for _, event := range []string{"Create", "Update", "Delete"} {
		call := r.Property(event)
		_, action, ok := strings.Cut(call.String(), `"action":"`)
		reads := ok && slices.ContainsFunc([]string{"describe", "get", "head", "list"}, func(verb string) bool { return strings.HasPrefix(action, verb) })
		if call.Kind() != template.Absent && !reads {
			return false
		}
	}
	return true
}

// rotation matches the applications by which AWS rotates secrets. They make a function and its role. See
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html.
var rotation = regexp.MustCompile(`^arn:aws[a-z-]*:serverlessrepo:[a-z0-9-]+:(297356227824|193023089310|023102451235):applications/SecretsManager[A-Za-z]*Rotation[A-Za-z]*$`)

// isRotation reports whether a resource is one of these applications, whatever its partition.
func isRotation(r *template.Resource) bool {
	if r.Type != "AWS::Serverless::Application" {
		return false
	}
	ids, known := r.Possible("Location", "ApplicationId")
	return known && !slices.ContainsFunc(ids, func(id template.Value) bool {
		text, ok := id.Text()
		return !ok || !rotation.MatchString(text)
	})
}

// isOfTheCdk reports whether a nested stack is one that the CDK makes for an EKS cluster, of functions alone. In a cloud
// assembly it is read; a template by itself does not show it.
func isOfTheCdk(r *template.Resource) bool {
	return r != nil && (strings.HasPrefix(r.LogicalId, "awscdkawseksClusterResourceProvider") || strings.HasPrefix(r.LogicalId, "awscdkawseksKubectlProvider"))
}

// making returns why a resource of a type that names nothing may be in the account and Region of a stack without any template
// showing it.
func (u *unseen) making(home *template.Stack, resourceType string) []template.Cause {
	return u.made(func(m maker) bool {
		return !m.handed && m.MayMake(resourceType) && (home == nil || m.stack.MayShareEnvironment(home))
	})
}

// mayChange reports whether it may make resources of a type that is not analyzed and changes something.
func (m maker) mayChange(what changes) bool {
	return m.Types == nil || slices.ContainsFunc(m.Types, func(resourceType string) bool { return unreadChanges(resourceType)&what != 0 })
}

// Maker is something that may make subnets or workloads which no template shows.
type Maker struct {
	Cause template.Cause
	// Stack is the stack that has it.
	Stack *template.Stack
	// Subnets and Workloads are what it may make.
	Subnets, Workloads bool
}

// Makers returns what may make subnets or workloads which no template shows.
func (t *Topology) Makers() []Maker {
	var list []Maker
	for _, m := range t.unseen.makers {
		names := func(v *network.Vpc) bool { return t.unseen.mayNamePart(m, &v.Entity) }
		maker := Maker{Cause: m.Cause, Stack: m.stack}
		maker.Subnets = m.MayMake("AWS::EC2::Subnet") && (!m.handed || slices.ContainsFunc(t.network.Vpcs, names))
		maker.Workloads = !m.handed && slices.ContainsFunc(network.WorkloadTypes(), m.MayMake)
		if maker.Subnets || maker.Workloads {
			list = append(list, maker)
		}
	}
	return list
}
