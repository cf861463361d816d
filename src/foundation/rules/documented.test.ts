import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { RuleFault } from './faults.ts'
import { FUNCTIONS } from './functions.ts'
import { REFUSALS } from './refusals.ts'
import { RESERVED } from './rulebook.ts'

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8')

/** The compiler refuses a code that is missing here, and one that no longer exists. */
const FAULTS: Record<RuleFault['code'], true> = {
  'syntax-fault': true,
  'unknown-name': true,
  'ambiguous-name': true,
  'not-allowed': true,
  'rule-cycle': true,
  'name-taken': true,
  'rule-empty': true,
  'row-length': true,
  'outcome-not-text': true,
  'amount-not-money': true,
  'unknown-rule': true,
  'period-invalid': true,
  'parameter-name': true,
  'parameter-shape': true,
  'parameter-twice': true,
}

const inTable = (heading: string): string[] => {
  const section = DOCUMENT.split(/^## /m).find((each) => each.startsWith(heading)) ?? ''
  return [...section.matchAll(/^\| `([\w-]+)/gm)].map((match) => match[1]!)
}

describe('docs/rules.md', () => {
  it('documents each function that Parvis adds, and no other', () => {
    assert.deepEqual(inTable('The language'), [...FUNCTIONS.keys()])
  })

  it('documents each name that is always there', () => {
    assert.deepEqual(inTable('A rule'), [...RESERVED])
  })

  it('documents each refusal, and no other', () => {
    assert.deepEqual(
      inTable('What can be refused').toSorted(),
      [...Object.keys(FAULTS), ...Object.keys(REFUSALS)].toSorted(),
    )
  })
})
