// Every small change of a policy that its cells must notice.

/** mutationsOf yields policies that lack a statement, or differ in one condition or in one element of the given lists. */
export function* mutationsOf(policy, lists = []) {
  for (const [i, statement] of policy.Statement.entries()) {
    const name = `statement ${i} (${statement.Sid ?? statement.Effect})`
    const change = (what, edit) => {
      const copy = structuredClone(policy)
      edit(copy.Statement[i])
      return { name: `${name}: ${what}`, policy: copy }
    }
    yield { name: `${name} is removed`, policy: { ...policy, Statement: policy.Statement.toSpliced(i, 1) } }
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
    for (const list of lists) {
      if (Array.isArray(statement[list])) yield* without(statement[list], (values, what) => change(`${list}: ${what}`, (s) => (s[list] = values)))
    }
  }
}

function remove(conditions, operator, key) {
  delete conditions[operator][key]
  if (Object.keys(conditions[operator]).length === 0) delete conditions[operator]
}

/** operatorsInstead are the opposite, and what answers differently for a request that lacks the key. */
function operatorsInstead(operator, key) {
  const alternatives = {
    StringEquals: ['StringNotEquals', 'StringEqualsIfExists'],
    StringNotEquals: ['StringEquals'], // StringNotEqualsIfExists is the same
    ArnNotLike: ['ArnLike'], // ArnNotLikeIfExists is the same
    Bool: ['BoolIfExists'], // the opposite is another value
    BoolIfExists: ['Bool'],
  }[operator]
  if (!alternatives) throw new Error(`no mutation of ${operator} is known`)
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
