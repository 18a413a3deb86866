"""Starts moto_server, and makes it answer as AWS does where these tests look and moto does not.

accounts.py   every account of a test has an access key: its own number
endpoints.py  VPC endpoints: names, routes, network interfaces, and what EC2 refuses
resources.py  the resource types of CloudFormation that moto has not, or cannot change or delete
stacks.py     what CloudFormation does with a stack: order, changes, replacement, rollback

Nothing of moto is changed on disk.
"""

import sys

from moto.server import main

from . import accounts, endpoints, resources, stacks

accounts.install()
endpoints.install()
resources.install()
stacks.install()
main(sys.argv[1:])
