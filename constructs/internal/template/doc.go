// Package template reads synthesised CloudFormation and resolves its intrinsic functions.
//
// # What it reads
//
// [Load] reads a template file or a whole cloud assembly (the directory cdk.out): every stack, the assemblies of stages
// inside it, and the nested stacks whose templates lie beside their parent's. [Parse] reads one template from memory.
// Malformed input is an error that names the file and the place in it.
//
// # Known, absent, unknown
//
// A property resolves to a [Value]. It keeps three states apart: absent (left out, or AWS::NoValue), unknown (there, but
// the templates do not tell what it is), and known. What only the deploy brings, such as the id of a VPC, is not
// unknown: it is a [Token], known by the resource and attribute it stands for. So two references to one subnet are
// equal, also when one of them came through an export, a stack output or a nested stack's parameter.
// An import from outside the assembly is one in all stacks of an account and Region, and another one in others.
//
// A parameter is a token too, whatever its default, for the deploy may give another value; conditions on it are
// undecided. Only what a parent stack hands to a nested one is known.
//
// Stacks without a Region of their own are all in one unnamed environment: there "the first availability zone" is a
// token that equals itself, and "the second" is another.
//
// # Bounds
//
// Nothing is evaluated twice through a reference, cycles resolve to unknown, and nesting and the length of joined
// strings are limited, so that the work is proportional to the input. An [Assembly] is not safe for concurrent use.
package template
