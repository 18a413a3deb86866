// Judges every cell of the matrix, then every mutation of every policy: one that no cell notices is a failure.
import { decide } from './decide.mjs'
import { mutationsOf } from './mutations.mjs'
import { suites } from './cells.mjs'

let passed = 0
let failed = 0

function report(ok, line) {
  ok ? passed++ : failed++
  if (!ok || process.argv.includes('--verbose')) console.log(`${ok ? 'ok  ' : 'FAIL'} ${line}`)
}

/** answer is what the cell's policies say, one of them perhaps replaced by a mutation of it. */
function answer(suite, cell, action, mutated = {}) {
  const { bucket, endpoints } = { ...suite.policies[cell.policy], ...mutated[cell.policy] }
  return decide({ caller: cell.caller, target: cell.target, action }, { bucket, endpoint: endpoints?.[cell.caller.type] })
}

async function judge(suite) {
  for (const cell of suite.cells) {
    for (const action of cell.actions) {
      const got = await answer(suite, cell, action)
      report(got === cell.want, `${suite.name}, ${cell.policy} policy: ${cell.who}: ${action}: want ${cell.want}, got ${got}, because ${cell.because}`)
    }
  }
}

/** mutate judges the cells of a policy until one of them turns red. */
async function mutate(suite, policy, changes, mutated) {
  for (const cell of likelyFirst(suite.cells.filter((cell) => cell.policy === policy), changes)) {
    for (const action of cell.actions) {
      if ((await answer(suite, cell, action, { [policy]: mutated })) !== cell.want) return report(true, `${suite.name}, ${policy}: noticed by "${cell.who}: ${action}": ${changes}`)
    }
  }
  report(false, `${suite.name}, ${policy} policy: no cell notices that ${changes}`)
}

/** likelyFirst puts the cells first that are about a bucket whose ARN changes, because there are many of both. */
function likelyFirst(cells, changes) {
  const bucket = changes.match(/arn:aws:s3:::([^/*]+)/)?.[1]
  return bucket ? cells.toSorted((a, b) => b.target.name.startsWith(bucket) - a.target.name.startsWith(bucket)) : cells
}

for (const suite of suites) {
  const before = passed + failed
  await judge(suite)
  const cells = passed + failed - before
  for (const [policy, { bucket, endpoints = {} }] of Object.entries(suite.policies)) {
    if (policy === 'both') continue // the two are mutated one by one
    if (bucket) {
      for (const mutation of mutationsOf(bucket, true)) await mutate(suite, policy, mutation.name, { bucket: mutation.policy })
    }
    for (const [type, document] of Object.entries(endpoints)) {
      if (!suite.cells.some((cell) => cell.policy === policy && cell.caller.type === type)) continue
      for (const mutation of mutationsOf(document, false)) await mutate(suite, policy, `${type}, ${mutation.name}`, { endpoints: { ...endpoints, [type]: mutation.policy } })
    }
  }
  console.log(`${suite.name}: ${cells} cells, ${passed + failed - before - cells} mutations`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
