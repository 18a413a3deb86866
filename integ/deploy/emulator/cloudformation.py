"""What moto's CloudFormation resolves wrongly or not at all in the templates of the CDK, and the order in which it deletes."""

from moto.cloudformation import parsing
from moto.cloudformation.models import CloudFormationBackend, cloudformation_backends
from moto.ec2.models.route_tables import RouteTable
from moto.s3.models import FakeBucket
from moto.utilities.utils import get_partition

from .endpoints import SUFFIXES


def install():
    init, clean = parsing.ResourceMap.__init__, parsing.clean_json

    def __init__(resources, *arguments, **named):
        init(resources, *arguments, **named)
        # To moto every Region is in the partition aws.
        partition = get_partition(resources._region_name)
        resources._parsed_resources |= {"AWS::Partition": partition, "AWS::URLSuffix": SUFFIXES[partition]}

    def clean_json(value, resources):
        match value:
            case {"Fn::GetStackOutput": wanted}:
                return stack_output(clean_json(wanted, resources), resources)
            case {"Fn::GetAZs": region}:
                # To moto "" is us-east-1.
                return clean({"Fn::GetAZs": clean_json(region, resources) or resources["AWS::Region"]}, resources)
        return clean(value, resources)

    parsing.ResourceMap.__init__ = __init__
    parsing.ResourceMap.delete = delete
    parsing.clean_json = clean_json
    CloudFormationBackend._resolve_update_parameters = parameters
    # moto does not delete route tables, and refuses to delete a VPC that has some.
    RouteTable.delete = lambda table, *_: table.ec2_backend.route_tables.pop(table.id)
    # moto reads no conditions of a bucket policy: a statement that denies requests from elsewhere would deny all.
    FakeBucket.get_permission = lambda bucket, action, resource: None
    # A generated name has upper-case letters, which ECR refuses. CloudFormation generates one in lower case.
    generate = parsing.generate_resource_name
    parsing.generate_resource_name = lambda kind, stack, name: (
        generate(kind, stack, name).lower() if kind == "AWS::ECR::Repository" else generate(kind, stack, name)
    )


def stack_output(wanted, resources):
    """The output of a stack, perhaps in another Region."""
    backend = cloudformation_backends[resources._account_id][wanted.get("Region", resources._region_name)]
    return backend.get_stack(wanted["StackName"]).output_map[wanted["OutputName"]].value


def parameters(backend, instance, incoming_params):
    """moto fails if the previous value of a parameter is its default."""
    previous = {p["ParameterKey"] for p in incoming_params if p.get("UsePreviousValue")}
    given = {p["ParameterKey"]: p["ParameterValue"] for p in incoming_params if "ParameterValue" in p}
    return {k: v for k, v in instance.parameters.items() if k in previous} | given


def delete(resources):
    """Deletes in the reverse order of creation. moto deletes in no order, and fails on what depends on another."""
    for name, resource in reversed(list(resources._parsed_resources.items())):
        description = resources._resource_json_map.get(name)
        if description and resource is not None and description.get("DeletionPolicy") != "Retain":
            resources._delete_resource(resource, description)
            resources._parsed_resources.pop(name)
