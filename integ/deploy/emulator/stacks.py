"""What CloudFormation does with a stack: the order in which its resources come and go, which of them a change touches,
replacement, and the rollback of what failed. moto creates in the template's order, deletes first and rolls nothing back."""

import copy
import json
import re

from botocore.exceptions import ClientError
from moto.cloudformation import parsing
from moto.cloudformation.models import CloudFormationBackend, Event, Stack
from moto.cloudtrail.responses import CloudTrailResponse
from moto.s3.exceptions import BucketAlreadyExists
from moto.utilities.utils import get_partition

from .endpoints import SUFFIXES
from .resources import DELETES, Handled, Replaced


def install():
    Stack.create_resources = _create
    Stack.update = _update
    Stack.delete = _delete
    CloudFormationBackend.delete_stack = _delete_stack
    CloudFormationBackend._resolve_update_parameters = _parameters
    CloudFormationBackend.delete_change_set = _delete_change_set
    # Where the CDK CLI looks for the causes of a failure.
    CloudTrailResponse.lookup_events = lambda response: json.dumps({"Events": []})
    init = parsing.ResourceMap.__init__

    def __init__(resources, *arguments, **named):
        init(resources, *arguments, **named)
        partition = get_partition(resources._region_name)
        resources._parsed_resources |= {"AWS::Partition": partition, "AWS::URLSuffix": SUFFIXES[partition]}

    parsing.ResourceMap.__init__ = __init__
    clean = parsing.clean_json

    def clean_json(value, resources):
        match value:
            case {"Fn::GetStackOutput": wanted}:
                return _stack_output(clean_json(wanted, resources), resources)
            case {"Fn::GetAZs": region}:
                region = clean_json(region, resources) or resources["AWS::Region"]
                return [f"{region}{letter}" for letter in "abc"]
        return clean(value, resources)

    parsing.clean_json = clean_json


def _parameters(backend, instance, incoming_params):
    """A parameter that was never given has its default for a previous value."""
    previous = {p["ParameterKey"] for p in incoming_params if p.get("UsePreviousValue")}
    given = {p["ParameterKey"]: p["ParameterValue"] for p in incoming_params if "ParameterValue" in p}
    return {k: v for k, v in instance.parameters.items() if k in previous} | given


def _create(stack):
    stack.status = "CREATE_IN_PROGRESS"
    stack.description = stack.template_dict.get("Description")
    resources = stack.resource_map
    resources._template = stack.template_dict
    resources._resource_json_map = stack.template_dict["Resources"]
    try:
        for name in _order(resources._resource_json_map):
            _put(stack, name, None)
    except Failed as failed:
        _roll_back(stack, "ROLLBACK", failed, lambda: _take(stack, list(resources._parsed_resources)))
        # moto would create what is asked for: nothing is left to ask for.
        resources._resource_json_map = {}
        stack.output_map = parsing.OutputMap(resources, {}, stack.stack_id)
        return
    stack.mark_creation_complete()


def _update(stack, template, role_arn=None, parameters=None, tags=None):
    resources, before = stack.resource_map, (stack.template, stack.parameters)
    old, old_outputs = resources._resource_json_map, stack.output_map
    found = copy.copy(resources._parsed_resources)
    stack._add_stack_event("UPDATE_IN_PROGRESS", resource_status_reason="User Initiated")

    def load(text, values):
        stack.template = text
        stack._parse_template()
        stack.parameters = values
        resources._template, resources._resource_json_map = stack.template_dict, stack.template_dict["Resources"]
        resources.input_parameters = values
        resources.load()

    load(template, parameters or stack.parameters)
    new = resources._resource_json_map
    replaced, touched = [], []
    try:
        for name in _order(resources._resource_json_map):
            touched.append(name)
            gone = _put(stack, name, found.get(name))
            if gone is not None:
                replaced.append((name, gone))
    except Failed as failed:

        def undo():
            added = [n for n in touched if n in resources._parsed_resources and n not in found]
            successors = [(n, resources._parsed_resources[n]) for n, _ in replaced]
            for name, resource in replaced:
                resources._parsed_resources[name] = resource
            load(*before)
            for name in reversed([n for n in touched if n in found and n in old]):
                _put(stack, name, found[name])
            _take(stack, added, new)
            for name, resource in successors:
                _remove(stack, name, resource)

        _roll_back(stack, "UPDATE_ROLLBACK", failed, undo)
        stack.output_map = old_outputs
        return

    # The cleanup: what was replaced, and what the template no longer has, unless it is to be retained.
    for name, resource in reversed(replaced):
        _remove(stack, name, resource)
    _take(stack, [n for n in old if n not in new or not _wanted(resources, n)], old)
    stack.output_map = stack._create_output_map()
    stack.role_arn = role_arn
    stack.tags = stack.tags if tags is None else tags
    stack.status = "UPDATE_COMPLETE"
    stack._add_stack_event("UPDATE_COMPLETE")


