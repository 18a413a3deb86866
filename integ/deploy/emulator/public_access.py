"""VPC Block Public Access, which moto lacks: off, and without exclusions."""

from moto.ec2.responses import EC2Response

ANSWER = """<{0}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15"><requestId>request</requestId>{1}</{0}Response>"""


def install():
    EC2Response.describe_vpc_block_public_access_options = options
    EC2Response.describe_vpc_block_public_access_exclusions = exclusions


def options(_):
    off = "<internetGatewayBlockMode>off</internetGatewayBlockMode>"
    return ANSWER.format("DescribeVpcBlockPublicAccessOptions", f"<vpcBlockPublicAccessOptions>{off}</vpcBlockPublicAccessOptions>")


def exclusions(_):
    return ANSWER.format("DescribeVpcBlockPublicAccessExclusions", "<vpcBlockPublicAccessExclusionSet/>")
