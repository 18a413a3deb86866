"""Starts moto_server with what the examples need to be deployed and moto 5.2.1 lacks. Nothing of moto is changed on disk.

accounts.py        several accounts, because examples/fleet is deployed to three
cloudformation.py  intrinsic functions that moto resolves wrongly or not at all, and a safe order of deletion
custom.py          custom resources, because moto runs their functions in Docker
endpoints.py       DNS names of VPC endpoints in AWS's form, because the outputs of the constructs take them apart
public_access.py   VPC Block Public Access, because "privates3 account" reads it
resources.py       resource types that moto's CloudFormation lacks, or cannot update
"""

import os
import sys
import threading

from moto.server import main

from . import accounts, cloudformation, custom, endpoints, public_access, resources

for module in (accounts, cloudformation, custom, endpoints, public_access, resources):
    module.install()


def exit_with_the_tests():
    """The tests hold the other end of standard input: it is closed when they end, even if they are killed."""
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=exit_with_the_tests, daemon=True).start()
main(sys.argv[1:])
