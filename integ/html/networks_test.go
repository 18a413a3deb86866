package html

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// object is a part of a template.
type object = map[string]any

func ref(id string) object { return object{"Ref": id} }

func resource(kind, path string, properties object) object {
	return object{"Type": "AWS::" + kind, "Metadata": object{"aws:cdk:path": path}, "Properties": properties}
}

// network returns the template of a VPC with two public and two private subnets. Its number decides what leads to S3: gateway
// endpoints in some route tables, NAT gateways, a transit gateway to the hub, and an interface endpoint that is open or closed.
// Each kind is rare or frequent, so that many VPCs have few kinds that are the same and some of their own.
func network(number int) object {
	name := fmt.Sprintf("App%d/Vpc", number)
	block := func(third int) string { return fmt.Sprintf("10.%d.%d.0", number/16+1, number%16*16+third) }
	has := func(kind, one, of int) bool { return (number*7+kind*5)%of < one }
	r := object{
		"Vpc":      resource("EC2::VPC", name+"/Resource", object{"CidrBlock": block(0) + "/20", "EnableDnsSupport": true, "EnableDnsHostnames": true}),
		"Igw":      resource("EC2::InternetGateway", name+"/IGW", object{}),
		"Attached": resource("EC2::VPCGatewayAttachment", name+"/VPCGW", object{"VpcId": ref("Vpc"), "InternetGatewayId": ref("Igw")}),
		"Tgw": resource("EC2::TransitGatewayAttachment", name+"/Tgw", object{
			"VpcId": ref("Vpc"), "TransitGatewayId": object{"Fn::ImportValue": "Hub:Tgw"}, "SubnetIds": []any{ref("Private0"), ref("Private1")},
		}),
	}
	var tables []any
	for i, kind := range []string{"Public", "Public", "Private", "Private"} {
		id := fmt.Sprint(kind, i%2)
		path := fmt.Sprintf("%s/%sSubnet%d", name, kind, i%2+1)
		table := resource("EC2::RouteTable", path+"/RouteTable", object{"VpcId": ref("Vpc")})
		r[id] = resource("EC2::Subnet", path+"/Subnet", object{
			"VpcId": ref("Vpc"), "AvailabilityZone": fmt.Sprint("eu-west-1", string(rune('a'+i%2))), "CidrBlock": block(i) + "/24", "MapPublicIpOnLaunch": kind == "Public",
		})
		r[id+"Table"] = table
		r[id+"Association"] = resource("EC2::SubnetRouteTableAssociation", path+"/RouteTableAssociation", object{"SubnetId": ref(id), "RouteTableId": ref(id + "Table")})
		route := func(to, target, gateway string) {
			r[id+"To"+target] = resource("EC2::Route", path+"/To"+target, object{"RouteTableId": ref(id + "Table"), "DestinationCidrBlock": to, gateway: ref(target)})
		}
		switch {
		case kind == "Public":
			route("0.0.0.0/0", "Igw", "GatewayId")
		case has(1, 2, 5):
			route("0.0.0.0/0", "Nat", "NatGatewayId")
		}
		if kind == "Private" && has(2, 2, 3) {
			r[id+"ToHub"] = resource("EC2::Route", path+"/ToHub", object{
				"RouteTableId": ref(id + "Table"), "DestinationCidrBlock": "10.0.0.0/16", "TransitGatewayId": object{"Fn::ImportValue": "Hub:Tgw"},
			})
		}
		if kind == "Private" && !has(3, 1, 11) || kind == "Public" && has(4, 3, 4) {
			tables = append(tables, ref(id+"Table"))
		}
	}
	if has(1, 2, 5) {
		r["Nat"] = resource("EC2::NatGateway", name+"/PublicSubnet1/NATGateway", object{"SubnetId": ref("Public0"), "AllocationId": "eipalloc-0a1b2c3d"})
	}
	if len(tables) > 0 {
		r["S3"] = resource("EC2::VPCEndpoint", fmt.Sprintf("App%d/S3/Resource", number), object{
			"VpcId": ref("Vpc"), "ServiceName": "com.amazonaws.eu-west-1.s3", "VpcEndpointType": "Gateway", "RouteTableIds": tables,
		})
	}
	if has(5, 1, 13) {
		link(r, fmt.Sprintf("App%d/Link", number), []string{"10.0.0.0/8", "192.168.0.0/16"}[number%2])
	}
	return object{"Resources": r}
}

