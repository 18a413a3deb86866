"""Resource types that moto's CloudFormation lacks, or cannot update. Each is made with the API, as CloudFormation's own
handlers are."""

import json

from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel
from moto.ec2.models.subnets import Subnet

from . import endpoints
from .accounts import client

# Resources that an update of a stack replaced. They are deleted when the update is over.
predecessors = []


def install():
    for kind in (BucketPolicy, Egress, Ingress, Metadata, Route, SecurityGroup, SubnetRouteTable, TransitGatewayAttachment, VpcEndpoint):
        parsing.get_model_map()[kind.type] = kind
    create_subnet = Subnet.create_from_cloudformation_json

    def create_public_subnet(resource_name, cloudformation_json, account_id, region_name, **kwargs):
        subnet = create_subnet(resource_name, cloudformation_json, account_id, region_name, **kwargs)
        if is_true(cloudformation_json["Properties"], "MapPublicIpOnLaunch"):
            client("ec2", account_id, region_name).modify_subnet_attribute(SubnetId=subnet.id, MapPublicIpOnLaunch={"Value": True})
        return subnet

    Subnet.create_from_cloudformation_json = create_public_subnet
    update = parsing.ResourceMap.update

    def update_then_clean_up(resources, template, parameters=None):
        # moto adds these to the template that it created the stack from, and takes that for a change.
        for description in template["Resources"].values():
            description.setdefault("Properties", {})
        update(resources, template, parameters)
        while predecessors:
            predecessors.pop().delete()

    parsing.ResourceMap.update = update_then_clean_up


class Resource(CloudFormationModel):
    """A resource of a stack: its properties, its physical id, and the attributes of Fn::GetAtt."""

    type = ""
    in_place: tuple = ()  # the properties that the API can change. A change of another property replaces the resource.

    def __init__(self, account, region, properties, names):
        self.account, self.region, self.properties, self.names = account, region, properties, names
        self.attributes = {}

    @property
    def physical_resource_id(self):
        return self.id

    def api(self, service):
        return client(service, self.account, self.region)

    def is_created(self):
        return True

    def get_cfn_attribute(self, name):
        return self.attributes[name]

    @classmethod
    def cloudformation_type(cls):
        return cls.type

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json.get("Properties", {})
        resource = cls(account_id, region_name, properties, {"generated": resource_name, **kwargs})
        resource.create(properties)
        return resource

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        old, new = original_resource.properties, cloudformation_json.get("Properties", {})
        changed = {name for name in old | new if old.get(name) != new.get(name)}
        if changed.difference(cls.in_place):
            predecessors.append(original_resource)
            return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)
        original_resource.update(old, new)
        original_resource.properties = new
        return original_resource

    def delete(self, *_):
        self.remove(self.properties)


def tags(kind, properties):
    return [{"ResourceType": kind, "Tags": properties["Tags"]}] if properties.get("Tags") else []


def is_true(properties, name):
    return properties.get(name) in (True, "true")


def difference(old, new, name):
    before, after = old.get(name) or [], new.get(name) or []
    return [i for i in after if i not in before], [i for i in before if i not in after]


