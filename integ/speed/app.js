// The app of app_test.go with the CDK's own constructs, in the CDK's own language.
const fs = require("node:fs");
const cdk = require("aws-cdk-lib");
const ec2 = require("aws-cdk-lib/aws-ec2");
const { Construct } = require("constructs");

const [accesses, context, outdir, validation] = process.argv.slice(2);
const app = new cdk.App({
  context: JSON.parse(fs.readFileSync(context, "utf8")), outdir, builtinCloudFormationValidation: validation === "true",
});
const stack = new cdk.Stack(app, "Stack");

const gatewayService = ec2.GatewayVpcEndpointAwsService.S3;
let interfaceService;
for (let i = 0; i < Number(accesses); i++) {
  interfaceService ??= newInterfaceService();
  newAccess(stack, `S3${i}`, newVpc(`Vpc${i}`));
}
app.synth();

function newVpc(id) {
  return new ec2.Vpc(stack, id, {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: "Isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
}

function newInterfaceService() {
  const china = new cdk.CfnCondition(stack, "PrivateS3InChina", {
    expression: cdk.Fn.conditionEquals(cdk.Aws.PARTITION, "aws-cn"),
  });
  const prefix = cdk.Fn.conditionIf(china.logicalId, "cn.", "").toString();
  return new ec2.InterfaceVpcEndpointService(`${prefix}com.amazonaws.${cdk.Aws.REGION}.s3`);
}

function newAccess(scope, id, vpc) {
  const access = new Construct(scope, id);
  newGateway(access, "Gateway", vpc);
  newInterface(access, "Interface", vpc);
}

function newGateway(scope, id, vpc) {
  const endpoint = new ec2.GatewayVpcEndpoint(scope, id, { vpc, service: gatewayService });
  cdk.Tags.of(endpoint).add("Name", endpoint.node.path);
  output(endpoint, "GatewayVpcEndpointId", endpoint.vpcEndpointId, "ID of the S3 gateway endpoint, for aws:SourceVpce");
}

function newInterface(scope, id, vpc) {
  const link = new Construct(scope, id);
  cdk.Tags.of(link).add("Name", link.node.path);
  const group = new ec2.SecurityGroup(link, "SecurityGroup", {
    vpc, description: "Clients of the S3 interface endpoint", allowAllOutbound: false,
  });
  group.addIngressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.HTTPS);
  const endpoint = new ec2.InterfaceVpcEndpoint(link, "Endpoint", {
    vpc, service: interfaceService, securityGroups: [group], privateDnsEnabled: false, open: false,
  });

  const entry = cdk.Fn.select(0, endpoint.vpcEndpointDnsEntries);
  const rest = cdk.Fn.select(1, cdk.Fn.split("vpce-", entry));
  const parts = cdk.Fn.split(".s3.", rest);
  const [front, back] = [cdk.Fn.select(0, parts), cdk.Fn.select(1, parts)];
  const zonal = vpc.isolatedSubnets.map((subnet) => `vpce-${front}-${subnet.availabilityZone}.s3.${back}`);
  output(link, "InterfaceVpcEndpointId", endpoint.vpcEndpointId, "ID of the S3 interface endpoint, for aws:SourceVpce");
  output(link, "DnsName", `vpce-${rest}`, "Regional DNS name of the S3 interface endpoint, without its wildcard");
  output(link, "BucketEndpointUrl", `https://bucket.vpce-${rest}`, "Endpoint URL for S3 clients: aws s3 --endpoint-url");
  output(link, "AccessPointEndpointUrl", `https://accesspoint.vpce-${rest}`, "Endpoint URL for S3 clients that use access point ARNs");
  output(link, "ControlEndpointUrl", `https://control.vpce-${rest}`, "Endpoint URL for S3 Control clients: aws s3control --endpoint-url");
  output(link, "ZonalDnsNames", zonal.join(","), "Zonal DNS names of the S3 interface endpoint, one for each Availability Zone");
}

function output(scope, id, value, description) {
  new cdk.CfnOutput(scope, id, { value, description });
}
