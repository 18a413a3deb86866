"""VPC endpoints as EC2 has them: their DNS names, their routes and network interfaces, and what it refuses."""

import hashlib

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.utils import random_private_ip
from moto.utilities.utils import get_partition

SUFFIXES = {"aws": "amazonaws.com", "aws-us-gov": "amazonaws.com", "aws-cn": "amazonaws.com.cn"}


def install():
    create, modify, delete = VPCBackend.create_vpc_endpoint, VPCBackend.modify_vpc_endpoint, VPCBackend.delete_vpc_endpoints

    def create_vpc_endpoint(self, vpc_id, service_name, endpoint_type, **arguments):
        tables, subnets = arguments.get("route_table_ids") or [], arguments.get("subnet_ids") or []
        gateway = (endpoint_type or "Gateway") == "Gateway"
        _check(self, service_name, gateway, tables, subnets)
        if not gateway and not arguments.get("security_group_ids"):
            default = self.get_security_group_by_name_or_id("default", vpc_id)
            arguments["security_group_ids"] = [default.id]
        endpoint = create(self, vpc_id, service_name, "Gateway" if gateway else endpoint_type, **arguments)
        endpoint.dns_entries = [] if gateway else _dns_entries(self, endpoint)
        return endpoint

    def modify_vpc_endpoint(self, vpc_id, policy_doc, add_subnets, remove_subnets, remove_route_tables, add_route_tables, *groups, **named):
        endpoint = self.vpc_end_points[vpc_id]
        gateway = endpoint.vpc_endpoint_type == "Gateway"
        _check(self, endpoint.service_name, gateway, add_route_tables or [], add_subnets or [], endpoint)
        for table in add_route_tables or []:
            self.create_route(table, None, gateway_id=vpc_id, destination_prefix_list_id=endpoint.destination_prefix_list_id)
        for table in remove_route_tables or []:
            self.delete_route(table, None, destination_prefix_list_id=endpoint.destination_prefix_list_id)
        for subnet in add_subnets or []:
            endpoint.network_interface_ids.append(self.create_network_interface(subnet, random_private_ip()).id)
        for subnet in remove_subnets or []:
            for interface in [i for i in endpoint.network_interface_ids if self.enis[i].subnet.id == subnet]:
                endpoint.network_interface_ids.remove(interface)
                self.enis.pop(interface)
        modify(self, vpc_id, policy_doc, add_subnets, remove_subnets, remove_route_tables, add_route_tables, *groups, **named)
        if not gateway:
            endpoint.dns_entries = _dns_entries(self, endpoint)

    def delete_vpc_endpoints(self, vpce_ids=None):
        for endpoint in [self.vpc_end_points[i] for i in vpce_ids or [] if i in self.vpc_end_points]:
            # A route table that is gone has taken its routes with it.
            endpoint.route_table_ids = [i for i in endpoint.route_table_ids or [] if i in self.route_tables]
        delete(self, vpce_ids)
        for i in vpce_ids or []:
            self.vpc_end_points.pop(i, None)

    VPCBackend.create_vpc_endpoint = create_vpc_endpoint
    VPCBackend.modify_vpc_endpoint = modify_vpc_endpoint
    VPCBackend.delete_vpc_endpoints = delete_vpc_endpoints


def _check(backend, service_name, gateway, tables, subnets, endpoint=None):
    """What EC2 refuses before it creates or changes anything."""
    lists = [p.id for p in backend.managed_prefix_lists.values() if p.prefix_list_name == service_name]
    for table in tables:
        for route in backend.get_route_table(table).routes:
            if gateway and route.destination_prefix_list and route.destination_prefix_list.id in lists:
                raise EC2ClientError(
                    "RouteAlreadyExists",
                    f"route table {table} already has a route with destination-prefix-list-id {lists[0]}",
                )
    zones = [backend.get_subnet(s).availability_zone for s in (endpoint.subnet_ids if endpoint else None) or []]
    for subnet in subnets:
        zone = backend.get_subnet(subnet).availability_zone
        if zone in zones:
            raise EC2ClientError(
                "DuplicateSubnetsInSameZone",
                f"Found another VPC endpoint subnet in the availability zone of {subnet}",
            )
        zones.append(zone)


def _dns_entries(backend, endpoint):
    """The Regional name first, then the zonal ones in an order that is neither the subnets' nor the zones'. Names of S3
    begin with *. and have a hosted zone for each Region."""
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
