// Checks every cell of the matrix, then every mutation of every policy: one that no cell detects is a failure.
import { decide } from './decide.mjs'
import { mutationsOf } from './mutations.mjs'
import { suites } from './cells.mjs'

let passed = 0
let failed = 0

function report(ok, line) {
  ok ? passed++ : failed++
  if (!ok || process.argv.includes('--verbose')) console.log(`${ok ? 'ok  ' : 'FAIL'} ${line}`)
}

/** answer returns the decision of the cell's policies, one of which can be replaced by a mutation. */
function answer(suite, cell, action, mutated = {}) {
  const { bucket, endpoints } = { ...suite.policies[cell.policy], ...mutated[cell.policy] }
  return decide({ caller: cell.caller, target: cell.target, action }, { bucket, endpoint: endpoints?.[cell.caller.type] })
}

async function check(suite) {
  for (const cell of suite.cells) {
    for (const action of cell.actions) {
      const got = await answer(suite, cell, action)
      report(got === cell.want, `${suite.name}, ${cell.policy} policy: ${cell.who}: ${action}: want ${cell.want}, got ${got}: ${cell.because}`)
    }
  }
}

/** mutate checks the cells of a mutated policy until one of them fails. */
async function mutate(suite, policy, changes, mutated) {
  for (const cell of likelyFirst(suite.cells.filter((cell) => cell.policy === policy), changes)) {
    for (const action of cell.actions) {
      if ((await answer(suite, cell, action, { [policy]: mutated })) !== cell.want) return report(true, `${suite.name}, ${policy}: detected by "${cell.who}: ${action}": ${changes}`)
    }
  }
  report(false, `${suite.name}, ${policy} policy: no cell detects that ${changes}`)
}

/** likelyFirst moves the cells for a bucket whose ARN changes to the front, because there are many cells and mutations. */
function likelyFirst(cells, changes) {
  const bucket = changes.match(/arn:aws:s3:::([^/*]+)/)?.[1]
  return bucket ? cells.toSorted((a, b) => b.target.name.startsWith(bucket) - a.target.name.startsWith(bucket)) : cells
}

for (const suite of suites) {
  const before = passed + failed
  await check(suite)
  const cells = passed + failed - before
  for (const [policy, { bucket, endpoints = {} }] of Object.entries(suite.policies)) {
    if (policy === 'both') continue // each of the two is mutated on its own
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
