// Package deploy drives the CDK CLI as users do: it deploys the examples, changes and destroys them, and looks with the
// AWS SDK at what came to be.
//
// README.md says how to run it against an emulator and against an account.
package deploy
