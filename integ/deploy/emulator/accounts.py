"""Access keys that name their account: AKIATEST111122223333 belongs to 111122223333. moto has a single default account."""

import os

import boto3
import moto.iam.models as iam

PREFIX = "AKIATEST"


def install():
    known = iam.get_account_id_from
    iam.get_account_id_from = lambda key: key.removeprefix(PREFIX) if key.startswith(PREFIX) else known(key)


def client(service, account, region):
    """A client of this server, in one of its accounts."""
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        aws_access_key_id=PREFIX + account,
        aws_secret_access_key="secret",
    )
