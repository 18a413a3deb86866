// Package template reads synthesized CloudFormation and resolves its intrinsic functions.
//
// # What it reads
//
// A [Reader] reads templates and cloud assemblies (the directory cdk.out) together: every stack, the assemblies of stages
// inside, and the nested stacks whose templates are there. [Parse] reads one template from memory. What cannot be read
// is a [Gap] with its file and place; what depends on it is unknown, and everything else is read. What makes resources that
// no template shows, such as a loop or a nested stack in YAML, is an [Unseen] of its stack.
//
// # Known, absent, unknown
//
// A property resolves to a [Value]. It keeps three states apart: absent (left out, or AWS::NoValue), unknown (it cannot be
// determined, for a [Cause]), and known. What is known only at deploy time, such as the id of a VPC, is not unknown: it is
// a [Token], identified by the resource and attribute that it stands for. So two references to one subnet are equal, also
// if one of them comes from an export, a stack output, an SSM parameter or a nested stack's parameter. An import from
// outside the assembly is one in all stacks of an account and Region, and another one in others.
//
// A parameter is a token too, whatever its default, because the deploy can replace it; conditions on it are undecided. Known
// are a parameter that a parent stack passes to a nested one, one that the [Reader] has a value for, and one of an SSM type,
// whose default is the name that the value is kept under.
//
// Stacks without a Region of their own are all in one unnamed environment: there "the first Availability Zone" is a
// token that equals itself, and "the second" is another.
//
// # Bounds
//
// Nothing is evaluated twice through a reference, cycles resolve to unknown, and nesting and the length of joined
// strings are limited, so that the work is proportional to the input. An [Assembly] is not safe for concurrent use.
package template