def _delete(stack):
    stack._add_stack_event("DELETE_IN_PROGRESS", resource_status_reason="User Initiated")
    try:
        _take(stack, list(stack.resource_map._parsed_resources))
    except Failed as failed:
        _fail(stack, failed)
        stack.status = "DELETE_FAILED"
        stack._add_stack_event("DELETE_FAILED", resource_status_reason=str(failed))
        return
    stack.status = "DELETE_COMPLETE"
    stack._add_stack_event("DELETE_COMPLETE")


def _delete_stack(backend, name):
    for stack in [s for s in backend.stacks.values() if name in (s.stack_id, s.name)]:
        exports = [] if stack.status == "ROLLBACK_COMPLETE" else [e.name for e in stack.exports]
        stack.delete()
        if stack.status == "DELETE_COMPLETE":
            backend.deleted_stacks[stack.stack_id] = backend.stacks.pop(stack.stack_id)
            for export in exports:
                backend.exports.pop(export, None)


def _delete_change_set(backend, change_set_name):
    """The CLI deletes what may not be there."""
    for arn, change_set in list(backend.change_sets.items()):
        if change_set_name in (arn, change_set.change_set_name):
            del backend.change_sets[arn]


class Failed(Exception):
    def __init__(self, name, operation, error):
        super().__init__(f"The following resource(s) failed to {operation.lower()}: [{name}].")
        self.name, self.operation, self.reason = name, operation, _reason(error)


def _reason(error):
    """The words of a resource handler, in which CloudFormation wraps those of the service."""
    if isinstance(error, ClientError):
        service = error.response["ResponseMetadata"].get("ServiceId", "Ec2")
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        message = f"{error.response['Error']['Message']} (Service: {service}, Status Code: {status}, Request ID: 00000000-0000-4000-8000-000000000000)"
        return f'Resource handler returned message: "{message}" (HandlerErrorCode: GeneralServiceException)'
    if isinstance(error, BucketAlreadyExists):
        error = Exception("the bucket already exists")
    return f'Resource handler returned message: "{getattr(error, "message", None) or error!r}" (HandlerErrorCode: InternalFailure)'


def _put(stack, name, existing):
    """Creates a resource, or changes it if what it was last given differs. What it replaces is returned."""
    resources = stack.resource_map
    description = resources._resource_json_map[name]
    if not _wanted(resources, name):
        return None
    try:
        given = parsing.clean_json({k: description.get(k, {}) for k in ("Type", "Properties")}, resources)
        if existing is None:
            resource = resources._parsed_resources.pop(name, None) or parsing.parse_and_create_resource(
                name, copy.deepcopy(description), resources, resources._account_id, resources._region_name
            )
            if resource is None:
                raise NotImplementedError(f"the emulator cannot create {given['Type']}")
            resource.given = given
            resources._parsed_resources[name] = resource
            _event(stack, name, resource, "CREATE_COMPLETE")
            return None
        if existing.given == given:
            resources._parsed_resources[name] = existing
            return None
        changed = type(existing).update_from_cloudformation_json(
            original_resource=existing,
            new_resource_name=getattr(existing, "name", name),
            cloudformation_json=copy.deepcopy(given),
            account_id=resources._account_id,
            region_name=resources._region_name,
        )
        if changed is None:
            raise NotImplementedError(f"the emulator cannot change {given['Type']}")
    except Replaced:
        resources._parsed_resources.pop(name)
        try:
            _put(stack, name, None)
        except Failed:
            resources._parsed_resources[name] = existing
            raise
        return existing
    except Failed:
        raise
    except Exception as error:
        raise Failed(name, "CREATE" if existing is None else "UPDATE", error) from error
    changed.given, changed.logical_resource_id, changed.cf_resource_type = given, name, given["Type"]
    resources._parsed_resources[name] = changed
    _event(stack, name, changed, "UPDATE_COMPLETE")
    return None