class VpcEndpoint(Resource):
    type = "AWS::EC2::VPCEndpoint"
    lists = ("RouteTableIds", "SubnetIds", "SecurityGroupIds")
    options = ("DnsOptions", "IpAddressType")
    in_place = (*lists, *options, "PolicyDocument", "PrivateDnsEnabled", "Tags")

    def create(self, properties):
        given = {k: v for k, v in properties.items() if k not in ("Tags", "PolicyDocument")}
        given["PrivateDnsEnabled"] = is_true(given, "PrivateDnsEnabled")
        if "PolicyDocument" in properties:
            given["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
        created = self.api("ec2").create_vpc_endpoint(**given, TagSpecifications=tags("vpc-endpoint", properties))
        endpoint = created["VpcEndpoint"]
        self.id = endpoint["VpcEndpointId"]
        self.attributes = {"DnsEntries": [f"{e['HostedZoneId']}:{e['DnsName']}" for e in endpoint.get("DnsEntries", [])]}

    def update(self, old, new):
        change = {}
        for name in self.lists:
            change[f"Add{name}"], change[f"Remove{name}"] = difference(old, new, name)
        for name in self.options:
            if name in new:
                change[name] = new[name]
        if "PolicyDocument" in new:
            change["PolicyDocument"] = json.dumps(new["PolicyDocument"])
        else:
            change["ResetPolicy"] = True
        ec2 = self.api("ec2")
        ec2.modify_vpc_endpoint(VpcEndpointId=self.id, **change)
        endpoints.set_private_dns(self.account, self.region, self.id, is_true(new, "PrivateDnsEnabled"))
        ec2.delete_tags(Resources=[self.id], Tags=old.get("Tags", []))
        ec2.create_tags(Resources=[self.id], Tags=new.get("Tags", []))

    def remove(self, properties):
        self.api("ec2").delete_vpc_endpoints(VpcEndpointIds=[self.id])


class SecurityGroup(Resource):
    type = "AWS::EC2::SecurityGroup"
    in_place = ("SecurityGroupIngress", "SecurityGroupEgress")

    def create(self, properties):
        ec2 = self.api("ec2")
        self.id = ec2.create_security_group(
            GroupName=properties.get("GroupName", self.names["generated"]),
            Description=properties["GroupDescription"],
            VpcId=properties["VpcId"],
            TagSpecifications=tags("security-group", properties),
        )["GroupId"]
        self.attributes = {"GroupId": self.id}
        if properties.get("SecurityGroupEgress"):
            everything = ec2.describe_security_groups(GroupIds=[self.id])["SecurityGroups"][0]["IpPermissionsEgress"]
            ec2.revoke_security_group_egress(GroupId=self.id, IpPermissions=everything)
        self.update({}, properties)

    def update(self, old, new):
        ec2 = self.api("ec2")
        for name, authorize, revoke in (
            ("SecurityGroupIngress", ec2.authorize_security_group_ingress, ec2.revoke_security_group_ingress),
            ("SecurityGroupEgress", ec2.authorize_security_group_egress, ec2.revoke_security_group_egress),
        ):
            added, removed = difference(old, new, name)
            for rule in removed:
                revoke(GroupId=self.id, IpPermissions=[permission(rule)])
            for rule in added:
                authorize(GroupId=self.id, IpPermissions=[permission(rule)])

    def remove(self, properties):
        self.api("ec2").delete_security_group(GroupId=self.id)


def permission(rule):
    """A rule of CloudFormation in the form of the API."""
    description = {"Description": rule["Description"]} if "Description" in rule else {}
    found = {"IpProtocol": str(rule["IpProtocol"])} | {name: int(rule[name]) for name in ("FromPort", "ToPort") if name in rule}
    for name, field, key in (
        ("CidrIp", "IpRanges", "CidrIp"),
        ("CidrIpv6", "Ipv6Ranges", "CidrIpv6"),
        ("SourcePrefixListId", "PrefixListIds", "PrefixListId"),
        ("DestinationPrefixListId", "PrefixListIds", "PrefixListId"),
        ("SourceSecurityGroupId", "UserIdGroupPairs", "GroupId"),
        ("DestinationSecurityGroupId", "UserIdGroupPairs", "GroupId"),
    ):
        if name in rule:
            found[field] = [{key: rule[name], **description}]
    return found


class Ingress(Resource):
    type = "AWS::EC2::SecurityGroupIngress"
    operation = "security_group_ingress"

    def create(self, properties):
        self.id = self.names["generated"]
        self.call("authorize", properties)

    def remove(self, properties):
        self.call("revoke", properties)

    def call(self, verb, properties):
        getattr(self.api("ec2"), f"{verb}_{self.operation}")(GroupId=properties["GroupId"], IpPermissions=[permission(properties)])


class Egress(Ingress):
    type = "AWS::EC2::SecurityGroupEgress"
    operation = "security_group_egress"


class BucketPolicy(Resource):
    type = "AWS::S3::BucketPolicy"
    in_place = ("PolicyDocument",)

    def create(self, properties):
        self.id = properties["Bucket"]
        self.update({}, properties)

    def update(self, old, new):
        self.api("s3").put_bucket_policy(Bucket=self.id, Policy=json.dumps(new["PolicyDocument"]))

    def remove(self, properties):
        self.api("s3").delete_bucket_policy(Bucket=self.id)


class Route(Resource):
    type = "AWS::EC2::Route"
    keys = ("RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock")

    def create(self, properties):
        self.id = "|".join(properties[name] for name in self.keys if name in properties)
        self.api("ec2").create_route(**properties)

    def remove(self, properties):
        self.api("ec2").delete_route(**{name: properties[name] for name in self.keys if name in properties})


class SubnetRouteTable(Resource):
    type = "AWS::EC2::SubnetRouteTableAssociation"

    def create(self, properties):
        self.id = self.api("ec2").associate_route_table(**properties)["AssociationId"]

    def remove(self, properties):
        self.api("ec2").disassociate_route_table(AssociationId=self.id)


class TransitGatewayAttachment(Resource):
    type = "AWS::EC2::TransitGatewayVpcAttachment"

    def create(self, properties):
        given = {name: properties[name] for name in ("TransitGatewayId", "VpcId", "SubnetIds")}
        ec2 = self.api("ec2")
        created = ec2.create_transit_gateway_vpc_attachment(**given)
        self.id = created["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
        options = ec2.describe_transit_gateways(TransitGatewayIds=[given["TransitGatewayId"]])["TransitGateways"][0]["Options"]
        if options["DefaultRouteTablePropagation"] == "enable":
            ec2.enable_transit_gateway_route_table_propagation(
                TransitGatewayRouteTableId=options["PropagationDefaultRouteTableId"], TransitGatewayAttachmentId=self.id
            )

    def remove(self, properties):
        self.api("ec2").delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=self.id)


class Metadata(Resource):
    type = "AWS::CDK::Metadata"
    in_place = ("Analytics",)

    def create(self, properties):
        self.id = self.names["generated"]

    def update(self, old, new):
        pass

    def remove(self, properties):
        pass
