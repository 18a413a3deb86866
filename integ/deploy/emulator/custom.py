"""Custom resources. moto runs their functions in Docker; here Python code that is inline in the template is run as Lambda
runs it, in a process of its own. The CDK's own functions need Node and the SDK: they are taken to succeed."""

import io
import json
import os
import subprocess
import sys
import zipfile

from moto.awslambda import lambda_backends
from moto.cloudformation import parsing

from .accounts import PREFIX
from .resources import Resource

# What Lambda adds to inline code: the module cfnresponse. Here it prints the response.
RUN = """
import json, sys, types

given = json.load(sys.stdin)
cfnresponse = types.ModuleType("cfnresponse")
cfnresponse.SUCCESS, cfnresponse.FAILED = "SUCCESS", "FAILED"

def send(event, context, status, data, physicalResourceId=None, noEcho=False, reason=None):
    print(json.dumps({"Status": status, "Data": data, "PhysicalResourceId": physicalResourceId, "Reason": reason}))

cfnresponse.send = send
sys.modules["cfnresponse"] = cfnresponse
module = {"__name__": "index"}
exec(given["code"], module)
module[given["handler"].split(".")[1]](given["event"], None)
"""


def install():
    known = parsing.resource_class_from_type
    parsing.resource_class_from_type = lambda name: Custom if name.startswith("Custom::") else known(name)


class Custom(Resource):
    def create(self, properties):
        self.request("Create", properties)

    def update(self, old, new):
        self.request("Update", new, PhysicalResourceId=self.id, OldResourceProperties=old)

    def remove(self, properties):
        self.request("Delete", properties, PhysicalResourceId=self.id)

    def request(self, kind, properties, **more):
        function = lambda_backends[self.account][self.region].get_function(properties["ServiceToken"])
        package = zipfile.ZipFile(io.BytesIO(function.code_bytes))
        if "index.py" not in package.namelist():
            self.id = self.names["LogicalId"]
            return
        event = {
            "RequestType": kind,
            "ResourceType": self.names["ResourceType"],
            "LogicalResourceId": self.names["LogicalId"],
            "ResourceProperties": properties,
            **more,
        }
        run = subprocess.run(
            [sys.executable, "-c", RUN],
            input=json.dumps({"code": package.read("index.py").decode(), "handler": function.handler, "event": event}),
            env=os.environ
            | {"AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region}
            | {"AWS_ACCESS_KEY_ID": PREFIX + self.account, "AWS_SECRET_ACCESS_KEY": "secret"},
            capture_output=True,
            text=True,
            timeout=60,
        )
        if run.returncode != 0:
            raise RuntimeError(run.stderr)
        response = json.loads(run.stdout.splitlines()[-1])
        if response["Status"] != "SUCCESS":
            raise RuntimeError(f"Received response status [FAILED] from custom resource: {response['Reason']}")
        self.id, self.attributes = response["PhysicalResourceId"], response["Data"]