def _wanted(resources, name):
    condition = resources._resource_json_map[name].get("Condition")
    return not condition or resources.lazy_condition_map[condition]


def _take(stack, names, descriptions=None):
    """Deletes resources, those first that depend on others."""
    resources = stack.resource_map
    descriptions = descriptions or resources._resource_json_map
    for name in reversed(_order(descriptions)):
        resource = resources._parsed_resources.get(name)
        if name not in names or resource is None:
            continue
        if descriptions[name].get("DeletionPolicy") not in ("Retain", "RetainExceptOnCreate"):
            _remove(stack, name, resource)
        resources._parsed_resources.pop(name)


def _remove(stack, name, resource):
    place = stack.account_id, stack.region_name
    try:
        if isinstance(resource, Handled) or type(resource) in DELETES:
            resource.delete(*place)
        else:
            _delete_as_moto(resource, place)
    except Exception as error:
        raise Failed(name, "DELETE", error) from error
    _event(stack, name, resource, "DELETE_COMPLETE")


def _delete_as_moto(resource, place):
    """Some of moto's types delete themselves, some do not, and some mean something else by it."""
    try:
        resource.delete(*place)
    except (AttributeError, TypeError):
        type(resource).delete_from_cloudformation_json(resource.physical_resource_id, copy.deepcopy(resource.given), *place)


def _roll_back(stack, status, failed, undo):
    _fail(stack, failed)
    stack._add_stack_event(f"{status}_IN_PROGRESS", resource_status_reason=f"{failed} Rollback requested by user.")
    undo()
    stack.status = f"{status}_COMPLETE"
    stack._add_stack_event(f"{status}_COMPLETE")


def _fail(stack, failed):
    resource = stack.resource_map._parsed_resources.get(failed.name)
    _event(stack, failed.name, resource, f"{failed.operation}_FAILED", failed.reason)


def _event(stack, name, resource, status, reason=None):
    description = stack.resource_map._resource_json_map.get(name) or resource.given
    stack.events.append(
        Event(
            stack_id=stack.stack_id,
            stack_name=stack.name,
            logical_resource_id=name,
            physical_resource_id=resource.physical_resource_id if resource else "",
            resource_type=description["Type"],
            resource_status=status,
            resource_status_reason=reason,
            resource_properties=None,
        )
    )


def _order(descriptions):
    """Names of resources, each after those that it refers to."""
    done = []

    def visit(name, path=()):
        if name in done or name in path:
            return
        for other in _references(descriptions[name]):
            if other in descriptions and other != name:
                visit(other, (*path, name))
        done.append(name)

    for name in descriptions:
        visit(name)
    return done


def _references(value):
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "DependsOn":
                yield from [item] if isinstance(item, str) else item
            elif key == "Ref":
                yield item
            elif key == "Fn::GetAtt":
                yield item.split(".")[0] if isinstance(item, str) else item[0]
            elif key == "Fn::Sub":
                yield from re.findall(r"\$\{([A-Za-z0-9]+)", item if isinstance(item, str) else item[0])
            yield from _references(item)


def _stack_output(wanted, resources):
    from moto.cloudformation.models import cloudformation_backends

    account, region = resources._account_id, wanted.get("Region", resources._region_name)
    if "RoleArn" in wanted:
        account = wanted["RoleArn"].split(":")[4]
    for stack in cloudformation_backends[account][region].stacks.values():
        if stack.name == wanted["StackName"]:
            return stack.output_map[wanted["OutputName"]].value
    raise ValueError(f"there is no stack {wanted['StackName']} in {region}")
