"""Resource types that moto's CloudFormation has not, or cannot change or delete. They are made with the API, as
CloudFormation's own handlers are."""

import io
import json
import os
import subprocess
import sys
import zipfile

import boto3
import moto.ec2.models as ec2_models
import moto.ecs.models as ecs_models
from moto.awslambda import lambda_backends
from moto.awslambda.models import LambdaFunction
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel
from moto.s3.models import FakeBucket

from .accounts import PREFIX


class Replaced(Exception):
    """A property that CloudFormation cannot change in place has another value."""


def install():
    for deleted, delete in DELETES.items():
        deleted.delete = delete
    for handler in HANDLERS:
        parsing.get_model_map()[handler.type] = handler
    # moto reads no conditions: to it, a policy that denies anything from elsewhere denies everything.
    FakeBucket.get_permission = lambda bucket, action, resource: None
    # CloudFormation makes names in the form that a service takes.
    generate = parsing.generate_resource_name
    parsing.generate_resource_name = lambda kind, stack, name: (
        generate(kind, stack, name).lower() if kind == "AWS::ECR::Repository" else generate(kind, stack, name)
    )
    custom = parsing.resource_class_from_type
    parsing.resource_class_from_type = lambda name: Custom if name.startswith("Custom::") else custom(name)


class Handled(CloudFormationModel):
    """A resource as CloudFormation's handlers see it: its properties, its id and what GetAtt gives."""

    create_only: tuple = ()
    in_place: tuple = ()

    def __init__(self, account, region, properties):
        self.account, self.region, self.properties = account, region, properties
        self.attributes = {}

    @property
    def physical_resource_id(self):
        return self.id

    def client(self, service):
        return client(service, self.account, self.region)

    def is_created(self):
        return True

    def get_cfn_attribute(self, name):
        return self.attributes[name]

    @classmethod
    def cloudformation_type(cls):
        return getattr(cls, "type", "")

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        resource = cls(account_id, region_name, cloudformation_json.get("Properties", {}))
        resource.names = {"generated": resource_name, **kwargs}
        resource.create(resource.properties)
        return resource

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        old, new = original_resource.properties, cloudformation_json.get("Properties", {})
        changed = {name for name in old | new if old.get(name) != new.get(name)}
        if changed & set(cls.create_only):
            raise Replaced
        if cls.in_place and changed - set(cls.in_place):
            raise NotImplementedError(f"the emulator cannot change {', '.join(sorted(changed))} of {cls.type}")
        original_resource.update(old, new)
        original_resource.properties = new
        return original_resource

    def update(self, old, new):
        raise NotImplementedError(f"the emulator cannot change {self.type}")

    def delete(self, account_id, region_name):
        self.remove(self.properties)


def client(service, account, region):
    # The server asks itself, as the account.
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        aws_access_key_id=PREFIX + account,
        aws_secret_access_key="secret",
    )


def _tags(kind, properties):
    return [{"ResourceType": kind, "Tags": properties["Tags"]}] if properties.get("Tags") else []


def _difference(old, new, name):
    before, after = old.get(name) or [], new.get(name) or []
    return [i for i in after if i not in before], [i for i in before if i not in after]


