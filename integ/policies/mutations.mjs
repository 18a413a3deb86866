// Every small change of a policy that its cells must detect.
import { account } from './policies.mjs'

/** mutationsOf yields policies that lack a statement, or in which one part of a statement differs. */
export function* mutationsOf(policy, isOfBucket) {
  for (const [i, statement] of policy.Statement.entries()) {
    const name = `statement ${i} (${statement.Sid ?? statement.Effect})`
    const change = (what, edit) => {
      const copy = structuredClone(policy)
      edit(copy.Statement[i])
      return { name: `${name}: ${what}`, policy: copy }
    }
    const becomes = (part, value) => change(`${part} becomes ${JSON.stringify(value)}`, (s) => (s[part] = value))
    yield { name: `${name} is removed`, policy: { ...policy, Statement: policy.Statement.toSpliced(i, 1) } }
    yield becomes('Effect', { Allow: 'Deny', Deny: 'Allow' }[statement.Effect])
    for (const principal of principalsInstead(statement, isOfBucket)) yield becomes('Principal', principal)
    for (const action of actionsInstead(statement)) yield becomes('Action', action)
    if (!isOfBucket) yield* resourcesInstead(statement, change) // equivalent there: only requests for the bucket itself are checked
    for (const part of ['Action', 'Resource']) {
      yield* without([statement[part]].flat(), (values, what) => change(`${part}: ${what}`, (s) => (s[part] = values)))
    }
    yield* conditionsInstead(statement, change)
  }
}

/** principalsInstead are narrower than "*", which is the principal of every statement. */
function principalsInstead({ Principal: principal }, isOfBucket) {
  if (principal !== '*' && principal.AWS !== '*') throw new Error(`there is no mutation for the principal ${JSON.stringify(principal)}`)
  if (!isOfBucket) return [] // in an endpoint's policy the simulator accepts only "*"
  return [{ AWS: account }, { AWS: `arn:aws:iam::${account}:role/app` }]
}

/** actionsInstead are all actions instead of some, and some instead of all. */
function actionsInstead({ Action: action }) {
  // Not "s3:*" for "*" or the reverse: both are equivalent for requests to S3.
  return ['*', 's3:*'].includes(action) ? ['s3:*Object*', 's3:*Bucket*'] : ['s3:*']
}

/** resourcesInstead are wider: everything, and every bucket whose name begins with the bucket's name. */
function* resourcesInstead({ Resource: resource }, change) {
  if (resource === '*') return // the widest already
  yield change('Resource becomes *', (s) => (s.Resource = '*'))
  for (const [i, arn] of [resource].flat().entries()) {
    if (!arn.endsWith('/*')) continue
    const wider = arn.replace('/*', '*')
    yield change(`Resource: ${arn} becomes ${wider}`, (s) => (s.Resource = [resource].flat().with(i, wider)))
  }
}

function* conditionsInstead(statement, change) {
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, value] of Object.entries(keys)) {
      const condition = `${operator} ${key}`
      yield change(`${condition} is removed`, (s) => remove(s.Condition, operator, key))
      for (const instead of operatorsInstead(operator, key)) {
        yield change(`${condition} becomes ${instead}`, ({ Condition: conditions }) => {
          remove(conditions, operator, key)
          conditions[instead] = { ...conditions[instead], [key]: value }
        })
      }
      yield* valuesInstead([value].flat(), (values, what) =>
        change(`${condition}: ${what}`, (s) => (s.Condition[operator][key] = values)))
    }
  }
}

function remove(conditions, operator, key) {
  delete conditions[operator][key]
  if (Object.keys(conditions[operator]).length === 0) delete conditions[operator]
}

/** operatorsInstead are the opposite operator, and one that differs for a request that lacks the key. */
function operatorsInstead(operator, key) {
  const alternatives = {
    StringEquals: ['StringNotEquals', 'StringEqualsIfExists'],
    StringNotEquals: ['StringEquals'], // StringNotEqualsIfExists is the same
    ArnNotLike: ['ArnLike'], // ArnNotLikeIfExists is the same
    Bool: ['BoolIfExists'], // the opposite is another value
    BoolIfExists: ['Bool'],
  }[operator]
  if (!alternatives) throw new Error(`there is no mutation for ${operator}`)
  const everyRequestHasIt = ['aws:ResourceAccount', 'aws:SecureTransport'].includes(key)
  return alternatives.filter((alternative) => !everyRequestHasIt || !alternative.endsWith('IfExists'))
}

function* valuesInstead(values, change) {
  for (const [i, value] of values.entries()) {
    yield change(values.with(i, other(value)), `${value} becomes ${other(value)}`)
  }
  yield* without(values, change)
}

function* without(values, change) {
  if (values.length < 2) return
  for (const [i, value] of values.entries()) yield change(values.toSpliced(i, 1), `${value} is removed`)
}

function other(value) {
  return { true: 'false', false: 'true' }[value] ?? value.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
}
