"""Starts moto_server, and makes it answer as AWS does where these tests look and moto does not.

accounts.py   every account of a test has an access key: its own number
endpoints.py  VPC endpoints: names, routes, network interfaces, and what EC2 refuses
resources.py  the resource types of CloudFormation that moto has not, or cannot change or delete
stacks.py     what CloudFormation does with a stack: order, changes, replacement, rollback

Nothing of moto is changed on disk.
"""

import os
import sys
import threading

from moto.server import main

from . import accounts, endpoints, resources, stacks

accounts.install()
endpoints.install()
resources.install()
stacks.install()



def end_with_the_tests():
    """Standard input ends when they do, however they end."""
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_the_tests, daemon=True).start()
main(sys.argv[1:])