class VpcEndpoint(Handled):
    type = "AWS::EC2::VPCEndpoint"
    create_only = ("ServiceName", "VpcEndpointType", "VpcId", "ServiceRegion", "ServiceNetworkArn", "ResourceConfigurationArn")
    lists = ("RouteTableIds", "SubnetIds", "SecurityGroupIds")
    options = ("DnsOptions", "IpAddressType")
    in_place = (*lists, *options, "PolicyDocument", "Tags")

    def create(self, properties):
        given = {k: v for k, v in properties.items() if k not in ("Tags", "PolicyDocument")}
        given["PrivateDnsEnabled"] = _bool(given.get("PrivateDnsEnabled", False))
        if "PolicyDocument" in properties:
            given["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
        created = self.client("ec2").create_vpc_endpoint(**given, TagSpecifications=_tags("vpc-endpoint", properties))
        self.id = created["VpcEndpoint"]["VpcEndpointId"]
        self._read()

    def update(self, old, new):
        change = {}
        for name in self.lists:
            added, removed = _difference(old, new, name)
            if added:
                change[f"Add{name}"] = added
            if removed:
                change[f"Remove{name}"] = removed
        for name in self.options:
            if old.get(name) != new.get(name):
                change[name] = new[name]
        if old.get("PolicyDocument") != new.get("PolicyDocument"):
            change |= {"PolicyDocument": json.dumps(new["PolicyDocument"])} if "PolicyDocument" in new else {"ResetPolicy": True}
        self.client("ec2").modify_vpc_endpoint(VpcEndpointId=self.id, **change)
        added, removed = _difference(old, new, "Tags")
        if removed:
            self.client("ec2").delete_tags(Resources=[self.id], Tags=[{"Key": t["Key"]} for t in removed])
        if added:
            self.client("ec2").create_tags(Resources=[self.id], Tags=added)
        self._read()

    def remove(self, properties):
        self.client("ec2").delete_vpc_endpoints(VpcEndpointIds=[self.id])

    def _read(self):
        endpoint = self.client("ec2").describe_vpc_endpoints(VpcEndpointIds=[self.id])["VpcEndpoints"][0]
        self.attributes = {
            "Id": self.id,
            "CreationTimestamp": endpoint["CreationTimestamp"].isoformat(),
            "NetworkInterfaceIds": endpoint.get("NetworkInterfaceIds", []),
            "DnsEntries": [f"{e['HostedZoneId']}:{e['DnsName']}" for e in endpoint.get("DnsEntries", [])],
        }


def _bool(value):
    return value if isinstance(value, bool) else value == "true"


class SecurityGroup(Handled):
    type = "AWS::EC2::SecurityGroup"
    create_only = ("GroupDescription", "GroupName", "VpcId")
    in_place = ("SecurityGroupIngress", "SecurityGroupEgress")

    def create(self, properties):
        ec2 = self.client("ec2")
        self.id = ec2.create_security_group(
            GroupName=properties.get("GroupName", self.names["generated"]),
            Description=properties["GroupDescription"],
            VpcId=properties["VpcId"],
            TagSpecifications=_tags("security-group", properties),
        )["GroupId"]
        self.attributes = {"GroupId": self.id, "VpcId": properties["VpcId"]}
        if properties.get("SecurityGroupEgress"):
            everything = ec2.describe_security_groups(GroupIds=[self.id])["SecurityGroups"][0]["IpPermissionsEgress"]
            ec2.revoke_security_group_egress(GroupId=self.id, IpPermissions=everything)
        self.update({}, properties)

    def update(self, old, new):
        ec2 = self.client("ec2")
        for name, authorize, revoke in (
            ("SecurityGroupIngress", ec2.authorize_security_group_ingress, ec2.revoke_security_group_ingress),
            ("SecurityGroupEgress", ec2.authorize_security_group_egress, ec2.revoke_security_group_egress),
        ):
            added, removed = _difference(old, new, name)
            for rule in removed:
                revoke(GroupId=self.id, IpPermissions=[_permission(rule)])
            for rule in added:
                authorize(GroupId=self.id, IpPermissions=[_permission(rule)])

    def remove(self, properties):
        self.client("ec2").delete_security_group(GroupId=self.id)


def _permission(rule):
    permission = {"IpProtocol": str(rule["IpProtocol"])}
    for name in ("FromPort", "ToPort"):
        if name in rule:
            permission[name] = int(rule[name])
    description = {"Description": rule["Description"]} if "Description" in rule else {}
    if "CidrIp" in rule:
        permission["IpRanges"] = [{"CidrIp": rule["CidrIp"], **description}]
    if "CidrIpv6" in rule:
        permission["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **description}]
    for name in ("SourcePrefixListId", "DestinationPrefixListId"):
        if name in rule:
            permission["PrefixListIds"] = [{"PrefixListId": rule[name], **description}]
    for name in ("SourceSecurityGroupId", "DestinationSecurityGroupId"):
        if name in rule:
            permission["UserIdGroupPairs"] = [{"GroupId": rule[name], **description}]
    return permission


class Ingress(Handled):
    type = "AWS::EC2::SecurityGroupIngress"
    operation = "ingress"

    def create(self, properties):
        self.id = self.names["generated"]
        self._call("authorize", properties)

    def update(self, old, new):
        raise Replaced

    def remove(self, properties):
        self._call("revoke", properties)

    def _call(self, verb, properties):
        call = getattr(self.client("ec2"), f"{verb}_security_group_{self.operation}")
        call(GroupId=properties["GroupId"], IpPermissions=[_permission(properties)])


class Egress(Ingress):
    type = "AWS::EC2::SecurityGroupEgress"
    operation = "egress"


class BucketPolicy(Handled):
    type = "AWS::S3::BucketPolicy"
    create_only = ("Bucket",)
    in_place = ("PolicyDocument",)

    def create(self, properties):
        self.id = properties["Bucket"]
        self.update({}, properties)

    def update(self, old, new):
        self.client("s3").put_bucket_policy(Bucket=self.id, Policy=json.dumps(new["PolicyDocument"]))

    def remove(self, properties):
        self.client("s3").delete_bucket_policy(Bucket=self.id)


class NatGateway(Handled):
    type = "AWS::EC2::NatGateway"
    create_only = ("AllocationId", "ConnectivityType", "SubnetId")

    def create(self, properties):
        self.id = self.client("ec2").create_nat_gateway(
            SubnetId=properties["SubnetId"],
            AllocationId=properties["AllocationId"],
            TagSpecifications=_tags("natgateway", properties),
        )["NatGateway"]["NatGatewayId"]
        self.attributes = {"NatGatewayId": self.id}

    def remove(self, properties):
        ec2 = self.client("ec2")
        addresses = ec2.describe_nat_gateways(NatGatewayIds=[self.id])["NatGateways"][0]["NatGatewayAddresses"]
        ec2.delete_nat_gateway(NatGatewayId=self.id)
        for address in addresses:
            ec2.delete_network_interface(NetworkInterfaceId=address["NetworkInterfaceId"])


class Route(Handled):
    type = "AWS::EC2::Route"
    create_only = ("RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")

    def create(self, properties):
        self.id = "|".join(properties[name] for name in self.create_only if name in properties)
        self.client("ec2").create_route(**properties)

    def update(self, old, new):
        self.client("ec2").replace_route(**new)

    def remove(self, properties):
        place = {name: properties[name] for name in self.create_only if name in properties}
        self.client("ec2").delete_route(**place)


class TransitGateway(Handled):
    type = "AWS::EC2::TransitGateway"

    def create(self, properties):
        created = self.client("ec2").create_transit_gateway(TagSpecifications=_tags("transit-gateway", properties))
        self.id = created["TransitGateway"]["TransitGatewayId"]
        self.attributes = {"Id": self.id, "TransitGatewayArn": created["TransitGateway"]["TransitGatewayArn"]}

    def remove(self, properties):
        self.client("ec2").delete_transit_gateway(TransitGatewayId=self.id)


class TransitGatewayAttachment(Handled):
    type = "AWS::EC2::TransitGatewayVpcAttachment"
    create_only = ("TransitGatewayId", "VpcId")
    in_place = ("SubnetIds",)

    def create(self, properties):
        self.id = self.client("ec2").create_transit_gateway_vpc_attachment(
            TransitGatewayId=properties["TransitGatewayId"], VpcId=properties["VpcId"], SubnetIds=properties["SubnetIds"]
        )["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
        self.attributes = {"Id": self.id}

    def update(self, old, new):
        added, removed = _difference(old, new, "SubnetIds")
        self.client("ec2").modify_transit_gateway_vpc_attachment(
            TransitGatewayAttachmentId=self.id, AddSubnetIds=added, RemoveSubnetIds=removed
        )

    def remove(self, properties):
        self.client("ec2").delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=self.id)


class Metadata(Handled):
    type = "AWS::CDK::Metadata"

    def create(self, properties):
        self.id = self.names["generated"]

    def update(self, old, new):
        pass

    def remove(self, properties):
        pass


class Custom(Handled):
    """A custom resource. Its function is run if its code is inline, in a process of its own with boto3 led to this server;
    functions of the CDK's own, which need the SDK of another language, are taken to have answered with success."""

    type = "Custom::"

    def create(self, properties):
        self._ask("Create", properties)

    def update(self, old, new):
        before = self.id
        self._ask("Update", new, PhysicalResourceId=before, OldResourceProperties=old)
        if self.id != before:
            raise NotImplementedError("the emulator cannot replace a custom resource")

    def remove(self, properties):
        self._ask("Delete", properties, PhysicalResourceId=self.id)

    def _ask(self, request, properties, **more):
        function = lambda_backends[self.account][self.region].get_function(properties["ServiceToken"])
        package = zipfile.ZipFile(io.BytesIO(function.code_bytes))
        if "index.py" not in package.namelist():
            self.id = self.names["LogicalId"]
            return
        event = {
            "RequestType": request,
            "ResourceType": self.names["ResourceType"],
            "LogicalResourceId": self.names["LogicalId"],
            "ResourceProperties": properties,
            **more,
        }
        environment = os.environ | {"AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region}
        environment |= {"AWS_ACCESS_KEY_ID": PREFIX + self.account, "AWS_SECRET_ACCESS_KEY": "secret"}
        run = subprocess.run(
            [sys.executable, "-c", RUN],
            input=json.dumps({"code": package.read("index.py").decode(), "handler": function.handler, "event": event}),
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if run.returncode != 0:
            raise RuntimeError(run.stderr)
        answer = json.loads(run.stdout.splitlines()[-1])
        if answer["Status"] != "SUCCESS":
            raise RuntimeError(f"Received response status [FAILED] from custom resource. Message returned: {answer['Reason']}")
        self.id, self.attributes = answer["PhysicalResourceId"], answer["Data"]


# What Lambda puts around inline code: the module cfnresponse, whose answer is printed here.
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


HANDLERS = (
    BucketPolicy,
    Egress,
    Ingress,
    Metadata,
    NatGateway,
    Route,
    SecurityGroup,
    TransitGateway,
    TransitGatewayAttachment,
    VpcEndpoint,
)

# How the types are deleted that moto creates and never deletes.
DELETES = {
    ec2_models.elastic_ip_addresses.ElasticAddress: lambda r, a, g: client("ec2", a, g).release_address(AllocationId=r.allocation_id),
    ec2_models.internet_gateways.InternetGateway: lambda r, a, g: client("ec2", a, g).delete_internet_gateway(InternetGatewayId=r.id),
    ec2_models.vpn_gateway.VPCGatewayAttachment: lambda r, a, g: client("ec2", a, g).detach_internet_gateway(
        InternetGatewayId=r.given["Properties"]["InternetGatewayId"], VpcId=r.given["Properties"]["VpcId"]
    ),
    ec2_models.route_tables.RouteTable: lambda r, a, g: client("ec2", a, g).delete_route_table(RouteTableId=r.id),
    ec2_models.subnets.SubnetRouteTableAssociation: lambda r, a, g: None,  # goes with its subnet
    ecs_models.Cluster: lambda r, a, g: client("ecs", a, g).delete_cluster(cluster=r.physical_resource_id),
    ecs_models.Service: lambda r, a, g: client("ecs", a, g).delete_service(
        cluster=r.given["Properties"]["Cluster"], service=r.physical_resource_id, force=True
    ),
    ecs_models.TaskDefinition: lambda r, a, g: client("ecs", a, g).deregister_task_definition(taskDefinition=r.physical_resource_id),
    LambdaFunction: lambda r, a, g: client("lambda", a, g).delete_function(FunctionName=r.function_name),
}