// link adds an interface endpoint that allows a block.
func link(r object, path, from string) {
	r["Group"] = resource("EC2::SecurityGroup", path+"/SecurityGroup/Resource", object{
		"VpcId": ref("Vpc"), "GroupDescription": "clients",
		"SecurityGroupIngress": []any{object{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": from}},
	})
	r["Link"] = resource("EC2::VPCEndpoint", path+"/Endpoint/Resource", object{
		"VpcId": ref("Vpc"), "ServiceName": "com.amazonaws.eu-west-1.s3", "VpcEndpointType": "Interface", "PrivateDnsEnabled": false,
		"SubnetIds": []any{ref("Private0"), ref("Private1")}, "SecurityGroupIds": []any{ref("Group")},
	})
}

// hub returns the template of the transit gateway and of the VPC whose interface endpoint the others share.
func hub() object {
	r := object{
		"TransitGateway": resource("EC2::TransitGateway", "Hub/TransitGateway", object{}),
		"Vpc":            resource("EC2::VPC", "Hub/Vpc/Resource", object{"CidrBlock": "10.0.0.0/16", "EnableDnsSupport": true, "EnableDnsHostnames": true}),
		"Tgw": resource("EC2::TransitGatewayAttachment", "Hub/Tgw", object{
			"VpcId": ref("Vpc"), "TransitGatewayId": ref("TransitGateway"), "SubnetIds": []any{ref("Private0"), ref("Private1")},
		}),
	}
	for i := range 2 {
		id := fmt.Sprint("Private", i)
		path := fmt.Sprintf("Hub/Vpc/PrivateSubnet%d", i+1)
		r[id] = resource("EC2::Subnet", path+"/Subnet", object{"VpcId": ref("Vpc"), "AvailabilityZone": fmt.Sprint("eu-west-1", string(rune('a'+i))), "CidrBlock": fmt.Sprintf("10.0.%d.0/24", i)})
		r[id+"Table"] = resource("EC2::RouteTable", path+"/RouteTable", object{"VpcId": ref("Vpc")})
		r[id+"Association"] = resource("EC2::SubnetRouteTableAssociation", path+"/RouteTableAssociation", object{"SubnetId": ref(id), "RouteTableId": ref(id + "Table")})
		r[id+"Back"] = resource("EC2::Route", path+"/Back", object{"RouteTableId": ref(id + "Table"), "DestinationCidrBlock": "10.0.0.0/8", "TransitGatewayId": ref("TransitGateway")})
	}
	link(r, "Hub/Link", "10.0.0.0/8")
	return object{"Resources": r, "Outputs": object{"Tgw": object{"Value": ref("TransitGateway"), "Export": object{"Name": "Hub:Tgw"}}}}
}

// alone removes from a template what refers to the hub.
func alone(template object) object {
	maps.DeleteFunc(template["Resources"].(object), func(_ string, r any) bool { return strings.Contains(fmt.Sprint(r), "ImportValue") })
	return template
}

// writeNetworks writes a cloud assembly of a hub and other VPCs, each in a stack of its own.
func writeNetworks(t *testing.T, dir string, vpcs int) {
	t.Helper()
	artifacts := object{}
	write := func(name string, template object) {
		file := name + ".template.json"
		writeJson(t, filepath.Join(dir, file), template)
		artifacts[name] = object{
			"type": "aws:cloudformation:stack", "environment": "aws://111122223333/eu-west-1", "properties": object{"templateFile": file},
		}
	}
	if vpcs == 1 {
		write("App3", alone(network(3)))
	} else {
		write("Hub", hub())
		for i := range vpcs - 1 {
			write(fmt.Sprint("App", i), network(i))
		}
	}
	writeJson(t, filepath.Join(dir, "manifest.json"), object{"version": "54.0.0", "artifacts": artifacts})
}

func writeJson(t *testing.T, file string, value any) {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
