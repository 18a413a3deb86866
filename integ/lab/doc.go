// Package lab builds the network of synthesized templates out of Linux network namespaces, and sends real packets through it.
//
// README.md says what the kernel decides here, and what only repeats the project's reading of AWS.
package lab
