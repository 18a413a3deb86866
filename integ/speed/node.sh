#!/bin/sh
# Starts node for short-lived apps of the CDK, with the validation of templates.
exec node --no-concurrent-marking --liftoff-only "$@"
