package s3path

// What joins the parts of a sentence in Row.Reason.
const (
	reasonOr        = ", or "
	reasonAnd       = ", and "
	reasonBut       = ", but "
	reasonUnless    = ", unless "
	reasonEither    = "either "
	reasonExcept    = "; "
	reasonPerhaps   = "perhaps "
	reasonThen      = "; then "
	reasonDependsOn = "; this depends on %s"
	reasonSettledBy = "; "
	reasonMore      = "%d more"
)

// What several sentences in Row.Reason have.
const (
	reasonTargetBeyond     = ", and the path beyond it is not in the templates"
	reasonOwnVpc           = " serves only its own VPC"
	reasonNatNoRoute       = "%s of its subnet has no route to an internet gateway"
	reasonEndpointsUnknown = "which endpoints the VPC has cannot be determined from the templates"
	reasonGroupsUnknown    = "; a rule that names a security group does not apply over a transit gateway, through a firewall or from another Region"
	reasonNoRuleAllows     = "security group %s has no rule that allows TCP 443 from %s"
)
