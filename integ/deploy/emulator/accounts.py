"""The access key id AKIATEST111122223333 belongs to the account 111122223333, and so on."""

import moto.iam.models as iam

PREFIX = "AKIATEST"


def install():
    known = iam.get_account_id_from
    iam.get_account_id_from = lambda key: key.removeprefix(PREFIX) if key.startswith(PREFIX) else known(key)
