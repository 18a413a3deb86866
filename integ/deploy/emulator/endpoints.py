"""VPC endpoints: DNS names in AWS's form, where moto returns one name in a form of its own, and the routes to a gateway endpoint
that is given other route tables, which moto leaves as they are and then misses when it deletes the endpoint."""

import hashlib

from moto.ec2.models import ec2_backends
from moto.ec2.models.vpcs import VPCBackend
from moto.utilities.utils import get_partition

SUFFIXES = {"aws": "amazonaws.com", "aws-us-gov": "amazonaws.com", "aws-cn": "amazonaws.com.cn"}


def install():
    create, modify = VPCBackend.create_vpc_endpoint, VPCBackend.modify_vpc_endpoint

    def create_vpc_endpoint(backend, *arguments, **named):
        endpoint = create(backend, *arguments, **named)
        if endpoint.vpc_endpoint_type == "Interface":
            endpoint.dns_entries = dns_entries(backend, endpoint)
        return endpoint

    def modify_vpc_endpoint(backend, **change):
        modify(backend, **change)
        endpoint = backend.vpc_end_points[change["vpc_id"]]  # moto's name of the endpoint's id
        prefix_list = endpoint.destination_prefix_list_id
        for table in change["add_route_tables"]:
            backend.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix_list)
        for table in change["remove_route_tables"]:
            backend.delete_route(table, prefix_list)

    VPCBackend.create_vpc_endpoint, VPCBackend.modify_vpc_endpoint = create_vpc_endpoint, modify_vpc_endpoint


def set_private_dns(account, region, endpoint, on):
    """moto's ModifyVpcEndpoint does not change it."""
    ec2_backends[account][region].vpc_end_points[endpoint].private_dns_enabled = on


def dns_entries(backend, endpoint):
    """The Regional name comes first, then the zonal names in an order that is neither that of the subnets nor that of the
    zones. The names of S3 begin with a wildcard."""
    region = backend.region_name
    service = endpoint.service_name.rpartition(f".{region}.")[2]
    label = hashlib.sha256(endpoint.id.encode()).hexdigest()[:8]
    zone_id = "Z" + hashlib.sha256((region + service).encode()).hexdigest()[:13].upper()
    star = "*." if service == "s3" else ""
    host = f"{'.'.join(reversed(service.split('.')))}.{region}.vpce.{SUFFIXES[get_partition(region)]}"
    zones = sorted({backend.get_subnet(s).availability_zone for s in endpoint.subnet_ids or []})
    zones = zones[1:] + zones[:1]
    names = [f"{endpoint.id}-{label}"] + [f"{endpoint.id}-{label}-{zone}" for zone in zones]
    return [{"dns_name": f"{star}{name}.{host}", "hosted_zone_id": zone_id} for name in names]
