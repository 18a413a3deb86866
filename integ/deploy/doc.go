// Package deploy runs the CDK CLI as users do: it deploys, changes and destroys the examples, and reads the result with the AWS
// SDK.
//
// README.md describes how to run the tests against an emulator and in an account.
package deploy
