// The policies that the constructs render, read from the golden templates with every reference resolved.
import { readFileSync } from 'node:fs'

export const account = '111122223333'
export const bucket = 'amzn-s3-demo-bucket'
export const endpoints = { Gateway: 'vpce-0aaaaaaaaaaaaaaaa', Interface: 'vpce-0bbbbbbbbbbbbbbbb' }

const pseudoParameters = { 'AWS::AccountId': account, 'AWS::Region': 'eu-west-1', 'AWS::Partition': 'aws' }

/** policiesOf returns the policy of the bucket in a template, and the policies of its endpoints by type. */
export function policiesOf(path) {
  const { Resources: resources } = JSON.parse(readFileSync(new URL(`../../${path}.template.json`, import.meta.url)))
  const found = { endpoint: {} }
  for (const { Type: type, Properties: properties } of Object.values(resources)) {
    if (type === 'AWS::S3::BucketPolicy') found.bucket = resolve(properties.PolicyDocument, resources)
    if (type === 'AWS::EC2::VPCEndpoint' && properties.PolicyDocument) {
      found.endpoint[properties.VpcEndpointType] = resolve(properties.PolicyDocument, resources)
    }
  }
  return found
}

function resolve(value, resources) {
  if (Array.isArray(value)) return value.map((element) => resolve(element, resources))
  if (typeof value !== 'object' || value === null) return value
  const [[key, argument]] = Object.entries(value)
  switch (key) {
    case 'Ref':
      return pseudoParameters[argument] ?? attribute(argument, 'Ref', resources)
    case 'Fn::GetAtt':
      return attribute(...argument, resources)
    case 'Fn::Join':
      return resolve(argument[1], resources).join(argument[0])
    case 'Fn::Split':
      return resolve(argument[1], resources).split(argument[0])
    default:
      if (key.startsWith('Fn::')) throw new Error(`cannot resolve ${JSON.stringify(value)}`)
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolve(v, resources)]))
  }
}

function attribute(logicalId, name, resources) {
  const resource = resources[logicalId]
  if (resource?.Type === 'AWS::EC2::VPCEndpoint' && name === 'Ref') return endpoints[resource.Properties.VpcEndpointType]
  if (resource?.Type === 'AWS::S3::Bucket' && name === 'Arn') return `arn:aws:s3:::${bucket}`
  throw new Error(`cannot resolve ${name} of ${logicalId}`)
}
