// Package privates3 reaches Amazon S3 privately.
package privates3
