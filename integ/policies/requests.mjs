// Requests: the caller, the network path and the bucket, in the condition keys that AWS evaluates policies with.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { anonymousPrincipal } from '@cloud-copilot/iam-simulate'
import { account, bucket, endpoints } from './policies.mjs'

export const organization = 'o-a1b2c3d4e5'
export const strangers = { account: '123456789012', organization: 'o-z9y8x7w6v5' }

const overTls = { 'aws:SecureTransport': 'true' }

/** role is a session of a role, by default one of the account and outside any organization. Its name can have a path. */
export function role(name, owner = account, organizationId) {
  return {
    principal: `arn:aws:sts::${owner}:assumed-role/${name.split('/').at(-1)}/session`,
    context: {
      ...overTls,
      'aws:PrincipalArn': `arn:aws:iam::${owner}:role/${name}`,
      'aws:PrincipalAccount': owner,
      ...(organizationId && { 'aws:PrincipalOrgID': organizationId }),
      'aws:PrincipalIsAWSService': 'false',
      'aws:ViaAWSService': 'false',
    },
  }
}

/** root is the root user of an account. */
export function root(owner) {
  const principal = `arn:aws:iam::${owner}:root`
  return { principal, context: { ...role('', owner).context, 'aws:PrincipalArn': principal } }
}

/** service is an AWS service that acts for itself. */
export const service = (name) => ({
  principal: name,
  context: { ...overTls, 'aws:PrincipalIsAWSService': 'true', 'aws:ViaAWSService': 'false' },
})

/** anonymous has no credentials, so the request has no keys that describe a caller. */
export const anonymous = { principal: anonymousPrincipal, context: overTls }

/** byService is a request of a service on behalf of its caller, in a forward access session. */
export const byService = (caller) => changed(caller, { 'aws:ViaAWSService': 'true' })
export const withoutTls = (caller) => changed(caller, { 'aws:SecureTransport': 'false' })
export const through = (type, caller) => ({ ...changed(caller, { 'aws:SourceVpce': endpoints[type] ?? type }), type })

function changed(caller, context) {
  return { ...caller, context: { ...caller.context, ...context } }
}

/** own is the bucket whose policy is under test. Of the other buckets only the owner matters. */
export const own = { name: bucket, account }
export const bucketOf = (owner, organizationId) => ({ name: 'amzn-s3-demo-other', account: owner, organization: organizationId })
export const ofAws = (name, key) => ({ name, key, account: strangers.account, organization: strangers.organization })

export const data = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject']
export const management = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucket']
